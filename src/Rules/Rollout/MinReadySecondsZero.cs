using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Rollout;

internal sealed class MinReadySecondsZero : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0405", "min-ready-seconds-zero")
    {
        Severity = Severity.Note,
        Activation = Activation.Off,
        Title = "A new pod counts as available the moment it starts",
        Why = """
            A rollout takes the next old pod away as soon as a new one is available. Without probes a pod is ready when its
            processes have been started, and without `minReadySeconds` it is available at the same moment. A version that
            crashes some seconds after its start, or needs them before it listens, replaces all old pods before anything
            notices.
            """,
        Fix = """
            Add a `readinessProbe` to the container that serves. Where there is nothing to probe, set `minReadySeconds` to the
            time in which a broken version crashes, such as 15: then the rollout stops at the first pod.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#min-ready-seconds",
            "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var minReady = workload.Spec["minReadySeconds"].Integer().Or(Defaults.MinReadySeconds);
        if (workload.Kind is not WorkloadKind.Deployment || !(minReady.Is(0) && IsReadyAtOnce(workload)).IsTrue)
            yield break;

        var serving = workload.Containers.FirstOrDefault(container => container.CallingService is not null);
        if (serving?.CallingService is not { } service)
            yield break;

        if (workload.Replicas.AlwaysSeveral && workload.Strategy.Is("RollingUpdate"))
        {
            yield return Report(minReady.Node, $"A rollout of {workload.Title} with {workload.Replicas} does not wait for new pods: {serving.Title} has no readinessProbe, and minReadySeconds is 0")
                .And(service.Selector.Node, $"the selector of {service.Title}");
        }
    }

    // A pod is ready when all its containers are, and a container with a postStart hook is not running before that has ended.
    private static Truth IsReadyAtOnce(Workload workload)
    {
        var pod = workload.Pod;
        return !pod["readinessGates"].Exists && !pod["containers"].Any(MayDelayReadiness) && !pod["initContainers"].Any(MayDelayReadiness);
    }

    private static Truth MayDelayReadiness(Node container) =>
        container["readinessProbe"].Exists || container["startupProbe"].Exists || container["lifecycle"]["postStart"].Exists;
}
