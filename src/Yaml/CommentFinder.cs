using Hale.Rules.Tree;

namespace Hale.Yaml;

/// <summary>Finds the comments of a chunk: a '#' behind white space, anywhere outside of scalars (YAML 1.2.2, 6.6).</summary>
internal static class CommentFinder
{
    public static IReadOnlyList<Comment> Find(DocumentChunk chunk, List<Place> scalars)
    {
        var comments = new List<Comment>();
        var position = chunk.Start;
        foreach (var scalar in scalars)
        {
            Scan(chunk.Source, position, scalar.Start, comments);
            position = Math.Max(position, scalar.End);
        }

        Scan(chunk.Source, position, chunk.End, comments);
        return comments;
    }

    private static void Scan(SourceText source, int start, int end, List<Comment> comments)
    {
        var text = source.Text;
        for (var i = start; i < end; i++)
        {
            if (text[i] != '#' || (i > 0 && !char.IsWhiteSpace(text[i - 1])))
                continue;
            var stop = text.IndexOfAny(['\r', '\n'], i);
            stop = stop < 0 ? text.Length : stop;
            comments.Add(new Comment(new Place(source, i, stop), text.Substring(i + 1, stop - i - 1).Trim()));
            i = stop;
        }
    }
}
