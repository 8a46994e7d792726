using Hale.Rules.Model;

namespace Hale.Rules.ControlPlane;

internal sealed class KubeadmNoEndpoint : Rule<ControlPlaneSetup>
{
    public override RuleInfo Info { get; } = new("HA1501", "kubeadm-no-endpoint")
    {
        Severity = Severity.Warning,
        Title = "Cluster without a shared address of its control plane",
        Why = """
            Without `controlPlaneEndpoint` every node and every kubeconfig is given the address of the first control-plane node.
            While that node is away nobody reaches the API, and kubeadm does not turn such a cluster into one with several
            control-plane nodes later.
            """,
        Fix = """
            Set `controlPlaneEndpoint` to a DNS name and port before the cluster is made. The name may point at the only node
            today, and at a load balancer or a virtual address tomorrow.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/create-cluster-kubeadm/#considerations-about-apiserver-advertise-address-and-controlplaneendpoint",
        ],
    };

    public override IEnumerable<Finding> Check(ControlPlaneSetup setup, Cluster cluster)
    {
        if (setup.IsEmbedded || setup.ClusterConfiguration is not { } configuration || setup.Object.IsForDevelopment)
            yield break; // The infrastructure provider of cluster-api sets the endpoint.

        if (configuration["controlPlaneEndpoint"].Exists.IsFalse && !setup.MayBeSingleNode && !MayOnlyMakeEtcd(setup))
            yield return Report(configuration["controlPlaneEndpoint"], $"{setup.Title} has no controlPlaneEndpoint: nodes and clients depend on the first control-plane node");
    }

    // Members of an external etcd are also made with kubeadm, from a configuration that sets up no API server
    // (https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/setup-ha-etcd-with-kubeadm/).
    private static bool MayOnlyMakeEtcd(ControlPlaneSetup setup) =>
        setup.Components.Any(component => component.Name == "etcd" && !component.Flags["initial-cluster"].Is(_ => true).IsFalse);
}
