using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.StatefulSets;

internal sealed class StatefulAsDeployment : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0806", "stateful-as-deployment")
    {
        Severity = Severity.Warning,
        Title = "Data store that runs as interchangeable pods",
        Why = """
            A Deployment starts and stops pods in any order, lets old and new ones run side by side, and gives all of them the same
            claim. Two servers on the same files damage them, or the second waits for a lock; servers without a claim each
            have data of their own, and which one a client gets is chance.
            """,
        Fix = """
            Use a StatefulSet with `volumeClaimTemplates` and a headless Service: each pod has a name and a volume of its own, and
            is replaced only after it is gone. For several members use the operator of the product, which also sets up replication.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#using-statefulsets",
            "https://kubernetes.io/docs/tasks/run-application/run-single-instance-stateful-application/",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!workload.IsReplicated || workload.Kind is WorkloadKind.StatefulSet || !workload.Object.IsOwned.IsFalse)
            yield break;
        if (workload.Product is not { } product || !workload.IsStateful.IsTrue)
            yield break;

        var isShared = workload.Replicas.AtTimesSeveral.IsTrue;
        var what = $"{workload.Title} runs {product.Name}";
        if (workload.MountedClaims.FirstOrDefault(mounted => mounted.ClaimName.Node.Exists.IsTrue) is { } claim)
        {
            var finding = Report(workload.Root["kind"], $"{what} on {Claimed(claim)}{Risk(workload)}").And(claim.ClaimName.Node, "its data is here");
            yield return isShared || MayOverlap(workload, claim).IsTrue ? finding : finding.As(Severity.Note);
        }
        else if (OneNodeVolume.DisksOf(workload).FirstOrDefault() is { } disk)
        {
            var finding = Report(workload.Root["kind"], $"{what} on {disk.Mention}{Risk(workload)}").And(disk.Name, "its data is here");
            yield return isShared || StartsNewPodFirst(workload).IsTrue ? finding : finding.As(Severity.Note);
        }
        else if (isShared && !product.MayBeCache && !product.MayKeepNothing && (!workload.HasLastingVolume).IsTrue)
        {
            yield return Report(workload.Root["kind"], $"{what} with {workload.Replicas}, each with data of its own and none with a name")
                .And(workload.Replicas.Node, workload.Replicas.SourceText).As(Severity.Note);
        }
    }

    // With the strategy Recreate, and under a ReplicationController, a rollout overlaps nothing; what is left is the loss of
    // the node, and of a claim that one node can mount HA0703 speaks then.
    private static Truth MayOverlap(Workload workload, MountedClaim claim) =>
        StartsNewPodFirst(workload) || !claim.IsSingleNode;

    private static Truth StartsNewPodFirst(Workload workload) =>
        workload.Kind is WorkloadKind.Deployment ? !workload.Strategy.Is("Recreate") && workload.OverlapsInRollout : Truth.False;

    private static string Risk(Workload workload) =>
        workload.Replicas.AtTimesSeveral.IsTrue ? $", which {workload.Replicas} share" : " without a guarantee that one pod is gone before the next one starts";

    private static string Claimed(MountedClaim claim) => claim.ClaimName.TryGet(out var name) ? $"the claim '{name}'" : "a claim";
}
