using System.Text;
using Hale.Rules.Tree;

namespace Hale.Yaml;

/// <summary>
/// Reads the YAML that nearly every manifest is written in, several times faster than a parser of all of YAML can: blocks of
/// maps and lists, keys of ordinary characters, values on one line or as a literal block. It gives up at the first thing
/// that is anything else, or that may be a mistake, and the whole document is read by YamlDotNet then. What it reads becomes
/// the same tree with the same places; tests compare the two.
/// </summary>
internal sealed class PlainReader
{
    private const int LongestKey = 200; // YAML's own limit is 1024.
    private const int LongestFolded = 10_000; // Each line copies what was before it.

    private readonly SourceText _source;
    private readonly string _text;
    private readonly int _end;
    private readonly int _deepest;
    private int _at; // the first token of a line, or the end
    private int _column; // of that token; -1 at the end
    private int _lastEnd; // of what was read last

    private PlainReader(DocumentChunk chunk, YamlLimits limits) =>
        (_source, _text, _end, _deepest) = (chunk.Source, chunk.Source.Text, chunk.End, limits.Depth);

    private List<Place> ScalarPlaces { get; } = [];

    /// <summary>The document of a chunk; null when it is not as plain as that.</summary>
    public static Document? Read(DocumentChunk chunk, YamlLimits limits)
    {
        if (!IsPlain(chunk))
            return null;
        var reader = new PlainReader(chunk, limits);
        reader.GoToLine(chunk.Start);
        if (string.CompareOrdinal(reader._text, reader._at, "---", 0, 3) == 0 && reader.IsLineEnd(reader._at + 3))
            reader.GoBehind(reader._at + 3);
        if (reader._column != 0 || reader.KeyEnd(reader._at) < 0 || reader.ReadMap(0) is not { } root || reader._at < chunk.End)
            return null;
        return new Document(chunk.Source, InlinePatches.Expand(root, chunk, limits)) { Comments = CommentFinder.Find(chunk, reader.ScalarPlaces) };
    }

    // Other line ends, control characters and byte-order marks have rules of their own.
    private static bool IsPlain(DocumentChunk chunk)
    {
        var text = chunk.Source.Text;
        for (var i = chunk.Start; i < chunk.End; i++)
        {
            if (text[i] is (< ' ' and not '\n' and not '\t') or (> '~' and < '\u00A0') or '\u2028' or '\u2029' or '\uFEFF')
                return false;
        }

        return chunk.Length > 0;
    }

    private void GoBehind(int position) => GoToLine(LineEnd(position) + 1);

    // Goes to the first token on this line or below it.
    private void GoToLine(int start)
    {
        for (; start < _end; start = LineEnd(_at) + 1)
        {
            _at = start;
            while (CharAt(_at) == ' ')
                _at++;
            _column = _at - start;
            if (CharAt(_at) is not ('\n' or '#'))
                return;
        }

        (_at, _column) = (_end, -1);
    }

    private MapNode? ReadMap(int depth)
    {
        var (start, column) = (_at, _column);
        var entries = new List<Entry>();
        var isOpen = false;
        while (_column == column)
        {
            var end = KeyEnd(_at);
            if (end < 0)
                return null;
            var (key, keyAt) = ReadKey(_at, end);
            isOpen |= Holes.Find(keyAt, key) is not null; // It may be any key.
            if (ReadValue(end + 1, column, depth + 1) is not { } value)
                return null;
            entries.Add(new Entry(key, keyAt, value));
        }

        return _column > column ? null : new MapNode(new Place(_source, start, _lastEnd), entries, isOpen, TreeBuilder.NameOf(entries));
    }

    private ListNode? ReadList(int depth)
    {
        var (start, column) = (_at, _column);
        var items = new List<Node>();
        while (_column == column && IsDash(_at))
        {
            if (ReadItem(_at + 1, column, depth + 1) is not { } item)
                return null;
            items.Add(item);
        }

        return _column > column ? null : new ListNode(new Place(_source, start, _lastEnd), items);
    }

    private (string Key, Place At) ReadKey(int start, int end)
    {
        var quote = CharAt(start) is '"' or '\'' ? 1 : 0;
        return (SharedText.Of(_text, start + quote, end - quote), Take(start, end));
    }

    // What stands behind the ':' of a key, on the same line or below.
    private Node? ReadValue(int start, int column, int depth)
    {
        if (depth > _deepest)
            return null;
        if (!IsLineEnd(start))
            return ReadInline(SkipSpaces(start), column, depth);
        GoBehind(start);
        return _column > column ? ReadBlock(depth)
            : _column == column && IsDash(_at) ? ReadList(depth)
            : Empty(start);
    }

    // What stands behind the '-' of a list.
    private Node? ReadItem(int start, int column, int depth)
    {
        if (depth > _deepest)
            return null;
        if (IsLineEnd(start))
        {
            GoBehind(start);
            return _column > column ? ReadBlock(depth) : Empty(start);
        }

        var content = SkipSpaces(start);
        if (!IsDash(content) && KeyEnd(content) < 0)
            return ReadInline(content, column, depth);
        (_at, _column) = (content, column + 1 + content - start);
        return ReadBlock(depth);
    }

