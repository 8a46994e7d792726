using System.Globalization;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A Service that a route sends traffic to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace: the route's own, unless the route names another.</param>
/// <param name="Port">Its port, by number or name; absent where the route names none.</param>
internal sealed record Backend(Field<string> Name, Field<string> Namespace, Node Port)
{
    /// <summary>The port, for messages.</summary>
    public string PortText => Port.Integer().TryGet(out var number) ? number.ToString(CultureInfo.InvariantCulture) : $"'{Port.Text()}'";

    /// <summary>Whether a number means the port of the pods, and not that of the Service.</summary>
    public bool IsOfPods { get; init; }

    /// <summary>What the Service has to name, for messages.</summary>
    public string PortField => IsOfPods && Port.Integer().TryGet(out _) ? "targetPort" : "port";

    /// <summary>Whether a Service listens on the port.</summary>
    public Truth IsPortOf(KubernetesObject service)
    {
        if (!service.IsA("Service", "") || !service.IsPartial.IsFalse || !service.Spec["type"].Text().Is("ExternalName").IsFalse)
            return Truth.Unknown;
        if (Port.Integer().TryGet(out var number))
            return service.Spec["ports"].Any(port => NumberOf(port).Integer().Is(number));
        return Port.Text().TryGet(out var name) && !name.All(char.IsDigit) ? service.Spec["ports"].Any(port => port["name"].Text().Is(name)) : Truth.Unknown;
    }

    private Node NumberOf(Node port) => IsOfPods && !port["targetPort"].Exists.IsFalse ? port["targetPort"] : port["port"];
}

/// <summary>The Services that Ingresses and other routes send traffic to.</summary>
internal static class Routes
{
    // Stands for a port where an annotation says what happens, and no Service is meant
    // (https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions).
    private const string ByAnnotation = "use-annotation";

    /// <summary>Every Service that a route names; none for an object that is no route.</summary>
    public static IEnumerable<Backend> Backends(KubernetesObject @object)
    {
        if (@object.IsA("Ingress", "networking.k8s.io") || @object.IsA("Ingress", "extensions"))
            return Ingress(@object);
        if (@object.Group == "gateway.networking.k8s.io")
            return References(@object, @object.Spec["rules"].Items.SelectMany(rule => rule["backendRefs"].Items));
        if (@object.IsA("VirtualService", "networking.istio.io"))
            return VirtualService(@object);
        if (@object.IsA("Route", "route.openshift.io") || @object.IsA("Route", ""))
            return OpenShiftRoute(@object);
        if (@object.IsA("HTTPProxy", "projectcontour.io") && @object.ApiVersion.Origin is Origin.Written)
            return References(@object, @object.Spec["routes"].Items.Append(@object.Spec["tcpproxy"]).SelectMany(route => route["services"].Items));
        if (@object.Group is "traefik.io" or "traefik.containo.us")
            return References(@object, @object.Spec["routes"].Items.SelectMany(route => route["services"].Items));
        return [];
    }

    // networking.k8s.io/v1 has service.name, the older versions have serviceName.
    private static IEnumerable<Backend> Ingress(KubernetesObject ingress)
    {
        var paths = ingress.Spec["rules"].Items.SelectMany(rule => rule["http"]["paths"].Items).Select(path => path["backend"]);
        return from backend in paths.Append(ingress.Spec["defaultBackend"]).Append(ingress.Spec["backend"])
            from named in new[]
            {
                (Name: backend["service"]["name"], Port: NumberOrName(backend["service"]["port"])),
                (Name: backend["serviceName"], Port: backend["servicePort"]),
            }
            where !named.Port.Text().Is(ByAnnotation).IsTrue
            select new Backend(named.Name.Text(), ingress.Namespace, named.Port);
    }

    private static IEnumerable<Backend> VirtualService(KubernetesObject route) =>
        from protocol in new[] { "http", "tcp", "tls" }
        from rule in route.Spec[protocol].Items
        from target in rule["route"].Items
        let address = target["destination"]["host"].Text().Select(ServiceAddress.OfHost)
        where !address.Is(known => known is null).IsTrue // A host outside the cluster.
        let other = address.TryGet(out var known) ? known?.Namespace : null
        select new Backend(
            address.Select(known => known?.Name ?? ""),
            other is null ? route.Namespace : address.Select(_ => other),
            target["destination"]["port"]["number"]);

    // The router compares the port with the names and numbers of the endpoints, which have their names from the Service
    // (processing of PreferPort in github.com/openshift/router, pkg/router/template).
    private static IEnumerable<Backend> OpenShiftRoute(KubernetesObject route) =>
        from target in route.Spec["alternateBackends"].Items.Prepend(route.Spec["to"])
        select new Backend(target["name"].Text(), route.Namespace, route.Spec["port"]["targetPort"]) { IsOfPods = true };

    // Gateway API and Traefik can name other kinds too, such as a TraefikService. Contour's HTTPProxy names Services only
    // (https://projectcontour.io/docs/main/config/api/#projectcontour.io/v1.Service).
    private static IEnumerable<Backend> References(KubernetesObject route, IEnumerable<Node> references) =>
        from reference in references
        where reference["kind"].Text().Or("Service").Is("Service").IsTrue
        let other = reference["namespace"].Text()
        select new Backend(reference["name"].Text(), other.Origin is Origin.Absent ? route.Namespace : other, reference["port"]);

    private static Node NumberOrName(Node port) => port["number"].Exists.IsFalse ? port["name"] : port["number"];
}
