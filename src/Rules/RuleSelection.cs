using Hale.Rules.Model;

namespace Hale.Rules;

/// <summary>Which sets of rules there are to choose from.</summary>
public enum Preset
{
    /// <summary>What every team wants to know.</summary>
    Default,

    /// <summary>Every rule, with its notes.</summary>
    All,
}

/// <summary>Which rules speak, and how loud.</summary>
public sealed record RuleSelection
{
    /// <summary>The set to start from.</summary>
    public Preset Preset { get; init; }

    /// <summary>What differs from the preset; where several are about a finding, the last one decides.</summary>
    public IReadOnlyList<RuleOverride> Overrides { get; init; } = [];

    /// <summary>Whether a suppression has to say why; one that does not silences nothing.</summary>
    public bool RequireReason { get; init; }

    /// <summary>Whether the rule has to run at all: it may speak of something.</summary>
    public bool Includes(RuleInfo rule, ClusterFacts facts)
    {
        var isIncluded = Preset is Preset.All || rule.ActivationIn(facts) is not Activation.Off;
        foreach (var @override in Overrides)
        {
            if (@override.Severities.TryGetValue(rule.Id, out var severity))
                isIncluded = severity is not null || (isIncluded && !@override.IsForEverything);
        }

        return isIncluded;
    }

    /// <summary>The finding as it is to be shown, or null when it is not.</summary>
    internal Finding? Apply(Finding finding, KubernetesObject? @object, ClusterFacts facts)
    {
        var rule = finding.Rule;
        var decisive = Overrides.LastOrDefault(@override => @override.Severities.ContainsKey(rule.Id) && @override.IsFor(finding, @object));
        if (decisive is not null)
            return decisive.Severities[rule.Id] is { } severity ? finding with { Severity = severity } : null;
        var activation = rule.ActivationIn(facts);
        var isSilent = activation is Activation.Off || (activation is Activation.NotesOff && finding.Severity is Severity.Note);
        return isSilent && Preset is not Preset.All ? null : finding;
    }
}
