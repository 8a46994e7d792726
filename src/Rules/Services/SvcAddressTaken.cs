using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Services;

internal sealed class SvcAddressTaken : Rule<Service>
{
    public override RuleInfo Info { get; } = new("HA0907", "svc-address-taken")
    {
        Severity = Severity.Error,
        Title = "Two Services that ask for the same node port or cluster address",
        Why = """
            A node port is given out once in the whole cluster, whatever the namespace, and so is the address of a Service. The
            API server takes the Service that comes first and rejects the other one ("provided port is already allocated"). It
            often shows only where all is applied anew: in a new cluster, or after a disaster.
            """,
        Fix = "Give each Service a number of its own, or leave the field out: Kubernetes then chooses one that is free.",
        Sources =
        [
            "https://kubernetes.io/docs/concepts/services-networking/service/#nodeport-custom-port",
            "https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/",
        ],
    };

    public override IEnumerable<Finding> Check(Service service, Cluster cluster)
    {
        var wanted = Wanted(service).ToList();
        if (wanted.Count == 0)
            yield break;
        var others = cluster.ServicesBefore(service).Where(other => ExistsBeside(service, other)).ToList();
        foreach (var own in wanted)
        {
            if (others.Find(other => TakenBy(other, own) is not null) is { } first)
                yield return Report(own.Node, $"{service.Title} asks for the {own.What}, which {first.Title} asks for, too").And(TakenBy(first, own)!.Node, $"the same in {first.Title}");
        }
    }

    private static Claimed? TakenBy(Service other, Claimed own) => Wanted(other).FirstOrDefault(claimed => claimed.What == own.What);

    private static IEnumerable<Claimed> Wanted(Service service) => NodePorts(service).Concat(Addresses(service));

    // Whether two Services may share the number for different protocols is not documented.
    private static IEnumerable<Claimed> NodePorts(Service service)
    {
        if (!service.Type.Is(type => type is "NodePort" or "LoadBalancer").IsTrue)
            yield break;
        foreach (var port in service.Spec["ports"].Items)
        {
            if (port["nodePort"].Integer().TryGet(out var number) && number > 0 && port["protocol"].Text().Or("TCP").TryGet(out var protocol))
                yield return new Claimed(port["nodePort"], FormattableString.Invariant($"node port {number} ({protocol})"));
        }
    }

    private static IEnumerable<Claimed> Addresses(Service service)
    {
        var address = service.Spec["clusterIP"];
        if (address.Text().TryGet(out var text) && text is not ("" or "None") && service.Type.Is("ExternalName").IsFalse)
            yield return new Claimed(address, $"cluster address {text}");
    }

    // Two documents of one name are one object, and the later one wins.
    private static bool ExistsBeside(Service service, Service other) =>
        service.Object.DistanceTo(other.Object) <= Distance.Kustomization
        && !service.Object.IsAlternativeTo(other.Object)
        && other.Object.IsPartial.IsFalse
        && (AreNamedApart(service, other) || Namespaces.Compare(service.Object, other.Object) is Sameness.Different);

    private static bool AreNamedApart(Service service, Service other) => service.Name.TryGet(out var name) && other.Name.Is(name).IsFalse;

    private sealed record Claimed(Node Node, string What);
}
