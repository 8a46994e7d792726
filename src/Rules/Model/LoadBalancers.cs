using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>An annotation of a Service that decides who can reach its load balancer.</summary>
/// <param name="Annotation">Its key.</param>
internal sealed record LoadBalancerMarker(string Annotation)
{
    /// <summary>What a value holds that lets the public in; an empty value does, too. Any other one keeps it out, or may.</summary>
    public string[] Public { get; init; } = ["false"];

    /// <summary>Whether it keeps the public out, or may.</summary>
    public bool MayKeepPublicOut(Node annotations)
    {
        var value = annotations[Annotation].Text();
        return value.Origin is not Origin.Absent && !value.Is(text => text.Length == 0 || Words.AnyIn(text, Public)).IsTrue;
    }
}

/// <summary>
/// Who can reach a Service of type LoadBalancer. Source, where no other is named:
/// https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer
/// </summary>
internal static class LoadBalancers
{
    // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb/
    private const string AwsInternal = "service.beta.kubernetes.io/aws-load-balancer-internal";
    private const string AwsScheme = "service.beta.kubernetes.io/aws-load-balancer-scheme";
    private const string AwsType = "service.beta.kubernetes.io/aws-load-balancer-type";
    private static readonly string[] AwsClasses = ["service.k8s.aws/nlb", "eks.amazonaws.com/nlb"];

    private static readonly string[] Everyone = ["0.0.0.0/0", "::/0"];

    private static readonly LoadBalancerMarker[] Markers =
    [
        new("service.kubernetes.io/qcloud-loadbalancer-internal-subnetid"),
        new("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type") { Public = ["internet"] },
        new("service.beta.kubernetes.io/alicloud-loadbalancer-address-type") { Public = ["internet"] },
        new(AwsInternal),
        new(AwsScheme) { Public = ["internet-facing"] },
        new("networking.gke.io/load-balancer-type") { Public = ["external"] },
        new("cloud.google.com/load-balancer-type") { Public = ["external"] },
        new("service.beta.kubernetes.io/azure-load-balancer-internal"),
        new("service.beta.kubernetes.io/azure-load-balancer-internal-subnet"),
        new("service.beta.kubernetes.io/oci-load-balancer-internal"),
        new("service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type") { Public = ["public"] },
        new("service.beta.kubernetes.io/openstack-internal-load-balancer"),
        new("service.beta.kubernetes.io/cce-load-balancer-internal-vpc"),

        // https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contengcreatingloadbalancer_topic-Summaryofannotations.htm
        new("oci-network-load-balancer.oraclecloud.com/internal"),

        // https://docs.digitalocean.com/products/kubernetes/how-to/configure-load-balancers/
        new("service.beta.kubernetes.io/do-loadbalancer-network") { Public = ["external"] },

        // https://github.com/hetznercloud/hcloud-cloud-controller-manager/blob/main/docs/reference/load_balancer_annotations.md
        new("load-balancer.hetzner.cloud/disable-public-network"),

        // https://support.huaweicloud.com/en-us/usermanual-cce/cce_10_0385.html: an existing one, or a new one that is "inner" by default.
        new("kubernetes.io/elb.id"),
        new("kubernetes.io/elb.autocreate") { Public = ["\"public\""] },
        new("kubernetes.io/elb.subnet-id"),

        // https://github.com/UCloudDoc-Team/uk8s/blob/master/service/annotations.md
        new("service.beta.kubernetes.io/ucloud-load-balancer-type") { Public = ["outer"] },

        // https://kubernetes.io/docs/reference/labels-annotations-taints/#service-beta-kubernetes-io-load-balancer-source-ranges
        new("service.beta.kubernetes.io/load-balancer-source-ranges") { Public = Everyone },

        // https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
        new("service.beta.kubernetes.io/azure-allowed-ip-ranges") { Public = Everyone },
        new("service.beta.kubernetes.io/azure-allowed-service-tags") { Public = ["internet"] },
    ];

    private static readonly string[] PrivateWords = ["internal", "private"];

    // How annotations end that name a load balancer which is there already, and may be of either kind: those of Alibaba Cloud,
    // Tencent, Baidu, OpenStack and others.
    private static readonly string[] ExistingOnes = ["loadbalancer-id", "load-balancer-id", "tke-existed-lbid"];

    private static readonly HashSet<string> Known = new(Markers.Select(marker => marker.Annotation), StringComparer.Ordinal);

    // https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer
    private static readonly string[] PublicClasses = ["networking.gke.io/l4-regional-external"];

    /// <summary>Whether something keeps the public out, or may: a marker of the cloud, the class, source ranges or a private address.</summary>
    public static bool MayBePrivate(Service service)
    {
        var annotations = service.Object.Annotations;
        var isKept = IsPrivateOnAws(service)
            || IsLimited(service.Spec["loadBalancerSourceRanges"])
            || service.Spec["loadBalancerIP"].Text().Is(PrivateAddresses.Contains)
            || BareMetal.HasPrivateAddress(annotations);
        return annotations.IsOpen || !isKept.IsFalse || !IsPublicClass(service.LoadBalancerClass)
            || Markers.Any(marker => marker.MayKeepPublicOut(annotations)) || annotations.Entries.Any(MayMark);
    }

    // Other clouds have markers, too: what speaks of an internal or private load balancer may be one.
    private static bool MayMark(Entry annotation) =>
        !Known.Contains(annotation.Key)
        && (SpeaksOfPrivate(annotation.Key) || NamesExisting(annotation.Key) || !annotation.Value.Text().Is(SpeaksOfPrivate).IsFalse);

    private static bool NamesExisting(string key) => ExistingOnes.Any(ending => key.EndsWith(ending, StringComparison.Ordinal));

    private static bool SpeaksOfPrivate(string text) => Words.AnyIn(text, PrivateWords);

    // AWS' own controller, chosen by class or type, makes internal load balancers unless told otherwise.
    private static Truth IsPrivateOnAws(Service service)
    {
        var annotations = service.Object.Annotations;
        var isChosen = service.LoadBalancerClass.Is(AwsClasses.Contains) || annotations[AwsType].Text().Is(type => type is "external" or "nlb-ip");
        return isChosen && !annotations[AwsScheme].Text().Is("internet-facing") && !annotations[AwsInternal].Text().Is("false");
    }

    // A class that is none of these may be for internal load balancers only.
    private static bool IsPublicClass(Field<string> name) =>
        name.Origin is Origin.Absent || name.Is(text => AwsClasses.Contains(text) || PublicClasses.Contains(text) || BareMetal.IsClass(text)).IsTrue;

    private static Truth IsLimited(Node ranges) =>
        ranges.Any(range => range.Exists) && ranges.All(range => !range.Text().Is(Everyone.Contains));
}