    private Node? ReadBlock(int depth) => IsDash(_at) ? ReadList(depth) : ReadMap(depth);

    private Node? ReadInline(int start, int column, int depth)
    {
        if (CharAt(start) == '|')
            return ReadLiteral(start, column);
        var node = CharAt(start) switch
        {
            '"' or '\'' => ReadQuoted(start),
            '[' or '{' => ReadFlow(start, depth),
            _ => ReadPlain(start, column),
        };
        if (node is null || !IsLineEnd(_lastEnd))
            return null;
        GoBehind(_lastEnd);
        return _column > column ? null : node; // A line that is indented deeper continues the value.
    }

    private Node Empty(int position) => Scalars.Plain(Take(position, position), "");

    private Node? ReadPlain(int start, int column)
    {
        if (!CanStartPlain(start) || PlainEnd(start) is not (> 0 and var end))
            return null;
        var value = SharedText.Of(_text, start, end);
        var (line, breaks) = (LineEnd(end) + 1, 1);
        for (; IsLineBreak(end) && line < _end; line = LineEnd(line) + 1)
        {
            var content = SkipSpaces(line);
            if (CharAt(content) == '\n')
            {
                breaks++;
                continue;
            }

            if (content - line <= column || CharAt(content) == '#')
                break;
            end = PlainEnd(content);
            if (end < 0 || value.Length > LongestFolded)
                return null;
            value += (breaks == 1 ? " " : new string('\n', breaks - 1)) + _text.Substring(content, end - content);
            breaks = 1;
        }

        var at = Take(start, end);
        return Holes.Find(at, value) ?? Scalars.Plain(at, value);
    }

    // Where the text of a plain scalar on one line ends; -1 where it is not as simple as that.
    private int PlainEnd(int start)
    {
        var end = start;
        for (var i = start; CharAt(i) != '\n'; i++)
        {
            var isComment = CharAt(i) == '#' && _text[i - 1] == ' ';
            if (isComment)
                break;
            if (CharAt(i) == '\t' || (CharAt(i) == ':' && CharAt(i + 1) is ' ' or '\n' or '\t'))
                return -1;
            if (CharAt(i) != ' ')
                end = i + 1;
        }

        return char.IsWhiteSpace(_text[end - 1]) ? -1 : end; // Not all white space is white to YAML.
    }

    private bool CanStartPlain(int position) => CharAt(position) switch
    {
        '-' => CharAt(position + 1) is not (' ' or '\n' or '\t' or '-'),
        '?' or ':' or ',' or ']' or '}' or '#' or '&' or '*' or '!' or '>' or '%' or '@' or '`' => false,
        _ => true,
    };

    private Node? ReadQuoted(int start)
    {
        var end = QuotedEnd(start);
        var value = end > 0 ? SharedText.Of(_text, start + 1, end - 1) : Unescaped(start, out end);
        if (value is null)
            return null;
        var at = Take(start, end);
        return Holes.Find(at, value) ?? new ScalarNode(at, ScalarKind.String, value);
    }

    // Quoted text on one line with the escapes that people write; null for any other.
    private string? Unescaped(int start, out int end)
    {
        var quote = _text[start];
        var value = new StringBuilder();
        for (end = start + 1; CharAt(end) is not ('\n' or '\t'); end++)
        {
            var isEscape = quote == '"' ? CharAt(end) == '\\' : CharAt(end) == quote && CharAt(end + 1) == quote;
            if (!isEscape && CharAt(end) == quote)
            {
                end++;
                return value.ToString();
            }

            var character = isEscape ? EscapedBy(CharAt(++end)) : CharAt(end);
            if (character == '\0')
                return null;
            value.Append(character);
        }

        return null;
    }

    private static char EscapedBy(char character) => character switch
    {
        'n' => '\n',
        't' => '\t',
        '"' or '\\' or '\'' => character,
        _ => '\0',
    };

    // Where quoted text on one line without any escape ends; -1 for any other.
    private int QuotedEnd(int start)
    {
        var quote = CharAt(start);
        for (var i = start + 1; CharAt(i) is not ('\n' or '\\' or '\t'); i++)
        {
            if (CharAt(i) == quote)
                return CharAt(i + 1) == quote ? -1 : i + 1;
        }

        return -1;
    }

    // A list or map in brackets on one line, of words and quoted text.
    private Node? ReadFlow(int start, int depth) => CharAt(start) switch
    {
        _ when depth > _deepest => null,
        '[' => ReadFlowList(start, depth + 1),
        '{' => ReadFlowMap(start, depth + 1),
        '"' or '\'' => ReadQuoted(start),
        _ => ReadWord(start),
    };

    private ListNode? ReadFlowList(int start, int depth)
    {
        var items = new List<Node>();
        var position = SkipSpaces(start + 1);
        while (CharAt(position) != ']')
        {
            if (ReadFlow(position, depth) is not { } item)
                return null;
            items.Add(item);
            position = NextInFlow(']');
            if (position < 0)
                return null;
        }

        _lastEnd = position + 1;
        return new ListNode(new Place(_source, start, _lastEnd), items);
    }

