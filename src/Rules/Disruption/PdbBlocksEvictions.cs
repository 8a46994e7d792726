using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Disruption;

internal sealed class PdbBlocksEvictions : Rule<DisruptionBudget>
{
    // https://helm.sh/docs/topics/charts_hooks/#hook-deletion-policies, https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/
    private static readonly string[] DeletionPolicies = ["helm.sh/hook-delete-policy", "argocd.argoproj.io/hook-delete-policy"];

    public override RuleInfo Info { get; } = new("HA0302", "pdb-blocks-evictions")
    {
        Severity = Severity.Error,
        Title = "PodDisruptionBudget that never allows an eviction",
        Why = """
            When the budget needs as many pods as there are, or lets none be away, every eviction is refused. Draining the
            node waits forever, so node upgrades and scaling down get stuck until somebody deletes the budget or the pod.
            Percentages are rounded up: 67% of 3 pods are 3. A budget without `minAvailable` and `maxUnavailable` refuses
            every eviction, too. So does one with `maxUnavailable` or a percentage whose selector also meets the pods of a Job or
            a DaemonSet: these have no number of replicas to count with.
            """,
        Fix = """
            Set `maxUnavailable: 1` instead of `minAvailable`. For a single pod that must not move while nobody watches,
            blocking may be what you want: then ignore this rule for the budget, with the reason.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
            "https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors",
            "https://github.com/kubernetes/kubernetes/issues/77383",
            "https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/disruption/disruption.go",
        ],
    };

    public override IEnumerable<Finding> Check(DisruptionBudget budget, Cluster cluster)
    {
        if (budget.Pods is not { } pods)
        {
            if ((Uncountable(budget) ?? BlockedWhateverRuns(budget, cluster)) is { } blocked)
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

    // Of a Job the pods count even when they have ended, until they are deleted.
    private Finding? Uncountable(DisruptionBudget budget)
    {
        var certain = budget.Workloads.Where(budget.IsCertainOf).ToList();
        if (budget.Limit is not { } limit || !budget.AsksOwners.IsTrue || !certain.Exists(workload => workload.IsReplicated && workload.Replicas.Minimum.Is(count => count > 0).IsTrue))
            return null;
        if (certain.Find(workload => workload.Kind is WorkloadKind.DaemonSet || LeavesPods(workload).IsTrue) is not { } stranger)
            return null;

        var isAlways = stranger.Kind is WorkloadKind.DaemonSet;
        var scaled = string.Join(" and ", certain.Where(workload => workload.IsReplicated).Select(workload => workload.Title));
        var condition = isAlways ? "" : "while there is one of them, also one that has ended, ";
        return Report(budget.Selector.Node, $"{budget.Title} with {limit.Name} {limit.Value} also selects the pods of {stranger.Title}, which has no number of replicas: {condition}it refuses every eviction from {scaled}")
            .WithFix("Add a label to the selector that only the pods of the replicated workload have, or set `minAvailable` to a number of pods.")
            .And(stranger.PodLabels, "these pods are selected, too")
            .And(limit.Value.Node, "a number of replicas is needed for this limit")
            .As(isAlways ? Severity.Error : Severity.Warning);
    }

    // A job that is deleted with its pods soon after it has ended is rarely in the way.
    private static Truth LeavesPods(Workload workload) => workload.Kind switch
    {
        WorkloadKind.CronJob => !workload.Object.Spec["successfulJobsHistoryLimit"].Integer().Is(0),
        WorkloadKind.Job => !workload.Object.Spec["ttlSecondsAfterFinished"].Exists
            && !Truth.Any(DeletionPolicies, policy => workload.Object.Annotations[policy].Text().Is(text => Words.IsIn(text, "succeeded"))),
        _ => Truth.False,
    };

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
        foreach (var workload in budget.LastingWorkloads)
            finding = finding.And(workload.Replicas.Node, workload.Replicas.SourceText);
        return pods == 1 ? finding.As(Severity.Warning) : finding;
    }

    // An autoscaler may have more pods run at times, of which some can be evicted.
    private static string WhileFew(DisruptionBudget budget, long pods)
    {
        var most = budget.LastingWorkloads.Sum(workload => workload.Replicas.Maximum.TryGet(out var count) ? count : 0);
        return most > pods && !budget.IsWithoutLimit && budget.AllowedDisruptions(most).Is(0).IsFalse ? $" while only {pods} run" : "";
    }

    // Kubernetes' page on budgets has this as "possible solution 2" for a single pod that keeps state.
    private static string Doubt(DisruptionBudget budget, long pods) =>
        pods == 1 && budget.Workloads.Any(workload => (workload.IsStateful || workload.IsSingleWriter).IsTrue) ? ": ignore this here if it is intended" : "";
}
