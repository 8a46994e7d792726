using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Addresses at which API servers are reached.</summary>
internal static class ApiServerAddress
{
    /// <summary>
    /// The port of an API server that kubeadm sets up, unless it is told another one
    /// (https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/#kubeadm-k8s-io-v1beta4-APIEndpoint).
    /// </summary>
    public const int DefaultPort = 6443;

    // The names that kubeadm puts into the certificate of each API server
    // (https://kubernetes.io/docs/setup/best-practices/certificates/), and those of the machine itself.
    private static readonly HashSet<string> Always =
        new(["kubernetes", "kubernetes.default", "kubernetes.default.svc", "localhost", "127.0.0.1", "::1"], StringComparer.Ordinal);

    /// <summary>The host of <c>https://host:port/path</c>, <c>host:port</c> or <c>host</c>, in small letters.</summary>
    public static string HostOf(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal);
        var host = start < 0 ? address : address.Substring(start + 3);
        host = host.Split('/')[0].ToLowerInvariant();
        if (host.StartsWith("[", StringComparison.Ordinal))
            return host.Substring(1).Split(']')[0];
        var colon = host.IndexOf(':');
        return colon >= 0 && colon == host.LastIndexOf(':') ? host.Substring(0, colon) : host;
    }

    /// <summary>Whether <c>host:port</c> lacks its port, so that kubeadm takes the bind port of the API server, 6443.</summary>
    public static bool IsWithoutPort(string address) =>
        address.StartsWith("[", StringComparison.Ordinal) ? address.EndsWith("]", StringComparison.Ordinal) : address.IndexOf(':') < 0;

    /// <summary>Whether it is an IP address, rather than a name.</summary>
    public static bool IsIp(string host) => host.IndexOf(':') >= 0 || host.All(character => char.IsDigit(character) || character == '.');

    /// <summary>The places near an object that give a host as the address or name of one control-plane node.</summary>
    public static IEnumerable<Node> OfNodes(string host, KubernetesObject near)
    {
        var setups = near.Cluster.Near<ControlPlaneSetup>(near).Where(setup => !setup.IsEmbedded).ToList();
        return setups.SelectMany(Written)
            .Concat(near.Cluster.ControlPlaneNodesNear(near).SelectMany(AddressesOf))
            .Concat(near.Cluster.ConfigsNear<HaproxyFile>(near).SelectMany(ServersOf))
            .Concat(near.Cluster.ConfigsNear<KeepalivedFile>(near).SelectMany(file => file.OwnAddresses))
            .Where(address => address.Is(text => HostOf(text) == host).IsTrue)
            .Select(address => address.Node);
    }

    /// <summary>Whether a host may be the address or the name of one node: it is an IP address or has no domain, or an object near says so.</summary>
    public static bool MayBeOfNode(string host, KubernetesObject near) => IsIp(host) || host.IndexOf('.') < 0 || OfNodes(host, near).Any();

    /// <summary>Whether keepalived moves an address between machines.</summary>
    public static bool IsVirtual(string host, KubernetesObject near) =>
        near.Cluster.ConfigsNear<KeepalivedFile>(near).Any(file => file.VirtualAddresses.Any(address => address.Is(host).IsTrue));

    /// <summary>Whether the certificate that kubeadm makes for the API servers may be for a host.</summary>
    public static bool MayBeCertified(string host, Node clusterConfiguration) =>
        Always.Contains(host)
        || host.StartsWith("kubernetes.default.svc.", StringComparison.Ordinal)
        || !IsListed(host, clusterConfiguration["apiServer"]["certSANs"]).IsFalse
        || !IsListed(host, clusterConfiguration["apiServerCertSANs"]).IsFalse;

    private static IEnumerable<Field<string>> Written(ControlPlaneSetup setup)
    {
        if (setup.InitConfiguration is { } init)
            return [init["localAPIEndpoint"]["advertiseAddress"].Text(), init["nodeRegistration"]["name"].Text()];
        if (setup.JoinConfiguration is { } join && join["controlPlane"].Exists.IsTrue)
            return [join["controlPlane"]["localAPIEndpoint"]["advertiseAddress"].Text(), join["nodeRegistration"]["name"].Text()];
        // What kubeadm or a controller gives to every API server is the address of none.
        return setup.Object.Kind.Is("Pod").IsTrue ? setup.Components.Select(component => component.Flags["advertise-address"]) : [];
    }

    // A single server may be the next load balancer.
    private static IEnumerable<Field<string>> ServersOf(HaproxyFile file) =>
        file.Backends.Where(backend => backend.ServesApi.IsTrue && backend.Servers.Items.Count > 1)
            .SelectMany(backend => backend.Servers.Items)
            .Select(server => server["address"].Text());

    private static IEnumerable<Field<string>> AddressesOf(KubernetesObject node) =>
        node.Root["status"]["addresses"].Items.Select(address => address["address"].Text()).Prepend(node.Name);

    private static Truth IsListed(string host, Node names) =>
        names.Exists.IsFalse ? Truth.False : names.Any(name => name.Text().Is(text => Covers(text.ToLowerInvariant(), host)));

    private static bool Covers(string name, string host) =>
        name == host || (name.StartsWith("*.", StringComparison.Ordinal) && host.IndexOf('.') is > 0 and var dot && host.Substring(dot) == name.Substring(1));
}
