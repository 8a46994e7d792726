using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A place that says how many members an etcd has, or nodes that each run one.</summary>
/// <param name="Node">Where it stands.</param>
/// <param name="Count">How many.</param>
/// <param name="Source">For messages, such as <c>etcd.external.endpoints of ClusterConfiguration</c>.</param>
/// <param name="MayBeEven">Whether an even number may be on purpose, because the members vote elsewhere.</param>
internal sealed record EtcdMembers(Node Node, long Count, string Source, bool MayBeEven = false)
{
    // Settings that let the nodes of a control plane keep their data elsewhere than in an etcd of their own.
    private static readonly string[] OtherStores = ["externalDatastoreSecret", "datastore"];

    /// <summary>What an object says about the members, as far as it is known.</summary>
    public static IEnumerable<EtcdMembers> Of(ControlPlaneSetup setup)
    {
        var all = setup.Components.SelectMany(component => component.Name switch
        {
            "kube-apiserver" => OfServers(component),
            "etcd" => OfInitialCluster(component),
            _ => [],
        });
        if (setup.ClusterConfiguration is { } configuration)
            all = all.Concat(OfEndpoints(setup, configuration["etcd"]["external"]["endpoints"]));
        return setup.Machines is null ? all : all.Concat(OfMachines(setup));
    }

    // One endpoint by name may be many members behind a load balancer.
    private static IEnumerable<EtcdMembers> OfEndpoints(ControlPlaneSetup setup, Node endpoints)
    {
        var isKnown = !endpoints.IsOpen && endpoints.Items.Count > 0 && endpoints.Items.All(item => item is ScalarNode or PartialNode);
        var isOneName = endpoints.Items.Count == 1 && !endpoints.Items[0].Text().Is(text => ApiServerAddress.IsIp(ApiServerAddress.HostOf(text))).IsTrue;
        if (isKnown && !isOneName)
            yield return new(endpoints, endpoints.Items.Count, $"etcd.external of {setup.Title}");
    }

    // A single server is the member on the same node, or the load balancer of many.
    private static IEnumerable<EtcdMembers> OfServers(ControlPlaneComponent component)
    {
        var servers = component.Flags["etcd-servers"];
        if (servers.TryGet(out var text) && PartsOf(text) is { Count: > 1 } parts)
            yield return new(servers.Node, parts.Count, $"--etcd-servers of {component.Title}");
    }

    // A member that joins an existing cluster is told of those who are there at that time, and kubeadm's members join one
    // by one, so that only the manifest of the first one has no 'existing'.
    private static IEnumerable<EtcdMembers> OfInitialCluster(ControlPlaneComponent component)
    {
        var (members, state) = (component.Flags["initial-cluster"], component.Flags["initial-cluster-state"].Or("new"));
        if (!members.TryGet(out var text) || !state.Is("new") || MayBeMadeByKubeadm(component) || MayRunOften(component))
            yield break;
        var names = PartsOf(text).Select(part => part.Split('=')[0]).Distinct(StringComparer.Ordinal).ToList();
        yield return new(members.Node, names.Count, $"--initial-cluster of {component.Title}");
    }

    private static bool MayBeMadeByKubeadm(ControlPlaneComponent component) =>
        component.Container?.Object is { } pod
        && (!pod.Annotations.AnyKey(key => key.StartsWith("kubeadm.kubernetes.io/", StringComparison.Ordinal)).IsFalse
            || !(pod.Labels["component"].Text().Is("etcd") && pod.Labels["tier"].Text().Is("control-plane")).IsFalse);

    // Of other workloads HA0103 speaks.
    private static bool MayRunOften(ControlPlaneComponent component) => component.Container is { } container && !container.Workload.IsStatic.IsTrue;

    private static IEnumerable<EtcdMembers> OfMachines(ControlPlaneSetup setup)
    {
        var replicas = setup.Machines!["replicas"].Integer().Or(Defaults.Replicas);
        if (replicas.TryGet(out var count) && !setup.Object.IsCompletedElsewhere)
            yield return new(replicas.Node, count, setup.Title, MayStoreElsewhere(setup));
    }

    private static bool MayStoreElsewhere(ControlPlaneSetup setup)
    {
        var spec = setup.Machines!;
        var stores = OtherStores.Select(key => spec["serverConfig"][key])
            .Append(spec["kubeadmConfigSpec"]["clusterConfiguration"]["etcd"]["external"])
            .Append(spec["k0sConfigSpec"]["k0s"]["spec"]["storage"]);
        return stores.Any(store => !store.Exists.IsFalse);
    }

    private static List<string> PartsOf(string text) => [.. text.Split([','], StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim())];
}
