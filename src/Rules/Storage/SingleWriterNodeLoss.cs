using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Storage;

internal sealed class SingleWriterNodeLoss : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0703", "single-writer-node-loss")
    {
        Severity = Severity.Warning,
        Title = "Single writer that stays down when its node is lost",
        Why = """
            Kubernetes cannot tell a dead node from one that is cut off, so it does not take the volume away from it. The
            replacement pod of a Deployment waits for the volume without end, and a StatefulSet does not even make one. The
            outage ends about six minutes after the Node object is deleted, by the cloud, an autoscaler or a person, or the pod
            is deleted by force; it ends sooner when someone sets the taint `node.kubernetes.io/out-of-service` on the node.
            """,
        Fix = """
            Run a replicated database, best through its operator, so that another node has the data already. Else make sure
            that something deletes dead Node objects or sets the taint `node.kubernetes.io/out-of-service`, and rehearse it.
            """,
        Sources =
        [
            "https://github.com/kubernetes/enhancements/issues/2268",
            "https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown",
            "https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/",
            "https://github.com/digitalocean/csi-digitalocean/issues/186",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!workload.IsReplicated || !workload.IsSingleWriter.IsTrue || workload.Object.IsForDevelopment)
            yield break;

        if (OneNodeVolume.DisksOf(workload).FirstOrDefault() is { } disk)
            yield return Held(disk.Name, disk.Quoted, workload).And(disk.Reason, disk.ReasonText);

        // HA0707 speaks of volumes that exist on one node only.
        if (workload.DeclaredClaims.FirstOrDefault(claim => (claim.IsSingleNode && !cluster.IsNodeLocal(claim)).IsTrue && !cluster.MayNeedNoAttach(claim)) is { } held)
        {
            yield return Held(held.Name.Node, held.Quoted, workload).And(held.Spec["accessModes"], "the claim allows only single-node access");
        }
    }

    private Finding Held(Node name, string volume, Workload workload)
    {
        var outage = $"{workload.Title} is the single writer of {volume} and stays down when its node is lost";
        return Report(name, $"{outage}, until the Node is deleted or tainted node.kubernetes.io/out-of-service")
            .And(workload.Replicas.Node, workload.Replicas.SourceText);
    }
}
