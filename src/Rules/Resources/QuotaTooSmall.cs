using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Resources;

internal sealed class QuotaTooSmall : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA1104", "quota-too-small")
    {
        Severity = Severity.Error,
        Title = "A quota that one workload alone exceeds",
        Why = """
            Pods that a ResourceQuota does not allow are rejected, and only an event of their ReplicaSet or StatefulSet says so.
            A workload that needs more than the quota never gets all its replicas. Where just the replicas fit and a rollout
            must start a new pod before it stops an old one, it waits until its deadline, so that no update and no fix
            gets through.
            """,
        Fix = """
            Raise the quota to what all workloads of the namespace need together, with the `maxSurge` of their rollouts. Or let
            the rollout stop a pod first, with `maxSurge: 0` and `maxUnavailable: 1`.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/policy/resource-quotas/",
            "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!workload.IsReplicated || !workload.Replicas.Minimum.TryGet(out var replicas) || replicas is < 1 or > int.MaxValue)
            yield break;

        var inRollout = MustAddFirst(workload) ? replicas + 1 : replicas;
        foreach (var (quota, resource, written, allowed) in TightestLimitsOn(workload))
        {
            var each = ResourceQuota.TakenByPod(workload, resource);
            if (each <= 0 || allowed >= each * inRollout)
                continue;
            var need = allowed < each * replicas ? Quantity.Format(each * replicas) : $"{Quantity.Format(each * inRollout)} in a rollout";
            yield return Report(written, $"{quota.Title} allows {((ScalarNode)written).Text} for {resource}, where {workload.Title} with {workload.Replicas} needs {need}")
                .And(workload.Replicas.Node, workload.Replicas.SourceText);
        }
    }

    // All quotas of a namespace hold, so that for each resource the least one decides.
    private static IEnumerable<QuotaLimit> TightestLimitsOn(Workload workload) =>
        from quota in workload.Cluster.QuotasOf(workload)
        from limit in quota.Limits
        group limit by limit.Resource into same
        select same.OrderBy(limit => limit.Allowed).First();

    // With maxUnavailable 0 nothing is stopped before a new pod is ready. If one pod may be away, the rollout goes on without
    // a surge, only slower.
    private static bool MustAddFirst(Workload workload) =>
        workload.Kind is WorkloadKind.Deployment
        && (workload.Strategy.Is("RollingUpdate") && RolloutBudget.Of(workload).MaxUnavailable.Is(0)).IsTrue;
}
