using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Services;

internal sealed class SvcTargetPortUnmatched : Rule<Service>
{
    // Ports of the proxies that service meshes put into pods on their way into the cluster
    // (https://istio.io/latest/docs/ops/deployment/application-requirements/, https://linkerd.io/2/reference/proxy-metrics/).
    private static readonly string[] InjectedPorts = ["http-envoy-prom", "linkerd-admin", "linkerd-proxy"];

    public override RuleInfo Info { get; } = new("HA0902", "svc-targetport-unmatched")
    {
        Severity = Severity.Error,
        Title = "Service port that leads to no container port",
        Why = """
            A `targetPort` may be the name of a container port. Where no container of the selected pods declares a port of that
            name, the Service has no endpoint for it, and every connection is refused although the pods are healthy.
            """,
        Fix = """
            Declare a container port with this name, correct the name, or write the number as `targetPort`: a number needs no
            declaration.
            """,
        Sources = ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
    };

    public override IEnumerable<Finding> Check(Service service, Cluster cluster)
    {
        foreach (var port in service.Spec["ports"].Items)
        {
            var target = port["targetPort"].Text();
            if (!target.TryGet(out var name) || !PortName.HasForm(name) || InjectedPorts.Contains(name))
                continue; // What cannot be a name is a placeholder, or rejected by the API server.

            var backends = service.Backends;
            if (backends.Count > 0 && backends.All(backend => backend.DeclaresPort(name).IsFalse))
            {
                yield return Report(target.Node, $"No container of {backends[0].Title} declares a port '{name}', to which {service.Title} sends traffic")
                    .And(backends[0].Pod["containers"], "the containers");
            }
        }
    }
}