    private MapNode? ReadFlowMap(int start, int depth)
    {
        var entries = new List<Entry>();
        var isOpen = false;
        var position = SkipSpaces(start + 1);
        while (CharAt(position) != '}')
        {
            var end = KeyEnd(position);
            if (end < 0)
                return null;
            var (key, keyAt) = ReadKey(position, end);
            isOpen |= Holes.Find(keyAt, key) is not null;
            if (ReadFlow(SkipSpaces(end + 1), depth) is not { } value)
                return null;
            entries.Add(new Entry(key, keyAt, value));
            position = NextInFlow('}');
            if (position < 0)
                return null;
        }

        _lastEnd = position + 1;
        return new MapNode(new Place(_source, start, _lastEnd), entries, isOpen, TreeBuilder.NameOf(entries));
    }

    // Where the next item starts, or the bracket that closes; -1 where it is neither.
    private int NextInFlow(char close)
    {
        var position = SkipSpaces(_lastEnd);
        if (CharAt(position) != ',')
            return CharAt(position) == close ? position : -1;
        position = SkipSpaces(position + 1);
        return CharAt(position) == close ? -1 : position;
    }

    private Node? ReadWord(int start)
    {
        var end = start;
        while (IsInKey(CharAt(end)) || (CharAt(end) == ':' && end > start && IsInKey(CharAt(end + 1))))
            end++;
        if (end == start || CharAt(start) == '-')
            return null;
        var value = SharedText.Of(_text, start, end);
        return Scalars.Plain(Take(start, end), value);
    }

    private Node? ReadLiteral(int start, int column)
    {
        var chomping = CharAt(start + 1) is '-' or '+' ? CharAt(start + 1) : ' ';
        var header = SkipSpaces(chomping == ' ' ? start + 1 : start + 2);
        if (CharAt(header) != '\n' || Indentation(header + 1) is not { } indentation || indentation <= column)
            return null;
        var value = new StringBuilder();
        var (line, breaks, end) = (header + 1, 0, 0);
        for (; line < _end; line = LineEnd(line) + 1)
        {
            var content = line;
            while (content < line + indentation && CharAt(content) == ' ')
                content++;
            if (CharAt(content) == '\n')
            {
                breaks++;
                continue;
            }

            if (content < line + indentation)
                break;
            end = LineEnd(content);
            if (end == _end)
                return null; // Whether the value ends with a line break is another question then.
            value.Append('\n', breaks).Append(_text, content, end - content);
            breaks = 1;
        }

        GoToLine(line);
        if (_column > column || (line < _end && Width(line) > column))
            return null;
        value.Append('\n', chomping switch { '-' => 0, '+' => breaks, _ => 1 });
        var at = Take(start, end);
        return Holes.Find(at, value.ToString()) ?? new ScalarNode(at, ScalarKind.String, value.ToString());
    }

    // That of a literal's first line with content; null where it has none, or is a mistake.
    private int? Indentation(int line)
    {
        var widest = 0;
        for (; line < _end; line = LineEnd(line) + 1)
        {
            var width = Width(line);
            if (CharAt(line + width) != '\n')
                return widest > width || CharAt(line + width) == '\t' ? null : width;
            widest = Math.Max(widest, width);
        }

        return null;
    }

    private int Width(int line) => SkipSpaces(line) - line;

    // The place of a scalar, without the white space at its end.
    private Place Take(int start, int end)
    {
        while (end > start && char.IsWhiteSpace(CharAt(end - 1)))
            end--;
        var at = new Place(_source, start, end);
        ScalarPlaces.Add(at);
        _lastEnd = end;
        return at;
    }

    // Where a key ends, at its ':'; -1 where none starts.
    private int KeyEnd(int start)
    {
        var end = start;
        if (CharAt(start) is '"' or '\'')
            end = QuotedEnd(start);
        else if (CharAt(start) != '-')
            while (IsInKey(CharAt(end)))
                end++;
        var isKey = end > start && end - start <= LongestKey && CharAt(end) == ':' && CharAt(end + 1) is ' ' or '\n';
        return isKey ? end : -1;
    }

    private static bool IsInKey(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or '/';

    private bool IsDash(int position) => position < _end && CharAt(position) == '-' && CharAt(position + 1) is ' ' or '\n';

    private bool IsLineBreak(int position) => CharAt(SkipSpaces(position)) == '\n';

    private bool IsLineEnd(int position)
    {
        var next = SkipSpaces(position);
        return CharAt(next) == '\n' || (CharAt(next) == '#' && next > position);
    }

    private int SkipSpaces(int position)
    {
        while (CharAt(position) == ' ')
            position++;
        return position;
    }

    private int LineEnd(int position) => _text.IndexOf('\n', position) is >= 0 and var end ? end : _end;

    // The last line ends, whether or not it says so.
    private char CharAt(int position) => position < _end ? _text[position] : '\n';
}
