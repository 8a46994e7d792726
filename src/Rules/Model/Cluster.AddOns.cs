using Hale.Rules.Tree;

namespace Hale.Rules.Model;

// What the cluster itself sends requests to.
public sealed partial class Cluster
{
    /// <summary>The APIServices and webhook configurations for which the API server calls a Service.</summary>
    internal IEnumerable<KubernetesObject> ApiCallersOf(Service service) => ApiCallers[service];

    /// <summary>The IngressClasses that name a controller.</summary>
    internal IEnumerable<KubernetesObject> IngressClassesOf(string controller) => IngressClasses[controller];

    private ILookup<Service, KubernetesObject> ApiCallers => field ??= (
        from caller in Objects
        where !caller.IsPartial.IsTrue
        from reference in ApiCalls.ServiceReferences(caller)
        from target in ApiCallTargets(caller, reference)
        select (target, caller)).Distinct().ToLookup(pair => pair.target, pair => pair.caller);

    private ILookup<string, KubernetesObject> IngressClasses => field ??= (
        from @object in Objects
        where @object.IsA("IngressClass", "networking.k8s.io")
        let controller = @object.Spec["controller"].Text()
        where controller.Origin is Origin.Written
        select (Controller: controller.ToString(), @object)).ToLookup(pair => pair.Controller, pair => pair.@object, StringComparer.Ordinal);

    // What calls has no namespace; its reference names that of the Service.
    private IEnumerable<Service> ApiCallTargets(KubernetesObject caller, Node reference) =>
        (from service in reference["name"].Text().TryGet(out var name) ? ByName<Service>()[name] : []
            where Namespaces.Compare(reference["namespace"].Text(), service.Object.Namespace) is Sameness.Same or Sameness.Assumed
            group service by DistanceBetween(caller, service.Object) into level
            orderby level.Key
            select level).FirstOrDefault() ?? Enumerable.Empty<Service>();
}
