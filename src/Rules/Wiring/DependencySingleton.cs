using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Wiring;

internal sealed class DependencySingleton : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA1405", "dependency-singleton")
    {
        Severity = Severity.Note,
        Confidence = Confidence.Medium,
        Activation = Activation.Off,
        Title = "Replicated workload that depends on a single pod",
        Why = """
            Replicas help only as far as everything that they need for an answer. If all of them call one Service with a single
            pod behind it, the workload is as available as that pod: when its node is lost, all replicas fail together.
            """,
        Fix = """
            Run the dependency with replicas of its own, or make the program able to go on without it for some minutes: a cache,
            a queue, a retry with back-off.
            """,
        Sources = ["https://kubernetes.io/docs/concepts/workloads/pods/disruptions/"],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!workload.Replicas.AlwaysSeveral.IsTrue)
            yield break;

        var reported = new HashSet<Service>();
        foreach (var setting in Setting.Of(workload))
        {
            foreach (var service in Named(setting, workload).Where(reported.Add))
            {
                if (service.OnlyBackend is { } backend && backend != workload && backend.Replicas.Minimum.Is(1).IsTrue)
                {
                    yield return Report(setting.Value.Node, $"{workload.Replicas} of {workload.Title} depend on {service.Title}, behind which {backend.Title} runs {backend.Replicas}")
                        .And(backend.Replicas.Node, backend.Replicas.SourceText);
                }
            }
        }
    }

    private static IEnumerable<Service> Named(Setting setting, Workload workload)
    {
        foreach (var address in ServiceAddress.In(setting))
        {
            var @namespace = address.Namespace is null ? workload.Object.Namespace : Known(address.Namespace);
            var service = workload.Cluster.Find<Service>(workload.Object, Known(address.Name), @namespace);
            if (service is not null && workload.Object.IsNeighbourOf(service.Object) && (address.Port is not { } port || service.Listens(port).IsTrue))
                yield return service;
        }

        Field<string> Known(string text) => new(setting.Value.Node, Origin.Written, text);
    }
}
