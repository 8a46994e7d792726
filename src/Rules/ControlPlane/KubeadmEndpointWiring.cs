using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.ControlPlane;

internal sealed class KubeadmEndpointWiring : Rule<ControlPlaneSetup>
{
    public override RuleInfo Info { get; } = new("HA1502", "kubeadm-endpoint-wiring")
    {
        Severity = Severity.Error,
        Title = "Control plane is not reached through its endpoint",
        Why = """
            The control plane stays reachable without one of its nodes only if everybody goes through a load balancer or a
            virtual address. An endpoint that is the address of one node goes away with it. A node that joins through another
            name fails, because the certificate of the API servers is for the endpoint and the listed names only. Without a port the
            endpoint has the one of the API server itself, which may not be the one of the load balancer. Where the network of pods
            or Services holds the addresses of the nodes, one of them may get the very address of the API server.
            """,
        Fix = """
            Let `controlPlaneEndpoint` name a load balancer or a virtual address, with the port on which it listens, and use exactly
            that host in `apiServerEndpoint` and in kubeconfig files. Let no `/etc/hosts` map the name to one node. Add other names
            that clients need to `apiServer.certSANs`. Choose networks for pods and Services that nothing outside of the cluster uses.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/",
            "https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/create-cluster-kubeadm/#pod-network",
            "https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/",
        ],
    };

    public override IEnumerable<Finding> Check(ControlPlaneSetup setup, Cluster cluster)
    {
        if (setup.IsEmbedded)
            return [];
        if (setup.ClusterConfiguration is not null)
            return CheckNetworks(setup).Concat(setup.MayBeSingleNode ? [] : CheckEndpoint(setup, setup.Endpoint));
        if (cluster.ClusterConfigurationFor(setup.Object)?.ClusterConfiguration is not { } joined)
            return [];
        return setup.JoinConfiguration is { } join
            ? CheckHost(setup, join["discovery"]["bootstrapToken"]["apiServerEndpoint"].Text(), joined)
            : setup.Kubeconfig is { } kubeconfig && Kubeconfig.ServerOf(kubeconfig, joined) is { } server ? CheckHost(setup, server, joined) : [];
    }

    private IEnumerable<Finding> CheckNetworks(ControlPlaneSetup setup)
    {
        var advertised = setup.Near.Where(near => near.Object.Source == setup.Object.Source)
            .Select(near => near.InitConfiguration).OfType<Node>().Select(init => init["localAPIEndpoint"]["advertiseAddress"].Text());
        foreach (var (name, subnet, address) in ClusterNetworks.Around([setup.Endpoint, .. advertised], setup.ClusterConfiguration!))
        {
            var taker = name == "podSubnet" ? "pod" : "Service";
            var isDefault = subnet.Origin is Origin.Defaulted;
            yield return Report(isDefault ? address.Node : subnet.Node, $"The {name} {subnet}{(isDefault ? ", which is the default," : "")} holds the address of the control plane, {ApiServerAddress.HostOf(address.ToString())}, so that a {taker} may get it")
                .As(Severity.Warning)
                .And(address.Node, "the address of the control plane");
        }
    }

    private IEnumerable<Finding> CheckEndpoint(ControlPlaneSetup setup, Field<string> endpoint)
    {
        if (!endpoint.TryGet(out var address))
            yield break;
        var host = ApiServerAddress.HostOf(address);
        if (ApiServerAddress.OfNodes(host, setup.Object).FirstOrDefault() is { } node)
        {
            yield return Report(endpoint.Node, $"The controlPlaneEndpoint '{address}' is one control-plane node: without it nobody reaches the API")
                .As(Severity.Warning)
                .And(node, "the same address or name is given to a single node here");
            yield break;
        }

        if (CheckPin(setup, endpoint, host) is { } pin)
            yield return pin;
        if (CheckPort(setup, endpoint, address, host) is { } port)
            yield return port;
    }

    // A cloud's load balancer may not lead back to the node that asks, so that each node maps the name to itself.
    private Finding? CheckPin(ControlPlaneSetup setup, Field<string> endpoint, string host) => EndpointPin.Of(setup) is { } pin
        ? Report(endpoint.Node, $"The controlPlaneEndpoint '{endpoint}' leads to one control-plane node, because {(pin.IsOfPods ? "a host alias" : "a line for /etc/hosts")} maps '{host}' to {pin.Line.Address.Text()}")
            .As(pin.IsOfEachNode || pin.IsOfPods ? Severity.Note : Severity.Warning)
            .And(pin.Line.Address, "the address of one node")
        : null;

    private Finding? CheckPort(ControlPlaneSetup setup, Field<string> endpoint, string address, string host)
    {
        var listeners = ApiListener.Near(setup.Object);
        if (ApiServerAddress.IsWithoutPort(address))
            return WithoutPort(endpoint, setup.BindPort, listeners);

        // On the machines of a virtual address only the load balancer and the API server listen.
        var port = ApiListener.PortOf(address);
        return ApiServerAddress.IsVirtual(host, setup.Object) && ApiListener.AreElsewhere(listeners, port) && setup.BindPort is { } bindPort && port != bindPort
            ? Report(endpoint.Node, $"Nothing listens at the controlPlaneEndpoint '{address}': the load balancer takes requests on {listeners[0].Port}, the API server on {bindPort}")
                .And(listeners[0].Node, "where the load balancer listens")
            : null;
    }

    private Finding WithoutPort(Field<string> endpoint, long? port, IReadOnlyList<ApiListener> listeners) => ApiListener.AreElsewhere(listeners, port)
        ? Report(endpoint.Node, $"The controlPlaneEndpoint '{endpoint}' has no port: kubeadm takes {port}, but the load balancer listens on {listeners[0].Port}")
            .As(Severity.Warning).And(listeners[0].Node, "where the load balancer listens")
        : Report(endpoint.Node, $"The controlPlaneEndpoint '{endpoint}' has no port: kubeadm takes the bind port of the API server, {ApiServerAddress.DefaultPort} unless it is set, whatever the load balancer listens on")
            .As(Severity.Note);

    private IEnumerable<Finding> CheckHost(ControlPlaneSetup setup, Field<string> used, Node configuration)
    {
        var endpoint = configuration["controlPlaneEndpoint"].Text();
        if (!used.TryGet(out var address) || !endpoint.TryGet(out var shared))
            yield break;
        var (host, sharedHost) = (ApiServerAddress.HostOf(address), ApiServerAddress.HostOf(shared));
        if (host == sharedHost || ApiServerAddress.MayBeCertified(host, configuration))
            yield break;

        // The certificate of each API server is also for the address and the name of its own node.
        var mayBeNode = ApiServerAddress.MayBeOfNode(host, setup.Object);
        var effect = mayBeNode ? "at best it is one node" : "the certificate of the API servers does not match";
        yield return Report(used.Node, $"'{host}' is neither the host of controlPlaneEndpoint, '{sharedHost}', nor among certSANs: {effect}")
            .As(mayBeNode ? Severity.Warning : Severity.Error)
            .And(endpoint.Node, "the endpoint of the control plane");
    }
}
