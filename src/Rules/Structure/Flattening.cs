using Hale.Rules.Model;
using Hale.Rules.Schema;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>Tells objects whose nesting was lost throughout from those with single fields in the wrong place.</summary>
internal static class Flattening
{
    private const int FewestFields = 3;

    /// <summary>
    /// Whether <c>metadata</c> or <c>spec</c> is empty while the fields of both stand at the root, and those of them that
    /// should hold a map hold nothing.
    /// </summary>
    public static Truth Check(KubernetesObject subject)
    {
        if (subject.IsBuilt)
            return Truth.False;
        var isEmpty = Truth.False;
        for (var i = 0; i < subject.Written.Entries.Count; i++)
        {
            if (subject.Written.Entries[i] is { Key: "metadata" or "spec" } holder)
                isEmpty |= !holder.Value.Exists;
        }

        if (isEmpty.IsFalse || subject.Schema is not { } schema)
            return Truth.False;
        var slipped = Slipped(subject.Written, schema);
        if (slipped.Count < FewestFields)
            return Truth.False;
        return isEmpty && Truth.All(slipped.Where(field => field.Holds is SchemaKind.Object or SchemaKind.Map), field => !field.Entry.Value.Exists);
    }

    /// <summary>The fields at the root that belong further inside, in the order of the text.</summary>
    public static IReadOnlyList<SlippedField> Slipped(Node root, SchemaType kind)
    {
        var places = PlacesOf(kind);
        return
        [
            .. from entry in root.Entries
            where !kind.Fields.ContainsKey(entry.Key) && places.ContainsKey(entry.Key)
            let place = places[entry.Key]
            select new SlippedField(entry, place.Path, place.Holds),
        ];
    }

    // For each name of a field, the place that is nearest to the root.
    private static Dictionary<string, (string Path, SchemaKind Holds)> PlacesOf(SchemaType kind)
    {
        var places = new Dictionary<string, (string, SchemaKind)>(StringComparer.Ordinal);
        var seen = new HashSet<SchemaType>();
        var waiting = new Queue<(string Path, SchemaType Type)>([("", kind)]);
        while (waiting.Count > 0)
        {
            var (path, type) = waiting.Dequeue();
            if (!seen.Add(type))
                continue;
            foreach (var field in type.Fields.Values)
            {
                var inner = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
                if (!places.ContainsKey(field.Name))
                    places.Add(field.Name, (inner, field.Value.Kind));
                if (field.Value.Kind is SchemaKind.Object)
                    waiting.Enqueue((inner, field.Value.Type));
                else if (field.Value.Kind is SchemaKind.List && field.Value.Element.Kind is SchemaKind.Object)
                    waiting.Enqueue(($"{inner}[0]", field.Value.Element.Type));
            }
        }

        return places;
    }
}

/// <summary>A field at the root that belongs further inside.</summary>
/// <param name="Entry">What stands there.</param>
/// <param name="Path">Where it belongs.</param>
/// <param name="Holds">What it should hold.</param>
internal readonly record struct SlippedField(Entry Entry, string Path, SchemaKind Holds);
