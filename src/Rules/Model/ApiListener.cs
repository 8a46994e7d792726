using System.Globalization;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A place at which a load balancer takes requests for the API servers.</summary>
/// <param name="Node">Where it is set.</param>
/// <param name="Port">The port; null when that cannot be seen, or there are several.</param>
internal sealed record ApiListener(Node Node, int? Port)
{
    /// <summary>
    /// The listeners of haproxy, and of keepalived's virtual servers, near an object. There may be others: load balancers of a
    /// cloud have no file.
    /// </summary>
    public static IReadOnlyList<ApiListener> Near(KubernetesObject from) =>
    [
        .. from.Cluster.ConfigsNear<HaproxyFile>(from).SelectMany(OfHaproxy),
        .. from.Cluster.ConfigsNear<KeepalivedFile>(from).SelectMany(OfKeepalived),
    ];

    /// <summary>The port behind the last colon; null when there is none.</summary>
    public static int? PortOf(string address) =>
        address.LastIndexOf(':') is >= 0 and var colon
        && int.TryParse(address.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;

    /// <summary>Whether there are some, all known to listen on other ports than this one.</summary>
    public static bool AreElsewhere(IReadOnlyList<ApiListener> listeners, long? port) =>
        port is not null && listeners.Count > 0 && listeners.All(listener => listener.Port is { } other && other != port);

    private static IEnumerable<ApiListener> OfHaproxy(HaproxyFile file) =>
        from frontend in file.Backends.Where(backend => backend.ServesApi.IsTrue).SelectMany(file.FrontendsOf).Distinct()
        from bind in frontend.Binds.IsOpen ? frontend.Binds.Items.Append(frontend.Binds) : frontend.Binds.Items
        select new ApiListener(bind, bind["address"].Text().TryGet(out var address) ? PortOf(address) : null);

    // virtual_server ADDRESS PORT { real_server ADDRESS PORT { ... } }
    private static IEnumerable<ApiListener> OfKeepalived(KeepalivedFile file) =>
        from server in file.Root["virtual_server"].Items
        where server["real_server"]["name"].Text().Is(name => PortOf(name.Replace(' ', ':')) is ApiServerAddress.DefaultPort).IsTrue
        select new ApiListener(server, server["name"].Text().TryGet(out var name) ? PortOf(name.Replace(' ', ':')) : null);
}
