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
            .Select(finding => Complete(finding, cluster.ObjectHolding(finding.Node), selection))
            .OfType<Finding>()
            .OrderBy(finding => finding.Place.Source.Path, StringComparer.Ordinal)
            .ThenBy(finding => finding.Place.Start)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal)];

    private static Finding? Complete(Finding finding, KubernetesObject? @object, RuleSelection selection)
    {
        if (selection.Apply(finding, @object) is not { } shown || @object is null)
            return selection.Apply(finding, @object);
        return shown with { Object = @object.Identity, Path = shown.Node!.PathFrom(@object.Root), Pointer = shown.Node.PointerFrom(@object.Root) };
    }
}
