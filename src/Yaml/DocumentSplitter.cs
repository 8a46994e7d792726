using Hale.Rules.Tree;

namespace Hale.Yaml;

/// <summary>A part of a text that starts at a document marker, or at the text's start.</summary>
/// <param name="Source">The whole text.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
internal readonly record struct DocumentChunk(SourceText Source, int Start, int End)
{
    public string Text => Source.Text.Substring(Start, End - Start);

    public int Length => End - Start;

    public Place FirstLine
    {
        get
        {
            var end = Source.Text.IndexOfAny(['\r', '\n'], Start, Length);
            return new Place(Source, Start, end < 0 ? End : end);
        }
    }

    public Place At(int start, int end) => new(Source, Start + start, Start + end);

    /// <summary>Where the line of an offset starts; both are offsets of the chunk.</summary>
    public int LineStart(int offset) =>
        offset == 0 ? 0 : Source.Text.LastIndexOfAny(['\r', '\n'], Start + offset - 1, offset) is >= 0 and var end ? end + 1 - Start : 0;
}

/// <summary>
/// Splits a text at its document markers. A line that starts with <c>---</c> or <c>...</c> is one wherever it stands, in a
/// block or quoted scalar too (YAML 1.2.2, 9.1.2 and the production c-forbidden), so that splitting needs no parsing.
/// </summary>
internal static class DocumentSplitter
{
    private const char ByteOrderMark = '\uFEFF';

    private static readonly char[] LineEnds = ['\r', '\n'];

    public static IEnumerable<DocumentChunk> Split(SourceText source)
    {
        var text = source.Text;
        var start = AfterMark(text, 0); // Directives and comments before a marker belong to the document behind it.
        var (hasContent, hasObject) = (false, false);
        for (var line = start; line < text.Length; line = NextLine(text, line))
        {
            var marker = AfterMark(text, line);
            if (IsMarker(text, marker, "---"))
            {
                if (hasContent)
                    yield return new DocumentChunk(source, start, line);
                start = hasContent || marker > line ? StartAt(text, marker) : start;
                (hasContent, hasObject) = (true, false);
            }
            else if (IsMarker(text, line, "...") && IsBlank(text, line + 3) && !(hasObject && IsGap(text, line)))
            {
                if (hasContent)
                    yield return new DocumentChunk(source, start, line);
                start = AfterMark(text, NextLine(text, line));
                (hasContent, hasObject) = (false, false);
            }
            else
            {
                hasContent = hasContent || !IsCommentOrDirective(text, line);
                hasObject = hasObject || IsObject(text, line);
            }
        }

        if (hasContent)
            yield return new DocumentChunk(source, start, text.Length);
    }

    // Dots that stand for what was left out of an object end its document too, but behind them stands no other object.
    private static bool IsGap(string text, int dots)
    {
        var line = NextLine(text, dots);
        while (line < text.Length && IsBlank(text, line))
            line = NextLine(text, line);
        return line < text.Length && !IsMarker(text, line, "---") && !IsObject(text, line);
    }

    private static bool IsObject(string text, int line) => StartsWith(text, line, "apiVersion:") || StartsWith(text, line, "kind:");

    private static bool StartsWith(string text, int line, string with) => string.CompareOrdinal(text, line, with, 0, with.Length) == 0;

    // Files that were joined may have a byte-order mark at the start of each (YAML 1.2.2, 5.2).
    private static int StartAt(string text, int marker)
    {
        var next = NextLine(text, marker);
        return next < text.Length && text[next] == ByteOrderMark && IsBlank(text, marker + 3) ? next + 1 : marker;
    }

    private static int AfterMark(string text, int offset) => offset < text.Length && text[offset] == ByteOrderMark ? offset + 1 : offset;

    private static bool IsMarker(string text, int line, string marker) =>
        line < text.Length && text[line] == marker[0] && StartsWith(text, line, marker) && (line + 3 == text.Length || char.IsWhiteSpace(text[line + 3]));

    private static bool IsCommentOrDirective(string text, int line) => text[line] == '%' || IsBlank(text, AfterMark(text, line));

    private static bool IsBlank(string text, int offset)
    {
        while (offset < text.Length && text[offset] is ' ' or '\t')
            offset++;
        return offset == text.Length || text[offset] is '#' or '\r' or '\n';
    }

    private static int NextLine(string text, int offset)
    {
        var end = text.IndexOfAny(LineEnds, offset);
        if (end < 0)
            return text.Length;
        return end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? end + 2 : end + 1;
    }
}
