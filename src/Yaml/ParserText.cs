using System.Text;

namespace Hale.Yaml;

/// <summary>
/// What the parser is given to read of a chunk. YamlDotNet is stricter than kubectl's parser in two ways that manifests
/// meet: it rejects the tabs between JSON's tokens, and lines of a flow collection or quoted text that are not indented
/// deeper than their key. Here the former become spaces, and the latter can be indented; offsets are mapped back. Lines that
/// stand for what was left out can be blanked.
/// </summary>
internal sealed class ParserText
{
    // Each line that is changed costs another parse, so that long texts get fewer.
    private const int MostIndentedLines = 100;
    private const int MostGaps = 100;
    private const int MostCharacters = 16 * 1024 * 1024;

    private readonly DocumentChunk _chunk;
    private readonly IReadOnlyList<int> _indented; // the starts of the lines that get more spaces, in order
    private readonly int _width;

    public ParserText(DocumentChunk chunk)
    {
        _chunk = chunk;
        IsJson = IsFlow(chunk);
        _indented = [];
        Gaps = [];
    }

    private ParserText(ParserText text, int line)
    {
        IsJson = text.IsJson;
        _chunk = text._chunk;
        _indented = [.. text._indented, line];
        _width = text._width > 0 ? text._width : DeepestIndentation() + 1;
        Gaps = text.Gaps;
    }

    private ParserText(ParserText text, Gap gap)
    {
        IsJson = text.IsJson;
        _chunk = text._chunk;
        _indented = text._indented;
        _width = text._width;
        Gaps = [.. text.Gaps, gap];
    }

    /// <summary>The lines that are not read.</summary>
    public Gap[] Gaps { get; }

    /// <summary>Whether the whole chunk is one flow collection, as JSON is. A tab is no mistake there.</summary>
    public bool IsJson { get; }

    /// <summary>Whether every line is read as it was written.</summary>
    public bool IsUnchanged => _indented.Count == 0 && Gaps.Length == 0;

    /// <summary>The same text without a line that stands for what was left out; null when there are too many.</summary>
    public ParserText? Without(Gap gap) => Gaps.Length == MostGaps || (long)Gaps.Length * _chunk.Length > MostCharacters || Gaps.Contains(gap) ? null : new ParserText(this, gap);

    /// <summary>The same text with the line that holds an offset of the chunk indented; null when that cannot help any more.</summary>
    public ParserText? IndentedAt(int offset)
    {
        var line = _chunk.LineStart(offset);
        var isNew = line > (_indented.Count > 0 ? _indented[_indented.Count - 1] : 0);
        var isTooMuch = _indented.Count == MostIndentedLines || (long)_indented.Count * _chunk.Length > MostCharacters;
        return isNew && !isTooMuch ? new ParserText(this, line) : null;
    }

    /// <summary>The offset in the chunk that an offset in what <see cref="Open"/> gives stands for.</summary>
    public int Original(long offset)
    {
        for (var i = _indented.Count - 1; i >= 0; i--)
        {
            var inserted = _indented[i] + i * _width;
            if (offset > inserted)
                return (int)Math.Min(Math.Max(_indented[i], offset - (i + 1) * _width), _chunk.Length);
        }

        return (int)Math.Min(offset, _chunk.Length);
    }

    /// <summary>What the parser reads.</summary>
    public TextReader Open()
    {
        if (IsUnchanged)
            return new StretchReader(_chunk, tabsAreSpaces: IsJson);
        var result = new StringBuilder(IsJson ? _chunk.Text.Replace('\t', ' ') : _chunk.Text);
        foreach (var gap in Gaps)
        {
            for (var i = gap.Start; i < gap.End; i++)
                result[i] = ' ';
        }

        for (var i = _indented.Count - 1; i >= 0; i--)
            result.Insert(_indented[i], " ", _width);
        return new StringReader(result.ToString());
    }

    private static bool IsFlow(DocumentChunk chunk)
    {
        var (text, first) = (chunk.Source.Text, chunk.Start);
        while (first < chunk.End && char.IsWhiteSpace(text[first]))
            first++;
        return first < chunk.End && text[first] is '{' or '[';
    }

    // No key stands deeper than the spaces and indicators before it.
    private int DeepestIndentation()
    {
        var text = _chunk.Source.Text;
        var deepest = 0;
        var start = _chunk.Start;
        for (var i = start; i < _chunk.End; i++)
        {
            if (text[i] is '\r' or '\n')
                start = i + 1;
            else if (start <= i && text[i] is (' ' or '-' or '?' or ':'))
                deepest = Math.Max(deepest, i + 1 - start);
            else
                start = int.MaxValue; // The rest of the line is content.
        }

        return deepest;
    }

    /// <summary>Reads a chunk where it stands.</summary>
    private sealed class StretchReader(DocumentChunk chunk, bool tabsAreSpaces) : TextReader
    {
        private readonly string _text = chunk.Source.Text;
        private readonly int _end = chunk.End;
        private int _next = chunk.Start;

        public override int Peek() => _next < _end ? Given(_text[_next]) : -1;

        public override int Read() => _next < _end ? Given(_text[_next++]) : -1;

        private char Given(char character) => tabsAreSpaces && character == '\t' ? ' ' : character;
    }
}
