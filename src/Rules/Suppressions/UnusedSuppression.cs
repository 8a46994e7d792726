using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Suppressions;

internal sealed class UnusedSuppression : Rule
{
    public override RuleInfo Info { get; } = new("HA0004", "unused-suppression")
    {
        Severity = Severity.Warning,
        Title = "Suppression that silences nothing",
        Why = """
            What it was written for has been mended or has moved, and what it says misleads who reads it. It will silence the
            next finding of its rule that appears there, which nobody has looked at. A suppression counts as unused only when
            its rule ran and everything in the file could be read.
            """,
        Fix = "Remove the rule's id from the comment, annotation, directive or attribute, or all of it when nothing else is in it.",
        Sources = [$"{Product.Home}/blob/main/docs/configuration.md#suppressions"],
    };

    /// <summary>Nothing: what is unused shows when all other rules have run.</summary>
    internal override IEnumerable<Finding> Check(Cluster cluster, Share share) => [];

    /// <summary>The suppressions that silence none of the findings.</summary>
    /// <param name="cluster">The cluster that the findings are about.</param>
    /// <param name="found">What all other rules found.</param>
    /// <param name="ran">Whether a rule looked for anything.</param>
    /// <param name="requireReason">Whether a suppression without a reason does not count.</param>
    public IEnumerable<Finding> Check(Cluster cluster, IReadOnlyList<Finding> found, Func<RuleInfo, bool> ran, bool requireReason)
    {
        if (cluster.Suppressions.Count == 0)
            yield break;
        var isKnown = cluster.Documents.GroupBy(document => document.Source)
            .ToDictionary(same => same.Key, same => new Lazy<bool>(() => same.All(document => IsKnown(document.Root))));
        var byRule = found.ToLookup(finding => finding.Rule.Id, StringComparer.Ordinal);

        // An annotation that a patch brings to several objects is one suppression.
        foreach (var same in cluster.Suppressions.Where(suppression => suppression.Rule is not null).GroupBy(suppression => suppression.At))
        {
            var (rule, at) = (same.First().Rule!, same.Key);
            if (requireReason && same.First().Reason is null)
                yield return Report(at, $"{rule.Id} stays loud here: its suppression does not say why, behind '--'");
            else if (rule.Id != Info.Id && ran(rule) && same.All(suppression => IsSeen(suppression, isKnown) && IsUnused(suppression, byRule[rule.Id])))
                yield return Report(at, $"'{same.First().Word}' silences nothing here: {rule.Id} ({rule.Name}) has no finding that it covers");
        }
    }

    // Of stretches in several files, those that hold no document say nothing.
    private static bool IsSeen(Suppression suppression, Dictionary<SourceText, Lazy<bool>> isKnown)
    {
        if (suppression.Scope is not StretchScope stretched)
            return isKnown[suppression.At.Source].Value;
        var sources = stretched.Stretches.Select(stretch => stretch.Source).Distinct().Where(isKnown.ContainsKey).ToList();
        return sources.Count > 0 && sources.TrueForAll(source => isKnown[source].Value);
    }

    private Finding Report(Place at, string message) => new(Info, null, at, message);

    private static bool IsUnused(Suppression suppression, IEnumerable<Finding> found) =>
        suppression.Scope is not NodeScope { IsCertain: false } && !found.Any(suppression.Scope.Covers);

    // What is unknown may be what the suppression is for.
    private static bool IsKnown(Node node) =>
        node is ScalarNode or AbsentNode or SchemaNode
        || (node is MapNode or ListNode && !node.IsOpen && node.Items.Concat(node.Values).All(IsKnown));
}
