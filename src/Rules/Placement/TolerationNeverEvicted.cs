using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Placement;

internal sealed class TolerationNeverEvicted : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0206", "toleration-never-evicted")
    {
        Severity = Severity.Error,
        Title = "Pods that are never evicted from a dead node",
        Why = """
            Kubernetes taints a node that is lost and evicts its pods after a while, so that others replace them. A toleration
            without `tolerationSeconds` lifts that: the pods stay bound to the dead node, count as present, and nothing takes
            over until somebody deletes the Node. One that names no taint bears `node.kubernetes.io/out-of-service` too, the taint
            that frees the volumes of a node that is off for good.
            """,
        Fix = """
            Name the taints that the pods have to bear. Give a toleration of `node.kubernetes.io/not-ready` or
            `node.kubernetes.io/unreachable` a `tolerationSeconds`, or leave it out: Kubernetes adds 300 seconds by itself.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions",
            "https://github.com/kubernetes/enhancements/issues/2268",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var isForNodes = IsNodeCritical(workload) || (workload.Object.Namespace.Is("kube-system") && IsBootstrap(workload));
        if (!workload.IsReplicated || !isForNodes.IsFalse)
            yield break;

        foreach (var toleration in Toleration.DecidingLossOfNode(workload).Where(toleration => toleration.Seconds.Exists.IsFalse))
            yield return Report(toleration.Seconds, MessageFor(workload, toleration)).As(SeverityOf(workload, toleration));
    }

    private static string MessageFor(Workload workload, Toleration toleration) => toleration.IsForEveryTaint.IsTrue
        ? $"{workload.Title} tolerates every taint for good, so its pods are never evicted from a dead node, nor freed by node.kubernetes.io/out-of-service"
        : $"{workload.Title} tolerates {toleration.Key} for good, so its pods are never evicted from a node with that taint";

    // The pods of a StatefulSet stay on an unreachable node in any case, until it is deleted or tainted as out of service.
    private static Severity SeverityOf(Workload workload, Toleration toleration)
    {
        if (!IsBootstrap(workload).IsFalse)
            return Severity.Note;
        return workload.Kind is WorkloadKind.StatefulSet && !toleration.IsForEveryTaint.IsTrue ? Severity.Warning : Severity.Error;
    }

    private static Truth IsNodeCritical(Workload workload) => workload.Pod["priorityClassName"].Text().Is("system-node-critical");

    // What brings up the network or the cloud's part of a node has to run before the node is ready.
    private static Truth IsBootstrap(Workload workload) =>
        workload.Pod["hostNetwork"].Flag().Is(true)
        || workload.Pod["tolerations"].Any(item => item["key"].Text().Is(key => key is "node.cloudprovider.kubernetes.io/uninitialized" or "node.kubernetes.io/network-unavailable"));
}
