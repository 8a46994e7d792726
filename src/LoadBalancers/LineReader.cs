using System.Text;
using Hale.Rules.Tree;

namespace Hale.LoadBalancers;

/// <summary>Splits a text into lines of words. Quotes, escapes and what a template will fill in keep a word together.</summary>
/// <param name="text">What to read.</param>
/// <param name="commentMarks">The characters that start a comment, wherever they stand.</param>
/// <param name="hasBlocks">Whether braces around several lines are a part of the format.</param>
internal sealed class LineReader(ConfigText text, string commentMarks, bool hasBlocks)
{
    // Keeps the time in proportion to the text, whatever that is.
    private const int LongestHole = 500;

    private readonly StringBuilder _word = new();
    private readonly List<Comment> _comments = [];
    private int _at = text.Start;

    /// <summary>The comments of the lines read so far. What does not stand in the source as it is has none: they would have no place.</summary>
    public IReadOnlyList<Comment> Comments => _comments;

    /// <summary>The lines that have words.</summary>
    public IEnumerable<List<Word>> Lines()
    {
        var line = new List<Word>();
        while (_at < text.End)
        {
            var character = text.Text[_at];
            if (character is '\n' or '\r')
            {
                if (line.Count > 0)
                    yield return line;
                line = [];
                _at++;
            }
            else if (char.IsWhiteSpace(character) || character == '\uFEFF')
            {
                _at++;
            }
            else if (commentMarks.IndexOf(character) >= 0)
            {
                ReadComment();
            }
            else if (character == '\\' && IsLineEnd(_at + 1))
            {
                _at += Next(1) == '\r' && Next(2) == '\n' ? 3 : 2;
            }
            else
            {
                line.Add(ReadWord());
            }
        }

        if (line.Count > 0)
            yield return line;
    }

    private Word ReadWord()
    {
        if (hasBlocks && IsBrace())
            return new Word("", text.At(_at, ++_at), text.Text[_at - 1] == '{' ? WordMark.Open : WordMark.Close);
        _word.Clear();
        var start = _at;
        var firstQuoteEnd = -1;
        while (_at < text.End && !EndsWord())
        {
            if (HoleEnd() is > 0 and var end)
                Take(end - _at);
            else if (text.Text[_at] is '"' or '\'')
                ReadQuoted(ref firstQuoteEnd, isFirst: _at == start);
            else if (text.Text[_at] == '\\' && !IsLineEnd(_at + 1))
                Escaped();
            else
                Take(1);
        }

        var isQuoted = firstQuoteEnd == _at && _at - start >= 2;
        return new Word(_word.ToString(), isQuoted ? text.At(start + 1, _at - 1) : text.At(start, _at));
    }

    private void ReadQuoted(ref int firstQuoteEnd, bool isFirst)
    {
        var quote = text.Text[_at++];
        while (!IsLineEnd(_at) && text.Text[_at] != quote)
        {
            if (quote == '"' && text.Text[_at] == '\\' && !IsLineEnd(_at + 1))
                Escaped();
            else
                Take(1);
        }

        if (IsLineEnd(_at))
            return;
        _at++;
        if (isFirst)
            firstQuoteEnd = _at;
    }

    private void Escaped()
    {
        _at++;
        Take(1);
    }

    private void Take(int count)
    {
        _word.Append(text.Text, _at, count);
        _at += count;
    }

    private bool EndsWord() =>
        char.IsWhiteSpace(text.Text[_at]) || commentMarks.IndexOf(text.Text[_at]) >= 0 || (hasBlocks && IsBrace());

    private bool IsBrace() => text.Text[_at] is '}' || (text.Text[_at] is '{' && HoleEnd() == 0);

    // Where the hole that starts here ends, on the same line; 0 when none does.
    private int HoleEnd()
    {
        var close = (text.Text[_at], Next(1)) switch
        {
            ('{', '{') => "}}",
            ('{', '%') => "%}",
            ('$', '{') => "}",
            _ => "",
        };
        for (var i = _at + 2; close.Length > 0 && i < _at + LongestHole && !IsLineEnd(i); i++)
        {
            if (i + close.Length <= text.End && string.CompareOrdinal(text.Text, i, close, 0, close.Length) == 0)
                return i + close.Length;
        }

        return 0;
    }

    private char Next(int ahead) => _at + ahead < text.End ? text.Text[_at + ahead] : '\n';

    private bool IsLineEnd(int at) => at >= text.End || text.Text[at] is '\n' or '\r';

    private void ReadComment()
    {
        var start = _at;
        while (!IsLineEnd(_at))
            _at++;
        if (text.IsInPlace)
            _comments.Add(new Comment(text.At(start, _at)));
    }
}
