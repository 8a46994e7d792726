namespace Hale.Yaml;

/// <summary>A line such as <c>...</c> where something of a manifest was left out. All offsets are of the chunk.</summary>
/// <param name="Column">How far it is indented.</param>
/// <param name="Start">Offset of its first character that is no blank.</param>
/// <param name="End">Offset behind its last one.</param>
/// <param name="Before">Where the line before it starts.</param>
/// <param name="After">Where the line behind it ends.</param>
internal readonly record struct Gap(int Column, int Start, int End, int Before, int After)
{
    private static readonly string[] Words = ["[...]", "<...>", "(...)", "<snip>", "[snip]"];

    /// <summary>Whether a map or list may have held what was left out: it stands around the gap or beside it, and not further left.</summary>
    public bool IsIn(int column, int start, int end) => column >= Column && start <= After && end > Before;

    /// <summary>The gap at a mistake: in its line, or in the one before, with which the parser took it for one text.</summary>
    public static Gap? At(DocumentChunk chunk, int mistake)
    {
        var line = chunk.LineStart(mistake);
        return OfLine(chunk, line) ?? (Previous(chunk, line) is { } previous ? OfLine(chunk, previous) : null);
    }

    /// <summary>The first line that ends a document for the parser, although what follows is no other object.</summary>
    public static Gap? BetweenKeys(DocumentChunk chunk)
    {
        var found = chunk.Source.Text.IndexOf("\n...", chunk.Start, chunk.Length, StringComparison.Ordinal);
        return found < 0 ? null : OfLine(chunk, found + 1 - chunk.Start);
    }

    private static Gap? OfLine(DocumentChunk chunk, int line)
    {
        var text = chunk.Text;
        var end = Lines.EndOf(text, line);
        var written = text.Substring(line, end - line).Trim();
        if (!(written.Length > 0 && written.All(character => character == '\u2026')) && !(written.Length >= 3 && written.All(character => character == '.')) && !Words.Contains(written))
            return null;
        var start = text.IndexOf(written[0], line);
        return new Gap(start - line, start, start + written.Length, Previous(chunk, line) ?? 0, Next(text, end));
    }

    private static int Next(string text, int end)
    {
        while (end < text.Length && char.IsWhiteSpace(text[end]))
            end++;
        return Lines.EndOf(text, end);
    }

    private static int? Previous(DocumentChunk chunk, int line)
    {
        var text = chunk.Source.Text;
        var end = line;
        while (end > 0 && char.IsWhiteSpace(text[chunk.Start + end - 1]))
            end--;
        return end > 0 ? chunk.LineStart(end - 1) : null;
    }
}
