using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Disruption;

internal sealed class PdbUnhealthyPolicy : Rule<DisruptionBudget>
{
    // The field is beta and on by default since then (KEP-3017).
    private static readonly KubernetesVersion First = new(1, 27);

    public override RuleInfo Info { get; } = new("HA0306", "pdb-unhealthy-policy")
    {
        Severity = Severity.Note,
        Activation = Activation.Off,
        Title = "Pods that never become ready block drains",
        Why = """
            Unless the budget says otherwise, a pod that is not ready is evicted only while the budget has enough ready pods.
            When a broken version or a missing dependency keeps too many of them from becoming ready, nothing evicts the
            unready ones either, although they serve nobody: draining their nodes waits until somebody repairs the
            application.
            """,
        Fix = """
            Set `unhealthyPodEvictionPolicy: AlwaysAllow`. Keep the default for data stores that replicate: there an unready
            member may be the one that still has to hand over its data.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy",
            "https://github.com/kubernetes/enhancements/issues/3017",
        ],
    };

    public override IEnumerable<Finding> Check(DisruptionBudget budget, Cluster cluster)
    {
        var policy = budget.Spec["unhealthyPodEvictionPolicy"];
        if (!policy.Exists.IsFalse || budget.IsBeta || cluster.Facts.Version < First || budget.Pods is not { } pods)
            yield break;

        // A budget that may spare all its pods never waits for any.
        var waits = budget.AllowedDisruptions(pods).Is(count => count < pods);
        if (waits && Truth.All(budget.Workloads, IsWithoutData))
            yield return Report(policy, $"{budget.Title} leaves unhealthyPodEvictionPolicy unset, so pods of {budget.WorkloadTitles} that do not become ready can block drains");
    }

    private static Truth IsWithoutData(Workload workload) =>
        workload.Kind is WorkloadKind.StatefulSet ? Truth.False : !workload.IsStateful && !workload.HasLastingVolume;
}
