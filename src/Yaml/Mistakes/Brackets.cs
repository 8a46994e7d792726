using Hale.Rules.Tree;

namespace Hale.Yaml.Mistakes;

/// <summary>Which brackets of a text are open where the parser stopped.</summary>
internal static class Brackets
{
    /// <summary>The innermost bracket that is never closed.</summary>
    public static Place? Unclosed(DocumentChunk chunk, TreeBuilder builder)
    {
        var open = new Stack<int>();
        var position = chunk.Start;
        foreach (var scalar in builder.ScalarPlaces)
        {
            Match(chunk.Source.Text, position, scalar.Start, open);
            position = Math.Max(position, scalar.End);
        }

        Match(chunk.Source.Text, position, chunk.Start + builder.Position, open);
        return open.Count > 0 ? new Place(chunk.Source, open.Peek(), open.Peek() + 1) : null;
    }

    // Between scalars there are only brackets and other indicators, and comments; behind the last one may be quoted text.
    private static void Match(string text, int start, int end, Stack<int> open)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is '[' or '{')
                open.Push(i);
            else if (text[i] is ']' or '}' && open.Count > 0)
                open.Pop();
            else if (text[i] is '#' or '\'' or '"')
                i = text.IndexOfAny(text[i] == '#' ? ['\r', '\n'] : [text[i]], i + 1, end - i - 1) is >= 0 and var close ? close : end;
        }
    }
}
