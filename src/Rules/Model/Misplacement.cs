using Hale.Rules.Schema;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// What an object would say if its fields stood where they belong. Where that is not known, somebody has to move them first, but
/// it is wrong to say that they are not there.
/// </summary>
internal sealed class Misplacement
{
    private readonly HashSet<Node> _holders;
    private readonly HashSet<Node> _moved;
    private readonly HashSet<Node> _items;
    private readonly ILookup<Node, Entry> _arrivals;

    private Misplacement(IReadOnlyList<UnknownField> fields, IReadOnlyList<SchemaMismatch> mismatches)
    {
        // Of two fields that belong in one place, either may be meant.
        List<UnknownField> movable = [.. fields.Where(field => field.Target is { Parent: { } holder } && IsThere(holder))
            .GroupBy(field => (field.Target!.Parent, field.Target.Key)).Where(rivals => rivals.Count() == 1).SelectMany(field => field)];
        _holders = [.. fields.Except(movable).Select(HolderOf).OfType<Node>()];
        _moved = [.. movable.Select(field => field.Node)];
        _items = [.. mismatches.Where(IsItem).Select(mismatch => mismatch.Node)];
        _arrivals = movable.ToLookup(field => field.Target!.Parent!, field => new Entry(field.Name, field.Node.NameAt, field.Node));
    }

    /// <summary>
    /// The object's tree, with misplaced fields where they belong, and open where misspelt ones and those may belong of which that
    /// is not certain; null for an object without any. Where such a one has slipped to the root, all of it is open. An only item
    /// whose '-' is missing is one all the same.
    /// </summary>
    public static Node? Meant(KubernetesObject @object)
    {
        var (fields, hasSlipped) = (@object.UnknownFields, !@object.IsMisindented.IsFalse && @object.Schema is not null);
        if (@object.Mismatches.Count == 0 && !hasSlipped)
            return null;
        var misplacement = new Misplacement(fields, @object.Mismatches);
        if (hasSlipped && !misplacement.Mends(fields))
            return new Misplacement([], []).Move(@object.Written, isOpen: static _ => true);
        return misplacement.IsEmpty ? null : misplacement.Move(@object.Written, misplacement._holders.Contains);
    }

    private bool IsEmpty => _holders.Count == 0 && _moved.Count == 0 && _items.Count == 0;

    private bool Mends(IReadOnlyList<UnknownField> fields) => fields.Count > 0 && fields.All(field => field.Holder.Length > 0 || _moved.Contains(field.Node));

    private static bool IsItem(SchemaMismatch mismatch) =>
        mismatch is { Kind: MismatchKind.WrongType, Node: MapNode map, Expected: { Kind: SchemaKind.List } list }
        && list.Element.Kind is SchemaKind.Object && map.Entries.All(entry => list.Element.Type.Find(entry.Key) is not null);

    // The innermost map that is there, of those that should hold the field.
    private static Node? HolderOf(UnknownField field)
    {
        var holder = field.Target is { } target ? target.Parent : field.Meant is null ? null : field.Node.Parent;
        while (holder is { Exists.IsTrue: false })
            holder = holder.Parent;
        return holder;
    }

    private static bool IsThere(Node holder) =>
        holder is MapNode || (holder is AbsentNode && holder.Parent!.Entries.Any(entry => ReferenceEquals(entry.Value, holder)));

    private Node Move(Node root, Func<Node, bool> isOpen)
    {
        return root.Copy(Moved);

        Node? Moved(Node node) => node switch
        {
            MapNode map when _items.Contains(map) => new ListNode(map.At, [CopyOf(map)]),
            MapNode map => CopyOf(map),
            AbsentNode when _arrivals.Contains(node) => new MapNode(node.At, [.. _arrivals[node].Select(Copied)], isOpen(node), node.NameAt),
            _ => null,
        };

        MapNode CopyOf(MapNode map) => new(map.At, [.. EntriesOf(map).Select(Copied)], map.IsOpen || isOpen(map), map.NameAt);

        // A null in a map that is open may be the rest of what should hold a field.
        IEnumerable<Entry> EntriesOf(MapNode map) => map.Entries
            .Where(entry => !_moved.Contains(entry.Value) && (entry.Value is not AbsentNode || _arrivals.Contains(entry.Value) || !isOpen(map)))
            .Concat(_arrivals[map]);

        Entry Copied(Entry entry) => entry with { Value = entry.Value.Copy(Moved) };
    }
}
