using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Placement;

internal sealed class NodePinned : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0208", "node-pinned")
    {
        Severity = Severity.Warning,
        Title = "Pods that may run on one node only",
        Why = """
            Where the pod template names a node, its pods cannot run on another one. When that node fails, is drained or
            replaced, they are gone until it is back, however many replicas there are. `nodeName` passes over the scheduler as
            well, so pods also go to a node that has no room for them.
            """,
        Fix = """
            Choose nodes by what they have, with a label that several of them share. Where the data is on a disk of the node,
            use a replicated store or a volume that can be mounted elsewhere. One pod on every node is a DaemonSet.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/",
            "https://kubernetes.io/docs/concepts/storage/volumes/#local",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!workload.IsReplicated || NodePin.Of(workload) is not { } node)
            yield break;

        if (!workload.Replicas.Maximum.Is(0).IsTrue && !IsOneOfMany(workload))
        {
            var pods = workload.Replicas.AlwaysSeveral ? $"all {workload.Replicas} are down" : "it is down";
            yield return Report(node.Node, $"{workload.Title} runs on node '{node}' only: {pods} whenever that node is");
        }
    }

    // Storage systems have a workload for each node: where one fails, those on the others go on.
    private static Truth IsOneOfMany(Workload workload) =>
        Truth.Any(workload.Cluster.Neighbours(workload), other => RunsTheSame(workload, other))
        || (workload.Object.MayHaveUnseenWorkload ? Truth.Unknown : Truth.False);

    private static Truth RunsTheSame(Workload workload, Workload other) =>
        other.AnyContainer(container => workload.AnyContainer(own => IsSameImage(own.Image, container.Image)));

    private static Truth IsSameImage(ImageReference left, ImageReference right) =>
        left.Repository is null || right.Repository is null ? Truth.Unknown : left.Repository == right.Repository;
}
