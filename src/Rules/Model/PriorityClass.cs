using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A PriorityClass. Source: https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass</summary>
internal sealed class PriorityClass(KubernetesObject @object) : ObjectView(@object)
{
    /// <summary>Whether pods that name no class get this one.</summary>
    public Truth IsDefault => Root["globalDefault"].Flag().Is(true);

    public static PriorityClass? From(KubernetesObject @object) => @object.IsA("PriorityClass", "scheduling.k8s.io") ? new(@object) : null;
}
