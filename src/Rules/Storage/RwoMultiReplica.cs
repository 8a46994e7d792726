using Hale.Rules.Model;

namespace Hale.Rules.Storage;

internal sealed class RwoMultiReplica : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0701", "rwo-multi-replica")
    {
        Severity = Severity.Error,
        Title = "ReadWriteOnce volume shared by more than one replica",
        Why = """
            A ReadWriteOnce volume is mounted by one node at a time, and so is a disk that the pod names itself. Every replica
            uses the same claim or disk, so a replica on another node never starts, and losing that one node stops them all.
            Replicas that do share the node write to the same files.
            """,
        Fix = """
            Give each replica its own volume: a StatefulSet with `volumeClaimTemplates`. If the replicas must share files, use
            a storage class that offers `ReadWriteMany`.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
            "https://kubernetes.io/docs/concepts/storage/volumes/#gcepersistentdisk",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!workload.IsReplicated || workload.Kind is WorkloadKind.StatefulSet)
            yield break; // HA0804 speaks of StatefulSets.

        if (!workload.Replicas.AtTimesSeveral.IsTrue)
            yield break;

        foreach (var volume in workload.OneNodeVolumes)
        {
            var finding = Report(volume.Name, $"{workload.Replicas} of {workload.Title} share {volume.Mention}, which one node at a time can mount")
                .And(workload.Replicas.Node, workload.Replicas.SourceText)
                .And(volume.Reason, volume.ReasonText);
            yield return workload.IsCoLocated.IsFalse ? finding : finding.As(Severity.Note);
        }
    }
}
