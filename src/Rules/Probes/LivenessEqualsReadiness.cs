using Hale.Rules.Model;

namespace Hale.Rules.Probes;

internal sealed class LivenessEqualsReadiness : Rule<Container>
{
    // Who waits for minutes has seen whether it recovers; that the readiness probe waits as long is HA0607's.
    // Of one that kills after seconds HA0605 speaks: once it is patient, the two differ.
    private const int Patient = 300;

    public override RuleInfo Info { get; } = new("HA0603", "liveness-equals-readiness")
    {
        Severity = Severity.Warning,
        Title = "The liveness probe is the same as the readiness probe",
        Why = """
            A failed readiness probe takes a pod out of its Services, so that it can recover from too much load or wait for a
            dependency. When the liveness probe fails at the same moment or before, the container is killed instead. Under load
            the others then get its share and are killed next, and while a database is away every replica restarts again and
            again. An `initialDelaySeconds` of its own only puts off the first question after a start.
            """,
        Fix = """
            Give the `livenessProbe` a higher `failureThreshold`, such as three times that of the `readinessProbe`, or an
            endpoint that asks only the process itself.
            """,
        Sources = ["https://kubernetes.io/docs/concepts/workloads/pods/probes/"],
    };

    public override IEnumerable<Finding> Check(Container container, Cluster cluster)
    {
        var (liveness, readiness) = (container.LivenessProbe, container.ReadinessProbe);
        if (liveness.AsksTheSameAs(readiness) && liveness.IsNoMorePatientThan(readiness)
            && liveness.PatienceSeconds < Patient && !LivenessAggressive.IsImpatient(liveness))
        {
            var message = FormattableString.Invariant(
                $"{liveness.Title} asks the same as its readinessProbe and is no more patient: after {liveness.PatienceSeconds} s without an answer the container is killed, with no time to recover without traffic");
            yield return Report(liveness.Node, message).And(readiness.Node, "the readinessProbe");
        }
    }
}
