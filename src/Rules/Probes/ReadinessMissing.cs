using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Probes;

internal sealed class ReadinessMissing : Rule<Container>
{
    public override RuleInfo Info { get; } = new("HA0601", "readiness-missing")
    {
        Severity = Severity.Warning,
        Activation = Activation.NotesOff,
        Title = "A Service sends traffic to a container without a readiness probe",
        Why = """
            Without a readiness probe a container counts as ready as soon as its process runs. The Service sends requests
            while the application still starts, and a rollout goes on to the next replica before the new one works. One that
            hangs or lost its database keeps getting traffic.
            """,
        Fix = """
            Add a `readinessProbe` to the container behind the Service's port: an `httpGet` to an endpoint that tells whether
            requests can be served, or at least `tcpSocket` with the port.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/pods/probes/",
            "https://kubernetes.io/docs/concepts/services-networking/service/",
        ],
    };

    public override IEnumerable<Finding> Check(Container container, Cluster cluster)
    {
        if (container.IsInit || !container.Node["readinessProbe"].Exists.IsFalse || !IsItself(container).IsTrue)
            yield break;

        var service = container.Workload.Services.FirstOrDefault(service => (DependsOnReadiness(service) && service.TargetsContainer(container)).IsTrue);
        if (service is null)
            yield break;

        var finding = Report(container.Node["readinessProbe"], $"{service.Title} sends traffic to {container.Title} of {container.Workload.Title}, which has no readinessProbe")
            .And(service.Selector.Node, $"the selector of {service.Title}");
        yield return HasUsersOrPeers(container.Workload).IsTrue ? finding : finding.As(Severity.Note);
    }

    // Behind a single pod that only the cluster calls, the probe changes little: there is no other pod to send traffic to.
    private static Truth HasUsersOrPeers(Workload workload) => workload.IsExposed || workload.Replicas.AtTimesSeveral;

    // Neither a sidecar beside the application nor one whose readiness something else decides.
    private static Truth IsItself(Container container) =>
        !Sidecars.Check(container) && !container.Workload.Pod["readinessGates"].Exists;

    // The peers of a headless Service find each other before they are ready, and a monitoring system misses a sample at most.
    private static Truth DependsOnReadiness(Service service) =>
        !service.IsHeadless && !service.Spec["publishNotReadyAddresses"].Flag().Is(true) && !service.IsForMetrics;
}
