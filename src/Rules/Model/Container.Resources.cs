using Hale.Rules.Tree;

namespace Hale.Rules.Model;

// What it will have of a resource when it runs, whoever sets it. Sources:
// https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ and, for whole pods,
// https://github.com/kubernetes/enhancements/issues/2837
internal sealed partial class Container
{
    /// <summary>
    /// Whether it will have a request: its own or its pod's, the limit where no request is written, that of a LimitRange, or
    /// that of a VerticalPodAutoscaler.
    /// </summary>
    public Truth HasRequest(string resource) =>
        Gives(resource, "requests")
        || Gives(resource, "limits")
        || Truth.Any(Cluster.LimitRangesOver(Object), range => range.GivesRequest(resource))
        || MayHideLimitRange
        || (Cluster.MayBeSized(Workload) ? Truth.Unknown : Truth.False);

    /// <summary>Whether it will have a limit: its own or its pod's, or that of a LimitRange.</summary>
    public Truth HasLimit(string resource) =>
        Gives(resource, "limits")
        || Truth.Any(Cluster.LimitRangesOver(Object), range => range.GivesLimit(resource))
        || MayHideLimitRange;

    private Truth Gives(string resource, string key) => Gives(Node, resource, key) || Gives(Workload.Pod, resource, key);

    private static Truth Gives(Node holder, string resource, string key) =>
        holder.Lacks("resources") ? Truth.False : holder["resources"][key][resource].Exists;

    private Truth MayHideLimitRange => Object.MayHaveUnseen("LimitRange") ? Truth.Unknown : Truth.False;
}
