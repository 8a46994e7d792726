using Hale.Rules.Tree;

namespace Hale.Testing;

/// <summary>Copies documents with one node replaced, for tests of what a rule does when it knows less.</summary>
public static class TreeCopy
{
    /// <summary>Every node of a tree, parents before children.</summary>
    public static IEnumerable<Node> Nodes(Node root) =>
        root.Entries.Select(entry => entry.Value).Concat(root.Items).SelectMany(Nodes).Prepend(root);

    /// <summary>The document with one of its nodes replaced by an unknown one.</summary>
    public static Document WithUnknown(Document document, Node forgotten) => With(document, forgotten, new UnknownNode(forgotten.At, isPresent: false));

    /// <summary>The document with one of its maps or lists opened: there may be more in it than was seen.</summary>
    public static Document WithOpen(Document document, Node opened) => With(document, opened, opened.CopyOpen());

    /// <summary>The document, made of new nodes.</summary>
    public static Document Of(Document document) => document with { Root = document.Root.Copy() };

    private static Document With(Document document, Node old, Node replacement) =>
        document with { Root = document.Root.Copy(node => ReferenceEquals(node, old) ? replacement : null) };
}
