using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Shutdown;

internal sealed class GraceZero : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0502", "grace-zero")
    {
        Severity = Severity.Warning,
        Title = "Pods are killed at once, without a shutdown",
        Why = """
            With a grace period of 0 the pod's object is removed at once and its processes are killed: no preStop hook, no
            chance to finish requests or to write data. For a StatefulSet a second pod of the same name may start while the
            first one still runs on a node that cannot be reached, and both write. Some storage guides advise it to make
            failover quicker, and pay for it with exactly this risk.
            """,
        Fix = """
            Remove the field; the default is 30 seconds.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/",
            "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-forced",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var grace = workload.Pod["terminationGracePeriodSeconds"];
        if (grace.Integer().Is(0))
            yield return Report(grace, $"The grace period of {workload.Title} is 0 seconds, so its processes are killed without a shutdown").As(SeverityFor(workload));
    }

    // A pod that only sleeps, to have something to run commands in, has nothing to shut down.
    private static Severity SeverityFor(Workload workload) =>
        !workload.AnyContainer(container => !IsIdle(container)).IsTrue ? Severity.Note
        : workload.Kind is WorkloadKind.StatefulSet ? Severity.Error
        : Severity.Warning;

    private static Truth IsIdle(Container container) =>
        container.Script is { } script ? script.Last.IsIdle
        : (container.Node["command"].Exists || container.Node["args"].Exists) && Truth.Unknown;
}
