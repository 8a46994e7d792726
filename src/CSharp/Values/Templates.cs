using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Values;

/// <summary>Words and holes of a text that give way to a value, as in a template. Where they stood is where the value stands.</summary>
internal static class Templates
{
    /// <summary>A text with a value in place of some words, wherever they stand; null where they may stand in part of what is not known.</summary>
    public static Value? Replace(Value text, SyntaxNode at, string sought, Value value)
    {
        var pieces = Texts.PiecesOf(text, at);
        return MayBeAcross(pieces, sought) ? null : Texts.PutTogether([.. pieces.SelectMany(piece => ReplaceIn(piece, sought, value))]);
    }

    private static IEnumerable<TextPiece> ReplaceIn(TextPiece piece, string sought, Value value)
    {
        if (piece.Value is not Scalar { Text: var text })
        {
            yield return piece;
            yield break;
        }

        var from = 0;
        for (var at = IndexOf(from); at >= 0; at = IndexOf(from))
        {
            if (at > from)
                yield return PartOf(piece, text, from, at - from);
            yield return PartOf(piece, text, at, sought.Length) with { Value = value, IsInstead = true };
            from = at + sought.Length;
        }

        if (from < text.Length)
            yield return PartOf(piece, text, from, text.Length - from);

        int IndexOf(int start) => text.IndexOf(sought, start, StringComparison.Ordinal);
    }

    private static TextPiece PartOf(TextPiece piece, string text, int start, int length)
    {
        var part = piece with { Value = new Scalar(text.Substring(start, length)) };
        return piece.IsInstead ? part : part with { Start = piece.Start + start, Length = length };
    }

    // Whether the words may begin in one piece and go on in the next; a piece that is not known may hold any part of them.
    private static bool MayBeAcross(IReadOnlyList<TextPiece> pieces, string sought)
    {
        for (var i = 1; i < pieces.Count; i++)
        {
            var (before, after) = (TextOf(pieces[i - 1]), TextOf(pieces[i]));
            for (var cut = 1; cut < sought.Length; cut++)
            {
                if (MayEndWith(before, sought.Substring(0, cut)) && MayBeginWith(after, sought.Substring(cut)))
                    return true;
            }
        }

        return false;
    }

    private static string? TextOf(TextPiece piece) => (piece.Value as Scalar)?.Text;

    private static bool MayEndWith(string? text, string end) => text is null || (text.Length < end.Length
        ? end.EndsWith(text, StringComparison.Ordinal)
        : text.EndsWith(end, StringComparison.Ordinal));

    private static bool MayBeginWith(string? text, string beginning) => text is null || (text.Length < beginning.Length
        ? beginning.StartsWith(text, StringComparison.Ordinal)
        : text.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>The parts of a text with plain holes, as <c>string.Format</c> fills them; a format or alignment in one makes it unknown.</summary>
    public static IEnumerable<TextPiece> Format(TextPiece written, string format, IReadOnlyList<Value> values)
    {
        var start = 0;
        while (start < format.Length)
        {
            var open = format.IndexOfAny(['{', '}'], start);
            if (open < 0)
                break;
            if (open > start)
                yield return PartOf(written, format, start, open - start);
            var isEscape = open + 1 < format.Length && format[open + 1] == format[open];
            var close = isEscape ? open + 1 : format.IndexOf('}', open);
            if (close < 0)
                yield break;
            yield return isEscape
                ? PartOf(written, format, open, 1)
                : PartOf(written, format, open, close - open + 1) with { Value = Texts.Once(Filled(format.Substring(open + 1, close - open - 1), values)), IsInstead = true };
            start = close + 1;
        }

        if (start < format.Length)
            yield return PartOf(written, format, start, format.Length - start);
    }

    private static Value Filled(string hole, IReadOnlyList<Value> values) =>
        int.TryParse(hole, out var index) && index >= 0 && index < values.Count ? values[index] : Value.Present("formatted text");
}
