using Hale.Rules.Tree;

namespace Hale.Yaml;

/// <summary>
/// Takes objects apart that a missing line <c>---</c> makes one map. Another one begins where <c>apiVersion</c> and <c>kind</c>
/// stand again, side by side; below a key without a value they are that key's, whose indentation is lost.
/// </summary>
internal static class JoinedObjects
{
    /// <summary>Adds the documents of a root, in order, each with the comments in its lines and above it.</summary>
    public static void Add(List<Document> documents, Node root, IReadOnlyList<Comment> comments, YamlLimits limits)
    {
        if (!HasTwoKinds(root))
        {
            documents.Add(new Document(root.At.Source, root) { Comments = comments });
            return;
        }

        var objects = Split(root, limits);
        var next = 0;
        for (var i = 0; i < objects.Count; i++)
        {
            var first = next;
            var end = i == objects.Count - 1 ? int.MaxValue : Lines.EndOf(objects[i].At.Source.Text, objects[i].At.End);
            while (next < comments.Count && comments[next].At.Start < end)
                next++;
            documents.Add(new Document(root.At.Source, objects[i]) { Comments = [.. comments.Skip(first).Take(next - first)], IsJoined = i > 0 });
        }
    }

    private static IReadOnlyList<Node> Split(Node root, YamlLimits limits)
    {
        if (root.At.Text is ['{', ..])
            return [root];
        var starts = Enumerable.Range(1, root.Entries.Count - 1).Where(index => BeginsAnother(root.Entries, index)).ToList();
        return starts.Count == 0 || starts.Count >= limits.Documents
            ? [root]
            : [.. starts.Prepend(0).Zip(starts.Append(root.Entries.Count), (start, end) => Part(root, start, end))];
    }

    // Asked of every document.
    private static bool HasTwoKinds(Node root)
    {
        var kinds = 0;
        foreach (var entry in root.Entries)
            kinds += entry.Key == "kind" ? 1 : 0;
        return kinds > 1;
    }

    private static bool BeginsAnother(IReadOnlyList<Entry> entries, int index) =>
        index >= 2
        && index + 1 < entries.Count
        && (entries[index].Key, entries[index + 1].Key) is ("apiVersion", "kind") or ("kind", "apiVersion")
        && entries[index - 1].Value is not AbsentNode;

    private static MapNode Part(Node root, int start, int end)
    {
        var entries = root.Entries.Skip(start).Take(end - start).ToArray();
        var at = new Place(root.At.Source, entries[0].KeyAt.Start, Math.Max(entries[^1].KeyAt.End, entries[^1].Value.At.End));
        var kind = Array.Find(entries, entry => entry.Key == "kind");
        return new MapNode(at, entries, root.IsOpen, kind.Value is ScalarNode ? new Place(at.Source, kind.KeyAt.Start, kind.Value.At.End) : entries[0].KeyAt);
    }
}
