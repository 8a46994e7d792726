using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Rollout;

internal sealed class RolloutDeadlineTooShort : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0403", "rollout-deadline-too-short")
    {
        Severity = Severity.Warning,
        Title = "The rollout is declared failed before a pod may be ready",
        Why = """
            The Deployment reports that its rollout has failed when no pod becomes available for as long as the progress
            deadline. When the probes allow a pod more time to start than that, a slow but healthy start counts as a failure:
            the pipeline stops or rolls back, and a rollout that would have succeeded is lost.
            """,
        Fix = """
            Set `progressDeadlineSeconds` to more than the start may take together with `minReadySeconds`, with time to
            schedule the pod and to pull its image; or allow the start less time.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds",
            "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        // Without a deadline of its own a Deployment of the group 'extensions' has none.
        if (workload.Kind is not WorkloadKind.Deployment || workload.Object.Group is "extensions")
            yield break;

        var deadline = workload.Spec["progressDeadlineSeconds"].Integer().Or(Defaults.ProgressDeadlineSeconds);
        var minReady = workload.Spec["minReadySeconds"].Integer().Or(Defaults.MinReadySeconds);
        if (!deadline.TryGet(out var limit) || !minReady.TryGet(out var wait) || limit <= wait)
            yield break; // The API server rejects a deadline that is not longer than minReadySeconds.

        var slowest = workload.Containers.SelectMany(StartOf).OrderByDescending(start => start.Seconds).FirstOrDefault();
        if (slowest is not null && slowest.Seconds + wait > limit)
        {
            var byDefault = deadline.Origin is Origin.Defaulted ? "default " : "";
            var waiting = wait > 0 ? $" and minReadySeconds is {wait}" : "";
            yield return Report(deadline.Node, $"The {byDefault}progress deadline of {workload.Title} is {limit} s, but {slowest.Container.Title} has {slowest.Seconds} s to start{waiting}")
                .And(slowest.Probe, $"the {slowest.Probe.Key}");
        }
    }

    // The time that a container has to start; not known without a startup probe or a delay of the readiness probe.
    private static IEnumerable<Start> StartOf(Container container)
    {
        var startup = container.Node["startupProbe"];
        var readiness = container.Node["readinessProbe"];
        if (startup.Exists.IsTrue && DelayOf(startup).TryGet(out var delay)
            && startup["periodSeconds"].Integer().Or(Defaults.ProbePeriodSeconds).TryGet(out var period)
            && startup["failureThreshold"].Integer().Or(Defaults.ProbeFailureThreshold).TryGet(out var failures))
            yield return new Start(container, startup, delay + period * failures);
        if (startup.Exists.IsFalse && readiness.Exists.IsTrue && DelayOf(readiness).TryGet(out var initial))
            yield return new Start(container, readiness, initial);
    }

    /// <summary>How long a container may take to start, and the probe that says so.</summary>
    private sealed record Start(Container Container, Node Probe, long Seconds);

    private static Field<long> DelayOf(Node probe) => probe["initialDelaySeconds"].Integer().Or(Defaults.ProbeInitialDelaySeconds);
}
