using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.ControlPlane;

internal sealed class NodeFailureFlags : Rule<ControlPlaneSetup>
{
    // A node renews its lease every 10 s, unless nodeLeaseDurationSeconds says otherwise
    // (https://kubernetes.io/docs/concepts/architecture/nodes/#node-heartbeats).
    private static readonly TimeSpan ShortestGrace = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(120);

    private const long ShortestToleration = 10;
    private const long LongestToleration = 300;

    // They have had no effect since taints evict pods, and a component refuses flags that it does not know.
    private static readonly string[] Removed = ["pod-eviction-timeout", "enable-taint-manager"];
    private static readonly KubernetesVersion NoEffectSince = new(1, 13);
    private static readonly KubernetesVersion RemovedIn = new(1, 27);
    private static readonly string[] Tolerations = ["default-not-ready-toleration-seconds", "default-unreachable-toleration-seconds"];

    public override RuleInfo Info { get; } = new("HA1508", "node-failure-flags")
    {
        Severity = Severity.Warning,
        Title = "Failed nodes are noticed too early, too late or not at all",
        Why = """
            A node that misses its heartbeats for the grace period of the controller manager is marked as unreachable, and
            after the pods' tolerations, 300 seconds by default, they are replaced. With a grace of hardly more than one
            heartbeat, healthy nodes lose their pods when the network or one API server is slow; below 45 seconds that can
            happen when an API server dies silently. With long times a dead node keeps its pods for minutes more. The controller
            manager does not start at all with flags that were removed.
            """,
        Fix = """
            Leave `--node-monitor-grace-period` at its default (50 seconds since Kubernetes 1.32), or keep it between 45 and 120
            seconds and longer than `nodeLeaseDurationSeconds`. Instead of `--pod-eviction-timeout`, give pods tolerations of
            the taints `node.kubernetes.io/not-ready` and `node.kubernetes.io/unreachable`.
            """,
        Sources =
        [
            "https://github.com/kubernetes/kubernetes/issues/126287",
            "https://github.com/kubernetes/kubernetes/issues/115840",
            "https://github.com/kubernetes/kubernetes/issues/121793",
            "https://kubernetes.io/docs/concepts/architecture/nodes/#node-heartbeats",
        ],
    };

    public override IEnumerable<Finding> Check(ControlPlaneSetup setup, Cluster cluster) =>
        setup.Components.SelectMany(component => component.Name switch
        {
            "kube-controller-manager" => CheckGrace(setup, component).Concat(CheckRemoved(component)),
            "kube-apiserver" => CheckTolerations(component),
            _ => [],
        })
        .Concat(setup.Kubelet is { } kubelet ? CheckLease(setup, kubelet) : []);

    private IEnumerable<Finding> CheckGrace(ControlPlaneSetup setup, ControlPlaneComponent manager)
    {
        var flag = manager.NodeGrace;
        if (!flag.TryGet(out var grace))
            yield break;

        var text = $"Nodes count as failed after {GoDuration.Text(grace)} by {manager.Title}";
        if (grace < ShortestGrace)
            yield return Report(flag.Node, $"{text}: less than two renewals of their leases, every 10 s");
        else if (grace > LongestGrace)
            yield return Report(flag.Node, $"{text}: until then a dead node keeps its pods and its traffic");
        else if (StatusPeriods(setup).FirstOrDefault(period => period.Is(time => grace < time + time).IsTrue) is { Node: not null } period && period.TryGet(out var often))
            yield return Report(flag.Node, $"{text}: less than two reports of a kubelet, every {GoDuration.Text(often)}").And(period.Node, "how often the kubelet reports");
    }

    private static IEnumerable<Field<TimeSpan>> StatusPeriods(ControlPlaneSetup setup) =>
        setup.Near.Select(near => near.Kubelet).OfType<Node>().Select(kubelet => kubelet["nodeStatusUpdateFrequency"].Text().Duration());

    // A version that cannot be seen may be one that still takes the flags, so that they are only of no use.
    private IEnumerable<Finding> CheckRemoved(ControlPlaneComponent manager)
    {
        if (manager.Version < NoEffectSince)
            yield break;
        foreach (var name in Removed)
        {
            var flag = manager.Flags[name];
            if (flag.Origin is not Origin.Written)
                continue;
            var isRemoved = manager.Version >= RemovedIn;
            yield return Report(flag.Node, $"The flag --{name} of {manager.Title} {(isRemoved ? "was removed in 1.27: the controller manager does not start" : "has had no effect since 1.13, and was removed in 1.27")}")
                .As(isRemoved ? Severity.Error : Severity.Warning);
        }
    }

    private IEnumerable<Finding> CheckTolerations(ControlPlaneComponent server)
    {
        foreach (var name in Tolerations)
        {
            var flag = server.Flags[name].Number();
            if (flag.TryGet(out var seconds) && seconds is < ShortestToleration or > LongestToleration)
                yield return Report(flag.Node, $"The flag --{name} of {server.Title} is {seconds} s: {(seconds < ShortestToleration ? "a short interruption of the network moves all pods of a node" : "pods of a dead node are not replaced for that long")}");
        }
    }

    private IEnumerable<Finding> CheckLease(ControlPlaneSetup setup, Node kubelet)
    {
        var lease = kubelet["nodeLeaseDurationSeconds"].Integer();
        var managers = setup.Near.SelectMany(near => near.Components).Where(component => component.Name == "kube-controller-manager").ToList();
        var graces = managers.ConvertAll(manager => manager.NodeGraceOrDefault);
        if (!lease.TryGet(out var duration) || graces.Count == 0 || graces.Contains(null) || graces.Max() is not { } grace)
            yield break;
        if (duration >= grace.TotalSeconds)
            yield return Report(lease.Node, $"A node's lease lasts {duration} s, but {managers[0].Title} takes the node for failed after {GoDuration.Text(grace)}")
                .And(managers[0].NodeGrace.Node, "the grace period of the controller manager");
    }
}
