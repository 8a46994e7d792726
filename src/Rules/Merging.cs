using Hale.Rules.Tree;

namespace Hale.Rules;

/// <summary>
/// Says once what is true of one place of the source in several calls. A method of C# that is called seven times makes seven
/// objects, but it is one place to change.
/// </summary>
internal static class Merging
{
    private const int MostCalls = 10;

    /// <summary>The findings, with those at one place of C# that come from different calls as one: the most severe, the first of equals.</summary>
    public static IEnumerable<Finding> ByPlace(IEnumerable<Finding> findings)
    {
        var seenAt = new Dictionary<(string, Node, string), int>();
        return findings
            .Select((finding, i) => (Finding: finding, Key: finding.IsBuilt ? KeyOf(finding, seenAt) : i))
            .GroupBy(keyed => keyed.Key, keyed => keyed.Finding)
            .Select(same => same.First().IsBuilt ? Merged([.. same]) : same.First());
    }

    // One object may have several findings of a rule at one place, such as two fields that it lacks.
    private static object KeyOf(Finding finding, Dictionary<(string, Node, string), int> seenAt)
    {
        var map = MapOf(finding)!;
        var id = (finding.Rule.Id, map, finding.Node!.PathFrom(map));
        seenAt.TryGetValue(id, out var before);
        seenAt[id] = before + 1;
        return (finding.Rule.Id, finding.Place, id.Item3, finding.Suppression is null, before);
    }

    private static Finding Merged(IReadOnlyList<Finding> same)
    {
        var finding = same.OrderByDescending(each => each.Severity).First();
        return finding with { Related = [.. finding.Related, .. CallsOf(same)] };
    }

    // Of each chain of calls the innermost one that not all of them have. Of a single object only what stands in its creation
    // is known to be where the calls lead.
    private static IEnumerable<RelatedPlace> CallsOf(IReadOnlyList<Finding> same)
    {
        if (same.Count == 1 && !Contains(MapOf(same[0])!.At, same[0].Place))
            return [];
        var chains = same.Select(finding => MapOf(finding)!.Calls).ToList();
        var shared = new HashSet<Place>(chains[0].Where(call => chains.All(chain => chain.Contains(call))));
        return chains
            .Where(chain => chain.Count > 0)
            .Select(chain => chain.Where(call => !shared.Contains(call)).DefaultIfEmpty(chain[0]).First())
            .Distinct()
            .OrderBy(call => call.Source.Path, StringComparer.Ordinal).ThenBy(call => call.Start)
            .Take(MostCalls)
            .Select(call => new RelatedPlace(call, "called from here"));
    }

    private static bool Contains(Place outer, Place inner) => outer.Source == inner.Source && outer.Start <= inner.Start && inner.End <= outer.End;

    // The map that holds what a finding is about.
    private static MapNode? MapOf(Finding finding)
    {
        var node = finding.Node;
        while (node is not null and not MapNode)
            node = node.Parent;
        return node as MapNode;
    }
}
