using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Which rule speaks of the only replica of a workload: it is one cause, so that one of them has to. HA0703 (its volume) and HA0103
/// (a majority) come first, which <see cref="Workload.CouldRunMore"/> knows.
/// </summary>
internal static class SingleReplica
{
    /// <summary>
    /// What HA0105 has to say of it: what it does for the cluster. Null for others, and for what only answers webhooks of which HA1404
    /// is certain.
    /// </summary>
    public static AddOnRole? AsAddOn(Workload workload) =>
        workload.CouldRunMore.IsTrue && CriticalAddOns.RoleOf(workload) is { } role && !(role.IsByWebhook && workload.Cluster.WebhooksOf(workload).Any()) ? role : null;

    /// <summary>Whether HA1404 has to speak of it, where it answers the API server.</summary>
    public static bool AsBackend(Workload workload) => workload.Replicas.Minimum.Is(1).IsTrue && AsAddOn(workload) is null;

    /// <summary>Whether HA0101 has to speak of it.</summary>
    public static Truth AsWorkload(Workload workload) => workload.CouldRunMore && !CriticalAddOns.HasRole(workload);
}
