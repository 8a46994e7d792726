using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Storage;

internal sealed class RwoRollingUpdate : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0702", "rwo-rolling-update")
    {
        Severity = Severity.Warning,
        Title = "Rolling update of pods that share a ReadWriteOnce volume",
        Why = """
            A rolling update starts the new pod before the old one has ended, and a ReadWriteOnce volume belongs to one node at
            a time. On another node the new pod waits for the volume that the old one keeps, and the old one is kept until the
            new one is ready, so the rollout hangs until its deadline. On the same node both write to the same files.
            """,
        Fix = """
            Set `strategy.type` to `Recreate` and remove `rollingUpdate`, so that the old pod has ended before the new one
            starts. A StatefulSet does so by itself.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
            "https://kubernetes.io/docs/concepts/storage/volumes/#gcepersistentdisk",
            "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy",
            "https://github.com/kubestellar/console/issues/41",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (workload.Kind is not WorkloadKind.Deployment)
            yield break;

        var volumes = workload.OneNodeVolumes.Where(volume => volume.IsReadOnly.IsFalse).ToList();
        var strategy = workload.Strategy;
        if (volumes.Count > 0 && strategy.Is("RollingUpdate") && workload.OverlapsInRollout && !workload.IsCoLocated)
        {
            var name = strategy.Origin is Origin.Defaulted ? "The default strategy" : "The strategy";
            var names = string.Join(" and ", volumes.Select(volume => volume.Quoted));
            var finding = Report(strategy.Node, $"{name} {strategy} starts a new pod of {workload.Title} beside the old one, but one node at a time can mount {names}");
            yield return volumes.Aggregate(finding, (told, volume) => told.And(volume.Reason, volume.ReasonText));
        }
    }
}
