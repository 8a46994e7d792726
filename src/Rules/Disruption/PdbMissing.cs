using Hale.Rules.Model;

namespace Hale.Rules.Disruption;

internal sealed class PdbMissing : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0301", "pdb-missing")
    {
        Severity = Severity.Note,
        Title = "Replicas without a PodDisruptionBudget",
        Why = """
            Draining a node, a node upgrade and the cluster autoscaler evict pods. Without a budget nothing keeps them from
            evicting all replicas at the same time, and then the replicas are of no use.
            """,
        Fix = """
            Add a PodDisruptionBudget with `maxUnavailable: 1` and the selector of the workload.
            """,
        Sources = ["https://kubernetes.io/docs/concepts/workloads/pods/disruptions/"],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (workload.Kind is not (WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.Rollout or WorkloadKind.DeploymentConfig) || cluster.MayHaveBudget(workload))
            yield break;

        if (workload.Replicas.AlwaysSeveral)
        {
            var finding = Report(workload.Root, $"{workload.Title} runs {workload.Replicas}, and no PodDisruptionBudget protects them")
                .And(workload.Replicas.Node, workload.Replicas.SourceText);
            yield return finding.As(SeverityFor(workload, cluster));
        }
    }

    // Somebody else's budget cannot be seen unless the input is all there is. Of an elected leader's pods one works anyway.
    private static Severity SeverityFor(Workload workload, Cluster cluster)
    {
        var matters = (workload.IsStateful || workload.IsExposed) && !workload.IsLeaderElected;
        return cluster.Facts.ClosedWorld && matters.IsTrue ? Severity.Warning : Severity.Note;
    }
}
