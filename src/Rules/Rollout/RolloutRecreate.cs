using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Rollout;

internal sealed class RolloutRecreate : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0401", "rollout-recreate")
    {
        Severity = Severity.Warning,
        Title = "Every update stops all replicas first",
        Why = """
            With the strategy Recreate a Deployment ends all its pods before it starts the first new one. Every change of the
            pod template is an outage that lasts from the end of the old pods until the new ones are ready, however many
            replicas there are, and a broken new version leaves none running.
            """,
        Fix = """
            Use the strategy `RollingUpdate`. Keep Recreate where two versions must never run at the same time, for example
            because they would share a ReadWriteOnce volume.
            """,
        Sources = ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment"],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var strategy = workload.Strategy;
        if (workload.Kind is not (WorkloadKind.Deployment or WorkloadKind.DeploymentConfig) || !strategy.Is("Recreate").IsTrue)
            yield break;

        if (workload.Replicas.AlwaysSeveral && !NeedsRecreate(workload))
        {
            yield return Report(strategy.Node, $"Every update of {workload.Title} with {workload.Replicas} stops them all before it starts new ones")
                .And(workload.Replicas.Node, workload.Replicas.SourceText);
        }
    }

    private static Truth NeedsRecreate(Workload workload) =>
        workload.HasSingleNodeStorage || workload.IsQuorum || HoldsHostPorts(workload) || IsForMigrations(workload.Object.Annotations);

    // A new pod would wait for the port that an old one of the same node holds.
    private static Truth HoldsHostPorts(Workload workload) =>
        workload.Pod["hostNetwork"].Flag().Is(true) || workload.AnyContainer(container => container.Ports.Any(port => port["hostPort"].Exists));

    // An author who says that the database schema changes with the version has a reason.
    private static Truth IsForMigrations(Node annotations) =>
        Truth.Any(annotations.Values, value => IsAboutMigrations(value.Key!) || value.Text().Is(IsAboutMigrations))
        || (annotations.IsOpen ? Truth.Unknown : Truth.False);

    private static bool IsAboutMigrations(string text) => Words.IsIn(text, "migrat");
}
