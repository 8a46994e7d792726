using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A PersistentVolumeClaim. Source: https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes</summary>
internal sealed class Claim(KubernetesObject @object) : ObjectView(@object)
{
    public Node AccessModes => Spec["accessModes"];

    /// <summary>The claim in a message.</summary>
    public string Mention => Object.ShownName is { } shown ? $"the claim '{shown}'" : "one claim";

    public static Claim? From(KubernetesObject @object) => @object.IsA("PersistentVolumeClaim", "") ? new(@object) : null;

    /// <summary>
    /// The StorageClass that a claim, or claim template, asks for; absent, it is the cluster's default. The annotation that was
    /// used before the field still counts (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#class-1).
    /// </summary>
    public static Field<string> ClassNameOf(Node claimSpec)
    {
        var annotated = (claimSpec.Parent ?? claimSpec)["metadata"]["annotations"]["volume.beta.kubernetes.io/storage-class"].Text();
        return annotated.Origin is Origin.Absent ? claimSpec["storageClassName"].Text() : annotated;
    }

    /// <summary>Whether the claim (or a claim template) can be mounted by one node at a time only.</summary>
    public static Truth IsSingleNodeOnly(Node claimSpec)
    {
        var modes = claimSpec["accessModes"];
        return modes.Exists && (modes.Items.Count > 0 || modes.IsOpen) && modes.All(IsSingleNode);
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
            : Claim.IsSingleNodeOnly(Claim.Spec) && !workload.Cluster.IsOnSharedStorage(Claim.Spec, Claim.Object);
        IsReadOnly = volume["persistentVolumeClaim"]["readOnly"].Flag().Is(true) || IsOnlyRead(workload, volume["name"].Text());
    }

    public Node Volume { get; }

    /// <summary>The name by which the pod template mounts it.</summary>
    public Field<string> ClaimName { get; }

    /// <summary>The claim itself; null when it is declared elsewhere.</summary>
    public Claim? Claim { get; }

    /// <summary>Whether one node at a time can mount it; unknown when it is declared elsewhere.</summary>
    public Truth IsSingleNode { get; }

    /// <summary>Whether the pods only read it: the volume says so, or each mount of it does.</summary>
    public Truth IsReadOnly { get; }

    public static IReadOnlyList<MountedClaim> Of(Workload workload) =>
        [.. workload.Pod["volumes"].Items
            .Where(volume => !volume["persistentVolumeClaim"].Exists.IsFalse && !IsShadowed(workload, volume))
            .Select(volume => new MountedClaim(workload, volume))];

    /// <summary>Whether a claim template takes its place, as one of the same name does (api: StatefulSetSpec.volumeClaimTemplates).</summary>
    public static bool IsShadowed(Workload workload, Node volume) =>
        volume["name"].Text().TryGet(out var name)
        && workload.Spec["volumeClaimTemplates"].Items.Any(template => !template["metadata"]["name"].Text().Is(name).IsFalse);

    /// <summary>Whether each mount of a volume is for reading only, and there is one.</summary>
    public static Truth IsOnlyRead(Workload workload, Field<string> volumeName)
    {
        if (volumeName.Origin is Origin.Absent)
            return Truth.False;
        var isMounted = workload.AnyMount(IsMeant);
        var isWritten = workload.AnyMount(mount => IsMeant(mount) && !mount["readOnly"].Flag().Is(true));
        return isMounted && !isWritten;

        Truth IsMeant(Node mount) => volumeName.TryGet(out var name) ? mount["name"].Text().Is(name)
            : mount["name"].IsSameValueAs(volumeName.Node) ? Truth.True
            : Truth.Unknown;
    }
}

