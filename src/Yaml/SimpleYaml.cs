using YamlDotNet.Core;

namespace Hale.Yaml;

/// <summary>
/// Finds the structure of YAML as nearly all manifests write it: block maps and lists, text of one line or folded, block
/// scalars, and brackets. It takes a tenth of YamlDotNet's time and makes no objects. What it does not know for sure, and so
/// every mistake, it leaves to YamlDotNet; where it answers, both answer the same (SimpleYamlTests).
/// </summary>
internal sealed class SimpleYaml
{
    private const int MostCharacters = 1024 * 1024; // so that the events of a chunk take little memory
    private const int MostNesting = 100;
    private const int LongestKey = 256;

    // Other ends of lines than '\n', and a mark that YamlDotNet skips: few enough to be sought quickly.
    private static readonly char[] Foreign = ['\r', '\u0085', '\u2028', '\u2029', '\uFEFF'];
    private static readonly char[] EndsOfPlain = [':', '#', '\t'];
    private static readonly char[] EndsOfFlowPlain = [',', '[', ']', '{', '}', ':', '#', '\t', '\n'];
    private const string Indicators = "-?:,[]{}#&*!|>'\"%@`\t";
    private static readonly char[] EscapesOrQuote = ['"', '\\'];

    private readonly string _text;
    private readonly int _start;
    private readonly int _end;
    private readonly List<YamlEvent> _events;
    private int _next; // the token that is read next
    private int _lineStart; // where its line starts
    private int _nesting;
    private bool _hasBrackets;

    private SimpleYaml(DocumentChunk chunk, List<YamlEvent> events)
    {
        (_text, _start, _end) = (chunk.Source.Text, chunk.Start, chunk.End);
        (_next, _lineStart) = (_start, _start);
        _events = events;
    }

    private int Column => _next - _lineStart;

    private bool IsAtEnd => _next == _end;

    private bool IsAtQuote => _text[_next] is '"' or '\'';

    private bool IsAtDash => IsAt(_next, '-') && IsBlank(_next + 1);

    /// <summary>Adds the events of a chunk; false when it is not simple, and then those that were added mean nothing.</summary>
    public static bool TryRead(DocumentChunk chunk, List<YamlEvent> events) =>
        chunk.Length <= MostCharacters
        && chunk.Source.Text.IndexOfAny(Foreign, chunk.Start, chunk.Length) < 0
        && chunk.Source.Text.IndexOf('\0', chunk.Start, chunk.Length) < 0 // which ends a text for YamlDotNet
        && new SimpleYaml(chunk, events).ReadDocument();

    private bool ReadDocument()
    {
        Add(YamlEventKind.Start, _next);
        Add(YamlEventKind.DocumentStart, _next);
        if (!SkipToToken() || !SkipMarker() || IsAtEnd || !ReadNode(indent: -1, startsBlock: true) || !IsAtEnd)
            return false;
        Add(YamlEventKind.DocumentEnd, _next);
        Add(YamlEventKind.End, _next);
        return true;
    }

    private bool SkipMarker()
    {
        if (Column > 0 || _end - _next < 3 || string.CompareOrdinal(_text, _next, "---", 0, 3) != 0)
            return true;
        _next += 3;
        return EndsLine();
    }

    private bool ReadNode(int indent, bool startsBlock)
    {
        if (startsBlock && IsAtDash)
            return ReadList();
        if (startsBlock && IsAtKey(out _, out _))
            return ReadMap();
        return indent >= 0 && ReadValue(indent);
    }

    private bool ReadMap()
    {
        var column = Column;
        if (++_nesting > MostNesting)
            return false;
        Add(YamlEventKind.MapStart, _next);
        while (!IsAtEnd && Column == column)
        {
            if (!ReadEntry(column))
                return false;
        }

        _nesting--;
        Add(YamlEventKind.MapEnd, _next);
        return IsAtEnd || Column < column;
    }

