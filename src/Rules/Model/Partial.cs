using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Tells parts of objects, which a tool will merge into others, from whole ones.</summary>
internal static class Partial
{
    private static readonly string[] Templated = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"];

    public static Truth Check(KubernetesObject @object) =>
        @object.Root["$patch"].Exists
        || @object.Source.PathSegments.Any(segment => segment is "patch" or "patches")
        || @object.Cluster.IsPatchFile(@object.Source.Path)
        || IsBareWorkload(@object)
        || IsWordOfValues(@object);

    /// <summary>Whether C# makes a workload without any containers: other code, which is not seen, has to add them.</summary>
    public static Truth IsUnfinished(KubernetesObject @object)
    {
        var pod = @object switch
        {
            _ when @object.Kind.Is("Pod").IsTrue => @object.Spec,
            _ when @object.Kind.Is("CronJob").IsTrue => @object.Spec["jobTemplate"]["spec"]["template"]["spec"],
            _ when @object.Kind.Is(Templated.Contains).IsTrue => @object.Spec["template"]["spec"],
            _ => null,
        };
        return pod is null ? Truth.False : !pod["containers"].Exists;
    }

    // The values of a chart may say which kind of workload it makes.
    private static Truth IsWordOfValues(KubernetesObject @object) =>
        Workload.KindOf(@object) is WorkloadKind.Other ? Truth.False
        : !(@object.Written["apiVersion"].Exists || @object.Written["metadata"].Exists || @object.Written["spec"].Exists);

    // An apps/v1 workload needs a selector and images. Where both are missing it may still be a whole object whose author
    // forgot them, so a second sign is needed: no container has a name either, or another object has the same name. One that has
    // images is a part when a kustomization beside it has no use for it, as for a patch that was taken out.
    private static Truth IsBareWorkload(KubernetesObject @object)
    {
        if (!@object.ApiVersion.Is("apps/v1").IsTrue || @object.Spec["selector"].Exists.IsTrue)
            return Truth.False;
        var containers = @object.Spec["template"]["spec"]["containers"];
        var isNamed = containers.Any(container => container["name"].Exists);
        var hasImage = containers.Any(container => container["image"].Exists);
        var isPatch = @object.Cluster.HasNamesake(@object);
        return !@object.Spec["selector"].Exists && ((!hasImage && (!isNamed || isPatch)) || (isPatch && @object.Cluster.IsLeftOver(@object)));
    }
}
