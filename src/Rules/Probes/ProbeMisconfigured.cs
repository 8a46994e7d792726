using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Probes;

internal sealed class ProbeMisconfigured : Rule<Container>
{
    public override RuleInfo Info { get; } = new("HA0606", "probe-misconfigured")
    {
        Severity = Severity.Error,
        Activation = Activation.NotesOff,
        Title = "A probe that is rejected, cannot succeed or asks the wrong thing",
        Why = """
            The API server rejects a probe with no handler or two, a liveness or startup probe with a `successThreshold` other
            than 1, and a readiness probe with a grace period of its own. A port name that the container does not declare is
            never found, so the probe never succeeds. A timeout longer than the period makes a failure take longer to notice
            than the numbers say, one second is little for a command in a busy database, and a probe of another container's
            port depends on that container as well. A liveness probe that only the primary of a database passes kills its
            replicas.
            """,
        Fix = """
            Remove what is not allowed, declare the port under `ports` or use its number, keep `timeoutSeconds` at or below
            `periodSeconds`, set it for commands, and let each container answer for itself where it can.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes",
            "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/",
            "https://patroni.readthedocs.io/en/latest/rest_api.html",
        ],
    };

    public override IEnumerable<Finding> Check(Container container, Cluster cluster)
    {
        Probe[] probes = [container.LivenessProbe, container.ReadinessProbe, container.StartupProbe];
        return probes.Where(probe => probe.Exists.IsTrue)
            .SelectMany(probe => Rejected(probe).Concat(AtWrongName(container, probe)).Concat(AtPortOfOther(probe)).Concat(TooLate(probe)))
            .Concat(Hurried(container, probes))
            .Concat(OfPrimary(container));
    }

    private IEnumerable<Finding> Rejected(Probe probe)
    {
        if (probe.Handlers.Count > 1)
            yield return Report(probe.Node, $"{probe.Title} has {string.Join(" and ", probe.Handlers)}, and only one handler is allowed")
                .WithFix("Keep one of the handlers.");
        if (probe.AsksNothing)
            yield return Report(probe.Node, $"{probe.Title} has no handler, and one of httpGet, tcpSocket, exec and grpc is required")
                .WithFix("Add a handler, or remove the probe.");

        var success = probe.Node["successThreshold"];
        if (probe.Name is not "readinessProbe" && success.Integer().Is(count => count is not (0 or 1))) // For 0 the default of 1 applies.
            yield return Report(success, $"{probe.Title} has successThreshold {success.Integer()}, and only 1 is allowed")
                .WithFix("Remove the field; the default is 1.");

        var grace = probe.Node["terminationGracePeriodSeconds"];
        if (probe.Name is "readinessProbe" && grace.Exists)
            yield return Report(grace, $"{probe.Title} has terminationGracePeriodSeconds, which is allowed only for probes that kill")
                .WithFix("Remove the field, or move it to the livenessProbe.");
    }

    private IEnumerable<Finding> AtWrongName(Container container, Probe probe)
    {
        if (!probe.Port.Text().TryGet(out var name))
            yield break;
        if (container.Ports.Any(port => port["name"].Text().Is(name)).IsFalse)
            yield return Report(probe.Port, $"{probe.Title} asks port '{name}', a name that the container does not declare")
                .WithFix("Declare the port under `ports`, correct the name, or use the number.");

        // A program may listen for TCP beside UDP without declaring it, so this is not certain.
        if (container.PortForDatagrams(name) is { } datagrams)
        {
            yield return Report(probe.Port, $"{probe.Title} connects by TCP to port '{name}', which is declared for UDP").As(Severity.Note)
                .WithFix("Ask a port that listens for TCP, or declare this one for TCP too.")
                .And(datagrams, "the port");
        }
    }

    // Often on purpose: the other container reports the health of this one.
    private IEnumerable<Finding> AtPortOfOther(Probe probe)
    {
        if (probe.PortOfOther is { } port)
            yield return Report(port.Node, $"{probe.Title} asks port {port.Node.Integer()}, which belongs to {port.Owner.Title}").As(Severity.Note)
                .WithFix("Let the container answer for itself, where it can.")
                .And(port.Owner.Ports, $"the ports of {port.Owner.Title}");
    }

    // The next probe only comes later for it; kubeadm's own pods wait 15 s every 10 s.
    private IEnumerable<Finding> TooLate(Probe probe)
    {
        if (probe.TimeoutSeconds > probe.PeriodSeconds)
            yield return Report(probe.Node["timeoutSeconds"], FormattableString.Invariant($"{probe.Title} waits {probe.TimeoutSeconds} s for an answer, longer than its period of {probe.PeriodSeconds} s"))
                .As(Severity.Note)
                .WithFix("Keep `timeoutSeconds` at or below `periodSeconds`.");
    }

    // All probes of a container are written alike, so the first one speaks for the others.
    private IEnumerable<Finding> Hurried(Container container, Probe[] probes)
    {
        if (!(container.IsStateful && !container.IsCache).IsTrue)
            yield break;
        var first = Array.FindIndex(probes, probe => !probe.HurriesCommand.IsFalse);
        if (first < 0 || !probes[first].HurriesCommand.IsTrue)
            yield break; // Another one may be the first.
        var finding = Report(probes[first].Node["exec"], FormattableString.Invariant(
            $"{probes[first].Title} gives its command the default of {Defaults.ProbeTimeoutSeconds} s, which is little for {container.Image.Product!.Name} under load")).As(Severity.Warning)
            .WithFix("Set `timeoutSeconds` to what the command takes under load, such as 5.");
        yield return probes.Skip(first + 1).Where(probe => probe.HurriesCommand.IsTrue).Aggregate(finding, (report, other) => report.And(other.Node["exec"], $"the {other.Name} does the same"));
    }

    // The only member is the primary.
    private IEnumerable<Finding> OfPrimary(Container container) =>
        from probe in new[] { container.LivenessProbe, container.StartupProbe }
        where container.Workload.Replicas.Minimum.Is(members => members > 1).IsTrue
        let path = Patroni.AskedForPrimary(container, probe)
        where path is not null
        select Report(path, $"{probe.Title} asks Patroni whether the member is the primary, so that all others are killed again and again")
            .WithFix("Ask `/liveness`, and `/readiness` in the readinessProbe.");
}
