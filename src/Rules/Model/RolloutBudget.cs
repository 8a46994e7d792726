using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// How many pods a Deployment's rollout may take away and add at a time. Kubernetes rounds the first down and the second
/// up, and takes one away where both come out as 0.
/// Source: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
/// </summary>
internal sealed record RolloutBudget(Field<long> MaxUnavailable, Field<long> MaxSurge)
{
    /// <summary>The budget of a Deployment with the strategy RollingUpdate; unknown where replicas or limits are.</summary>
    public static RolloutBudget Of(Workload workload)
    {
        var limits = workload.Spec["strategy"]["rollingUpdate"];
        var unavailable = limits["maxUnavailable"].IntOrPercent().Or(Defaults.MaxUnavailable);
        var surge = limits["maxSurge"].IntOrPercent().Or(Defaults.MaxSurge);
        if (!workload.Replicas.Minimum.TryGet(out var replicas))
            return new(Field<long>.Unknown(unavailable.Node), Field<long>.Unknown(surge.Node));
        var isStuck = unavailable.Is(limit => limit.RoundedDown(replicas) == 0) && surge.Is(limit => limit.RoundedUp(replicas) == 0);
        return new(
            isStuck.IsUnknown ? Field<long>.Unknown(unavailable.Node) : unavailable.Select(limit => isStuck.IsTrue ? 1 : limit.RoundedDown(replicas)),
            surge.Select(limit => limit.RoundedUp(replicas)));
    }
}
