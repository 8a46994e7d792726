using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A PersistentVolumeClaim. Source: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes</summary>
internal sealed class Claim(KubernetesObject @object) : ObjectView(@object)
{
    public Node AccessModes => Spec["accessModes"];

    public static Claim? From(KubernetesObject @object) => @object.IsA("PersistentVolumeClaim", "") ? new(@object) : null;

    /// <summary>Whether the claim (or a claim template) can be mounted by one node at a time only.</summary>
    public static Truth IsSingleNodeOnly(Node claimSpec)
    {
        var modes = claimSpec["accessModes"];
        return modes.Exists & (modes.Items.Count > 0 || modes.IsOpen) & modes.All(IsSingleNode);
    }

    private static Truth IsSingleNode(Node mode) => mode.Text().Is(text => text is "ReadWriteOnce" or "ReadWriteOncePod");
}

/// <summary>A claim that a pod template mounts by name.</summary>
internal sealed class MountedClaim
{
    private MountedClaim(Workload workload, Node volume)
    {
        Volume = volume;
        ClaimName = volume["persistentVolumeClaim"]["claimName"].Text();
        Claim = ClaimName.Origin is Origin.Absent ? null : workload.Cluster.Find<Claim>(workload.Object, ClaimName);
        IsSingleNode = Claim is null
            ? Truth.Unknown
            : Claim.IsSingleNodeOnly(Claim.Spec) & !workload.Cluster.IsOnSharedStorage(Claim.Spec, Claim.Object);
    }

    public Node Volume { get; }

    /// <summary>The name by which the pod template mounts it.</summary>
    public Field<string> ClaimName { get; }

    /// <summary>The claim itself; null when it is declared elsewhere.</summary>
    public Claim? Claim { get; }

    /// <summary>Whether one node at a time can mount it; unknown when it is declared elsewhere.</summary>
    public Truth IsSingleNode { get; }

    public static IReadOnlyList<MountedClaim> Of(Workload workload) =>
        [.. workload.Pod["volumes"].Items
            .Where(volume => !volume["persistentVolumeClaim"].Exists.IsFalse && !IsShadowed(workload, volume))
            .Select(volume => new MountedClaim(workload, volume))];

    // A claim template takes precedence over a volume of the same name (api: StatefulSetSpec.volumeClaimTemplates).
    private static bool IsShadowed(Workload workload, Node volume) =>
        volume["name"].Text().TryGet(out var name)
        && workload.Spec["volumeClaimTemplates"].Items.Any(template => !template["metadata"]["name"].Text().Is(name).IsFalse);
}

/// <summary>A PersistentVolume.</summary>
internal sealed class PersistentVolume(KubernetesObject @object) : ObjectView(@object)
{
    public Node Local => Spec["local"];

    public static PersistentVolume? From(KubernetesObject @object) => @object.IsA("PersistentVolume", "") ? new(@object) : null;
}

/// <summary>A StorageClass. Source: https://kubernetes.io/docs/concepts/storage/storage-classes/</summary>
internal sealed class StorageClass(KubernetesObject @object) : ObjectView(@object)
{
    public Field<string> Provisioner => Root["provisioner"].Text();

    public Field<string> ReclaimPolicy => Root["reclaimPolicy"].Text().Or(Defaults.ReclaimPolicy);

    public Field<string> BindingMode => Root["volumeBindingMode"].Text().Or(Defaults.VolumeBindingMode);

    public Truth IsDefault => Object.Annotations["storageclass.kubernetes.io/is-default-class"].Text().Is("true");

    public static StorageClass? From(KubernetesObject @object) => @object.IsA("StorageClass", "storage.k8s.io") ? new(@object) : null;
}
