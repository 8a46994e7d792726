using Hale.Rules.Tree;

namespace Hale.Rules.Schema;

/// <summary>Finds where in an object a field belongs that stands in the wrong place: where a type nearby has a field of its name.</summary>
internal sealed class FieldFinder
{
    private readonly IReadOnlyList<Spot> _chain;
    private readonly Node _misplaced;
    private readonly int _maximum;
    private readonly Node? _emptied;
    private readonly List<(Spot Holder, int Distance, int Up)> _found = [];

    private FieldFinder(IReadOnlyList<Spot> chain, Node misplaced, int maximum)
    {
        (_chain, _misplaced, _maximum) = (chain, misplaced, maximum);
        _emptied = KeyBefore(misplaced, chain[chain.Count - 1].Type) is AbsentNode emptied ? emptied : null;
    }

    // A map of the object, there or not; null where it cannot be told which one.
    private readonly record struct Spot(Node? Map, SchemaType Type);

    /// <summary>
    /// Where the field belongs: the nearest place, the outer one of two, that is known to take its value and to be free; before
    /// all others the key right above it, if that has no value. Null when there is no such place, or when it is not the only one.
    /// </summary>
    /// <param name="root">The object.</param>
    /// <param name="type">The type of its kind.</param>
    /// <param name="misplaced">The field's value.</param>
    /// <param name="maximum">How many steps away it may be; from an object to a map in it, or in a list in it, is one.</param>
    public static Node? Find(Node root, SchemaType type, Node misplaced, int maximum)
    {
        if (misplaced.Parent is not { } holder || ChainTo(holder, root, type) is not { } chain)
            return null;
        var finder = new FieldFinder(chain, misplaced, maximum);
        finder.Search();
        return finder.Best();
    }

    private void Search()
    {
        for (var up = 0; up <= Math.Min(_maximum, _chain.Count - 1); up++)
        {
            var from = _chain[_chain.Count - 1 - up];
            var camefrom = up == 0 ? null : _chain[_chain.Count - up].Map;
            Visit(from, up, up, camefrom);
        }
    }

    private void Visit(Spot spot, int distance, int up, Node? camefrom)
    {
        // Of several maps side by side, one that is not there was not chosen. A spec is always wanted: its line was lost. A
        // security context is in the pod and in each container, and what is in the wrong one belongs in the other.
        if (up > 0 && distance > up && spot.Map is { Exists.IsFalse: true, Key: not ("spec" or "securityContext") } && spot.Map != _emptied)
            return;
        if (spot.Type.Fields.TryGetValue(_misplaced.Key!, out var field) && KnownToTake(field.Value, _misplaced))
            _found.Add((spot, distance, up));
        if (distance == _maximum)
            return;
        foreach (var next in spot.Type.Fields.Values)
        {
            if (Inside(spot.Map, next) is { } inner && (camefrom is null || !ReferenceEquals(inner.Map, camefrom)))
                Visit(inner, distance + 1, up, null);
        }
    }

    private Node? Best()
    {
        if (_found.Count == 0)
            return null;
        var emptied = _found.Where(found => found.Holder.Map == _emptied && _emptied is not null).ToList();
        var likely = emptied.Count > 0 ? emptied : _found;
        var nearest = likely.Min(found => found.Distance);
        var outermost = likely.Where(found => found.Distance == nearest).Max(found => found.Up);
        var best = likely.Where(found => found.Distance == nearest && found.Up == outermost).ToList();
        if (best.Count > 1 || best[0].Holder.Map is not { } map)
            return null;
        var target = map[_misplaced.Key!];
        return target.Exists.IsFalse ? target : null;
    }

    // What stands right above the field, but for others that belong elsewhere too.
    private static Node? KeyBefore(Node misplaced, SchemaType holder)
    {
        var node = misplaced.Parent!.Entries.TakeWhile(entry => entry.Value != misplaced).LastOrDefault(entry => holder.Find(entry.Key) is not null).Value;
        while (node is MapNode { Entries.Count: > 0 } or ListNode { Items.Count: > 0 })
            node = node is MapNode map ? map.Entries[map.Entries.Count - 1].Value : node.Items[node.Items.Count - 1];
        return node;
    }

    // A list leads on only where it has one item; what is in none of its items belongs nowhere.
    private static Spot? Inside(Node? map, SchemaField field)
    {
        var value = map?[field.Name];
        if (field.Value.Kind is SchemaKind.Object)
            return new Spot(value, field.Value.Type);
        if (field.Value.Kind is not SchemaKind.List || field.Value.Element.Kind is not SchemaKind.Object)
            return null;
        if (value is not null && (value.Exists.IsFalse || value is ListNode { IsEmpty: true }))
            return null;
        return new Spot(value is ListNode { IsOpen: false } && value.Items.Count == 1 ? value.Items[0] : null, field.Value.Element.Type);
    }

    // The maps from the root to one inside, each with its type; null when the way leads through something else.
    private static List<Spot>? ChainTo(Node map, Node root, SchemaType type)
    {
        if (ReferenceEquals(map, root))
            return [new Spot(root, type)];
        var steps = new List<Node>();
        var above = map;
        while (above is not null && !ReferenceEquals(above, root))
        {
            steps.Insert(0, above);
            above = above.Parent;
        }

        var chain = new List<Spot> { new(root, type) };
        SchemaValue? value = null;
        foreach (var step in steps)
        {
            value = value is null
                ? step.Key is { } key && chain[chain.Count - 1].Type.Fields.TryGetValue(key, out var field) ? field.Value : null
                : value.Element;
            if (value is null)
                return null;
            if (value.Kind is SchemaKind.Object)
            {
                chain.Add(new Spot(step, value.Type));
                value = null;
            }
        }

        return value is null ? chain : null;
    }

    // As far as its own fields and items; a null may stand for any map or list.
    private static bool KnownToTake(SchemaValue expected, Node value) => value switch
    {
        AbsentNode => expected.Kind is SchemaKind.Object or SchemaKind.Map or SchemaKind.List,
        ScalarNode => SchemaTypes.Accepts(expected, value),
        MapNode => expected.Kind is SchemaKind.Map || (expected.Kind is SchemaKind.Object && HasFields(expected.Type, value)),
        ListNode => expected.Kind is SchemaKind.List && value.Items.All(item => item is AbsentNode or ScalarNode or MapNode or ListNode && KnownToBe(expected.Element, item)),
        _ => false,
    };

    private static bool KnownToBe(SchemaValue expected, Node item) =>
        item is MapNode && expected.Kind is SchemaKind.Object ? HasFields(expected.Type, item) : SchemaTypes.Accepts(expected, item);

    private static bool HasFields(SchemaType type, Node map) => type.IsOpen || map.Entries.All(entry => type.Fields.ContainsKey(entry.Key));
}
