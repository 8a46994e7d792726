using System.Text;

namespace Hale.Yaml;

/// <summary>
/// What the parser is given to read of a chunk. YamlDotNet is stricter than kubectl's parser in two ways that manifests
/// meet: it rejects the tabs between JSON's tokens, and lines of a flow collection or quoted text that are not indented
/// deeper than their key. Here the former become spaces, and the latter can be indented; offsets are mapped back.
/// </summary>
internal sealed class ParserText
{
    // Each line that is indented costs another parse, so that long texts get fewer.
    private const int MostIndentedLines = 100;
    private const int MostCharacters = 16 * 1024 * 1024;

    private readonly string _text;
    private readonly IReadOnlyList<int> _indented; // the starts of the lines that get more spaces, in order
    private readonly int _width;

    public ParserText(DocumentChunk chunk)
    {
        var text = chunk.Text;
        IsJson = IsFlow(text);
        _text = IsJson ? text.Replace('\t', ' ') : text;
        _indented = [];
    }

    private ParserText(ParserText text, int line)
    {
        IsJson = text.IsJson;
        _text = text._text;
        _indented = [.. text._indented, line];
        _width = text._width > 0 ? text._width : DeepestIndentation() + 1;
    }

    /// <summary>Whether the whole chunk is one flow collection, as JSON is. A tab is no mistake there.</summary>
    public bool IsJson { get; }

    /// <summary>The same text with the line that holds an offset of the chunk indented; null when that cannot help any more.</summary>
    public ParserText? IndentedAt(int offset)
    {
        var line = offset == 0 ? 0 : _text.LastIndexOfAny(['\r', '\n'], offset - 1) + 1;
        var isNew = line > (_indented.Count > 0 ? _indented[_indented.Count - 1] : 0);
        var isTooMuch = _indented.Count == MostIndentedLines || (long)_indented.Count * _text.Length > MostCharacters;
        return isNew && !isTooMuch ? new ParserText(this, line) : null;
    }

    /// <summary>The offset in the chunk that an offset in <see cref="ToString"/> stands for.</summary>
    public int Original(long offset)
    {
        for (var i = _indented.Count - 1; i >= 0; i--)
        {
            var inserted = _indented[i] + i * _width;
            if (offset > inserted)
                return (int)Math.Min(Math.Max(_indented[i], offset - (i + 1) * _width), _text.Length);
        }

        return (int)Math.Min(offset, _text.Length);
    }

    /// <inheritdoc />
    public override string ToString()
    {
        if (_indented.Count == 0)
            return _text;
        var result = new StringBuilder(_text);
        for (var i = _indented.Count - 1; i >= 0; i--)
            result.Insert(_indented[i], " ", _width);
        return result.ToString();
    }

    private static bool IsFlow(string text)
    {
        var start = text.TrimStart();
        return start.Length > 0 && start[0] is '{' or '[';
    }

    // No key stands deeper than the spaces and indicators before it.
    private int DeepestIndentation()
    {
        var deepest = 0;
        var start = 0;
        for (var i = 0; i < _text.Length; i++)
        {
            if (_text[i] is '\r' or '\n')
                start = i + 1;
            else if (start <= i && _text[i] is (' ' or '-' or '?' or ':'))
                deepest = Math.Max(deepest, i + 1 - start);
            else
                start = int.MaxValue; // The rest of the line is content.
        }

        return deepest;
    }
}
