using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Storage;

internal sealed class BindingImmediate : Rule<StorageClass>
{
    public override RuleInfo Info { get; } = new("HA0705", "binding-immediate")
    {
        Severity = Severity.Warning,
        Title = "Volumes that are placed before their pods",
        Why = """
            With the binding mode Immediate a volume is chosen as soon as it is claimed, and the scheduler has no say. If the
            volume belongs to one zone or node, the pod must follow it there: it stays pending where its CPU, its affinity or
            its spread constraints do not allow that place, and replicas may all end up in one zone.
            """,
        Fix = """
            Set `volumeBindingMode: WaitForFirstConsumer`. The field of an existing class cannot be changed: delete the class
            and make it again, which leaves its volumes alone.
            """,
        Sources = ["https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode"],
    };

    public override IEnumerable<Finding> Check(StorageClass storageClass, Cluster cluster)
    {
        var (mode, driver) = (storageClass.BindingMode, storageClass.Driver);
        if (!mode.Is("Immediate").IsTrue)
            yield break;

        var binds = $"{storageClass.Title} binds volumes at once{(mode.Origin is Origin.Defaulted ? " (volumeBindingMode is not set)" : "")}";
        if (driver.Is(Provisioners.None) && !HasSharedVolumes(storageClass, cluster))
            yield return Report(mode.Node, $"{binds}, so a pod may be tied to a local volume of a node where it cannot run").As(Severity.Error);
        if (driver.Is(Provisioners.IsTopologyBound) && !(driver.Is(name => !Provisioners.IsNodeLocal(name)) && (storageClass.NamesOneZone || storageClass.IsInAllZones)))
            yield return Report(mode.Node, $"{binds}, so {driver} chooses their zone or node before the pod is placed");
    }

    // Volumes made by hand may also be network file systems, which every node reaches.
    private static Truth HasSharedVolumes(StorageClass storageClass, Cluster cluster) =>
        storageClass.Name.TryGet(out var name) && !storageClass.Object.MayHaveUnseen("PersistentVolume")
            ? Truth.Any(cluster.All<PersistentVolume>(), volume => volume.IsShared && volume.ClassName.Is(name))
            : Truth.Unknown;
}
