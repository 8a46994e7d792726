using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.ControlPlane;

internal sealed class KubeletShutdownGrace : Rule<ControlPlaneSetup>
{
    public override RuleInfo Info { get; } = new("HA1507", "kubelet-shutdown-grace")
    {
        Severity = Severity.Note,
        Title = "Shutdown of a node does not wait for its pods",
        Why = """
            When a machine shuts down, the kubelet ends its pods in order only for as long as `shutdownGracePeriod` says, and that
            is not at all by default. Pods whose grace period is longer are killed in the middle of their work. What
            `shutdownGracePeriodCriticalPods` says is a part of that time, kept for critical pods: if it is all of it, nothing
            is left for the others, and if it is more the kubelet does not start.
            """,
        Fix = """
            Set `shutdownGracePeriod` to the longest grace period of the pods plus `shutdownGracePeriodCriticalPods`, for which
            10 to 30 seconds are usual.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#graceful-node-shutdown",
            "https://github.com/kubernetes/enhancements/issues/2000",
        ],
    };

    public override IEnumerable<Finding> Check(ControlPlaneSetup setup, Cluster cluster)
    {
        if (setup.Kubelet is not { } kubelet || !kubelet["shutdownGracePeriodByPodPriority"].Exists.IsFalse)
            yield break;

        var (written, critical) = (kubelet["shutdownGracePeriod"].Text().Duration(), kubelet["shutdownGracePeriodCriticalPods"].Text().Duration().Or(TimeSpan.Zero));
        if (!written.Or(TimeSpan.Zero).TryGet(out var total) || !critical.TryGet(out var kept))
            yield break;

        if (kept >= total && kept > TimeSpan.Zero)
            yield return Report(critical.Node, $"Of {GoDuration.Text(total)} for the shutdown of a node {GoDuration.Text(kept)} are for critical pods: {(kept > total ? "the kubelet does not start" : "all other pods are killed at once")}")
                .As(Severity.Error)
                .And(written.Node, "all the time that the node has");
        else if (total == TimeSpan.Zero && !setup.Object.IsForDevelopment)
            yield return Report(written.Node, "The shutdown of a node does not wait for its pods, because shutdownGracePeriod is 0");
        else if (total > TimeSpan.Zero && LongestGrace(setup) is { } grace && grace.Is(seconds => seconds > total.TotalSeconds).IsTrue)
            yield return Report(written.Node, $"The shutdown of a node waits for {GoDuration.Text(total)}, but pods may take {grace} s to end")
                .As(Severity.Warning)
                .And(grace.Node, "the longest grace period near this configuration");
    }

    private static Field<long>? LongestGrace(ControlPlaneSetup setup) =>
        setup.Cluster.Near<Workload>(setup.Object)
            .Where(workload => !workload.IsStatic.IsTrue)
            .Select(workload => workload.Pod["terminationGracePeriodSeconds"].Integer())
            .OrderByDescending(grace => grace.TryGet(out var seconds) ? seconds : 0)
            .Select(grace => (Field<long>?)grace)
            .FirstOrDefault();
}
