using Hale.Rules.Model;

namespace Hale.Rules.Storage;

internal sealed class DefaultClassAmbiguous : Rule<StorageClass>
{
    public override RuleInfo Info { get; } = new("HA0712", "default-class-ambiguous")
    {
        Severity = Severity.Warning,
        Title = "Several StorageClasses marked as the default",
        Why = """
            A claim that names no class gets the default one. Where several are marked, Kubernetes takes the one that was
            created last, and before 1.26 it refused the claim. Which storage a database ends up on, and whether it survives a
            lost node, then depends on the order in which the classes were installed.
            """,
        Fix = """
            Leave `storageclass.kubernetes.io/is-default-class: "true"` on one class, set it to `"false"` on the others, and name
            the class in every claim that needs a certain one.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass",
            "https://kubernetes.io/docs/tasks/administer-cluster/change-default-storage-class/",
        ],
    };

    public override IEnumerable<Finding> Check(StorageClass storageClass, Cluster cluster)
    {
        if (!storageClass.IsDefault.IsTrue)
            yield break;

        // Reported once, at the first one; classes of other folders may be for other clusters.
        var others = cluster.All<StorageClass>().Where(other => IsRival(storageClass, other)).ToList();
        if (others.Count == 0 || cluster.All<StorageClass>().TakeWhile(other => other != storageClass).Any(other => IsRival(storageClass, other)))
            yield break;

        yield return others.Aggregate(
            Report(storageClass.DefaultMark, $"{storageClass.Title} is not the only default: claims without a class get the one that was created last"),
            (finding, other) => finding.And(other.DefaultMark, $"{other.Title} is marked too"));
    }

    private static bool IsRival(StorageClass storageClass, StorageClass other) =>
        other != storageClass && other.IsDefault.IsTrue && storageClass.Object.IsAppliedWith(other.Object)
        && storageClass.Name.TryGet(out var name) && other.Name.TryGet(out var otherName) && name != otherName;
}
