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
        var seen = new Dictionary<InObject, int>();
        return findings
            .GroupBy(finding => finding.IsBuilt ? KeyOf(finding, seen) : new object())
            .Select(same => same.First().IsBuilt ? Merged([.. same]) : same.First());
    }

    // One object may have several findings of a rule at one place, such as two fields that it lacks.
    private static object KeyOf(Finding finding, Dictionary<InObject, int> seen)
    {
        var map = MapOf(finding)!;
        var what = new InObject(finding.Rule.Id, map, finding.Node!.PathFrom(map));
        seen.TryGetValue(what, out var before);
        seen[what] = before + 1;
        return new InSource(what.RuleId, finding.Place, what.Path, finding.Suppression is null, before);
    }

    private static Finding Merged(IReadOnlyList<Finding> same)
    {
        var finding = same.Count == 1 ? same[0] : same.OrderByDescending(each => each.Severity).First();
        return finding with { Related = [.. finding.Related, .. CallsOf(same)] };
    }

    // Of each chain of calls the innermost one that not all of them have. Of a single object only what stands in its creation
    // is known to be where the calls lead.
    private static IEnumerable<RelatedPlace> CallsOf(IReadOnlyList<Finding> same)
    {
        if (same.Count == 1 && !MapOf(same[0])!.At.Holds(same[0].Place))
            return [];
        var chains = same.Select(finding => MapOf(finding)!.Calls).ToList();
        return chains
            .Where(chain => chain.Count > 0)
            .Select(chain => new RelatedPlace(InnermostOwn(chain, chains), "called from here"))
            .Distinct()
            .OrderBy(call => call.Place.Source.Path, StringComparer.Ordinal).ThenBy(call => call.Place.Start)
            .Take(MostCalls);
    }

    private static Place InnermostOwn(IReadOnlyList<Place> chain, List<IReadOnlyList<Place>> chains)
    {
        for (var i = 0; i < chain.Count && chains.Count > 1; i++)
        {
            if (!chains.TrueForAll(other => other.Contains(chain[i])))
                return chain[i];
        }

        return chain[0];
    }

    // The map that holds what a finding is about.
    private static MapNode? MapOf(Finding finding)
    {
        var node = finding.Node;
        while (node is not null and not MapNode)
            node = node.Parent;
        return node as MapNode;
    }

    /// <summary>Where in an object that a call makes a finding is.</summary>
    private sealed record InObject(string RuleId, MapNode Map, string Path);

    /// <summary>The same for all calls.</summary>
    private sealed record InSource(string RuleId, Place Place, string Path, bool IsShown, int Before);
}
