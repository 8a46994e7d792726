namespace Hale.Yaml.Mistakes;

/// <summary>What is wrong with how the lines of a text are indented.</summary>
internal static class Indentation
{
    private const string LessIndented = "This line is indented less than the first one of the document: the keys of one object begin in the same column";

    private const string Flattened = "No line of the document is indented, so nobody can tell what belongs to which key: copy it again from its source, or indent it";

    /// <summary>
    /// The first tab in the indentation of a line, or of the lines behind it as far as the reach goes: the parser may stop before
    /// the tab that misled it.
    /// </summary>
    public static int? FindTab(string text, int offset, int reach)
    {
        var line = Lines.StartOf(text, offset);
        for (var lines = 0; lines < reach && line < text.Length; lines++)
        {
            var first = line + Lines.IndentOf(text, line);
            if (first < text.Length && text[first] == '\t' && !Lines.IsBlank(text, first))
                return first;
            line = Lines.Next(text, first);
        }

        return null;
    }

    /// <summary>What is wrong with the indentation of a line that begins where the parser takes the document to have ended.</summary>
    public static string? MistakeBehindEnd(DocumentChunk chunk, int line)
    {
        var text = chunk.Source.Text;
        var first = chunk.Start;
        while (first < line && Lines.IsEmpty(text, first))
            first = Lines.Next(text, first);
        return Lines.IndentOf(text, line) < Lines.IndentOf(text, first) ? LessIndented : null;
    }

    /// <summary>What is wrong with the indentation of a line that begins where the parser expects a key.</summary>
    public static string? MistakeAtKey(DocumentChunk chunk, int line) => IsFlattened(chunk) ? Flattened : OutOfLine(chunk, line);

    // Pages lose the spaces at the start of lines: keys without a value stand above others in the same column.
    private static bool IsFlattened(DocumentChunk chunk)
    {
        var (text, bare, isBare) = (chunk.Source.Text, 0, false);
        for (var line = chunk.Start; line < chunk.End; line = Lines.Next(text, line))
        {
            if (Lines.IsEmpty(text, line))
                continue;
            if (text[line] == ' ')
                return false;
            bare += isBare && text[line] != '-' ? 1 : 0;
            isBare = chunk.EndsInColon(line);
        }

        return bare > 1;
    }

    // The lines above that one could stand beside: each is indented less than those below it. Behind a '-' another map begins.
    private static string? OutOfLine(DocumentChunk chunk, int lineStart)
    {
        var text = chunk.Source.Text;
        var own = Lines.IndentOf(text, lineStart);
        var open = new SortedSet<int>();
        for (var line = lineStart; line > chunk.Start && (open.Count == 0 || open.Min > 0);)
        {
            line = Lines.StartOf(text, line - 1);
            var indent = Lines.IndentOf(text, line);
            if (Lines.IsBlank(text, line) || (open.Count > 0 && indent >= open.Min))
                continue;
            open.Add(indent);
            if (Lines.StartsWith(text, line + indent, "- ") && chunk.Line(line).Text.IndexOf(':') >= 0)
                open.Add(indent + 2);
        }

        return open.Count == 0 || open.Contains(own) ? null : $"This line is indented by {own}, which fits none above: those are indented by {string.Join(" or ", open)}";
    }
}
