namespace Hale.Rules.Model;

/// <summary>A provisioner that was part of Kubernetes itself.</summary>
/// <param name="Name">As a StorageClass names it.</param>
/// <param name="Gone">The first Kubernetes, as a minor version of 1, that does none of its work any more.</param>
/// <param name="Driver">The CSI driver to which Kubernetes passes its work; null when nobody does it.</param>
internal sealed record InTreeProvisioner(string Name, int Gone, string? Driver)
{
    public bool IsGoneIn(KubernetesVersion version) => version >= new KubernetesVersion(1, Gone);
}

/// <summary>
/// The provisioners that were removed. Sources: https://kubernetes.io/docs/concepts/storage/volumes/, where most types name
/// the release that dropped them; for StorageOS and Quobyte https://github.com/kubernetes/kubernetes/pull/115035; for
/// Portworx, whose work goes to its driver without exception since 1.33, https://github.com/kubernetes/kubernetes/pull/129297.
/// </summary>
internal static class InTreeProvisioners
{
    private static readonly Dictionary<string, InTreeProvisioner> ByName = new InTreeProvisioner[]
    {
        new("kubernetes.io/aws-ebs", 27, "ebs.csi.aws.com"),
        new("kubernetes.io/gce-pd", 28, "pd.csi.storage.gke.io"),
        new("kubernetes.io/azure-disk", 27, "disk.csi.azure.com"),
        new("kubernetes.io/azure-file", 30, "file.csi.azure.com"),
        new("kubernetes.io/cinder", 26, "cinder.csi.openstack.org"),
        new("kubernetes.io/vsphere-volume", 30, "csi.vsphere.vmware.com"),
        new("kubernetes.io/portworx-volume", 33, "pxd.portworx.com"),
        new("kubernetes.io/glusterfs", 26, null),
        new("kubernetes.io/rbd", 31, null),
        new("kubernetes.io/cephfs", 31, null),
        new("kubernetes.io/storageos", 25, null),
        new("kubernetes.io/quobyte", 25, null),
        new("kubernetes.io/scaleio", 22, null),
    }.ToDictionary(provisioner => provisioner.Name, StringComparer.Ordinal);

    /// <summary>The provisioner with this name; null when it is none of these.</summary>
    public static InTreeProvisioner? Find(string name) => ByName.TryGetValue(name, out var provisioner) ? provisioner : null;
}
