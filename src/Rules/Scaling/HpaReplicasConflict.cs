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
        var replicas = workload.Spec["replicas"];
        if (replicas.Integer().Is(number => number >= 0).IsTrue)
            return workload.Autoscalers.Select(scaler => CheckBeside(scaler, replicas, workload, cluster)).OfType<Finding>().Take(1);
        return [];
    }

    private Finding? CheckBeside(Autoscaler scaler, Node replicas, Workload workload, Cluster cluster)
    {
        var number = cluster.ValueBeside(scaler.Object, replicas, workload.Object).Integer();
        if (!scaler.IsScaledObject && number.Is(0).IsTrue)
            return null; // With 0 a HorizontalPodAutoscaler is switched off on purpose (HA0102), but KEDA goes on.
        var text = number.TryGet(out var count) ? $"{number} {(count == 1 ? "replica" : "replicas")}" : "some replicas";
        return Report(replicas, number.Node.Place, $"Every apply sets {workload.Title} to {text}, a number that {scaler.Title} decides")
            .And(scaler.Target, "the autoscaler's target");
    }
}