/// <summary>A claim that a workload's pods keep data in, and whose content can be seen.</summary>
/// <param name="Name">Where the workload names it: a <c>claimName</c>, or the name of a claim template.</param>
/// <param name="Spec">What is claimed.</param>
/// <param name="DeclaredIn">The claim itself, or the StatefulSet that holds the template.</param>
internal sealed record DeclaredClaim(Field<string> Name, Node Spec, KubernetesObject DeclaredIn)
{
    /// <summary>Its name in a message, as far as it is known.</summary>
    public string Quoted => Name.TryGet(out var name) ? $"'{name}'" : Name.Node.Shown is { } shown ? $"'{shown}'" : "the claim";

    /// <summary>The claim in a message that says 'the' before.</summary>
    public string Title => Quoted is "the claim" ? "claim" : $"claim {Quoted}";

    /// <summary>Whether one node at a time can mount it.</summary>
    public Truth IsSingleNode => Claim.IsSingleNodeOnly(Spec) && !DeclaredIn.Cluster.IsOnSharedStorage(Spec, DeclaredIn);

    /// <summary>The named claims of a workload: those that its pods mount, and its claim templates.</summary>
    public static IEnumerable<DeclaredClaim> Of(Workload workload)
    {
        var mounted = from volume in workload.MountedClaims
            let claim = volume.Claim
            where claim is not null
            select new DeclaredClaim(volume.ClaimName, claim.Spec, claim.Object);
        var templates = from template in workload.Spec["volumeClaimTemplates"].Items
            let name = template["metadata"]["name"].Text()
            where name.Origin is Origin.Written
            select new DeclaredClaim(name, template["spec"], workload.Object);
        return mounted.Concat(templates);
    }
}

/// <summary>A PersistentVolume.</summary>
internal sealed class PersistentVolume(KubernetesObject @object) : ObjectView(@object)
{
    private static readonly string[] SharedSources = ["nfs", "cephfs", "glusterfs", "azureFile"];

    public Node Local => Spec["local"];

    /// <summary>Empty for a volume of no class.</summary>
    public Field<string> ClassName => Spec["storageClassName"].Text().Or("");

    /// <summary>Absent in a volume made by hand means that Kubernetes keeps it.</summary>
    public Field<string> ReclaimPolicy => Spec["persistentVolumeReclaimPolicy"].Text();

    /// <summary>Whether it is a network file system, which any number of nodes mount without being given it first.</summary>
    public Truth IsShared =>
        Truth.Any(SharedSources, source => Spec[source].Exists) || Spec["csi"]["driver"].Text().Is(Provisioners.IsNetworkFileSystem);

    /// <summary>Whether it is a disk or folder of one node, and can be used there only.</summary>
    public Truth IsNodeLocal => Spec["local"].Exists || Spec["hostPath"].Exists || Spec["csi"]["driver"].Text().Is(Provisioners.IsNodeLocal);

    /// <summary>Whether a claim names this volume, or names none and asks for its class.</summary>
    public Truth MayBeBoundBy(Node claimSpec)
    {
        var volumeName = claimSpec["volumeName"].Text();
        if (volumeName.Origin is not Origin.Absent)
            return volumeName.TryGet(out var name) ? Name.Is(name) : Truth.Unknown;
        return Claim.ClassNameOf(claimSpec).Or("").TryGet(out var wanted) ? ClassName.Is(wanted) : Truth.Unknown;
    }

    public static PersistentVolume? From(KubernetesObject @object) => @object.IsA("PersistentVolume", "") ? new(@object) : null;
}

/// <summary>A StorageClass. Source: https://kubernetes.io/docs/concepts/storage/storage-classes/</summary>
internal sealed class StorageClass(KubernetesObject @object) : ObjectView(@object)
{
    public Field<string> Provisioner => Root["provisioner"].Text();

    /// <summary>
    /// The CSI driver of its volumes: the provisioner, or the one that it is told to use, as Huawei's Everest is.
    /// Source: https://support.huaweicloud.com/intl/en-us/usermanual-cce/cce_10_0380.html
    /// </summary>
    public Field<string> Driver => Root["parameters"]["csi.storage.k8s.io/csi-driver-name"] is { Exists.IsTrue: true } driver ? driver.Text() : Provisioner;

