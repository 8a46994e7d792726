using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A Service. Source: https://kubernetes.io/docs/concepts/services-networking/service/</summary>
internal sealed class Service(KubernetesObject @object) : ObjectView(@object)
{
    public LabelSelector Selector => field ??= LabelSelector.OfMap(Spec["selector"]);

    public Field<string> Type => Spec["type"].Text().Or(Defaults.ServiceType);

    /// <summary>Which implementation makes its load balancer; absent, the cluster's own.</summary>
    public Field<string> LoadBalancerClass => Spec["loadBalancerClass"].Text();

    /// <summary>The ports under which clients reach it, as far as they are known.</summary>
    public IEnumerable<KnownPort> Ports =>
        from port in Spec["ports"].Items
        let number = port["port"].Integer()
        where number.Origin is Origin.Written
        select new KnownPort(port["port"], number.Values[0]);

    public Field<string> InternalTrafficPolicy => Spec["internalTrafficPolicy"].Text().Or(Defaults.TrafficPolicy);

    public Field<string> ExternalTrafficPolicy => Spec["externalTrafficPolicy"].Text().Or(Defaults.TrafficPolicy);

    /// <summary>Whether it has no address of its own: clients see the pods.</summary>
    public Truth IsHeadless => Spec["clusterIP"].Text().Is("None");

    /// <summary>
    /// Whether only a monitoring system asks it, by the names of its ports: it misses a sample at most. Where Grafana's servers
    /// have everything on one port, it is called 'http-metrics' (https://github.com/grafana/loki/tree/main/production/helm/loki).
    /// </summary>
    public Truth IsForMetrics => Spec["ports"].Exists && Spec["ports"].All(port =>
        port["name"].Text().Is(name => name.IndexOf("metrics", StringComparison.Ordinal) >= 0)
        && (port["name"].Text().Is("http-metrics").IsTrue ? Truth.Unknown : Truth.True));

    /// <summary>The workloads whose pods it sends traffic to, the nearest only.</summary>
    public IReadOnlyList<Workload> Workloads => Cluster.SelectedBy(this);

    /// <summary>The workloads behind it, when it is certain that there are no others near; else none.</summary>
    public IReadOnlyList<Workload> Backends => Cluster.BackendsOf(this);

    /// <summary>The workload behind it, when it is certain that there is exactly one near.</summary>
    public Workload? OnlyBackend => Backends.Count == 1 ? Backends[0] : null;

    /// <summary>The Ingresses and routes that send traffic to it.</summary>
    public IReadOnlyList<KubernetesObject> Routes => Cluster.RoutesTo(this);

    /// <summary>Whether traffic from outside the cluster reaches it.</summary>
    public Truth IsExternal => Type.Is(type => type is "LoadBalancer" or "NodePort") || (Routes.Count > 0);

    /// <summary>Whether it is meant for traffic from outside the cluster: by a load balancer or a route.</summary>
    public Truth IsPublished => Type.Is("LoadBalancer") || (Routes.Count > 0);

    /// <summary>
    /// The node ports and the cluster address that it asks for, of which each is given out once in the whole cluster. Whether two
    /// Services may share a node port for different protocols is not documented, so these count as different.
    /// </summary>
    public IReadOnlyList<WantedAddress> WantedAddresses => field ??= [.. WantedNodePorts, .. WantedClusterAddress];

    private IEnumerable<WantedAddress> WantedNodePorts =>
        from port in Type.Is(type => type is "NodePort" or "LoadBalancer").IsTrue ? Spec["ports"].Items : []
        let number = port["nodePort"].Integer()
        let protocol = port["protocol"].Text().Or("TCP")
        where number.Is(given => given > 0).IsTrue && protocol.TryGet(out _)
        select new WantedAddress(port["nodePort"], $"node port {number} ({protocol})");

    private IEnumerable<WantedAddress> WantedClusterAddress
    {
        get
        {
            var address = Spec["clusterIP"].Text();
            if (address.TryGet(out var text) && text is not ("" or "None") && Type.Is("ExternalName").IsFalse)
                yield return new WantedAddress(address.Node, $"cluster address {text}");
        }
    }

    public static Service? From(KubernetesObject @object) => @object.IsA("Service", "") ? new(@object) : null;

    public Truth Selects(Workload workload) => Selector.Matches(workload.PodLabels) && !Type.Is("ExternalName");

    /// <summary>Whether it may send traffic to the pods of a workload: its selector may choose them, and they may be in its namespace.</summary>
    public bool MaySelect(Workload workload) => !Selects(workload).IsFalse && Namespaces.MayBeSame(Object, workload.Object);

    /// <summary>Whether a container is the one behind a port of the Service; unknown when the port is not declared anywhere.</summary>
    public Truth TargetsContainer(Container container) => Spec["ports"].Any(port => Targets(port, container));

    /// <summary>Whether clients can reach it under a port.</summary>
    public Truth Listens(long number) => Spec["ports"].Any(port => port["port"].Integer().Is(number));

    private static Truth Targets(Node port, Container container)
    {
        var target = port["targetPort"] is AbsentNode ? port["port"] : port["targetPort"];
        if (target.Integer().TryGet(out var number))
            return container.Declares(number) ? Truth.True : container.IsAlone ? !IsOfSidecar(container.Workload, number) : Truth.Unknown;
        if (target.Text().TryGet(out var name))
            return container.Declares(name) ? Truth.True : container.Ports.IsOpen ? Truth.Unknown : Truth.False;
        return Truth.Unknown;
    }

    // What is sent to a port of a native sidecar does not get to the application beside it.
    private static Truth IsOfSidecar(Workload workload, long number) =>
        Truth.Any(workload.InitContainers, container => container.IsLasting && container.Declares(number));
}

/// <summary>A port with a number that is known.</summary>
internal sealed record KnownPort(Node Node, long Number);

/// <summary>A node port or an address that a Service asks for.</summary>
/// <param name="Node">Where it stands.</param>
/// <param name="Text">For messages, such as <c>node port 30443 (TCP)</c>; the same for the same.</param>
internal sealed record WantedAddress(Node Node, string Text);
