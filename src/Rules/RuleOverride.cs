using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules;

/// <summary>What differs from the preset, everywhere or for some objects.</summary>
/// <param name="Severities">By rule id, the severity of all its findings, or null to switch it off.</param>
public sealed record RuleOverride(IReadOnlyDictionary<string, Severity?> Severities)
{
    /// <summary>Whether it is for the files that are shown with this path; null for all files.</summary>
    public Func<string, bool>? IsForFile { get; init; }

    /// <summary>The kinds of object that it is for, with <c>*</c> for any text; empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The namespaces that it is for, with <c>*</c> for any text; empty for all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>The names of objects that it is for, with <c>*</c> for any text; empty for all.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The labels that an object has to have, all of them, with <c>*</c> for any text in a value.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it holds for every finding.</summary>
    public bool IsForEverything => IsForFile is null && !NeedsObject;

    private bool NeedsObject => Kinds.Count + Namespaces.Count + Names.Count + Labels.Count > 0;

    internal bool IsFor(Finding finding, KubernetesObject? @object) =>
        IsForFile?.Invoke(finding.Place.Source.Path) != false && (!NeedsObject || (@object is not null && IsFor(@object)));

    private bool IsFor(KubernetesObject @object)
    {
        var identity = @object.Identity;
        return IsAny(Kinds, identity.Kind) && IsAny(Namespaces, identity.Namespace) && IsAny(Names, identity.Name)
            && Labels.All(label => @object.Labels[label.Key].Text().Is(text => Wildcard.Matches(label.Value, text)).IsTrue);
    }

    private static bool IsAny(IReadOnlyList<string> patterns, string text) =>
        patterns.Count == 0 || patterns.Any(pattern => Wildcard.Matches(pattern, text));
}