    public Field<string> ReclaimPolicy => Root["reclaimPolicy"].Text().Or(Defaults.ReclaimPolicy);

    public Field<string> BindingMode => Root["volumeBindingMode"].Text().Or(Defaults.VolumeBindingMode);

    /// <summary>Whether it hands out network file systems.</summary>
    public Truth IsShared => Driver.Is(Provisioners.IsNetworkFileSystem);

    /// <summary>
    /// Whether it says itself in which zone all its volumes are. Sources: https://kubernetes.io/docs/concepts/storage/storage-classes/#allowed-topologies;
    /// <c>zone</c> of AWS and GCE, <c>availability</c> of OpenStack, <c>zoneId</c> of Alibaba.
    /// </summary>
    public Truth NamesOneZone => Truth.Any(ZoneParameters, key => Root["parameters"][key].Text().Is(zones => zones.IndexOf(',') < 0)) || AllowsOneZone;

    /// <summary>
    /// Whether its volumes are copied to all zones, and can be used in each of them.
    /// Source: https://learn.microsoft.com/azure/virtual-machines/disks-redundancy#zone-redundant-storage-for-managed-disks
    /// </summary>
    public Truth IsInAllZones => Truth.Any(
        Root["parameters"].Entries.Where(entry => AzureKinds.Contains(entry.Key, StringComparer.OrdinalIgnoreCase)),
        entry => entry.Value.Text().Is(kind => kind.EndsWith("_ZRS", StringComparison.OrdinalIgnoreCase)));

    private static readonly string[] ZoneParameters = ["zone", "availability", "zoneId"];

    private static readonly string[] AzureKinds = ["skuName", "storageAccountType"]; // Azure's driver does not look at the case.

    private Truth AllowsOneZone => Root["allowedTopologies"] switch
    {
        { IsOpen: true } places => places.Exists ? Truth.Unknown : Truth.False,
        { Items: [var place] } => place["matchLabelExpressions"].Any(label => label["key"].Text().Is(IsZone) && label["values"] is { IsOpen: false, Items.Count: 1 }),
        _ => Truth.False,
    };

    private static bool IsZone(string label) => label.EndsWith("/zone", StringComparison.Ordinal);

    /// <summary>What makes it the default; the beta annotation still counts.</summary>
    public Node DefaultMark =>
        Object.Annotations["storageclass.kubernetes.io/is-default-class"] is var mark && mark.Text().Is("true").IsTrue
            ? mark
            : Object.Annotations["storageclass.beta.kubernetes.io/is-default-class"];

    /// <summary>Whether claims that name no class get this one.</summary>
    public Truth IsDefault => DefaultMark.Text().Is("true");

    public static StorageClass? From(KubernetesObject @object) => @object.IsA("StorageClass", "storage.k8s.io") ? new(@object) : null;
}

/// <summary>A CSIDriver. Source: https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/csi-driver-v1/</summary>
internal sealed class CsiDriver(KubernetesObject @object) : ObjectView(@object)
{
    /// <summary>Whether a node must be given a volume before its pods can mount it; only then a lost node holds on to it.</summary>
    public Truth NeedsAttach => Spec["attachRequired"].Flag().Or(Defaults.AttachRequired).Is(true);

    public static CsiDriver? From(KubernetesObject @object) => @object.IsA("CSIDriver", "storage.k8s.io") ? new(@object) : null;
}

/// <summary>A VolumeSnapshotClass. Source: https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/</summary>
internal sealed class SnapshotClass(KubernetesObject @object) : ObjectView(@object)
{
    public Field<string> DeletionPolicy => Root["deletionPolicy"].Text();

    public static SnapshotClass? From(KubernetesObject @object) =>
        @object.IsA("VolumeSnapshotClass", "snapshot.storage.k8s.io") ? new(@object) : null;
}
