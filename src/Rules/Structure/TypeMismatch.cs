using System.Globalization;
using Hale.Rules.Model;
using Hale.Rules.Schema;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

internal sealed class TypeMismatch : StructureRule
{
    private const decimal Mebi = 1024 * 1024;
    private const decimal FewBytes = 64 * 1024;
    private const decimal ManyCores = 1000;

    public override RuleInfo Info { get; } = new("HA1805", "type-mismatch")
    {
        Severity = Severity.Error,
        Title = "Value of a type that the field does not take",
        Why = """
            The API server rejects an object with a number where text belongs, a map where a list belongs, a quantity with a
            unit that does not exist, or data of a Secret that is not base64. Worse are units that do exist: `512m` of memory are
            half a byte, `512` are 512 bytes, `100M` of CPU are a hundred million cores, and no node can run such a pod.
            """,
        Fix = "Write the value as the message says: quote text that looks like a number, begin list items with `-`, mind the case of units.",
        Sources =
        [
            "https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/",
            "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory",
        ],
    };

    private protected override IEnumerable<Finding> Inspect(KubernetesObject subject)
    {
        if (!Flattening.Check(subject).IsFalse)
            yield break;
        foreach (var mismatch in subject.Mismatches)
        {
            if (mismatch.Kind is MismatchKind.WrongType && PlaceholderText.FindInsteadOf(mismatch.Node) is null)
                yield return Report(mismatch.Node, Message(mismatch, subject));
        }

        foreach (var map in subject.WrittenMaps)
        {
            if (!IsOfResources(map))
                continue;
            foreach (var node in map.Values)
            {
                if (node is ScalarNode { Key: "cpu" or "memory" } quantity && Trap(quantity) is { } trap)
                    yield return Report(node, $"{subject.Title} says {trap} at {node.PathFrom(subject.Written)}").As(Severity.Warning);
            }
        }
    }

    private static string Message(SchemaMismatch mismatch, KubernetesObject subject)
    {
        var (expected, node) = (mismatch.Expected!, mismatch.Node);
        var start = $"'{node.PathFrom(subject.Written)}' of {subject.Title}";
        if (expected.Kind is SchemaKind.Quantity && node is ScalarNode { Kind: ScalarKind.String } scalar)
            return $"{start} is '{scalar.Text}', which is not a quantity{(QuantitySpelling.Nearest(scalar.Text) is { } meant ? $": '{meant}' may be meant" : "")}";
        if (expected.Kind is SchemaKind.Bytes && node is ScalarNode { Kind: ScalarKind.String })
            return $"{start} is not base64{(subject.IsA("Secret", "") ? ": text as it is belongs under 'stringData'" : "")}";
        return $"{start} is {SchemaTypes.NameOf(node)}, but {SchemaTypes.NameOf(expected)} is wanted{Hint(expected, node)}";
    }

    private static string Hint(SchemaValue expected, Node found) => (expected.Kind, found) switch
    {
        (SchemaKind.String, ScalarNode) => ": put it in quotes",
        (SchemaKind.Int32 or SchemaKind.Int64, ScalarNode { Kind: ScalarKind.String } text) when text.Text.Length > 0 && text.Text.All(char.IsDigit) => ": leave out the quotes",
        (SchemaKind.Boolean, ScalarNode { Kind: ScalarKind.String, Text: "true" or "false" }) => ": leave out the quotes",
        (SchemaKind.List, MapNode) => ": begin each item with '-'",
        (SchemaKind.List, ScalarNode) when expected.Element.Kind is not SchemaKind.Object => ": write it as an item, behind '-'",
        _ => "",
    };

    private static bool IsOfResources(MapNode map) => map is { Key: "limits" or "requests", Parent.Key: "resources" };

    // Less memory than any program has, or more cores than any node.
    private static string? Trap(ScalarNode node)
    {
        var number = node.Text.TrimEnd('k', 'm', 'M', 'G', 'i');
        return (node.Key, Quantity.Of(node)) switch
        {
            ("memory", > 0 and < Mebi) when node.Text.EndsWith("m", StringComparison.Ordinal) =>
                $"'{node.Text}' of memory, which are thousandths of a byte: '{number}Mi' may be meant",
            ("memory", > 0 and < FewBytes) when number.Length == node.Text.Length =>
                $"'{node.Text}' of memory, which are bytes: '{number}Mi' may be meant",
            ("cpu", >= ManyCores and { } cores) =>
                $"'{node.Text}' of CPU, which are {cores.ToString("0", CultureInfo.InvariantCulture)} cores: '{number}m' may be meant",
            _ => null,
        };
    }
}
