using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// What one object says about the nodes of a cluster and its control plane: kubeadm's configuration, by itself or inside of
/// cluster-api's objects, the kubelet's, a kubeconfig, or pods that run components. Sources:
/// https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/, https://cluster-api.sigs.k8s.io/
/// </summary>
internal sealed class ControlPlaneSetup : ObjectView
{
    private static readonly (string Kind, string Group)[] MachineKinds =
    [
        ("KubeadmControlPlane", "controlplane.cluster.x-k8s.io"),
        ("K0sControlPlane", "controlplane.cluster.x-k8s.io"),
        ("RKE2ControlPlane", "controlplane.cluster.x-k8s.io"),
        ("TalosControlPlane", "controlplane.cluster.x-k8s.io"),
    ];

    private ControlPlaneSetup(KubernetesObject @object)
        : base(@object)
    {
        if (EmbeddedIn(@object) is { } spec)
        {
            IsEmbedded = true;
            ClusterConfiguration = Present(spec["clusterConfiguration"]);
            InitConfiguration = Present(spec["initConfiguration"]);
            JoinConfiguration = Present(spec["joinConfiguration"]);
        }
        else
        {
            ClusterConfiguration = RootOf("ClusterConfiguration", "kubeadm.k8s.io");
            InitConfiguration = RootOf("InitConfiguration", "kubeadm.k8s.io");
            JoinConfiguration = RootOf("JoinConfiguration", "kubeadm.k8s.io");
            Kubelet = RootOf("KubeletConfiguration", "kubelet.config.k8s.io");
            Kubeconfig = RootOf("Config", "");
        }

        Machines = MachineKinds.Any(kind => @object.IsA(kind.Kind, kind.Group)) ? Spec : null;
        Components = ClusterConfiguration is { } configuration
            ? [.. ControlPlaneComponent.Of(configuration, @object, Version)]
            : [.. @object.Cluster.ContainersOf(@object).Select(ControlPlaneComponent.Of).OfType<ControlPlaneComponent>()];
    }

    /// <summary>Whether it is part of cluster-api, which brings up the nodes and sets the endpoint.</summary>
    public bool IsEmbedded { get; }

    public Node? ClusterConfiguration { get; }

    /// <summary>Where the control plane is reached; nothing outside of a <c>ClusterConfiguration</c>.</summary>
    public Field<string> Endpoint => (ClusterConfiguration ?? new AbsentNode(Root.At))["controlPlaneEndpoint"].Text();

    public Node? InitConfiguration { get; }

    public Node? JoinConfiguration { get; }

    public Node? Kubelet { get; }

    public Node? Kubeconfig { get; }

    /// <summary>The spec of an object of cluster-api that makes the nodes of a control plane, with their number; else null.</summary>
    public Node? Machines { get; }

    public IReadOnlyList<ControlPlaneComponent> Components { get; }

    /// <summary>The version of Kubernetes that is to be set up; null when it cannot be seen.</summary>
    public KubernetesVersion? Version => VersionOf(Machines is null ? Root["kubernetesVersion"].Text() : Spec["version"].Text(), Object.Cluster.Facts.Version);

    /// <summary>Whether its first node may get an empty list of taints.</summary>
    public bool MayBeUntainted => InitConfiguration is { } init && MayBeEmpty(init["nodeRegistration"]["taints"]);

    /// <summary>
    /// Whether the only node may also take applications, by an empty list of taints: so people set up single-node clusters
    /// (https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/#kubeadm-k8s-io-v1beta4-NodeRegistrationOptions).
    /// </summary>
    public bool MayBeSingleNode => Cluster.MayBeUntainted(Object.Source.Path) || Object.MayHaveUnseen("InitConfiguration");

    /// <summary>Whether there may be one node only, or one copy of the components, so that there is nobody to agree with.</summary>
    public bool MayRunOnce
    {
        get
        {
            if (MayBeSingleNode || Object.IsForDevelopment)
                return true;
            if (Machines is { } machines)
                return !machines["replicas"].Integer().Or(Defaults.Replicas).Is(count => count > 1).IsTrue;
            return Cluster.ViewOf<Workload>(Object) is { Kind: not WorkloadKind.DaemonSet } workload
                && !workload.IsStatic.IsTrue && !workload.Replicas.AlwaysSeveral.IsTrue;
        }
    }

    /// <summary>All that stands near and is about a control plane, this included.</summary>
    public IEnumerable<ControlPlaneSetup> Near => Cluster.Near<ControlPlaneSetup>(Object);

    /// <summary>The port on which the API servers of the control plane listen; null when it cannot be seen.</summary>
    public long? BindPort
    {
        get
        {
            var ports = Near.Select(near => near.InitConfiguration).OfType<Node>()
                .Select(init => init["localAPIEndpoint"]["bindPort"].Integer().Or(ApiServerAddress.DefaultPort).TryGet(out var port) ? port : (long?)null)
                .DefaultIfEmpty(ApiServerAddress.DefaultPort).Distinct().ToList();
            return ports.Count == 1 ? ports[0] : null;
        }
    }

    public static ControlPlaneSetup? From(KubernetesObject @object)
    {
        var setup = new ControlPlaneSetup(@object);
        return setup.IsEmbedded || setup.Machines is not null || setup.Components.Count > 0
            || (setup.ClusterConfiguration ?? setup.InitConfiguration ?? setup.JoinConfiguration ?? setup.Kubelet ?? setup.Kubeconfig) is not null ? setup : null;
    }

    /// <summary>A version as kubeadm takes it: <c>v1.31.2</c>, or a label such as <c>stable</c> or <c>stable-1.31</c>.</summary>
    private static KubernetesVersion? VersionOf(Field<string> written, KubernetesVersion assumed)
    {
        if (written.Origin is Origin.Absent)
            return assumed;
        if (!written.TryGet(out var text))
            return null;
        var isLabel = text.StartsWith("stable", StringComparison.Ordinal) || text.StartsWith("latest", StringComparison.Ordinal);
        if (isLabel && text.IndexOf('.') < 0)
            return assumed;
        var number = isLabel ? text.Substring(text.IndexOf('-') + 1) : text.Split('-', '+')[0];
        return KubernetesVersion.TryParse(number, out var version) ? version : null;
    }

    private static Node? EmbeddedIn(KubernetesObject @object) =>
        @object.IsA("KubeadmControlPlane", "controlplane.cluster.x-k8s.io") ? @object.Spec["kubeadmConfigSpec"]
        : @object.IsA("KubeadmControlPlaneTemplate", "controlplane.cluster.x-k8s.io") ? @object.Spec["template"]["spec"]["kubeadmConfigSpec"]
        : @object.IsA("KubeadmConfig", "bootstrap.cluster.x-k8s.io") ? @object.Spec
        : @object.IsA("KubeadmConfigTemplate", "bootstrap.cluster.x-k8s.io") ? @object.Spec["template"]["spec"]
        : null;

    private static Node? Present(Node node) => node.Exists.IsTrue ? node : null;

    private static bool MayBeEmpty(Node list) => !list.Exists.IsFalse && list.Items.Count == 0;

    // Without an API version nothing reads it: it is a piece that some tool merges into the whole, as kind does.
    private Node? RootOf(string kind, string group) => Object.Kind.Is(kind).IsTrue && Object.Group == group ? Root : null;
}
