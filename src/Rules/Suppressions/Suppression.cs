using Hale.Rules.Tree;

namespace Hale.Rules.Suppressions;

/// <summary>One rule, or every rule, that is silenced somewhere.</summary>
public sealed class Suppression
{
    internal Suppression(Place at, string? word, string? reason, SuppressionScope scope) =>
        (At, Word, Reason, Scope, Rule) = (at, word, reason, scope, word is null ? null : RuleCatalog.Find(word)?.Info);

    /// <summary>Where the rule is named.</summary>
    public Place At { get; }

    /// <summary>What it says behind <c>--</c>; null when it says nothing.</summary>
    public string? Reason { get; }

    /// <summary>What names the rule; empty where nothing does though something should, null where every rule is meant.</summary>
    internal string? Word { get; }

    /// <summary>The rule that is named; null when there is no such rule, or every one is meant.</summary>
    internal RuleInfo? Rule { get; }

    internal SuppressionScope Scope { get; }
}

/// <summary>What a suppression is for.</summary>
internal abstract record SuppressionScope
{
    public abstract bool Covers(Finding finding);
}

/// <summary>What is underlined in a stretch of text, both ends included.</summary>
internal sealed record TextScope(SourceText Source, int Start, int End) : SuppressionScope
{
    public override bool Covers(Finding finding) =>
        finding.Place.Source == Source && finding.Place.Start <= End && Math.Max(finding.Place.Start, finding.Place.End - 1) >= Start;
}

/// <summary>What is underlined in one of several stretches of text, which may be in several files.</summary>
internal sealed record StretchScope(IReadOnlyList<Place> Stretches) : SuppressionScope
{
    public override bool Covers(Finding finding) => Stretches.Any(stretch =>
        finding.Place.Source == stretch.Source && finding.Place.Start < stretch.End && finding.Place.Start >= stretch.Start);
}

/// <summary>What is found in a value: an object, or the pods that it makes.</summary>
/// <param name="Root">The value.</param>
/// <param name="Written">The same as it is written.</param>
/// <param name="IsCertain">Whether it is linted by itself: a part of an object is not.</param>
internal sealed record NodeScope(Node Root, Node Written, bool IsCertain) : SuppressionScope
{
    public override bool Covers(Finding finding) => finding.Node is { } node && (node.IsIn(Root) || node.IsIn(Written));
}
