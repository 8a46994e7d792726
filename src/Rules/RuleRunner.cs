using Hale.Rules.Model;
using Hale.Rules.Suppressions;

namespace Hale.Rules;

/// <summary>Runs rules over a cluster.</summary>
public static class RuleRunner
{
    private const string EveryRule = "";

    /// <summary>What the selected rules find and nothing suppresses, sorted by file, place and rule.</summary>
    public static IReadOnlyList<Finding> Run(Cluster cluster, RuleSelection selection) =>
        [.. RunAll(cluster, selection).Where(finding => finding.Suppression is null)];

    /// <summary>The same, with the findings that are suppressed: these say by what.</summary>
    public static IReadOnlyList<Finding> RunAll(Cluster cluster, RuleSelection selection)
    {
        var all = Find(cluster, selection);
        var suppressions = cluster.Suppressions
            .Where(suppression => suppression is not { Rule: null, Word: not null } && (suppression.Reason is not null || !selection.RequireReason))
            .ToLookup(suppression => suppression.Rule?.Id ?? EveryRule);
        var found = Share.Divide(all.Count, share => share.Of(all).Select(finding => Complete(finding, cluster, selection)))
            .OfType<Finding>()
            .Select(finding => finding with { Suppression = SuppressionOf(finding) });
        return [.. Merging.ByPlace(found)
            .OrderBy(finding => finding.Place.Source.Path, StringComparer.Ordinal)
            .ThenBy(finding => finding.Place.Start)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal)];

        Suppression? SuppressionOf(Finding finding) =>
            suppressions[finding.Rule.Id].Concat(suppressions[EveryRule]).FirstOrDefault(suppression => suppression.Scope.Covers(finding));
    }

    private static List<Finding> Find(Cluster cluster, RuleSelection selection)
    {
        bool Runs(RuleInfo rule) => selection.Includes(rule, cluster.Facts) && (cluster.Facts.ClosedWorld || !rule.NeedsClosedWorld);
        var rules = RuleCatalog.All.Where(rule => Runs(rule.Info)).ToList();
        if (Share.IsWorthDividing(cluster.Objects.Count))
            cluster.MakeTables();
        // A share goes through all rules, but what they find is put together rule by rule.
        var byShare = Share.Divide(cluster.Objects.Count, share => new[] { rules.ConvertAll(rule => Find(rule, cluster, share)) }).ToList();
        var found = new List<Finding>();
        for (var i = 0; i < rules.Count; i++)
        {
            foreach (var byRule in byShare)
                found.AddRange(byRule[i]);
        }

        return [.. found, .. rules.OfType<UnusedSuppression>().SelectMany(rule => rule.Check(cluster, found, Runs, selection.RequireReason))];
    }

    // Most rules have made a list already.
    private static IReadOnlyCollection<Finding> Find(Rule rule, Cluster cluster, Share share) =>
        rule.Check(cluster, share) is var found && found is IReadOnlyCollection<Finding> all ? all : [.. found];

    private static Finding? Complete(Finding finding, Cluster cluster, RuleSelection selection)
    {
        var @object = cluster.ObjectHolding(finding.Node);
        if (selection.Apply(finding, @object, cluster.Facts) is not { } shown)
            return null;
        if (@object is null)
            return shown;
        var root = shown.Node!.IsIn(@object.Written) ? @object.Written : @object.Root;
        return shown with { Object = @object.Identity, ObjectRoot = root, IsBuilt = @object.IsBuilt, Path = shown.Node.PathFrom(root), Pointer = shown.Node.PointerFrom(root) };
    }
}
