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

    /// <summary>The line that starts at an offset of the whole text.</summary>
    public Place Line(int start) => OnOneLine(start - Start, Length);

    /// <summary>Whether such a line ends in a colon, as that of a key without a value beside it does.</summary>
    public bool EndsInColon(int line) => Line(line).Text.TrimEnd().EndsWith(":", StringComparison.Ordinal);

    /// <summary>A stretch as far as its first line goes: at least one character, unless the line ends where it starts.</summary>
    public Place OnOneLine(int start, int end)
    {
        var lineEnd = Source.Text.IndexOfAny(['\r', '\n'], Start + start, Length - start);
        var last = lineEnd < 0 ? Length : lineEnd - Start;
        return At(start, Math.Max(start, Math.Min(Math.Max(end, start + 1), last)));
    }
}
