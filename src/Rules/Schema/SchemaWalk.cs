using Hale.Rules.Tree;

namespace Hale.Rules.Schema;

/// <summary>
/// Compares a tree with the schema of its kind. What cannot be seen matches; null is as good as nothing. A value of the wrong
/// type is not looked into: one mistake is one difference.
/// </summary>
internal sealed class SchemaWalk
{
    // What the server writes, and 'kubectl get -o yaml' shows (https://kubernetes.io/docs/reference/using-api/api-concepts/).
    private static readonly HashSet<string> ServerFields = new(["status", "managedFields"], StringComparer.Ordinal);

    private readonly List<SchemaMismatch> _mismatches = [];

    private SchemaWalk() { }

    /// <summary>The differences, in the order of the text.</summary>
    public static IReadOnlyList<SchemaMismatch> Compare(Node root, SchemaType type)
    {
        var walk = new SchemaWalk();
        walk.VisitObject(root, type);
        return walk._mismatches;
    }

    private void VisitObject(Node map, SchemaType type)
    {
        foreach (var entry in EntriesOf(map))
        {
            if (type.Find(entry.Key) is { } field)
                VisitValue(entry.Value, field.Value, type);
            else if (!type.IsOpen && !ServerFields.Contains(entry.Key) && !IsForTools(entry))
                _mismatches.Add(new SchemaMismatch(MismatchKind.UnknownField, entry.Value, type, null));
        }

        foreach (var field in type.Required)
        {
            if (map[field.Name] is var value && value.Exists.IsFalse)
                _mismatches.Add(new SchemaMismatch(MismatchKind.MissingField, value, type, field.Value));
        }
    }

    private static Entry[] EntriesOf(Node node) => node is MapNode map ? map.EntryArray : [];

    // Anchors stand under 'x-' keys, a strategic merge patch says what to do under '$' keys, and a key may be a template's hole
    // (https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md).
    // SOPS writes down how it has encrypted a file, and takes that out again (https://getsops.io/docs/).
    private static bool IsForTools(Entry entry) =>
        entry.Key.StartsWith("x-", StringComparison.Ordinal) || entry.Key.IndexOf('$') >= 0 || entry.Key.Contains("{{")
        || (entry.Key == "sops" && !entry.Value["mac"].Exists.IsFalse);

    private void VisitValue(Node value, SchemaValue expected, SchemaType holder)
    {
        if (!SchemaTypes.Accepts(expected, value))
        {
            _mismatches.Add(new SchemaMismatch(MismatchKind.WrongType, value, holder, expected));
            return;
        }

        switch (expected.Kind)
        {
            case SchemaKind.Object when value is MapNode:
                VisitObject(value, expected.Type);
                break;
            case SchemaKind.List:
                foreach (var item in value.Items)
                    VisitValue(item, expected.Element, holder);
                break;
            case SchemaKind.Map:
                foreach (var entry in EntriesOf(value))
                    VisitValue(entry.Value, expected.Element, holder);
                break;
        }
    }
}
