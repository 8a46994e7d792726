namespace Hale.Yaml;

/// <summary>The lines of a text. A line is known by the offset at which it starts.</summary>
internal static class Lines
{
    private static readonly char[] Ends = ['\r', '\n'];

    /// <summary>Where the line behind that of an offset starts; the end of the text where there is none.</summary>
    public static int Next(string text, int offset)
    {
        var end = text.IndexOfAny(Ends, offset);
        if (end < 0)
            return text.Length;
        return end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? end + 2 : end + 1;
    }

    /// <summary>Where the line of an offset starts.</summary>
    public static int StartOf(string text, int offset) => offset == 0 ? 0 : text.LastIndexOfAny(Ends, Math.Min(offset, text.Length) - 1) + 1;

    /// <summary>Where the line of an offset ends, its line break left out.</summary>
    public static int EndOf(string text, int offset) => text.IndexOfAny(Ends, offset) is >= 0 and var end ? end : text.Length;

    /// <summary>The number of spaces at the start of a line.</summary>
    public static int IndentOf(string text, int line)
    {
        var start = line;
        while (line < text.Length && text[line] == ' ')
            line++;
        return line - start;
    }

    public static bool StartsWith(string text, int line, string with) => string.CompareOrdinal(text, line, with, 0, with.Length) == 0;

    /// <summary>Whether at most a comment stands between an offset and the end of its line.</summary>
    public static bool IsBlank(string text, int offset)
    {
        while (offset < text.Length && text[offset] is ' ' or '\t')
            offset++;
        return offset == text.Length || text[offset] is '#' or '\r' or '\n';
    }

    /// <summary>Whether a line holds nothing of a document: it is blank, or where one begins.</summary>
    public static bool IsEmpty(string text, int line) => StartsWith(text, line, "---") || IsBlank(text, line);
}
