using Hale.Rules.Model;

namespace Hale.Rules.StatefulSets;

internal sealed class StsSharedPvc : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0804", "sts-shared-pvc")
    {
        Severity = Severity.Error,
        Title = "StatefulSet whose replicas share one ReadWriteOnce claim",
        Why = """
            A claim among the volumes of the pod template is the same one for every replica. One node at a time can mount it, so
            a replica on another node never starts, and replicas on one node write to the same files. What makes a StatefulSet
            fit for data, a volume for each replica, is lost.
            """,
        Fix = """
            Move the claim to `volumeClaimTemplates`, which makes one for each replica, and remove the volume. If the replicas
            must share files, use a storage class that offers `ReadWriteMany`.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates",
            "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (workload.Kind is not WorkloadKind.StatefulSet)
            yield break; // HA0701 speaks of the others.

        foreach (var mounted in workload.MountedClaims)
        {
            if (mounted.Claim is not { } claim || !Cluster.BelongTogether(workload.Object, claim.Object))
                continue; // Declared elsewhere: its access modes cannot be seen from here.

            if (mounted.IsSingleNode && workload.Replicas.Maximum.Is(count => count > 1))
            {
                var sharing = $"{workload.Replicas} of {workload.Title} share {claim.Mention} instead of having one each";
                var finding = Report(mounted.ClaimName.Node, $"{sharing}, and one node at a time can mount it")
                    .And(workload.Replicas.Node, workload.Replicas.SourceText)
                    .And(claim.AccessModes, "the claim allows only single-node access");
                yield return PlacementTerm.IsCoLocated(workload).IsFalse ? finding : finding.As(Severity.Note);
            }
        }
    }
}
