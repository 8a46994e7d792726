using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Probes;

internal sealed class ReadinessSlowEject : Rule<Container>
{
    private const int Patience = 60;

    public override RuleInfo Info { get; } = new("HA0607", "readiness-slow-eject")
    {
        Severity = Severity.Note,
        Title = "A pod that hangs keeps its traffic for more than a minute",
        Why = """
            A Service sends requests to a pod until its readiness probe has failed `failureThreshold` times. With long periods
            and a high threshold, a share of the clients waits for a pod that does not answer while other replicas could
            serve them.
            """,
        Fix = """
            Shorten `periodSeconds` or lower `failureThreshold` of the `readinessProbe`; the defaults, 10 and 3, take a pod out
            after half a minute. If the application needs long to start, use a `startupProbe` for that.
            """,
        Sources = ["https://kubernetes.io/docs/concepts/workloads/pods/probes/#readiness-probe"],
    };

    public override IEnumerable<Finding> Check(Container container, Cluster cluster)
    {
        var readiness = container.ReadinessProbe;
        var seconds = readiness.PeriodSeconds * readiness.FailureThreshold + readiness.TimeoutSeconds;
        if (!(seconds > Patience) || !container.Workload.Replicas.AlwaysSeveral.IsTrue)
            yield break;

        var service = container.Workload.Services.FirstOrDefault(service => service.Spec["publishNotReadyAddresses"].Flag().Or(false).Is(false).IsTrue);
        if (service is not null)
        {
            var message = FormattableString.Invariant(
                $"{service.Title} sends traffic to a pod of {container.Workload.Title} that hangs for up to {seconds} s: so patient is the readinessProbe of {container.Title}");
            yield return Report(readiness.Node, message)
                .And(container.Workload.Replicas.Node, container.Workload.Replicas.SourceText)
                .And(service.Selector.Node, $"the selector of {service.Title}");
        }
    }
}
