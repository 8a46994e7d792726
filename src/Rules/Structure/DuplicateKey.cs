using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

internal sealed class DuplicateKey : StructureRule
{
    public override RuleInfo Info { get; } = new("HA1802", "duplicate-key")
    {
        Severity = Severity.Error,
        Confidence = Confidence.VeryHigh,
        Title = "Key that stands twice in one map",
        Why = """
            A map has each key once. `kubectl` rejects a manifest that repeats one; tools that are less strict keep the last value
            and drop the others without a word, so that what is applied is not what was reviewed. Where `apiVersion` and `kind`
            repeat, the line `---` between two objects is missing, and one of them is lost.
            """,
        Fix = "Keep one of the entries, or merge what they hold. Separate objects by a line with `---`.",
        Sources =
        [
            "https://yaml.org/spec/1.2.2/#mapping",
            "https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation",
        ],
    };

    // What holds the objects of a List is none of them.
    internal override IEnumerable<Finding> Check(Cluster cluster, Share share) =>
        base.Check(cluster, share).Concat(share.Of(cluster.Lists).SelectMany(list => RepeatedIn(list, list.MapsWithRepeatedKeys.Where(map => !map.IsIn(Cluster.ListedIn(list.Root)!)))));

    private protected override IEnumerable<Finding> Inspect(KubernetesObject subject)
    {
        var isObject = (subject.Written["apiVersion"].Exists && subject.Written["kind"].Exists).IsTrue || Kustomization.IsOne(subject);
        return isObject ? RepeatedIn(subject, subject.MapsWithRepeatedKeys) : [];
    }

    private IEnumerable<Finding> RepeatedIn(KubernetesObject subject, IEnumerable<MapNode> maps) => Joined(subject).Concat(maps.SelectMany(map => Repeated(map, subject)));

    private IEnumerable<Finding> Joined(KubernetesObject subject)
    {
        if (subject.IsJoined && subject.Written.Entries[0] is var first)
            yield return Report(first.Value, first.KeyAt, $"{subject.Title} begins here, but the line '---' that separates it from the object above is missing");
    }

    private IEnumerable<Finding> Repeated(MapNode map, KubernetesObject subject)
    {
        if (ReferenceEquals(map, subject.Written) && Flattening.Check(subject).IsTrue)
            yield break; // Keys of different maps stand side by side because their indentation is lost: HA1801 says so.

        var repeated = map.Entries.GroupBy(entry => entry.Key).Where(same => same.Count() > 1).ToList();
        var holder = map.PathFrom(subject.Written) is { Length: > 0 } path ? $"in {path}" : "at the root";
        foreach (var same in repeated)
        {
            foreach (var entry in same.Skip(1))
                yield return Report(entry.Value, entry.KeyAt, $"'{entry.Key}' stands more than once {holder} of {subject.Title}").And(same.First().KeyAt, $"the first '{entry.Key}'");
        }
    }
}
