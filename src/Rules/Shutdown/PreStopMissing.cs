using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Shutdown;

internal sealed class PreStopMissing : Rule<Container>
{
    public override RuleInfo Info { get; } = new("HA0505", "prestop-missing")
    {
        Severity = Severity.Note,
        Confidence = Confidence.Medium,
        Activation = Activation.Off,
        Title = "A container stops while Services still send requests to it",
        Why = """
            When a pod is deleted it gets SIGTERM at the same time as it is taken out of the endpoints of its Services. It takes
            some seconds until every node and load balancer knows, and until then requests go to a process that has stopped
            listening. Every rollout and every drain loses a few of them.
            """,
        Fix = """
            Add `lifecycle: { preStop: { sleep: { seconds: 5 } } }`; before Kubernetes 1.30 an `exec` of `sleep 5`. Behind a load
            balancer of a cloud it may take longer. Where the application itself goes on serving for some seconds after
            SIGTERM, ignore this rule with that reason.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
            "https://github.com/kubernetes/enhancements/issues/1669",
            "https://github.com/kubernetes/enhancements/issues/3960",
        ],
    };

    public override IEnumerable<Finding> Check(Container container, Cluster cluster)
    {
        var hook = container.Node["lifecycle"]["preStop"];
        var workload = container.Workload;
        if (container.IsInit || workload.Kind is WorkloadKind.DaemonSet || !hook.Exists.IsFalse || container.CallingService is not { } service)
            yield break;

        if (LosesRequests(container) && IsReplacedInTime(workload))
        {
            var matters = workload.IsExposed && workload.Replicas.AlwaysSeveral;
            yield return Report(hook, $"{service.Title} may still send requests to {container.Title} of {workload.Title} after SIGTERM: no preStop hook waits for that to end")
                .And(service.Selector.Node, $"the selector of {service.Title}")
                .As(matters.IsTrue ? Severity.Warning : Severity.Note);
        }
    }

    // Clients of a data store connect again anyway, and without a grace period no hook would help.
    private static Truth LosesRequests(Container container) =>
        !Sidecars.Check(container) && !container.Workload.IsStateful
        && !container.Image.IsOneOf(ImageTraits.DrainedByStopSignal) && !container.Node["lifecycle"]["stopSignal"].Exists
        && !container.Workload.Pod["terminationGracePeriodSeconds"].Integer().Is(0) && !IsLameDuck(container);

    // With 'lameduck' CoreDNS goes on answering for as long as that says (https://coredns.io/plugins/health/).
    private static Truth IsLameDuck(Container container) =>
        container.Image.IsOneOf(["coredns"])
        && Truth.Any(container.Workload.Cluster.All<ConfigMap>(), map => map.Data["Corefile"].Text().Is(text => text.Contains("lameduck")));

    // Where no other pod takes the requests they are lost with and without a hook.
    private static Truth IsReplacedInTime(Workload workload)
    {
        var overlaps = workload.Kind is WorkloadKind.Deployment
            ? workload.Strategy.Is("RollingUpdate") && workload.OverlapsInRollout
            : Truth.False;
        return overlaps || workload.Replicas.AtTimesSeveral;
    }
}