    private bool ReadEntry(int column)
    {
        if (!IsAtKey(out var end, out var colon))
            return false;
        AddScalar(_next, end, StyleOf(_text[_next]));
        _next = colon + 1;
        var line = _lineStart;
        if (!SkipToToken())
            return false;
        if (!IsAtEnd && _lineStart == line)
            return ReadNode(column, startsBlock: false);
        if (!IsAtEnd && (Column > column || (Column == column && IsAtDash)))
            return ReadNode(column, startsBlock: true);
        AddScalar(colon + 1, colon + 1, ScalarStyle.Plain);
        return true;
    }

    private bool ReadList()
    {
        var column = Column;
        if (++_nesting > MostNesting)
            return false;
        Add(YamlEventKind.ListStart, _next);
        while (!IsAtEnd && Column == column && IsAtDash)
        {
            var behind = ++_next;
            if (!SkipToToken())
                return false;
            if (IsAtEnd || Column <= column)
                AddScalar(behind, behind, ScalarStyle.Plain);
            else if (!ReadNode(column, startsBlock: true))
                return false;
        }

        _nesting--;
        Add(YamlEventKind.ListEnd, _next);
        return IsAtEnd || Column <= column; // A list may stand at the column of its key.
    }

    // Whether a key starts here: text that is followed by a ':' on its line.
    private bool IsAtKey(out int end, out int colon)
    {
        var lineEnd = LineEnd(_next);
        end = IsAtQuote ? QuotedEnd(_next, lineEnd) : StartsPlain(_next) ? PlainEnd(_next, lineEnd) : -1;
        colon = end < 0 ? -1 : AfterSpaces(end);
        return colon >= 0 && IsAt(colon, ':') && IsBlank(colon + 1) && end - _next <= LongestKey && _text.IndexOf('*', _next, end - _next) < 0; // YamlDotNet takes " *" for an alias.
    }

    // What stands in one place: anything but a block map or list.
    private bool ReadValue(int indent) => _text[_next] switch
    {
        '|' or '>' => ReadBlockScalar(indent),
        '"' or '\'' => ReadQuoted(indent) && EndsLine(),
        '[' or '{' => ReadFlow(indent) && EndsLine(),
        _ => ReadPlain(indent),
    };

    // Over the lines that are indented deeper than what holds them, up to a comment.
    private bool ReadPlain(int indent)
    {
        if (!StartsPlain(_next))
            return false;
        var (start, end) = (_next, _next);
        for (var from = start; from >= 0; from = IsAt(_next, '#') ? -1 : FoldedLine(_next, indent))
        {
            end = PlainEnd(from, LineEnd(from));
            _next = AfterSpaces(end);
            if (!IsAtEnd && _text[_next] is ':' or '\t')
                return false;
        }

        AddScalar(start, end, ScalarStyle.Plain);
        return SkipToToken();
    }

    // Where the text of a line ends: with the line, or before a comment, before a ':' that makes it a key, or before a tab.
    private int PlainEnd(int from, int lineEnd)
    {
        var end = _text.IndexOfAny(EndsOfPlain, from, lineEnd - from);
        while (end >= 0 && (_text[end] == '#' ? _text[end - 1] != ' ' : _text[end] == ':' && !IsBlank(end + 1)))
            end = _text.IndexOfAny(EndsOfPlain, end + 1, lineEnd - end - 1);
        return BeforeSpaces(end < 0 ? lineEnd : end);
    }

    // The text of the next line that is not empty, where it goes on with what stands above; -1 where it does not.
    private int FoldedLine(int lineEnd, int indent)
    {
        while (lineEnd < _end)
        {
            var first = AfterSpaces(lineEnd + 1);
            if (first == _end || _text[first] != '\n')
                return first < _end && first - lineEnd - 1 > indent && _text[first] != '#' ? first : -1;
            lineEnd = first;
        }

        return -1;
    }

