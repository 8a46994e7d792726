using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Load balancers that are made without a cloud. Their addresses come from a pool of the administrator, who decides whether
/// they are public. Sources: https://metallb.io/usage/, https://kube-vip.io/docs/usage/kubernetes-services/,
/// https://docs.cilium.io/en/stable/network/lb-ipam/, https://openelb.io/docs/, https://purelb.gitlab.io/purelb/
/// </summary>
internal static class BareMetal
{
    private static readonly string[] Classes = ["metallb", "kube-vip", "cilium"];
    private static readonly string[] Annotations = ["metallb.io/", "metallb.universe.tf/", "kube-vip.io/", "io.cilium/", "lbipam.cilium.io/", "purelb.io/", "lb.kubesphere.io/", "eip.openelb.kubesphere.io/"];
    private static readonly string[] Addresses =
        ["metallb.io/loadBalancerIPs", "metallb.universe.tf/loadBalancerIPs", "kube-vip.io/loadbalancerIPs", "io.cilium/lb-ipam-ips", "lbipam.cilium.io/ips"];

    private static readonly string[] Images = ["/metallb/speaker", "/kube-vip", "/kube-vip-cloud-provider"];

    private static readonly (string Kind, string Group)[] Kinds =
    [
        ("IPAddressPool", "metallb.io"),
        ("AddressPool", "metallb.io"),
        ("L2Advertisement", "metallb.io"),
        ("BGPAdvertisement", "metallb.io"),
        ("CiliumLoadBalancerIPPool", "cilium.io"),
        ("Eip", "network.kubesphere.io"),
        ("ServiceGroup", "purelb.io"),
    ];

    /// <summary>Whether a <c>loadBalancerClass</c> is that of such an implementation.</summary>
    public static bool IsClass(string name) => Words.AnyIn(name, Classes);

    /// <summary>Whether the annotations of a Service ask for addresses that the internet does not route, and for no others.</summary>
    public static Truth HasPrivateAddress(Node annotations) =>
        Truth.Any(Addresses, key => annotations[key].Text().Is(list => list.Split(',').All(address => PrivateAddresses.Contains(address.Trim()))));

    /// <summary>Whether a Service's load balancer may be of this kind: the Service or something else in the input speaks of one.</summary>
    public static bool MayServe(Service service) =>
        !service.LoadBalancerClass.Is(IsClass).IsFalse
        || service.Object.Annotations.Values.Any(value => Annotations.Any(prefix => value.Key!.StartsWith(prefix, StringComparison.Ordinal)))
        || Kinds.Any(kind => service.Object.MayMeet(kind.Kind, kind.Group))
        || service.Cluster.MakesOwnLoadBalancers;

    /// <summary>Whether a container runs such an implementation.</summary>
    public static bool IsImplementation(Container container) =>
        container.Image.Repository is { } image && Images.Any(name => $"/{image}".EndsWith(name, StringComparison.Ordinal));
}
