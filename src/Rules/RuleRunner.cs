using Hale.Rules.Model;

namespace Hale.Rules;

/// <summary>Runs rules over a cluster.</summary>
public static class RuleRunner
{
    /// <summary>What the selected rules find, sorted by file, place and rule.</summary>
    public static IReadOnlyList<Finding> Run(Cluster cluster, RuleSelection selection) =>
        [.. RuleCatalog.All
            .Where(rule => selection.Includes(rule.Info) && (cluster.Facts.ClosedWorld || !rule.Info.NeedsClosedWorld))
            .SelectMany(rule => rule.CheckAll(cluster))
            .Select(selection.Apply)
            .OfType<Finding>()
            .Select(finding => Complete(finding, cluster))
            .OrderBy(finding => finding.Place.Source.Path, StringComparer.Ordinal)
            .ThenBy(finding => finding.Place.Start)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal)];

    private static Finding Complete(Finding finding, Cluster cluster)
    {
        if (finding.Node is not { } node || cluster.ObjectHolding(node) is not { } @object)
            return finding;
        return finding with { Object = @object.Identity, Path = node.PathFrom(@object.Root), Pointer = node.PointerFrom(@object.Root) };
    }
}
