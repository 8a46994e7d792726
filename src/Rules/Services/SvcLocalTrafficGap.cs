using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Services;

internal sealed class SvcLocalTrafficGap : Rule<Service>
{
    public override RuleInfo Info { get; } = new("HA0904", "svc-local-traffic-gap")
    {
        Severity = Severity.Warning,
        Title = "Traffic kept on its node, where there may be no pod",
        Why = """
            With the policy `Local` a node hands traffic only to pods of its own and drops it when it has none. Only a DaemonSet has
            a pod on every node. With a single replica, or with replicas that may all stand on one node, the whole Service moves
            with that node; until load balancers and clients have noticed, they send traffic to nodes that drop it.
            """,
        Fix = """
            Use the policy `Cluster`. Where the client's address has to be kept, run a DaemonSet, or several replicas that a topology
            spread constraint keeps apart. To prefer near pods without losing traffic there is `trafficDistribution`.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-policies",
            "https://github.com/kubernetes/enhancements/issues/2086",
            "https://github.com/kubernetes/enhancements/issues/1669",
        ],
    };

    public override IEnumerable<Finding> Check(Service service, Cluster cluster)
    {
        var isInternal = service.InternalTrafficPolicy.Is("Local");
        var isExternal = service.ExternalTrafficPolicy.Is("Local") && service.Type.Is(type => type is "LoadBalancer" or "NodePort");
        if (!(isInternal.IsTrue || isExternal.IsTrue) || service.OnlyBackend is not { IsReplicated: true } backend)
            yield break; // Beside other pods, those of a DaemonSet for example, these may be enough.
        if (!MayLeaveNodesOut(backend, cluster.Facts).IsTrue)
            yield break;

        if (isInternal)
            yield return Report(service.InternalTrafficPolicy.Node, backend, $"{service.Title} drops traffic from nodes without a pod of {backend.Title}");

        var isSingle = backend.Replicas.Minimum.Is(1);
        var isTogether = backend.Replicas.AlwaysSeveral && !backend.IsSpread;
        if (isExternal && isSingle)
            yield return Report(service.ExternalTrafficPolicy.Node, backend, $"All but one node drop the traffic for {service.Title}: {backend.Title} runs {backend.Replicas}");
        if (isExternal && isTogether)
            yield return Report(service.ExternalTrafficPolicy.Node, backend, $"All but one node may drop the traffic for {service.Title}: nothing keeps {backend.Replicas} of {backend.Title} apart");
    }

    private static Truth MayLeaveNodesOut(Workload backend, ClusterFacts facts) =>
        facts.Nodes is { } nodes ? backend.Replicas.Minimum.Is(count => count < nodes) : Truth.True;

    private Finding Report(Node policy, Workload backend, string message) => Report(policy, message).And(backend.Replicas.Node, backend.Replicas.SourceText);
}
