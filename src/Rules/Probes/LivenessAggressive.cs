using Hale.Rules.Model;

namespace Hale.Rules.Probes;

internal sealed class LivenessAggressive : Rule<Container>
{
    private const int Patience = 10;

    public override RuleInfo Info { get; } = new("HA0605", "liveness-aggressive")
    {
        Severity = Severity.Warning,
        Title = "The liveness probe kills a container after seconds",
        Why = """
            A garbage collection, a throttled CPU or a busy node easily delays an answer by a few seconds, and one answer gets
            lost now and then. A liveness probe that takes this for a hang kills a container that was fine, and its restart
            puts more load on the others.
            """,
        Fix = """
            Keep the defaults, `periodSeconds: 10` and `failureThreshold: 3`, or choose values whose product is 30 or more. To
            take a slow pod out of the traffic quickly, use the `readinessProbe`.
            """,
        Sources = ["https://kubernetes.io/docs/concepts/workloads/pods/probes/"],
    };

    public override IEnumerable<Finding> Check(Container container, Cluster cluster)
    {
        var liveness = container.LivenessProbe;
        if (liveness.FailureThreshold == 1)
            yield return Report(liveness.Node["failureThreshold"], $"{liveness.Title} kills it when one answer is missing");
        else if (IsImpatient(liveness))
            yield return Report(liveness.Node, FormattableString.Invariant($"{liveness.Title} kills it after {liveness.PatienceSeconds} s without an answer"));
    }

    /// <summary>Whether a liveness probe is known to kill after seconds, or for a single answer.</summary>
    internal static bool IsImpatient(Probe liveness) => liveness.FailureThreshold == 1 || liveness.PatienceSeconds < Patience;
}
