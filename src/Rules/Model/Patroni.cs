using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Tells probes that ask Patroni for its role. Source: https://patroni.readthedocs.io/en/latest/rest_api.html</summary>
internal static class Patroni
{
    private const long Port = 8008;

    private static readonly string[] PathsOfPrimary = ["/", "/primary", "/master", "/read-write", "/leader"];

    /// <summary>Where a probe asks whether its member is the primary; null when it is not known to.</summary>
    public static Node? AskedForPrimary(Container container, Probe probe)
    {
        var request = probe.Node["httpGet"];
        var path = request["path"];
        return (request.Exists && IsRunBy(container) && IsItsPort(container, request["port"]) && path.Text().Or("/").Is(PathsOfPrimary.Contains)).IsTrue ? path : null;
    }

    private static Truth IsRunBy(Container container) =>
        container.Image.Product is { } product && product.Images.Contains("patroni") ? Truth.True
        : container.Env.Any(variable => variable["name"].Text().Is(name => name.StartsWith("PATRONI_", StringComparison.Ordinal)));

    private static Truth IsItsPort(Container container, Node port) =>
        port.Integer().Is(Port)
        || port.Text().TryGet(out var name) && container.Ports.Any(declared => declared["name"].Text().Is(name) && declared["containerPort"].Integer().Is(Port));
}
