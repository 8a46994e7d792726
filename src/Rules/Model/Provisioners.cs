namespace Hale.Rules.Model;

/// <summary>
/// What a StorageClass's driver says about its volumes. Sources: the drivers' documentation, and
/// https://kubernetes-csi.github.io/docs/drivers.html
/// </summary>
internal static class Provisioners
{
    /// <summary>The provisioner of volumes that exist already.</summary>
    public const string None = "kubernetes.io/no-provisioner";

    // A driver whose volumes reach every node of a region is not among them, such as DigitalOcean's, whose clusters have one region
    // (https://github.com/digitalocean/csi-digitalocean/blob/master/driver/node.go).
    private static readonly string[] Zonal =
    [
        "kubernetes.io/aws-ebs", "ebs.csi.aws.com", "kubernetes.io/gce-pd", "pd.csi.storage.gke.io", "kubernetes.io/azure-disk",
        "disk.csi.azure.com", "kubernetes.io/cinder", "cinder.csi.openstack.org", "kubernetes.io/vsphere-volume", "csi.vsphere.vmware.com",
        "diskplugin.csi.alibabacloud.com", "alicloud/disk", "com.tencent.cloud.csi.cbs", "cloud.tencent.com/qcloud-cbs", "disk.csi.everest.io",
        "evs.csi.huaweicloud.com", "csi.hetzner.cloud", "blockvolume.csi.oraclecloud.com",
        "rancher.io/local-path", "topolvm.io", "topolvm.cybozu.com", "openebs.io/local",
    ];

    private static readonly string[] NodeLocal =
    [
        "rancher.io/local-path", "topolvm.io", "topolvm.cybozu.com", "openebs.io/local", "local.csi.openebs.io", "zfs.csi.openebs.io",
        "microk8s.io/hostpath", "k8s.io/minikube-hostpath", "docker.io/hostpath", "hostpath.csi.k8s.io",
        "kubevirt.io/hostpath-provisioner", "kubevirt.io.hostpath-provisioner", "org.democratic-csi.local-hostpath",
    ];

    // The classes that the drivers' own manifests bring.
    private static readonly string[] NodeLocalClasses = ["local-path", "openebs-hostpath", "topolvm-provisioner", "microk8s-hostpath"];

    private static readonly string[] Expanding =
    [
        "kubernetes.io/aws-ebs", "ebs.csi.aws.com", "kubernetes.io/gce-pd", "pd.csi.storage.gke.io", "kubernetes.io/azure-disk",
        "disk.csi.azure.com", "kubernetes.io/azure-file", "file.csi.azure.com", "kubernetes.io/cinder", "cinder.csi.openstack.org",
        "csi.vsphere.vmware.com", "diskplugin.csi.alibabacloud.com", "com.tencent.cloud.csi.cbs", "disk.csi.everest.io",
        "dobs.csi.digitalocean.com", "csi.hetzner.cloud", "blockvolume.csi.oraclecloud.com", "filestore.csi.storage.gke.io",
        "driver.longhorn.io", "kubernetes.io/portworx-volume", "pxd.portworx.com", "topolvm.io",
    ];

    // Rook puts the namespace of the operator before the driver's name.
    private static readonly string[] ExpandingEndings = ["rbd.csi.ceph.com", "cephfs.csi.ceph.com"];

    // Also 'fuseim.pri/ifs', the name in the manifests that the provisioner for NFS came with
    // (https://github.com/kubernetes-retired/external-storage/tree/master/nfs-client).
    private static readonly string[] Shared =
    [
        "nfs", "smb", "cephfs", "glusterfs", "juicefs", "beegfs", "fsx.csi.aws.com", "filestore.csi.storage.gke.io",
        "file.csi.azure.com", "blob.csi.azure.com", "kubernetes.io/azure-file", "manila.csi.openstack.org", "nasplugin.csi.alibabacloud.com",
        "com.tencent.cloud.csi.cfs", "nas.csi.everest.io", "sfsturbo.csi.everest.io", "obs.csi.everest.io", "ibm.io/ibmc-file", "s3.csi", "csi-s3", "fuseim.pri/ifs",
    ];

    /// <summary>Whether its volumes belong to one zone or node, so that a pod must be placed before its volume.</summary>
    public static bool IsTopologyBound(string provisioner) => Zonal.Contains(provisioner);

    /// <summary>Whether its volumes are disks or folders of one node, and can be used there only.</summary>
    public static bool IsNodeLocal(string provisioner) => NodeLocal.Contains(provisioner);

    /// <summary>Whether a class of this name, which the input does not hold, is known to make volumes of one node.</summary>
    public static bool IsNodeLocalClass(string className) => NodeLocalClasses.Contains(className);

    /// <summary>Whether its volumes can grow, where the class allows it.</summary>
    public static bool CanExpand(string provisioner) =>
        Expanding.Contains(provisioner) || ExpandingEndings.Any(ending => provisioner.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>Whether its volumes are network file systems, which any number of nodes mount without being attached.</summary>
    public static bool IsNetworkFileSystem(string provisioner) =>
        Words.AnyIn(provisioner, Shared) || provisioner.Split('-', '_', '.').Contains("efs", StringComparer.OrdinalIgnoreCase);
}
