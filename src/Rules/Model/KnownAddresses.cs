using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>An address of which the input says whose it is.</summary>
/// <param name="Text">The address.</param>
/// <param name="Owner">Whose it is, for messages.</param>
/// <param name="Node">Where that is said.</param>
/// <param name="From">What says it.</param>
internal sealed record KnownAddress(string Text, string Owner, Node Node, KubernetesObject From)
{
    /// <summary>Whether somebody near enough may mean this address: a private one is another machine's in another network.</summary>
    public bool IsFor(KubernetesObject user) => From.IsA("Node", "") || (PrivateAddresses.Contains(Text) && Cluster.AreBeside(user, From));
}

// Addresses of machines, and those that move between them.
public sealed partial class Cluster
{
    /// <summary>The addresses whose owner is known; what says more stands first.</summary>
    internal ILookup<string, KnownAddress> KnownAddresses => field ?? Once(ref field, () =>
        OfNodes().Concat(OfKubeadm()).Concat(OfKeepalived()).Concat(OfEndpoints()).ToLookup(known => known.Text, StringComparer.Ordinal));

    private IEnumerable<KnownAddress> OfNodes() =>
        from node in Objects
        where node.IsA("Node", "")
        let addresses = node.Root["status"]["addresses"]
        from address in addresses.Items
        from text in address["address"].Text().Values
        select new KnownAddress(text, $"the address of {node.Title}", addresses, node);

    private IEnumerable<KnownAddress> OfKubeadm() =>
        from setup in All<ControlPlaneSetup>()
        where !setup.IsEmbedded
        from address in new[] { setup.InitConfiguration?["localAPIEndpoint"], setup.JoinConfiguration?["controlPlane"]["localAPIEndpoint"] }.OfType<Node>()
        from known in Known(address["advertiseAddress"].Text(), "the address of a control-plane node", setup.Object)
        select known;

    private IEnumerable<KnownAddress> OfKeepalived() =>
        from file in All<KeepalivedFile>()
        from known in file.VirtualAddresses.SelectMany(address => Known(address, "a virtual address of keepalived", file.Object))
            .Concat(file.OwnAddresses.SelectMany(address => Known(address, "the address of a node of keepalived", file.Object)))
        select known;

    private IEnumerable<KnownAddress> OfEndpoints() =>
        from setup in All<ControlPlaneSetup>()
        where !setup.IsEmbedded && setup.ClusterConfiguration is not null
        let configuration = setup.ClusterConfiguration
        from known in Known(configuration["controlPlaneEndpoint"].Text().Select(ApiServerAddress.HostOf), "the address of the control plane", setup.Object)
            .Concat(configuration["apiServer"]["certSANs"].Items.SelectMany(name => Known(name.Text(), "an address of the API servers", setup.Object)))
        where !configuration["networking"]["serviceSubnet"].Text().Or(ClusterNetworks.DefaultServiceSubnet).Is(subnet => !IsFirstOf(known.Text, subnet)).IsFalse
        select known;

    private static IEnumerable<KnownAddress> Known(Field<string> address, string owner, KubernetesObject from) =>
        address.TryGet(out var text) && address.Origin is Origin.Written && ApiServerAddress.IsIp(text) ? [new KnownAddress(text, owner, address.Node, from)] : [];

    private static bool IsFirstOf(string address, string subnets) =>
        subnets.Split(',').Any(subnet => subnet.Split('/')[0] is var network
            && network.EndsWith(".0", StringComparison.Ordinal) && address == network.Substring(0, network.Length - 1) + "1");
}
