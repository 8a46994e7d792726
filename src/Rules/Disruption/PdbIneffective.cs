using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Disruption;

internal sealed class PdbIneffective : Rule<DisruptionBudget>
{
    public override RuleInfo Info { get; } = new("HA0303", "pdb-ineffective")
    {
        Severity = Severity.Warning,
        Activation = Activation.NotesOff,
        Title = "PodDisruptionBudget that protects nothing",
        Why = """
            A budget that lets all pods be away at once, or that selects no pod, looks like protection and is none: a drain
            may still evict every replica at the same time. One that selects every pod of its namespace counts pods of
            different applications together, so that one of them may lose all of its own.
            """,
        Fix = """
            Set `maxUnavailable: 1`, and select the pods of one workload by the labels of its pod template.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
            "https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/pod-disruption-budget-v1/",
        ],
    };

    public override IEnumerable<Finding> Check(DisruptionBudget budget, Cluster cluster)
    {
        if (budget.Limit is { } limit && LimitsNothing(budget).IsTrue)
            yield return Report(limit.Value.Node, $"{budget.Title} with {limit.Name} {limit.Value} allows all pods{Owners(budget)} to be evicted at once")
                .WithFix("Set `maxUnavailable: 1`.");

        var selector = budget.Selector.Node;
        if (!selector.Exists || (budget.IsBeta && budget.Selector.IsEmpty))
            yield return Report(selector, $"{budget.Title} has no selector, so it protects no pod");
        else if (budget.Selector.IsEmpty)
            yield return Report(selector, $"{budget.Title} has an empty selector, so it counts all pods of its namespace together").As(Severity.Note);
        else if (!cluster.MayProtectAny(budget))
            yield return Report(selector, $"{budget.Title} selects no workload of the input").As(SeverityOfNoMatch(cluster));
    }

    // One pod with maxUnavailable 1 is left out: it tells the cluster autoscaler that a pod of kube-system may be moved
    // (https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md).
    private static Truth LimitsNothing(DisruptionBudget budget) =>
        budget.MinAvailable.Is(limit => limit.Value == 0)
        || (budget.Pods is { } pods and >= 2 ? budget.MaxUnavailable.Is(limit => limit.RoundedUp(pods) >= pods) : Truth.False);

    private static string Owners(DisruptionBudget budget) => budget.Workloads.Count > 0 ? $" of {budget.WorkloadTitles}" : "";

    // What is not in the input may still exist; and custom resources make pods that no template of the input shows.
    private static Severity SeverityOfNoMatch(Cluster cluster) =>
        cluster.Facts.ClosedWorld && !cluster.Objects.Any(MayMakePods) ? Severity.Warning : Severity.Note;

    private static bool MayMakePods(KubernetesObject @object) =>
        !Kustomization.IsOne(@object) && (@object.Group is null || @object.IsCustom);
}
