using Hale.Rules.Tree;

namespace Hale.Rules.Suppressions;

/// <summary>What stands below a comment on a line of its own: a key with its value, or an item of a list.</summary>
internal static class CommentTarget
{
    public static TextScope Below(Comment comment, Document document)
    {
        var text = document.Source.Text;
        var comments = document.Comments.ToDictionary(other => other.At.Start, other => other.At.End);
        var position = comment.At.End;
        while (position < text.Length && (char.IsWhiteSpace(text[position]) || comments.ContainsKey(position)))
            position = comments.TryGetValue(position, out var end) ? end : position + 1;
        return At(position, document);
    }

    /// <summary>All of what starts at an offset; what stands nowhere when nothing does.</summary>
    public static TextScope At(int offset, Document document)
    {
        var text = document.Source.Text;
        var isItem = offset + 1 < text.Length && text[offset] == '-' && char.IsWhiteSpace(text[offset + 1]);
        var end = isItem ? EndOfItemBehind(offset, document.Root) : EndOfKeyAt(offset, document.Root) ?? EndOfItemAt(offset, document.Root);
        return new TextScope(document.Source, offset, end ?? -1);
    }

    private static int? EndOfItemBehind(int dash, Node root) =>
        Items(root).Where(item => item.At.Start > dash).OrderBy(item => item.At.Start).ThenByDescending(item => item.At.End).FirstOrDefault()?.At.End;

    private static int? EndOfItemAt(int offset, Node root) => Items(root).FirstOrDefault(item => item.At.Start == offset)?.At.End;

    private static int? EndOfKeyAt(int offset, Node root)
    {
        foreach (var entry in All(root).SelectMany(node => node.Entries).Where(entry => entry.KeyAt.Start == offset))
            return Math.Max(entry.KeyAt.End, entry.Value.At.End);
        return null;
    }

    private static IEnumerable<Node> Items(Node root) => All(root).SelectMany(node => node.Items);

    private static IEnumerable<Node> All(Node root) => root.Entries.Select(entry => entry.Value).Concat(root.Items).SelectMany(All).Prepend(root);
}
