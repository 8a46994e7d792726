using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// The networks of pods and of Services that kubeadm sets up. Source:
/// https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/#kubeadm-k8s-io-v1beta4-Networking
/// </summary>
internal static class ClusterNetworks
{
    /// <summary>kubeadm's default; the first address of it is the Service of the API.</summary>
    public const string DefaultServiceSubnet = "10.96.0.0/12";

    /// <summary>Those in which one of some addresses lies, where both are IPv4 and known.</summary>
    public static IEnumerable<Overlap> Around(IReadOnlyList<Field<string>> addresses, Node clusterConfiguration)
    {
        var networking = clusterConfiguration["networking"];
        return Find("podSubnet", networking["podSubnet"].Text()).Concat(Find("serviceSubnet", networking["serviceSubnet"].Text().Or(DefaultServiceSubnet)));

        IEnumerable<Overlap> Find(string name, Field<string> subnets)
        {
            if (!subnets.TryGet(out var ranges))
                return [];
            var within = addresses.Where(address => address.Is(text => Holds(ranges, ApiServerAddress.HostOf(text))).IsTrue);
            return within.Take(1).Select(address => new Overlap(name, subnets, address));
        }
    }

    // With two families there are two subnets.
    private static bool Holds(string subnets, string address) =>
        subnets.Split(',').Any(subnet => AddressRange.Parse(subnet.Trim())?.Holds(address) == true);
}

/// <summary>A network of a cluster that holds an address of its nodes.</summary>
/// <param name="Name">Its field.</param>
/// <param name="Subnet">Its range.</param>
/// <param name="Address">The address.</param>
internal sealed record Overlap(string Name, Field<string> Subnet, Field<string> Address);
