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

    /// <summary>By rule id, the severity of all its findings, or null to switch it off. It beats the preset.</summary>
    public IReadOnlyDictionary<string, Severity?> Overrides { get; init; } = new Dictionary<string, Severity?>(StringComparer.Ordinal);

    /// <summary>Whether the rule has to run at all.</summary>
    public bool Includes(RuleInfo rule) => Overrides.TryGetValue(rule.Id, out var severity)
        ? severity is not null
        : Preset is Preset.All || rule.Activation is not Activation.Off;

    /// <summary>The finding as it is to be shown, or null when it is not.</summary>
    public Finding? Apply(Finding finding)
    {
        if (Overrides.TryGetValue(finding.Rule.Id, out var severity))
            return severity is { } wanted ? finding with { Severity = wanted } : null;
        return finding.Severity is Severity.Note && finding.Rule.Activation is Activation.NotesOff && Preset is not Preset.All ? null : finding;
    }
}
