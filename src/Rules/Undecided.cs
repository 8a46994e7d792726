using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules;

/// <summary>A value of an object that could not be determined, so that rules which ask for it stay silent.</summary>
/// <param name="Object">The object, such as <c>Deployment 'web'</c>.</param>
/// <param name="Path">The value's path in the object, such as <c>spec.replicas</c>.</param>
/// <param name="Place">The expression or placeholder that stands for it.</param>
/// <param name="Reason">Why it is not known, such as <c>the parameter 'replicas'</c>.</param>
public sealed record UndecidedValue(string Object, string Path, Place Place, string Reason);

/// <summary>How many values of a field that matters for availability are decided.</summary>
/// <param name="Field">What the field is about, such as <c>replicas</c>.</param>
/// <param name="Decided">Known, or known to be absent.</param>
/// <param name="Total">All.</param>
public sealed record DecidedShare(string Field, int Decided, int Total);

/// <summary>What a run could not determine.</summary>
public static class Undecided
{
    /// <summary>Whether all of the input could be read.</summary>
    public static bool IsAllRead(Cluster cluster) => cluster.Problems.Count == 0;

    /// <summary>Every undetermined value, in the order of the input and of the objects' text.</summary>
    public static IReadOnlyList<UndecidedValue> In(Cluster cluster) =>
        [.. cluster.Objects.SelectMany(@object => ReasonsIn(@object.Root).Select(found => new UndecidedValue(@object.Title, PathOf(found.Node, @object.Root), found.Node.At, found.Reason)))];

    /// <summary>The shares of decided values among replicas, images, probes, resources and affinity of the workloads.</summary>
    public static IReadOnlyList<DecidedShare> SharesIn(Cluster cluster)
    {
        var workloads = cluster.All<Workload>();
        var containers = workloads.SelectMany(workload => workload.Containers).ToList();
        return
        [
            Share("replicas", workloads.Where(workload => workload.IsReplicated).Select(workload => workload.Spec["replicas"]), IsDecided),
            Share("images", containers.Select(container => container.Node["image"]), IsTagDecided),
            Share("probes", containers.SelectMany(container => new[] { container.Node["livenessProbe"], container.Node["readinessProbe"] }), IsPresenceDecided),
            Share("resources", containers.Select(container => container.Node["resources"]), IsPresenceDecided),
            Share("affinity", workloads.Select(workload => workload.Pod["affinity"]), IsDecided),
        ];
    }

    private static DecidedShare Share(string field, IEnumerable<Node> nodes, Func<Node, bool> isDecided)
    {
        var all = nodes.ToList();
        return new DecidedShare(field, all.Count(isDecided), all.Count);
    }

    private static bool IsDecided(Node node) => node.Exists.IsFalse || node is ScalarNode or MapNode;

    private static bool IsPresenceDecided(Node node) => !node.Exists.IsUnknown;

    // Rules ask for the tag, which stands at the end.
    private static bool IsTagDecided(Node node) => IsDecided(node) || (node is PartialNode text && text.Segments[text.Segments.Count - 1] is not null);

    private static string PathOf(Node node, Node root) => node.PathFrom(root) is { Length: > 0 } path ? path : "the object itself";

    private static IEnumerable<Undetermined> ReasonsIn(Node node)
    {
        if (Reason(node) is { } reason)
            yield return new Undetermined(node, reason);
        foreach (var found in node.Values.Concat(node.Items).SelectMany(ReasonsIn))
            yield return found;
    }

    private sealed record Undetermined(Node Node, string Reason);

    private static string? Reason(Node node) => node switch
    {
        UnknownNode unknown => unknown.Reason ?? "a placeholder",
        PartialNode => "a text with holes",
        ChoiceNode => "one of several values",
        MapNode { IsOpen: true } => "more may be set here than is seen",
        ListNode { IsOpen: true } => "more may be in the list than is seen",
        _ => null,
    };
}
