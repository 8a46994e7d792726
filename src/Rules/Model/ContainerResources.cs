using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// What a container will have of a resource when it runs, whoever sets it. Sources:
/// https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ and, for whole pods,
/// https://github.com/kubernetes/enhancements/issues/2837
/// </summary>
internal static class ContainerResources
{
    /// <summary>
    /// Whether it will have a request: its own or its pod's, the limit where no request is written, that of a LimitRange, or
    /// that of a VerticalPodAutoscaler.
    /// </summary>
    public static Truth HasRequest(Container container, string resource) =>
        Says(container, resource, "requests")
        || Says(container, resource, "limits")
        || Truth.Any(container.Cluster.LimitRangesOver(container.Object), range => range.GivesRequest(resource))
        || MayHideLimitRange(container)
        || (container.Cluster.MayBeSized(container.Workload) ? Truth.Unknown : Truth.False);

    /// <summary>Whether it will have a limit: its own or its pod's, or that of a LimitRange.</summary>
    public static Truth HasLimit(Container container, string resource) =>
        Says(container, resource, "limits")
        || Truth.Any(container.Cluster.LimitRangesOver(container.Object), range => range.GivesLimit(resource))
        || MayHideLimitRange(container);

    private static Truth Says(Container container, string resource, string key) =>
        Says(container.Node, resource, key) || Says(container.Workload.Pod, resource, key);

    private static Truth Says(Node holder, string resource, string key) =>
        holder.Lacks("resources") ? Truth.False : holder["resources"][key][resource].Exists;

    private static Truth MayHideLimitRange(Container container) =>
        container.Object.MayHaveUnseen("LimitRange") ? Truth.Unknown : Truth.False;
}
