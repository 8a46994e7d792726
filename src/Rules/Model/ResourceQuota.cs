using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A ResourceQuota. Source: https://kubernetes.io/docs/concepts/policy/resource-quotas/</summary>
internal sealed class ResourceQuota(KubernetesObject @object) : ObjectView(@object)
{
    /// <summary>Its limits, as far as they are known; none where it counts only some of the pods.</summary>
    public IReadOnlyList<QuotaLimit> Limits => field ??= (Spec["scopes"].Exists || Spec["scopeSelector"].Exists).IsFalse ? [.. LimitsIn(Spec["hard"])] : [];

    public static ResourceQuota? From(KubernetesObject @object) => @object.IsA("ResourceQuota", "") ? new(@object) : null;

    /// <summary>What one pod of a workload takes of a resource, at least: more may be added to what is written.</summary>
    public static decimal TakenByPod(Workload workload, string resource) => resource switch
    {
        "pods" or "count/pods" => 1,
        "cpu" or "requests.cpu" => Requests(workload, "cpu"),
        "memory" or "requests.memory" => Requests(workload, "memory"),
        _ => 0,
    };

    private IEnumerable<QuotaLimit> LimitsIn(Node hard) =>
        from limit in hard.Entries
        let allowed = Quantity.Of(limit.Value)
        where allowed is not null
        select new QuotaLimit(this, limit.Key, limit.Value, allowed.Value);

    // Resources of the pod as a whole replace the sum of its containers', and a VerticalPodAutoscaler lowers what is written.
    private static decimal Requests(Workload workload, string resource) =>
        workload.Pod["resources"].Exists.IsFalse && !MayBeLowered(workload) ? workload.Containers.Sum(container => Request(container, resource)) : 0;

    private static bool MayBeLowered(Workload workload) =>
        workload.Object.MayHaveUnseen("VerticalPodAutoscaler")
        || workload.Cluster.OfKind("VerticalPodAutoscaler").All.Any(other => other.Kind.Is("VerticalPodAutoscaler").IsTrue);

    // A limit without a request is the request too.
    private static decimal Request(Container container, string resource)
    {
        var resources = container.Node["resources"];
        var request = resources["requests"][resource];
        return Quantity.Of(request.Exists.IsFalse ? resources["limits"][resource] : request) ?? 0;
    }
}

/// <summary>How much of a resource a quota allows.</summary>
/// <param name="Quota">The quota.</param>
/// <param name="Resource">The resource, such as <c>pods</c> or <c>requests.cpu</c>.</param>
/// <param name="Value">What is written.</param>
/// <param name="Allowed">What it means.</param>
internal sealed record QuotaLimit(ResourceQuota Quota, string Resource, Node Value, decimal Allowed);