    private bool ReadQuoted(int indent)
    {
        var end = QuotedEnd(_next, _end);
        if (end < 0 || !GoesOnDeeper(_next, end, indent))
            return false;
        AddScalar(_next, end, StyleOf(_text[_next]));
        _next = end;
        return true;
    }

    // Behind the quote that closes; -1 where there is none, or an escape that is not simple.
    private int QuotedEnd(int start, int end)
    {
        for (var i = start + 1; i < end; i += 2)
        {
            i = _text[start] == '\'' ? _text.IndexOf('\'', i, end - i) : _text.IndexOfAny(EscapesOrQuote, i, end - i);
            if (i < 0)
                return -1;
            if (_text[i] == '"' || (_text[i] == '\'' && !IsAt(i + 1, '\'')))
                return i + 1;
            if (_text[i] == '\\' && (i + 1 == end || SimpleScalars.Unescaped(_text[i + 1]) is null))
                return -1;
        }

        return -1;
    }

    // Whether a text stands on one line, or its other lines are indented deeper than what holds it.
    private bool GoesOnDeeper(int start, int end, int indent)
    {
        var lineEnd = LineEnd(start);
        if (lineEnd >= end)
            return true;
        for (; lineEnd < end; lineEnd = LineEnd(lineEnd + 1))
        {
            var first = AfterSpaces(lineEnd + 1);
            if (first - lineEnd - 1 <= indent && !IsAt(first, '\n'))
                return false;
        }

        return _text.IndexOf('\t', start, end - start) < 0;
    }

    private bool ReadBlockScalar(int indent)
    {
        var start = _next;
        var headerEnd = AfterSpaces(IsAt(start + 1, '-') || IsAt(start + 1, '+') ? start + 2 : start + 1);
        if (!IsAt(headerEnd, '\n'))
            return false;
        var first = headerEnd + 1;
        while (IsAt(first, '\n'))
            first++;
        var content = AfterSpaces(first);
        if (content - first <= indent || content == _end || _text[content] is '\n' or '\t')
            return false;
        _lineStart = _next = BlockEnd(first, content - first);
        AddScalar(start, _next, _text[start] == '|' ? ScalarStyle.Literal : ScalarStyle.Folded);
        return SkipToToken();
    }

    // The first line that is neither empty nor indented by as much.
    private int BlockEnd(int line, int indent)
    {
        while (line < _end)
        {
            var first = AfterSpaces(line);
            if (first - line < indent && !IsAt(first, '\n') && first < _end)
                return line;
            line = Math.Min(LineEnd(first) + 1, _end);
        }

        return line;
    }

    private bool ReadFlow(int indent)
    {
        var isList = _text[_next] == '[';
        var close = isList ? ']' : '}';
        if (++_nesting > MostNesting)
            return false;
        _hasBrackets = true;
        Add(isList ? YamlEventKind.ListStart : YamlEventKind.MapStart, _next++, isFlow: true);
        if (!SkipInFlow(indent) || (!IsAt(_next, close) && !ReadFlowItems(isList, close, indent)))
            return false;
        _nesting--;
        Add(isList ? YamlEventKind.ListEnd : YamlEventKind.MapEnd, _next, isFlow: true);
        return IsAt(_next++, close);
    }

    private bool ReadFlowItems(bool isList, char close, int indent)
    {
        while (isList ? ReadFlowNode(indent) : ReadFlowEntry(indent))
        {
            if (!IsAt(_next, ','))
                return true;
            _next++;
            if (!SkipInFlow(indent))
                return false;
            if (IsAt(_next, close))
                return true;
        }

        return false;
    }

    private bool ReadFlowEntry(int indent)
    {
        var start = _next;
        if (!ReadFlowScalar() || _next - start > LongestKey || !IsAt(_next++, ':') || !IsAt(_next, ' '))
            return false;
        var line = _lineStart;
        return SkipInFlow(indent) && _lineStart == line && ReadFlowNode(indent);
    }

