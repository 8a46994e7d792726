using Hale.Rules.Model;

namespace Hale.Rules.Structure;

internal sealed class FlattenedIndentation : StructureRule
{
    public override RuleInfo Info { get; } = new("HA1801", "flattened-indentation")
    {
        Severity = Severity.Error,
        Title = "Manifest that has lost its indentation",
        Why = """
            In YAML the indentation says what belongs to what. Here it is gone, as happens to text that is copied from a web page:
            `metadata` and `spec` are empty, and what belongs in them stands beside them. The API server rejects the object.
            """,
        Fix = "Copy the manifest again from its source, or indent each line below the key that it belongs to.",
        Sources =
        [
            "https://yaml.org/spec/1.2.2/#61-indentation-spaces",
            "https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields",
        ],
    };

    private protected override IEnumerable<Finding> Inspect(KubernetesObject subject)
    {
        if (subject.Schema is not { } schema)
        {
            if (subject.IsCustom && !subject.IsBuilt && Misindented.SlippedOf(subject) is var (entry, path))
                yield return Report(entry.Value, entry.KeyAt, $"The indentation of {subject.Title} is lost: '{entry.Key}' stands {(entry.Value.Parent == subject.Written ? "at the root" : "in metadata")}, and belongs at {path}");
            yield break;
        }

        if (!Flattening.Check(subject).IsTrue)
            yield break;
        var slipped = Flattening.Slipped(subject.Written, schema);
        var first = slipped[0];
        yield return Report(
            first.Entry.Value,
            first.Entry.KeyAt,
            $"The indentation of {subject.Title} is lost: '{first.Entry.Key}' and {slipped.Count - 1} more fields stand at the root, where '{first.Entry.Key}' belongs at {first.Path}");
    }
}
