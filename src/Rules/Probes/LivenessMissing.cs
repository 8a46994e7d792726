using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Probes;

internal sealed class LivenessMissing : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0602", "liveness-missing")
    {
        Severity = Severity.Note,
        Activation = Activation.Off,
        Title = "Nothing restarts a container that hangs",
        Why = """
            Kubernetes restarts a process that exits. One that hangs, in a deadlock for example, stays as it is until somebody
            notices, unless a liveness probe fails. A wrong liveness probe is worse than none: it restarts containers
            that are only slow. So this is an opinion, for those who want every workload to decide about it.
            """,
        Fix = """
            Where hanging is possible and a restart helps, add a `livenessProbe` that asks only the process itself, never
            what it depends on, and that is more patient than the `readinessProbe`.
            """,
        Sources = ["https://kubernetes.io/docs/concepts/workloads/pods/probes/#liveness-probe"],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var containers = workload.Containers;
        if (containers.Count == 0 || !MayHaveProbe(workload).IsFalse)
            yield break;

        yield return containers.Count == 1
            ? Report(containers[0].LivenessProbe.Node, $"{containers[0].Title} of {workload.Title} has no livenessProbe")
            : Report(workload.Pod["containers"], FormattableString.Invariant($"None of the {containers.Count} containers of {workload.Title} has a livenessProbe"));
    }

    // Sidecars among the init containers may have one too.
    private static Truth MayHaveProbe(Workload workload) =>
        workload.Pod["containers"].Any(HasProbe) || workload.Pod["initContainers"].Any(HasProbe);

    private static Truth HasProbe(Node container) => container["livenessProbe"].Exists;
}
