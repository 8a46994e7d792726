using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Scaling;

internal sealed class HpaReplicasConflict : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA1002", "hpa-replicas-conflict")
    {
        Severity = Severity.Warning,
        Title = "Replicas set although an autoscaler decides them",
        Why = """
            Every apply of the manifest sets the number of pods back to what stands in it, whatever the load needs, until the
            autoscaler has noticed and new pods have started. A rollout under load thus begins with a loss of capacity.
            """,
        Fix = """
            Remove `spec.replicas`. For a workload that runs already, remove it from the annotation
            `kubectl.kubernetes.io/last-applied-configuration` first, with `kubectl apply edit-last-applied`: otherwise the next
            client-side apply takes the missing number for 1.
            """,
        Sources = ["https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling"],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var replicas = workload.Spec["replicas"].Integer();
        var isOff = replicas.Is(0).IsTrue; // With 0 a HorizontalPodAutoscaler is switched off on purpose (HA0102), but KEDA goes on.
        if (!replicas.Is(number => number >= 0).IsTrue)
            yield break;

        var text = replicas.TryGet(out var count) ? $"{replicas} {(count == 1 ? "replica" : "replicas")}" : "some replicas";
        foreach (var scaler in workload.Autoscalers.Where(scaler => scaler.IsScaledObject || !isOff).Take(1))
        {
            yield return Report(replicas.Node, $"Every apply sets {workload.Title} to {text}, a number that {scaler.Title} decides")
                .And(scaler.Target, "the autoscaler's target");
        }
    }
}
