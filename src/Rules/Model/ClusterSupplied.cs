namespace Hale.Rules.Model;

/// <summary>
/// Objects that clusters bring along, so that no manifest declares them. Sources: the Kubernetes documentation, and for
/// classes of storage the documentation of the managed services and small distributions that set them up.
/// </summary>
internal static class ClusterSupplied
{
    private static readonly HashSet<(string Kind, string Name)> Objects =
    [
        // https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts
        ("ServiceAccount", "default"),

        // https://kubernetes.io/docs/concepts/configuration/configmap/, https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/,
        // https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/, https://docs.openshift.com (service-ca),
        // https://istio.io/latest/docs/tasks/security/cert-management/plugin-ca-cert/
        ("ConfigMap", "kube-root-ca.crt"),
        ("ConfigMap", "openshift-service-ca.crt"),
        ("ConfigMap", "istio-ca-root-cert"),
        ("ConfigMap", "extension-apiserver-authentication"),
        ("ConfigMap", "cluster-info"),
        ("ConfigMap", "kubeadm-config"),
        ("ConfigMap", "kube-proxy"),
        ("ConfigMap", "coredns"),

        // https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/
        ("PriorityClass", "system-cluster-critical"),
        ("PriorityClass", "system-node-critical"),

        // https://cloud.google.com/kubernetes-engine/docs/concepts/sandbox-pods
        ("RuntimeClass", "gvisor"),

        // Google, Amazon and OpenShift on it, Azure
        ("StorageClass", "standard"), ("StorageClass", "standard-rwo"), ("StorageClass", "premium-rwo"), ("StorageClass", "standard-rwx"),
        ("StorageClass", "premium-rwx"), ("StorageClass", "enterprise-rwx"), ("StorageClass", "zonal-rwx"),
        ("StorageClass", "gp2"), ("StorageClass", "gp2-csi"), ("StorageClass", "gp3-csi"),
        ("StorageClass", "default"), ("StorageClass", "managed"), ("StorageClass", "managed-premium"), ("StorageClass", "managed-csi"),
        ("StorageClass", "managed-csi-premium"), ("StorageClass", "azurefile"), ("StorageClass", "azurefile-premium"),
        ("StorageClass", "azurefile-csi"), ("StorageClass", "azurefile-csi-premium"),

        // DigitalOcean, Linode, Hetzner, Oracle, Alibaba, Tencent, Huawei
        ("StorageClass", "do-block-storage"), ("StorageClass", "do-block-storage-retain"), ("StorageClass", "linode-block-storage"),
        ("StorageClass", "linode-block-storage-retain"), ("StorageClass", "hcloud-volumes"), ("StorageClass", "oci"), ("StorageClass", "oci-bv"),
        ("StorageClass", "alicloud-disk-ssd"), ("StorageClass", "alicloud-disk-efficiency"), ("StorageClass", "alicloud-disk-essd"),
        ("StorageClass", "alicloud-disk-available"), ("StorageClass", "alicloud-disk-topology-alltype"), ("StorageClass", "cbs"), ("StorageClass", "csi-disk"),

        // k3s, Docker Desktop, MicroK8s
        ("StorageClass", "local-path"), ("StorageClass", "hostpath"), ("StorageClass", "microk8s-hostpath"),
    ];

    /// <summary>Whether clusters usually have it.</summary>
    public static bool Has(string kind, string name) => Objects.Contains((kind, name));
}
