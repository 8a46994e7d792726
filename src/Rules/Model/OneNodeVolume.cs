using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// A volume of a pod template that one node at a time can mount, and that is the same one for all its pods: a claim, or a disk of
/// a cloud that the template names itself. Source: https://kubernetes.io/docs/concepts/storage/volumes/#volume-types
/// </summary>
/// <param name="Volume">The volume in the pod template.</param>
/// <param name="Name">Where the claim or the disk is named.</param>
/// <param name="Mention">It in a message.</param>
/// <param name="Quoted">It in a message that needs no more than its name.</param>
/// <param name="IsReadOnly">Whether the pods only read it.</param>
/// <param name="Reason">What says that one node at a time can mount it.</param>
/// <param name="ReasonText">The same for people.</param>
internal sealed record OneNodeVolume(Node Volume, Node Name, string Mention, string Quoted, Truth IsReadOnly, Node Reason, string ReasonText)
{
    // The key that a disk is named by; these are the ones that Kubernetes still mounts, by the CSI driver of the cloud.
    private static readonly Disk[] Disks =
        [new("gcePersistentDisk", "pdName"), new("awsElasticBlockStore", "volumeID"), new("azureDisk", "diskName"), new("cinder", "volumeID"), new("vsphereVolume", "volumePath")];

    public static IEnumerable<OneNodeVolume> Of(Workload workload) => OfClaims(workload).Concat(DisksOf(workload));

    /// <summary>The disks that the pod template names itself, with no claim between; a disk for reading only can be on several nodes.</summary>
    public static IEnumerable<OneNodeVolume> DisksOf(Workload workload) =>
        from volume in workload.Pod["volumes"].Items
        from disk in Disks
        let source = volume[disk.Source]
        where source.Exists.IsTrue && source["readOnly"].Flag().Or(false).Is(false).IsTrue && !MountedClaim.IsShadowed(workload, volume)
        let name = source[disk.Key]
        let shown = name.Shown
        select new OneNodeVolume(
            volume, name.Exists.IsTrue ? name : source, shown is null ? "one disk" : $"the disk '{shown}'", shown is null ? "its disk" : $"the disk '{shown}'",
            MountedClaim.IsOnlyRead(workload, volume["name"].Text()), source, "a disk of this kind is on one node at a time");

    private static IEnumerable<OneNodeVolume> OfClaims(Workload workload) =>
        from mounted in workload.MountedClaims
        where mounted.IsSingleNode.IsTrue
        let claim = mounted.Claim
        where workload.Object.BelongsWith(claim.Object)
        select new OneNodeVolume(
            mounted.Volume, mounted.ClaimName.Node, claim.Mention, claim.Object.ShownName is { } shown ? $"'{shown}'" : "its claim",
            mounted.IsReadOnly, claim.AccessModes, "the claim allows only single-node access");

    private sealed record Disk(string Source, string Key);
}
