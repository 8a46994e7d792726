using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Another object that a pod names and needs before it can start.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Where it is named.</param>
/// <param name="IsOptional">Whether the pod starts without it.</param>
internal sealed record Reference(string Kind, Field<string> Name, Truth IsOptional)
{
    /// <summary>The keys of its data that the pod asks for one by one.</summary>
    public IReadOnlyList<Node> Keys { get; init; } = [];

    /// <summary>Every reference of a pod template and of the claim templates beside it.</summary>
    public static IEnumerable<Reference> Of(Workload workload) =>
        OfPod(workload.Pod)
            .Concat(workload.AllContainers.SelectMany(OfContainer))
            .Concat(workload.Pod["volumes"].Items.SelectMany(OfVolume))
            .Concat(workload.MountedClaims.Select(mounted => new Reference("PersistentVolumeClaim", mounted.ClaimName, Truth.False)))
            .Concat(workload.Spec["volumeClaimTemplates"].Items.Select(OfClaim));

    // A name that is missing or null refers to nothing.
    private static IEnumerable<Reference> OfPod(Node pod) =>
    [
        new("ServiceAccount", pod["serviceAccountName"].Text(), Truth.False),
        new("PriorityClass", pod["priorityClassName"].Text(), Truth.False),
        new("RuntimeClass", pod["runtimeClassName"].Text(), Truth.False),
    ];

    private static IEnumerable<Reference> OfContainer(Container container)
    {
        var values = container.Env.Items.Where(variable => !variable.Lacks("valueFrom")).Select(variable => variable["valueFrom"]);
        return values.SelectMany(value => Of("ConfigMap", value, "configMapKeyRef").Concat(Of("Secret", value, "secretKeyRef")))
            .Concat(container.Node["envFrom"].Items.SelectMany(source => Of("ConfigMap", source, "configMapRef").Concat(Of("Secret", source, "secretRef"))));
    }

    private static IEnumerable<Reference> OfVolume(Node volume)
    {
        var projected = volume.Lacks("projected") ? [] : volume["projected"]["sources"].Items;
        return projected.SelectMany(source => Of("ConfigMap", source, "configMap").Concat(Of("Secret", source, "secret")))
            .Concat(Of("ConfigMap", volume, "configMap"))
            .Concat(Of("Secret", volume, "secret", "secretName"))
            .Concat(volume.Lacks("ephemeral") ? [] : [OfClaim(volume["ephemeral"]["volumeClaimTemplate"])]);
    }

    private static Reference OfClaim(Node template) => new("StorageClass", template["spec"]["storageClassName"].Text(), Truth.False);

    // What stands under a key, if anything does.
    private static IReadOnlyList<Reference> Of(string kind, Node holder, string key, string nameKey = "name")
    {
        if (holder.Lacks(key))
            return [];
        var source = holder[key];
        return [new(kind, source[nameKey].Text(), source["optional"].Flag().Is(true)) { Keys = [source["key"], .. source["items"].Items.Select(item => item["key"])] }];
    }
}
