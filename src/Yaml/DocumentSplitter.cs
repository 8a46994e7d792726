using Hale.Rules.Tree;

namespace Hale.Yaml;

/// <summary>
/// Splits a text at its document markers. A line that starts with <c>---</c> or <c>...</c> is one wherever it stands, in a
/// block or quoted scalar too (YAML 1.2.2, 9.1.2 and the production c-forbidden), so that splitting needs no parsing.
/// </summary>
internal static class DocumentSplitter
{
    private const char ByteOrderMark = '\uFEFF';

    public static IEnumerable<DocumentChunk> Split(SourceText source) => Split(new Place(source, 0, source.Text.Length));

    public static IEnumerable<DocumentChunk> Split(Place stretch)
    {
        var (source, text) = (stretch.Source, stretch.Source.Text);
        var start = AfterMark(text, stretch.Start); // Directives and comments before a marker belong to the document behind it.
        var (hasContent, hasObject) = (false, false);
        for (var line = start; line < stretch.End; line = Lines.Next(text, line))
        {
            var marker = AfterMark(text, line);
            if (IsMarker(text, marker, "---"))
            {
                if (hasContent)
                    yield return new DocumentChunk(source, start, line);
                start = hasContent || marker > line ? StartAt(text, marker) : start;
                (hasContent, hasObject) = (true, false);
            }
            else if (IsMarker(text, line, "...") && Lines.IsBlank(text, line + 3) && !(hasObject && IsGap(text, line)))
            {
                if (hasContent)
                    yield return new DocumentChunk(source, start, line);
                start = AfterMark(text, Lines.Next(text, line));
                (hasContent, hasObject) = (false, false);
            }
            else
            {
                hasContent = hasContent || !IsCommentOrDirective(text, line);
                hasObject = hasObject || IsObject(text, line);
            }
        }

        if (hasContent)
            yield return new DocumentChunk(source, start, stretch.End);
    }

    // Dots that stand for what was left out of an object end its document too, but behind them stands no other object.
    private static bool IsGap(string text, int dots)
    {
        var line = Lines.Next(text, dots);
        while (line < text.Length && Lines.IsBlank(text, line))
            line = Lines.Next(text, line);
        return line < text.Length && !IsMarker(text, line, "---") && !IsObject(text, line);
    }

    private static bool IsObject(string text, int line) => Lines.StartsWith(text, line, "apiVersion:") || Lines.StartsWith(text, line, "kind:");

    // Files that were joined may have a byte-order mark at the start of each (YAML 1.2.2, 5.2).
    private static int StartAt(string text, int marker)
    {
        var next = Lines.Next(text, marker);
        return next < text.Length && text[next] == ByteOrderMark && Lines.IsBlank(text, marker + 3) ? next + 1 : marker;
    }

    private static int AfterMark(string text, int offset) => offset < text.Length && text[offset] == ByteOrderMark ? offset + 1 : offset;

    private static bool IsMarker(string text, int line, string marker) =>
        line < text.Length && text[line] == marker[0] && Lines.StartsWith(text, line, marker) && (line + 3 == text.Length || char.IsWhiteSpace(text[line + 3]));

    private static bool IsCommentOrDirective(string text, int line) => text[line] == '%' || Lines.IsBlank(text, AfterMark(text, line));
}
