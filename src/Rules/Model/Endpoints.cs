using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Endpoints and EndpointSlices that somebody keeps by hand, for a Service without a selector.
/// Source: https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
/// </summary>
internal static class Endpoints
{
    /// <summary>The address to which an object leads, when its Service has no other one; null for an object of another kind.</summary>
    public static Field<string>? OnlyAddress(KubernetesObject @object)
    {
        if (!ServiceName(@object).TryGet(out var service) || MayBeKeptByController(@object, service))
            return null;
        var addresses = Parts(@object, service).SelectMany(Addresses).ToList();
        return addresses.Count == 1 ? addresses[0] : null;
    }

    private static Field<string> ServiceName(KubernetesObject @object) =>
        @object.IsA("Endpoints", "") ? @object.Name
        : IsSlice(@object) ? @object.Labels["kubernetes.io/service-name"].Text()
        : new AbsentNode(@object.Root.At).Text();

    private static bool MayBeKeptByController(KubernetesObject @object, string service) =>
        !@object.IsOwned.IsFalse
        || MayNameController(@object.Labels["endpointslice.kubernetes.io/managed-by"])
        || @object.MayHaveUnseen("Service")
        || @object.Cluster.Named("Service", service, @object.Namespace).Any(other => !other.Spec["selector"].Exists.IsFalse);

    // Who keeps slices by hand is to say so in the label, too: 'staff' or 'cluster-admins' (see above). Controllers have names with a domain.
    private static bool MayNameController(Node manager) =>
        !manager.Exists.IsFalse && !manager.Text().Is(name => name.IndexOf('.') < 0 && !Words.IsIn(name, "controller")).IsTrue;

    // The addresses of a Service may be spread over several slices.
    private static IEnumerable<KubernetesObject> Parts(KubernetesObject @object, string service) => IsSlice(@object)
        ? @object.Cluster.MaybeOfKind("EndpointSlice").Where(other => other.MayBeA("EndpointSlice") || (IsSlice(other) && !ServiceName(other).Is(service).IsFalse))
        : [@object];

    // What cannot be seen counts as one more address.
    private static IEnumerable<Field<string>> Addresses(KubernetesObject @object) =>
        Items(@object.Root["subsets"]).SelectMany(subset => Items(subset["addresses"]).Concat(Items(subset["notReadyAddresses"])))
            .Select(address => address["ip"].Text())
            .Concat(Items(@object.Root["endpoints"]).SelectMany(endpoint => Items(endpoint["addresses"])).Select(address => address.Text()));

    private static IEnumerable<Node> Items(Node list) => list.IsOpen ? list.Items.Append(list) : list.Items;

    private static bool IsSlice(KubernetesObject @object) => @object.IsA("EndpointSlice", "discovery.k8s.io");
}
