using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// What an object would say if its fields stood where they belong: that is not known, because somebody has to move them first,
/// but it is wrong to say that they are not there.
/// </summary>
internal static class Misplacement
{
    /// <summary>The object's tree, open where misplaced and misspelt fields belong; null for an object without any.</summary>
    public static Node? Meant(KubernetesObject @object)
    {
        if (!@object.IsMisindented.IsFalse && @object.Schema is not null)
            return Open(@object.Written, static _ => true);
        var holders = new HashSet<Node>(@object.UnknownFields.Select(HolderOf).OfType<Node>());
        return holders.Count == 0 ? null : Open(@object.Written, holders.Contains);
    }

    // The innermost map that is there, of those that should hold the field.
    private static Node? HolderOf(UnknownField field)
    {
        var holder = field.Target is { } target ? target.Parent : field.Meant is null ? null : field.Node.Parent;
        while (holder is { Exists.IsTrue: false })
            holder = holder.Parent;
        return holder;
    }

    // A null in such a map may be the rest of what should hold the field.
    private static Node Open(Node root, Func<Node, bool> isHolder)
    {
        return root.Copy(Opened);

        Node? Opened(Node node) => node is MapNode map && isHolder(map)
            ? new MapNode(map.At, [.. map.Entries.Where(entry => entry.Value is not AbsentNode).Select(entry => entry with { Value = entry.Value.Copy(Opened) })], isOpen: true, map.NameAt)
            : null;
    }
}
