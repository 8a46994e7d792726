namespace Hale.Rules.Model;

/// <summary>
/// What a StorageClass's provisioner says about its volumes. Sources: the drivers' documentation, and
/// https://kubernetes-csi.github.io/docs/drivers.html
/// </summary>
internal static class Provisioners
{
    /// <summary>The provisioner of volumes that exist already.</summary>
    public const string None = "kubernetes.io/no-provisioner";

    private static readonly string[] Zonal =
    [
        "kubernetes.io/aws-ebs", "ebs.csi.aws.com", "kubernetes.io/gce-pd", "pd.csi.storage.gke.io", "kubernetes.io/azure-disk",
        "disk.csi.azure.com", "kubernetes.io/cinder", "cinder.csi.openstack.org", "kubernetes.io/vsphere-volume", "csi.vsphere.vmware.com",
        "diskplugin.csi.alibabacloud.com", "alicloud/disk", "com.tencent.cloud.csi.cbs", "cloud.tencent.com/qcloud-cbs", "everest-csi-provisioner",
        "evs.csi.huaweicloud.com", "dobs.csi.digitalocean.com", "csi.hetzner.cloud", "blockvolume.csi.oraclecloud.com",
        "rancher.io/local-path", "topolvm.io", "topolvm.cybozu.com", "openebs.io/local",
    ];

    private static readonly string[] Shared =
    [
        "nfs", "smb", "cephfs", "efs.csi.aws.com", "filestore.csi.storage.gke.io", "file.csi.azure.com", "kubernetes.io/azure-file",
        "kubernetes.io/glusterfs", "nasplugin.csi.alibabacloud.com", "com.tencent.cloud.csi.cfs",
    ];

    /// <summary>Whether its volumes belong to one zone or node, so that a pod must be placed before its volume.</summary>
    public static bool IsTopologyBound(string provisioner) => Zonal.Contains(provisioner);

    /// <summary>Whether its volumes are network file systems, which any number of nodes mount without being attached.</summary>
    public static bool IsNetworkFileSystem(string provisioner) =>
        Shared.Any(name => provisioner.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);
}
