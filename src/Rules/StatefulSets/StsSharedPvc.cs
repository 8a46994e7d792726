using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.StatefulSets;

internal sealed class StsSharedPvc : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0804", "sts-shared-pvc")
    {
        Severity = Severity.Error,
        Title = "StatefulSet whose replicas share one claim",
        Why = """
            A claim among the volumes of the pod template is the same one for every replica. Where one node at a time can mount
            it, a replica on another node never starts, and replicas on one node write to the same files. Servers of a database
            that write to the same files destroy them, whatever the access mode. What makes a StatefulSet fit for data, a volume
            for each replica, is lost.
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
        if (workload.Kind is not WorkloadKind.StatefulSet || !workload.Replicas.AtTimesSeveral.IsTrue)
            yield break; // HA0701 speaks of the others.

        foreach (var mounted in workload.MountedClaims)
        {
            if (workload.OneNodeVolumes.All(volume => volume.Volume != mounted.Volume) && OfDatabase(workload, mounted) is { } finding)
                yield return finding;
        }

        // The access modes of a claim that is declared elsewhere cannot be seen from here.
        foreach (var volume in workload.OneNodeVolumes)
            yield return OfOneNode(workload, volume);
    }

    private Finding OfOneNode(Workload workload, OneNodeVolume volume)
    {
        var sharing = $"{workload.Replicas} of {workload.Title} share {volume.Mention} instead of having one each";
        var finding = Report(volume.Name, $"{sharing}, and one node at a time can mount it")
            .And(workload.Replicas.Node, workload.Replicas.SourceText)
            .And(volume.Reason, volume.ReasonText);
        return workload.IsCoLocated.IsFalse ? finding : finding.As(Severity.Note);
    }

    private Finding? OfDatabase(Workload workload, MountedClaim mounted)
    {
        var server = workload.Containers.FirstOrDefault(container => KeepsDataIn(container, mounted.Volume));
        if (server is null || !mounted.ClaimName.TryGet(out var name))
            return null;
        var database = server.Image.Product!.Name;
        return Report(mounted.ClaimName.Node, $"{workload.Replicas} of {workload.Title} share the claim '{name}', and each {database} needs data files of its own")
            .And(workload.Replicas.Node, workload.Replicas.SourceText)
            .And(server.DataMount!.Node["mountPath"], $"{database} keeps its data here")
            .WithFix("Move the claim to `volumeClaimTemplates`, which makes one for each replica, and remove the volume.");
    }

    // With an expression each pod may have a folder of its own.
    private static bool KeepsDataIn(Container container, Node volume) =>
        container.Image.Product is { IsDatabase: true, MayBeCache: false }
        && container.DataMount is { } mount && mount.Volume == volume
        && mount.IsReadOnly.IsFalse && mount.Node["subPathExpr"].Exists.IsFalse;
}
