using Hale.Rules.Tree;

namespace Hale.Rules.Model;

// What the cluster itself sends requests to.
public sealed partial class Cluster
{
    private Kept<bool>? _makesOwnLoadBalancers;

    /// <summary>The APIServices and webhook configurations for which the API server calls a Service.</summary>
    internal IEnumerable<KubernetesObject> ApiCallersOf(Service service) => ApiCallers[service];

    /// <summary>The webhooks without whose answer requests fail, and that only this workload answers.</summary>
    internal IEnumerable<Webhook> WebhooksOf(Workload workload) => Webhooks[workload];

    /// <summary>Whether something of the input makes load balancers without a cloud.</summary>
    internal bool MakesOwnLoadBalancers => _makesOwnLoadBalancers ?? Once(ref _makesOwnLoadBalancers, () => All<Container>().Any(BareMetal.IsImplementation));

    /// <summary>The IngressClasses that name a controller.</summary>
    internal IEnumerable<KubernetesObject> IngressClassesOf(string controller) => IngressClasses[controller];

    /// <summary>Whether the API server may call a workload, and it cannot be told: something that tells is not known in full.</summary>
    internal bool MayBeCalledUnseen(Workload workload) =>
        !workload.IsServed.IsFalse
        && (ApiCalls.Kinds.Any(kind => workload.Object.MayHaveUnseen(kind))
            || Callers.To(workload.Object).Any(caller => MayBeServed(workload) || ApiCalls.IsUnclear(caller) || workload.Services.Any(IsUnclear)));

    /// <summary>Whether the name of an IngressClass may be among the arguments of a container, and it cannot be told.</summary>
    internal bool MayHaveIngressClass(Container container)
    {
        if (container.CommandLine is { Count: 0 })
            return false;
        var near = AllIngressClasses.To(container.Object);
        return container.Object.MayHaveUnseen("IngressClass")
            || (container.CommandLine is null ? near.Any() : near.Any(found => found.Spec["controller"].Text().MayBeOther));
    }

    private Nearby<KubernetesObject> Callers => field ?? Once(ref field, () => new([.. Objects.Where(ApiCalls.IsCaller)]));

    private Nearby<KubernetesObject> AllIngressClasses => field ?? Once(ref field, () => new([.. Objects.Where(@object => @object.IsA("IngressClass", "networking.k8s.io"))]));

    private static bool IsUnclear(Service service) => !service.Name.TryGet(out _) || service.Object.Namespace.MayBeOther;

    private ILookup<Service, KubernetesObject> ApiCallers => field ?? Once(ref field, () => (
        from caller in Objects
        where !caller.IsPartial.IsTrue
        from reference in ApiCalls.ServiceReferences(caller)
        from target in ApiCallTargets(caller, reference)
        select new Traffic(caller, target)).Distinct().ToLookup(traffic => traffic.To, traffic => traffic.From));

    private ILookup<Workload, Webhook> Webhooks => field ?? Once(ref field, () => (
        from caller in Objects
        where !caller.IsPartial.IsTrue
        from webhook in Webhook.Of(caller)
        where webhook.OnlyBackend is not null
        select webhook).ToLookup(webhook => webhook.OnlyBackend!));

    private ILookup<string, KubernetesObject> IngressClasses => field ?? Once(ref field, () => (
        from @object in AllIngressClasses.All
        let controller = @object.Spec["controller"].Text()
        where controller.Origin is Origin.Written
        select @object).ToLookup(@object => @object.Spec["controller"].Text().ToString(), StringComparer.Ordinal));

    // What calls has no namespace; its reference names that of the Service.
    private IEnumerable<Service> ApiCallTargets(KubernetesObject caller, Node reference) =>
        (from service in reference["name"].Text().TryGet(out var name) ? Called<Service>(name).All : []
            where Namespaces.Compare(ServiceReference.NamespaceOf(caller, reference), service.Object.Namespace) is Sameness.Same or Sameness.Assumed
            group service by caller.DistanceTo(service.Object) into level
            orderby level.Key
            select level).FirstOrDefault() ?? Enumerable.Empty<Service>();
}
