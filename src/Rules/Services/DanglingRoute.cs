using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Services;

internal sealed class DanglingRoute : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA0901", "dangling-route")
    {
        Severity = Severity.Note,
        Confidence = Confidence.Medium,
        Activation = Activation.NotesOff,
        Title = "Traffic that leads to nothing",
        Why = """
            A Service finds its pods by labels, and an Ingress or another route finds its Service by name and port, as the API
            server does for a webhook. Nothing checks that they exist: after a label, a name or a port has changed on one side
            only, every connection is refused or answered with an error, while all objects look healthy.
            """,
        Fix = """
            Make the selector of the Service match the labels of the pod template, and name a Service and a port of it that exist.
            A Service whose endpoints are kept by hand has no selector.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service",
            "https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster) =>
        cluster.ViewOf<Service>(subject) is { } service ? CheckSelector(service, cluster) : CheckBackends(subject, cluster);

    private IEnumerable<Finding> CheckSelector(Service service, Cluster cluster)
    {
        var usesSelector = service.Selector.Node.Exists && !service.Selector.IsEmpty && !service.Type.Is("ExternalName");
        if (usesSelector && !cluster.MayHavePods(service))
            yield return Report(service.Selector.Node, $"{service.Title} selects pods with {Describe(service.Selector.Node)}, and no workload of the input has such pods").As(SeverityIn(cluster));
    }

    // Several paths that lead to one Service are one mistake.
    private IEnumerable<Finding> CheckBackends(KubernetesObject route, Cluster cluster) =>
        from finding in Routes.Backends(route).Concat(ApiCalls.Backends(route)).SelectMany(backend => CheckBackend(backend, route, cluster))
        group finding by finding.Message into same
        select same.Skip(1).Aggregate(same.First(), (first, other) => first.And(other.Node!, "the same again"));

    private IEnumerable<Finding> CheckBackend(Backend backend, KubernetesObject route, Cluster cluster)
    {
        if (!backend.Name.TryGet(out var name) || route.MayHaveUnseen("Service"))
            yield break;

        if (!cluster.MayExist("Service", name, route, backend.Namespace))
            yield return Report(backend.Name.Node, $"{route.Title} sends traffic to the Service '{name}', which nothing in the input declares or makes").As(SeverityIn(cluster));

        var services = cluster.Named("Service", name, backend.Namespace).ToList();
        if (services.Count > 0 && services.All(service => backend.IsPortOf(service).IsFalse) && !route.IsCompletedElsewhere)
        {
            yield return Report(backend.Port, $"{route.Title} sends traffic to port {backend.PortText} of the Service '{name}', which has no such {backend.PortField}")
                .And(services[0].Spec["ports"], "the ports of the Service")
                .As(Severity.Warning);
        }
    }

    private static Severity SeverityIn(Cluster cluster) => cluster.Facts.ClosedWorld ? Severity.Warning : Severity.Note;

    private static string Describe(Node labels) => string.Join(", ", labels.Values.Select(LabelSelector.Describe));
}
