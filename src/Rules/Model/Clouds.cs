using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Signs that nodes are machines of a public cloud, whose networks carry neither multicast nor the claims by which an address
/// moves. Sources: https://docs.aws.amazon.com/vpc/latest/userguide/how-it-works.html, https://cloud.google.com/vpc/docs/vpc,
/// https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq, and the documentation of the cloud providers.
/// </summary>
internal static class Clouds
{
    // What --cloud-provider was set to, and what the identifier of a node begins with.
    private static readonly string[] Names =
    [
        "aws", "azure", "gce", "alicloud", "tencentcloud", "qcloud", "digitalocean", "hcloud", "linode", "oci", "ibm", "huaweicloud", "yandex",
    ];

    private static readonly string[] Provisioners =
    [
        "ebs.csi.aws.com", "kubernetes.io/aws-ebs", "disk.csi.azure.com", "kubernetes.io/azure-disk", "pd.csi.storage.gke.io", "kubernetes.io/gce-pd",
        "diskplugin.csi.alibabacloud.com", "com.tencent.cloud.csi.cbs", "dobs.csi.digitalocean.com", "csi.hetzner.cloud", "blockvolume.csi.oraclecloud.com",
        "everest-csi-provisioner",
    ];

    private static readonly string[] Annotations =
    [
        "service.beta.kubernetes.io/aws-", "service.beta.kubernetes.io/azure-", "service.beta.kubernetes.io/alibaba-cloud-", "service.beta.kubernetes.io/do-",
        "service.beta.kubernetes.io/oci-", "service.kubernetes.io/qcloud-", "service.kubernetes.io/ibm-", "networking.gke.io/", "cloud.google.com/", "load-balancer.hetzner.cloud/",
    ];

    /// <summary>Something near a configuration file that tells of a cloud; null when nothing does.</summary>
    public static Node? SignNear(KubernetesObject file) =>
        file.Cluster.Objects.Where(@object => Cluster.AreBeside(@object, file)).Select(SignIn).FirstOrDefault(sign => sign is not null);

    private static Node? SignIn(KubernetesObject @object)
    {
        if (@object.IsA("Node", "") && IsKnown(@object.Spec["providerID"].Text().Select(id => id.Split(':')[0])))
            return @object.Spec["providerID"];
        if (@object.IsA("StorageClass", "storage.k8s.io") && @object.Root["provisioner"].Text().Is(Provisioners.Contains))
            return @object.Root["provisioner"];
        if (@object.IsA("Service", ""))
            return @object.Annotations.Values.FirstOrDefault(value => Annotations.Any(prefix => value.Key!.StartsWith(prefix, StringComparison.Ordinal)));
        return @object.Cluster.ViewOf<ControlPlaneSetup>(@object) is { } setup ? ProviderIn(setup) : null;
    }

    private static Node? ProviderIn(ControlPlaneSetup setup) =>
        setup.Components.Select(component => component.Flags)
            .Concat(new[] { setup.InitConfiguration, setup.JoinConfiguration }.OfType<Node>().Select(node => CommandFlags.OfExtraArgs(node["nodeRegistration"]["kubeletExtraArgs"])))
            .Select(flags => flags["cloud-provider"])
            .Where(IsKnown)
            .Select(flag => flag.Node)
            .FirstOrDefault();

    private static bool IsKnown(Field<string> name) => name.Is(Names.Contains).IsTrue;
}
