using Hale.Rules.Tree;

namespace Hale.Cli.Reports.Text;

/// <summary>A line of a source text and the part of it that a place covers, all as offsets in the text.</summary>
internal readonly record struct SourceLine(SourceText Source, int Number, int Start, int End, int MarkStart, int MarkEnd)
{
    private const int MostLines = 4;

    public static int LastNumber(Place place) => place.Source.PositionAt(LastOffset(place)).Line;

    /// <summary>The lines of a place; of a long one the first two and the last, with a null for those between.</summary>
    public static IEnumerable<SourceLine?> Of(Place place)
    {
        var line = Holding(place, place.Start);
        var last = LastNumber(place);
        var shown = last - line.Number < MostLines ? last : line.Number + 1;
        yield return line;
        while (line.Number < shown)
            yield return line = Holding(place, NextStart(line));
        if (shown < last)
        {
            yield return null;
            yield return Holding(place, LastOffset(place));
        }
    }

    private static int LastOffset(Place place) => place.End > place.Start ? place.End - 1 : place.Start;

    private static SourceLine Holding(Place place, int offset)
    {
        var text = place.Source.Text;
        var (number, column) = place.Source.PositionAt(offset);
        var start = offset - column + 1;
        if (start == 0 && text.StartsWith('\uFEFF'))
            start = 1; // The byte-order mark is no part of the line.
        var end = text.IndexOfAny(['\r', '\n'], start) is >= 0 and var found ? found : text.Length;
        var markStart = Math.Clamp(place.Start, FirstInked(place, start, end), end);
        return new SourceLine(place.Source, number, start, end, markStart, Math.Clamp(place.End, markStart, end));
    }

    // On every line but the first the mark leaves the indentation out.
    private static int FirstInked(Place place, int start, int end)
    {
        var offset = start;
        while (place.Start < start && offset < end && place.Source.Text[offset] is ' ' or '\t')
            offset++;
        return offset;
    }

    private static int NextStart(SourceLine line)
    {
        var text = line.Source.Text;
        return line.End + (text[line.End] == '\r' && line.End + 1 < text.Length && text[line.End + 1] == '\n' ? 2 : 1);
    }
}
