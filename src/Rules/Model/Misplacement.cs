using Hale.Rules.Schema;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// What an object would say if its fields stood where they belong. Where that is not known, somebody has to move them first, but
/// it is wrong to say that they are not there.
/// </summary>
internal sealed class Misplacement
{
    // What slipped takes with it what stands behind it: that shows when it is back.
    private const int MostRounds = 4;

    private readonly HashSet<Node> _open; // maps that may hold more, and values that may be others
    private readonly HashSet<Node> _moved;
    private readonly HashSet<Node> _items;
    private readonly ILookup<Node, Entry> _arrivals;

    private Misplacement(KubernetesObject @object)
    {
        var fields = @object.UnknownFields;
        var movable = Movable(fields);
        HashSet<Node> moved = [.. movable.Select(field => field.Node)];
        var others = fields.Where(field => !moved.Contains(field.Node)).ToList();
        var isHopeless = !@object.IsMisindented.IsFalse && (fields.Count == 0 || others.Exists(field => field.Holder.Length == 0));
        _moved = isHopeless ? [] : moved;
        _open = [.. isHopeless ? @object.WrittenMaps : MayHold(others, @object.TypedMaps).Concat(UnderRepeatedKeys(@object)).Concat(BesideWrongTypes(@object))];
        _items = [.. @object.Mismatches.Where(IsItem).Select(mismatch => mismatch.Node)];
        _arrivals = movable.Where(field => _moved.Contains(field.Node)).ToLookup(field => field.Target!.Parent!, field => new Entry(field.Name, field.Node.NameAt, field.Node));
    }

    private bool IsEmpty => _open.Count == 0 && _moved.Count == 0 && _items.Count == 0;

    /// <summary>
    /// The object's tree, with misplaced fields where they belong, and open where misspelt ones and those may belong of which that
    /// is not certain; null for an object without any. Where such a one has slipped to the root, all of it is open. An only item
    /// whose '-' is missing is one all the same.
    /// </summary>
    public static Node? Meant(KubernetesObject @object)
    {
        Node? meant = null;
        for (var round = 0; round < MostRounds && IsAmiss(@object); round++)
        {
            var misplacement = new Misplacement(@object);
            if (misplacement.IsEmpty)
                break;
            meant = misplacement.Move(@object.Written);
            if (misplacement._moved.Count == 0)
                break;
            @object = @object.With(meant);
        }

        return meant;
    }

    // Of two fields that belong in one place, either may be meant.
    private static List<UnknownField> Movable(IReadOnlyList<UnknownField> fields) =>
        [.. fields.Where(field => field.Target is { Parent: MapNode or AbsentNode { IsWritten: true } })
            .GroupBy(field => (field.Target!.Parent, field.Target.Key)).Where(rivals => rivals.Count() == 1).SelectMany(field => field)];

    private static bool IsAmiss(KubernetesObject @object) =>
        @object is { IsBuilt: false, Schema: not null }
        && (@object.Mismatches.Count > 0 || !@object.IsMisindented.IsFalse || @object.MapsWithRepeatedKeys.Count > 0);

    // Either of them may be what the author meant, or both together.
    private static IEnumerable<Node> UnderRepeatedKeys(KubernetesObject @object) =>
        from map in @object.MapsWithRepeatedKeys
        from same in map.Entries.GroupBy(entry => entry.Key)
        where same.Count() > 1
        from inner in same.SelectMany(entry => entry.Value.SelfAndDescendants(node => node is MapNode || node == entry.Value))
        select inner;

    // A field that has slipped into labels, say, is a value of the wrong type there.
    private static IEnumerable<Node> BesideWrongTypes(KubernetesObject @object) =>
        @object.Mismatches.Where(mismatch => mismatch is { Kind: MismatchKind.WrongType, Node.Key: not null })
            .SelectMany(mismatch => @object.TypedMaps.Wanting(mismatch.Node.Key!));

    private static bool IsItem(SchemaMismatch mismatch) =>
        mismatch is { Kind: MismatchKind.WrongType, Node: MapNode map, Expected: { Kind: SchemaKind.List } list }
        && list.Element.Kind is SchemaKind.Object && map.Entries.All(entry => list.Element.Type.Find(entry.Key) is not null);

    // The maps that may be meant to hold the fields, or what slipped along with them.
    private static IEnumerable<Node> MayHold(List<UnknownField> fields, TypedMaps maps)
    {
        var known = fields.Where(field => field.Target is not null || field.Meant is not null).Select(field => Innermost(field.Target?.Parent ?? field.Node.Parent!));
        var lost = fields.Where(field => field is { Target: null, Meant: null, Renamed: null }).ToList();
        if (lost.Count == 0)
            return known;
        var holders = lost.Select(field => field.Node.Parent!).Distinct().ToList();
        var likely = lost.SelectMany(field => field.Names).Distinct().SelectMany(maps.Wanting).Concat(maps.WithEmptyKeys).ToList();
        return [.. known, .. likely, .. likely.Count > 0 ? holders : [], .. holders.SelectMany(maps.FreeIn)];
    }

    // The map that is there, of those that should hold a field.
    private static Node Innermost(Node holder) => holder.Exists.IsTrue ? holder : Innermost(holder.Parent!);

    private Node Move(Node root)
    {
        return root.Copy(Moved);

        Node? Moved(Node node) => node switch
        {
            MapNode map when _items.Contains(map) => new ListNode(map.At, [CopyOf(map)]),
            MapNode map => CopyOf(map),
            ScalarNode when _open.Contains(node) => new UnknownNode(node.At, isPresent: true),
            AbsentNode when _arrivals.Contains(node) => new MapNode(node.At, [.. _arrivals[node].Select(Copied)], isOpen: false, node.NameAt),
            _ => null,
        };

        MapNode CopyOf(MapNode map) => new(map.At, [.. EntriesOf(map).Select(Copied)], map.IsOpen || _open.Contains(map), map.NameAt);

        // A null in a map that is open may be the rest of what should hold a field.
        IEnumerable<Entry> EntriesOf(MapNode map) => map.Entries
            .Where(entry => !_moved.Contains(entry.Value) && (entry.Value is not AbsentNode || _arrivals.Contains(entry.Value) || !_open.Contains(map)))
            .Concat(_arrivals[map]);

        Entry Copied(Entry entry) => entry with { Value = entry.Value.Copy(Moved) };
    }
}
