using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Storage;

internal sealed class VolumeExpansionOff : Rule<StorageClass>
{
    public override RuleInfo Info { get; } = new("HA0713", "volume-expansion-off")
    {
        Severity = Severity.Note,
        Activation = Activation.Off,
        Title = "StorageClass whose volumes cannot grow",
        Why = """
            Without `allowVolumeExpansion` the API server refuses a larger size for a claim. When the volume of a database is
            full the database stops, and the way out is to make a new volume and to copy the data, instead of changing a number.
            """,
        Fix = """
            Set `allowVolumeExpansion: true`. It can be set on an existing class, and claims that the class made before can grow
            then too.
            """,
        Sources = ["https://kubernetes.io/docs/concepts/storage/storage-classes/#allow-volume-expansion"],
    };

    public override IEnumerable<Finding> Check(StorageClass storageClass, Cluster cluster)
    {
        var allowed = storageClass.Root["allowVolumeExpansion"];
        if (storageClass.Driver.Is(Provisioners.CanExpand) && (!allowed.Exists || allowed.Flag().Is(false)))
            yield return Report(allowed, $"{storageClass.Title} does not let its volumes grow, although {storageClass.Driver} could");
    }
}
