using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Disruption;

internal sealed class PdbBlocksEvictions : Rule<DisruptionBudget>
{
    public override RuleInfo Info { get; } = new("HA0302", "pdb-blocks-evictions")
    {
        Severity = Severity.Error,
        Title = "PodDisruptionBudget that never allows an eviction",
        Why = """
            When the budget needs as many pods as there are, or lets none be away, every eviction is refused. Draining the
            node waits forever, so node upgrades and scaling down get stuck until somebody deletes the budget or the pod.
            Percentages are rounded up: 67% of 3 pods are 3. A budget without `minAvailable` and `maxUnavailable` refuses
            every eviction, too.
            """,
        Fix = """
            Set `maxUnavailable: 1` instead of `minAvailable`. For a single pod that must not move while nobody watches,
            blocking may be what you want: then ignore this rule for the budget, with the reason.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
            "https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/disruption/disruption.go",
        ],
    };

    public override IEnumerable<Finding> Check(DisruptionBudget budget, Cluster cluster)
    {
        if (budget.Pods is not { } pods)
        {
            if (BlockedWhateverRuns(budget, cluster) is { } blocked)
                yield return blocked;
            yield break;
        }

        if (pods == 0)
            yield break;
        if (budget.IsWithoutLimit)
            yield return Blocked(budget.MaxUnavailable.Node, "without minAvailable or maxUnavailable", budget, pods);
        else if (budget.Limit is { } limit && budget.AllowedDisruptions(pods).Is(0).IsTrue)
            yield return Blocked(limit.Value.Node, $"with {limit.Name} {limit.Value}", budget, pods);
    }

    // A limit of none or of all leaves no pod to evict, however many there are.
    private Finding? BlockedWhateverRuns(DisruptionBudget budget, Cluster cluster)
    {
        var allowsNone = budget.MaxUnavailable.Is(limit => limit.Value == 0) || budget.MinAvailable.Is(limit => limit.IsPercent && limit.Value >= 100);
        if (budget.Limit is not { } limit || !allowsNone.IsTrue || !budget.Selector.Node.Exists.IsTrue)
            return null;
        var blocked = Report(limit.Value.Node, $"{budget.Title} with {limit.Name} {limit.Value} refuses every eviction, however many pods it protects");
        return budget.Workloads.Count > 0 ? (budget.Workloads.All(workload => workload.IsReplicated) ? blocked.As(Severity.Warning) : null)
            : MayProtectReplicas(budget, cluster) ? blocked.As(Severity.Note)
            : null;
    }

    // A job that must not be interrupted ends by itself.
    private static bool MayProtectReplicas(DisruptionBudget budget, Cluster cluster) =>
        budget.Selector.IsEmpty.IsFalse && !cluster.MayProtectAny(budget) && !budget.Selector.Keys.Any(PodLabels.IsOfJob);

    private Finding Blocked(Node limit, string limitText, DisruptionBudget budget, long pods)
    {
        var finding = Report(limit, $"{budget.Title} {limitText} refuses every eviction from {budget.WorkloadTitles}{WhileFew(budget, pods)}{Doubt(budget, pods)}");
        foreach (var workload in budget.Workloads)
            finding = finding.And(workload.Replicas.Node, workload.Replicas.SourceText);
        return pods == 1 ? finding.As(Severity.Warning) : finding;
    }

    // An autoscaler may have more pods run at times, of which some can be evicted.
    private static string WhileFew(DisruptionBudget budget, long pods)
    {
        var most = budget.Workloads.Sum(workload => workload.Replicas.Maximum.TryGet(out var count) ? count : 0);
        return most > pods && !budget.IsWithoutLimit && budget.AllowedDisruptions(most).Is(0).IsFalse ? $" while only {pods} run" : "";
    }

    // Kubernetes' page on budgets has this as "possible solution 2" for a single pod that keeps state.
    private static string Doubt(DisruptionBudget budget, long pods) =>
        pods == 1 && budget.Workloads.Any(workload => (workload.IsStateful || workload.IsSingleWriter).IsTrue) ? ": ignore this here if it is intended" : "";
}
