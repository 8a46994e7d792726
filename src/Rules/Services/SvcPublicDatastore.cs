using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Services;

internal sealed class SvcPublicDatastore : Rule<Service>
{
    // Of the web, and of gateways such as Istio's: they are meant for the public.
    private static readonly long[] GatewayPorts = [80, 443, 8080, 8443, 15021, 15443];

    public override RuleInfo Info { get; } = new("HA0903", "svc-public-datastore")
    {
        Severity = Severity.Error,
        Activation = Activation.NotesOff,
        Title = "Database behind a load balancer that is open to the public",
        Why = """
            Most clouds make a load balancer with a public address unless an annotation asks for an internal one. Then anyone
            can try passwords, use a known hole or simply open all connections that the database has, and its own users are
            locked out.
            """,
        Fix = """
            Use a Service of type ClusterIP where only pods are clients. Else ask for an internal load balancer with the
            annotation of the cloud, such as `networking.gke.io/load-balancer-type: Internal`,
            `service.beta.kubernetes.io/aws-load-balancer-scheme: internal` or
            `service.beta.kubernetes.io/azure-load-balancer-internal: "true"`, or list the clients' addresses in
            `loadBalancerSourceRanges`.
            """,
        Sources = ["https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer"],
    };

    public override IEnumerable<Finding> Check(Service service, Cluster cluster)
    {
        if (!service.Type.Is("LoadBalancer").IsTrue || LoadBalancers.MayBePrivate(service))
            yield break;

        var datastores = DatastoresBehind(service).Concat(DatastorePortsOf(service)).ToList();
        var others = service.Ports.Where(port => !GatewayPorts.Contains(port.Number)).ToList();
        if (datastores.Count > 0)
        {
            var (node, product) = datastores[0];
            var finding = Opens(service, product).And(node, $"{product} is reached here");
            yield return BareMetal.MayServe(service) ? finding.As(Severity.Note) : finding;
        }
        else if (others.Count > 0)
        {
            yield return Opens(service, $"port {others[0].Number}").As(Severity.Note);
        }
    }

    private Finding Opens(Service service, string what) =>
        Report(service.Type.Node, $"{service.Title} opens {what} through a load balancer that is neither internal nor limited to source ranges");

    private static IEnumerable<Datastore> DatastoresBehind(Service service) =>
        from workload in service.Workloads
        from container in workload.Containers
        where (workload.RunsForever && container.IsStateful && service.TargetsContainer(container)).IsTrue
        select new Datastore(container.Image.Node, container.Image.Product!.Name);

    private static IEnumerable<Datastore> DatastorePortsOf(Service service) =>
        from port in service.Ports
        where DatastorePorts.Products.ContainsKey(port.Number)
        select new Datastore(port.Node, DatastorePorts.Products[port.Number]);

    private sealed record Datastore(Node Node, string Product);
}
