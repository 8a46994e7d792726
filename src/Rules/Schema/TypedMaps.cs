using Hale.Rules.Tree;

namespace Hale.Rules.Schema;

/// <summary>The maps of an object that have a type, by the schema of its kind.</summary>
internal sealed class TypedMaps
{
    private readonly Dictionary<Node, SchemaType> _types = [];
    private readonly ILookup<SchemaType, Node> _byType;

    public TypedMaps(Node root, SchemaType type)
    {
        VisitMap(root, type);
        _byType = _types.ToLookup(typed => typed.Value, typed => typed.Key);
    }

    /// <summary>Those in which a key stands without a value where something belongs that holds more: perhaps it has slipped away.</summary>
    public IEnumerable<Node> WithEmptyKeys =>
        from typed in _types
        where typed.Key.Entries.Any(entry => entry.Value is AbsentNode && typed.Value.Find(entry.Key) is { Value.Kind: SchemaKind.Object or SchemaKind.List or SchemaKind.Map })
        select typed.Key;

    /// <summary>Those that could have a field of the name, and have none.</summary>
    public IEnumerable<Node> Wanting(string field) =>
        _byType.Where(ofType => ofType.Key.Find(field) is not null).SelectMany(ofType => ofType).Where(map => map[field].Exists.IsFalse);

    /// <summary>The maps in one of them whose keys are anybody's choice, such as labels.</summary>
    public IEnumerable<Node> FreeIn(Node holder) => _types.TryGetValue(holder, out var type)
        ? holder.Entries.Where(entry => entry.Value is MapNode && type.Find(entry.Key) is { Value.Kind: SchemaKind.Map }).Select(entry => entry.Value)
        : [];

    private void VisitMap(Node node, SchemaType type)
    {
        if (node is not MapNode map)
            return;
        _types[map] = type;
        foreach (var entry in map.Entries)
        {
            if (type.Find(entry.Key) is { } field)
                VisitValue(entry.Value, field.Value);
        }
    }

    private void VisitValue(Node value, SchemaValue expected)
    {
        if (expected.Kind is SchemaKind.Object)
            VisitMap(value, expected.Type);
        else if (expected.Kind is SchemaKind.List or SchemaKind.Map)
        {
            foreach (var element in expected.Kind is SchemaKind.List ? value.Items : value.Values)
                VisitValue(element, expected.Element);
        }
    }
}
