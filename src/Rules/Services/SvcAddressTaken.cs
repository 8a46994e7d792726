using Hale.Rules.Model;

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

    public override IEnumerable<Finding> Check(Service service, Cluster cluster) =>
        from wanted in service.WantedAddresses
        let first = cluster.ServicesBefore(service, wanted.Text).FirstOrDefault(other => ExistsBeside(service, other))
        where first is not null
        select Report(wanted.Node, $"{service.Title} asks for the {wanted.Text}, which {first.Title} asks for, too")
            .And(first.WantedAddresses.First(same => same.Text == wanted.Text).Node, $"the same in {first.Title}");

    // Two documents of one name are one object, and the later one wins.
    private static bool ExistsBeside(Service service, Service other) =>
        (AreNamedApart(service, other) || Namespaces.Compare(service.Object, other.Object) is Sameness.Different)
        && service.Object.DistanceTo(other.Object) <= Distance.Kustomization
        && !service.Object.IsAlternativeTo(other.Object)
        && other.Object.IsPartial.IsFalse;

    private static bool AreNamedApart(Service service, Service other) => service.Name.TryGet(out var name) && other.Name.Is(name).IsFalse;
}
