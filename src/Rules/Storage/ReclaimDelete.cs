using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Storage;

internal sealed class ReclaimDelete : Rule<KubernetesObject>
{
    private static readonly string[] Disposable = ["scratch", "cache"];

    public override RuleInfo Info { get; } = new("HA0704", "reclaim-delete")
    {
        Severity = Severity.Note,
        Activation = Activation.NotesOff,
        Title = "Storage that is deleted together with the claim on it",
        Why = """
            With the policy Delete the data goes as soon as the claim or snapshot object does: by a mistyped command, a pruned
            namespace or an uninstalled release. Recycle, which NFS and hostPath volumes know, removes all files. With Retain the
            volume stays and can be bound again. Of a local volume made by hand Kubernetes deletes nothing: it only ends in the
            phase Failed.
            """,
        Fix = """
            Set the policy to `Retain` where the data matters, and delete released volumes on purpose. The policy of a class
            cannot be changed: make a new class. The policy of an existing PersistentVolume can be changed in place.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming",
            "https://kubernetes.io/docs/concepts/storage/storage-classes/#reclaim-policy",
            "https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/#deletionpolicy",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject @object, Cluster cluster)
    {
        if (PolicyOf(@object) is not { } policy || !Deletes(policy, @object).IsTrue || !IsSpared(@object).IsFalse)
            yield break;

        var isLocal = IsLocalByHand(@object);
        if (isLocal)
            yield return NeverDeletes(@object, policy);
        if (!isLocal && !Backups.MayBeScheduled(@object))
            yield return DeletesData(@object, policy, cluster);
    }

    private Finding NeverDeletes(KubernetesObject volume, Field<string> policy)
    {
        var wish = $"{volume.Title} is a local volume with {policy.Node.Key} Delete";
        return Report(policy.Node, $"{wish}, which nothing carries out: released, it ends in the phase Failed").As(Severity.Warning);
    }

    private Finding DeletesData(KubernetesObject storage, Field<string> policy, Cluster cluster)
    {
        var consequence = policy.Node.Key switch
        {
            "deletionPolicy" => "a snapshot is deleted with its VolumeSnapshot",
            "persistentVolumeReclaimPolicy" when policy.Is("Recycle").IsTrue => "its files are removed when the claim on it is deleted",
            "persistentVolumeReclaimPolicy" => "it is to be deleted with the claim on it",
            _ => "the data of a claim is deleted with the claim",
        };
        var origin = policy.Origin is Origin.Defaulted ? "Delete by default" : $"{policy}";
        var finding = Report(policy.Node, $"{storage.Title} has {policy.Node.Key} {origin}: {consequence}");
        return cluster.ClaimsOn(storage)
            .Where(use => use.Workload.IsStateful.IsTrue)
            .Aggregate(finding, (told, use) => told.As(Severity.Warning).And(use.Claim.Name.Node, $"{use.Workload.Title} keeps its data there"));
    }

    // Other volumes cannot be recycled (https://kubernetes.io/docs/concepts/storage/persistent-volumes/#recycle).
    private static Truth Deletes(Field<string> policy, KubernetesObject @object) =>
        policy.Is("Delete") || (policy.Is("Recycle") && (@object.Spec["nfs"].Exists || @object.Spec["hostPath"].Exists));

    private static Field<string>? PolicyOf(KubernetesObject @object) =>
        StorageClass.From(@object)?.ReclaimPolicy ?? PersistentVolume.From(@object)?.ReclaimPolicy ?? SnapshotClass.From(@object)?.DeletionPolicy;

    // A class without a provisioner makes no volumes, so its policy says nothing of any.
    private static Truth IsSpared(KubernetesObject @object) =>
        @object.Root["provisioner"].Text().Is(Provisioners.None)
        || @object.Name.Is(SaysDisposable)
        || Truth.Any(@object.Annotations.Values, value => SaysDisposable(value.Key!) || value.Text().Is(SaysDisposable))
        || (@object.Annotations.IsOpen ? Truth.Unknown : Truth.False);

    private static bool SaysDisposable(string text) => Words.AnyIn(text, Disposable);

    // A provisioner that made the volume also deletes it (https://kubernetes.io/docs/reference/labels-annotations-taints/#pv-kubernetes-io-provisioned-by).
    private static Truth IsLocalByHand(KubernetesObject @object) =>
        @object.Spec["local"].Exists && !@object.Annotations["pv.kubernetes.io/provisioned-by"].Exists;
}
