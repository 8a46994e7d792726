using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>The names of Services that Ingresses and other routes send traffic to.</summary>
internal static class Routes
{
    /// <summary>Every Service name in a route; none for an object that is no route.</summary>
    public static IEnumerable<Node> ServiceNames(KubernetesObject @object)
    {
        if (@object.IsA("Ingress", "networking.k8s.io", "extensions"))
            return Ingress(@object.Spec);
        if (@object.Group == "gateway.networking.k8s.io")
            return GatewayRoute(@object.Spec);
        if (@object.IsA("VirtualService", "networking.istio.io"))
            return VirtualService(@object.Spec);
        if (@object.IsA("Route", "route.openshift.io"))
            return [@object.Spec["to"]["name"]];
        if (@object.Group is "traefik.io" or "traefik.containo.us")
            return @object.Spec["routes"].Items.SelectMany(route => route["services"].Items).Select(service => service["name"]);
        return [];
    }

    // networking.k8s.io/v1 has service.name, the older versions have serviceName.
    private static IEnumerable<Node> Ingress(Node spec)
    {
        var paths = spec["rules"].Items.SelectMany(rule => rule["http"]["paths"].Items).Select(path => path["backend"]);
        var backends = paths.Append(spec["defaultBackend"]).Append(spec["backend"]);
        return backends.SelectMany(backend => new[] { backend["service"]["name"], backend["serviceName"] });
    }

    private static IEnumerable<Node> GatewayRoute(Node spec) =>
        spec["rules"].Items.SelectMany(rule => rule["backendRefs"].Items).Select(backend => backend["name"]);

    private static IEnumerable<Node> VirtualService(Node spec) =>
        new[] { "http", "tcp", "tls" }
            .SelectMany(protocol => spec[protocol].Items)
            .SelectMany(route => route["route"].Items)
            .Select(route => route["destination"]["host"]);
}
