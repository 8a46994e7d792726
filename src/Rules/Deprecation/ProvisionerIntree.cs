using Hale.Rules.Model;

namespace Hale.Rules.Deprecation;

internal sealed class ProvisionerIntree : Rule<StorageClass>
{
    public override RuleInfo Info { get; } = new("HA1703", "provisioner-intree")
    {
        Severity = Severity.Note,
        Title = "Provisioner that is no longer part of Kubernetes",
        Why = """
            The code behind these provisioners has left Kubernetes. For some, Kubernetes passes the work on to a CSI driver that
            somebody has to have installed; for the others nobody does it, and a new claim stays pending. Volumes that exist may
            hide this until the first replica needs another one.
            """,
        Fix = """
            Install the CSI driver of the storage system and create a StorageClass with its provisioner. The provisioner of a
            StorageClass cannot be changed, so give the new class a name of its own and let new claims use it.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/storage/volumes/#volume-types",
            "https://kubernetes.io/docs/concepts/storage/storage-classes/#provisioner",
            "https://github.com/kubernetes/enhancements/issues/625",
        ],
    };

    public override IEnumerable<Finding> Check(StorageClass subject, Cluster cluster)
    {
        if (!subject.Provisioner.TryGet(out var name) || InTreeProvisioners.Find(name) is not { } provisioner)
            yield break;
        if (!provisioner.IsGoneIn(cluster.Facts.Version))
            yield break;

        var driver = provisioner.Driver;
        var outcome = driver is null ? "new claims stay pending" : $"it works only where the CSI driver '{driver}' is installed";
        var message = $"'{name}' of {subject.Title} does nothing by itself since Kubernetes 1.{provisioner.Gone}: {outcome}";
        yield return Report(subject.Provisioner.Node, message);
    }
}
