using Hale.Rules.Tree;

namespace Hale.Testing;

/// <summary>Copies documents with one node replaced, for tests of what a rule does when it knows less.</summary>
public static class TreeCopy
{
    /// <summary>Every node of a tree, parents before children.</summary>
    public static IEnumerable<Node> Nodes(Node root) =>
        root.Entries.Select(entry => entry.Value).Concat(root.Items).SelectMany(Nodes).Prepend(root);

    /// <summary>The document with one of its nodes replaced by an unknown one.</summary>
    public static Document WithUnknown(Document document, Node forgotten) =>
        document with { Root = Copy(document.Root, node => ReferenceEquals(node, forgotten) ? new UnknownNode(node.At, isPresent: false) : null) };

    /// <summary>The document with one of its maps or lists opened: there may be more in it than was seen.</summary>
    public static Document WithOpen(Document document, Node opened) =>
        document with { Root = Copy(document.Root, node => ReferenceEquals(node, opened) ? Rebuild(node, _ => null, isOpen: true) : null) };

    /// <summary>The document, made of new nodes.</summary>
    public static Document Of(Document document) => document with { Root = Copy(document.Root, _ => null) };

    private static Node Copy(Node node, Func<Node, Node?> replace) => replace(node) ?? Rebuild(node, replace, node.IsOpen);

    private static Node Rebuild(Node node, Func<Node, Node?> replace, bool isOpen) => node switch
    {
        MapNode map => new MapNode(map.At, [.. map.Entries.Select(entry => entry with { Value = Copy(entry.Value, replace) })], isOpen, map.NameAt),
        ListNode list => new ListNode(list.At, [.. list.Items.Select(item => Copy(item, replace))], isOpen),
        ScalarNode scalar => new ScalarNode(scalar.At, scalar.Kind, scalar.Text),
        PartialNode partial => new PartialNode(partial.At, partial.Segments),
        UnknownNode unknown => new UnknownNode(unknown.At, unknown.Exists.IsTrue),
        _ => new AbsentNode(node.At),
    };
}