    private bool ReadFlowNode(int indent) => (IsAt(_next, '[') || IsAt(_next, '{') ? ReadFlow(indent) : ReadFlowScalar()) && SkipInFlow(indent);

    private bool ReadFlowScalar()
    {
        var end = IsAtEnd ? -1 : IsAtQuote ? QuotedEnd(_next, _end) : StartsPlain(_next) ? FlowPlainEnd(_next) : -1;
        if (end < 0 || _text.IndexOf('\n', _next, end - _next) >= 0)
            return false;
        AddScalar(_next, end, StyleOf(_text[_next]));
        _next = end;
        return true;
    }

    // A bracket may close anywhere.
    private bool SkipInFlow(int indent)
    {
        var line = _lineStart;
        return SkipToToken() && (_lineStart == line || Column > indent || IsAt(_next, ']') || IsAt(_next, '}'));
    }

    // -1 where YamlDotNet has rules of its own.
    private int FlowPlainEnd(int start)
    {
        for (var i = _text.IndexOfAny(EndsOfFlowPlain, start, _end - start); i >= 0; i = _text.IndexOfAny(EndsOfFlowPlain, i + 1, _end - i - 1))
        {
            if (_text[i] == ':' ? IsBlank(i + 1) : _text[i] is not ('#' or '\t'))
                return BeforeSpaces(i);
            if (_text[i] != ':' || !StartsPlain(i + 1))
                return -1;
        }

        return -1;
    }

    private bool StartsPlain(int offset) => !IsBlank(offset) && _text[offset] switch
    {
        '-' => IsAt(offset + 1, '-') || (!IsBlank(offset + 1) && Indicators.IndexOf(_text[offset + 1]) < 0),
        '.' => Column > 0, // At the beginning of a line it may end the document.
        ':' => !_hasBrackets && !IsBlank(offset + 1), // Behind brackets YamlDotNet may swallow it.
        var first => Indicators.IndexOf(first) < 0,
    };

    private static ScalarStyle StyleOf(char first) => first switch { '"' => ScalarStyle.DoubleQuoted, '\'' => ScalarStyle.SingleQuoted, _ => ScalarStyle.Plain };

    // Over what may stand behind a complete value on its line, and on to the next token.
    private bool EndsLine()
    {
        var line = _lineStart;
        return IsBlank(_next) && SkipToToken() && (IsAtEnd || _lineStart > line);
    }

    // Over spaces, ends of lines and comments; false at a tab, which is white space only in some places.
    private bool SkipToToken()
    {
        for (; _next < _end; _next++)
        {
            if (_text[_next] == '#' && (_next == _start || IsBlank(_next - 1)))
                _next = LineEnd(_next);
            if (IsAt(_next, '\n'))
                _lineStart = _next + 1;
            else if (!IsAt(_next, ' '))
                return !IsAt(_next, '\t') && !IsAt(_next, '#');
        }

        return true;
    }

    private int AfterSpaces(int offset)
    {
        while (offset < _end && _text[offset] == ' ')
            offset++;
        return offset;
    }

    private int BeforeSpaces(int offset)
    {
        while (_text[offset - 1] == ' ')
            offset--;
        return offset;
    }

    private int LineEnd(int offset) => _text.IndexOf('\n', offset, _end - offset) is >= 0 and var end ? end : _end;

    private bool IsAt(int offset, char character) => offset < _end && _text[offset] == character;

    private bool IsBlank(int offset) => offset >= _end || _text[offset] is ' ' or '\n' or '\t';

    private void Add(YamlEventKind kind, int offset, bool isFlow = false) => _events.Add(new YamlEvent(kind, offset - _start, offset - _start, IsFlow: isFlow));

    private void AddScalar(int start, int end, ScalarStyle style) => _events.Add(new YamlEvent(YamlEventKind.Scalar, start - _start, end - _start, style));
}
