using Hale.Rules.Tree;

namespace Hale.Yaml;

/// <summary>Finds the comments of a chunk: a '#' behind white space, anywhere outside of scalars (YAML 1.2.2, 6.6).</summary>
internal static class CommentFinder
{
    private static readonly char[] LineEnds = ['\r', '\n'];

    public static IReadOnlyList<Comment> Find(DocumentChunk chunk, List<Place> scalars)
    {
        if (chunk.Source.Text.IndexOf('#', chunk.Start, chunk.Length) < 0)
            return [];
        var comments = new List<Comment>();
        var position = chunk.Start;
        foreach (var scalar in scalars)
        {
            var headerEnd = HeaderEnd(chunk, scalar);
            Scan(chunk, position, headerEnd, comments);
            position = Math.Max(position, Math.Max(headerEnd, scalar.End));
        }

        Scan(chunk, position, chunk.End, comments);
        return comments;
    }

    // The first line of a block scalar, with its indicators, may have a comment too.
    private static int HeaderEnd(DocumentChunk chunk, Place scalar)
    {
        var text = chunk.Source.Text;
        return scalar.End > scalar.Start && text[scalar.Start] is '|' or '>' ? LineEnd(text, scalar.Start) : scalar.Start;
    }

    private static void Scan(DocumentChunk chunk, int start, int end, List<Comment> comments)
    {
        var text = chunk.Source.Text;
        for (var i = start; i < end; i++)
        {
            if (text[i] != '#' || (i > chunk.Start && !char.IsWhiteSpace(text[i - 1])))
                continue;
            var stop = LineEnd(text, i);
            comments.Add(new Comment(new Place(chunk.Source, i, stop)));
            i = stop;
        }
    }

    private static int LineEnd(string text, int offset)
    {
        var end = text.IndexOfAny(LineEnds, offset);
        return end < 0 ? text.Length : end;
    }
}
