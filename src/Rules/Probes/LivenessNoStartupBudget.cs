using Hale.Rules.Model;

namespace Hale.Rules.Probes;

internal sealed class LivenessNoStartupBudget : Rule<Container>
{
    private const int EnoughToStart = 60;

    public override RuleInfo Info { get; } = new("HA0604", "liveness-no-startup-budget")
    {
        Severity = Severity.Warning,
        Title = "The liveness probe kills a slow start",
        Why = """
            The liveness probe begins with the container. A database that recovers after a crash, or an application that loads
            for a minute, does not answer yet and is killed; the next start has the same time and more to recover. The
            container restarts in a loop, just when it is needed.
            """,
        Fix = """
            Add a `startupProbe` with the same handler and `failureThreshold: 30`: it gives the start five minutes, and the
            `livenessProbe` begins only after it.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/pods/probes/#startup-probe",
            "https://github.com/kubernetes/enhancements/issues/950",
        ],
    };

    public override IEnumerable<Finding> Check(Container container, Cluster cluster)
    {
        var liveness = container.LivenessProbe;
        if (!(liveness.Exists && !container.StartupProbe.Exists).IsTrue || !(liveness.StartSeconds < EnoughToStart) || MayAnswerFromTheStart(container))
            yield break;

        if (SlowStart.Of(container) is { } what)
        {
            var message = FormattableString.Invariant(
                $"{what} in {container.Title} of {container.Workload.Title} has {liveness.StartSeconds} s to start before its livenessProbe kills it, and no startupProbe");
            yield return Report(liveness.Node, message).And(container.Image.Node, "the image");
        }
    }

    // Some servers open their port at once and only refuse to work until their data is ready; a file or a process says nothing of them.
    private static bool MayAnswerFromTheStart(Container container) =>
        container.LivenessProbe.OnlyLooks
        || container.Image.Product is { ListensWhileItRecovers: true } && !container.LivenessProbe.Node["tcpSocket"].Exists.IsFalse;
}
