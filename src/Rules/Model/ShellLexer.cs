using System.Text;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Splits a shell script into words and operators, without redirections and comments.</summary>
internal sealed class ShellLexer
{
    private const string Operators = ";&|()\n";

    private readonly string _text;
    private readonly List<ShellToken> _tokens = [];
    private int _at;
    private bool _isTarget; // the next word is where a redirection leads

    private ShellLexer(string text) => _text = text;

    private bool IsAtEnd => _at >= _text.Length;

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    /// <summary>The tokens; null for what is not complete, and for here-documents and arrays.</summary>
    public static IReadOnlyList<ShellToken>? Split(string text)
    {
        var lexer = new ShellLexer(text);
        while (!lexer.IsAtEnd)
        {
            if (!lexer.Advance())
                return null;
        }

        return lexer._tokens;
    }

    private bool Advance()
    {
        switch (_text[_at])
        {
            case ' ' or '\t' or '\r':
                _at++;
                return true;
            case '\\' when Next == '\n':
                _at += 2;
                return true;
            case '#':
                _at = _text.IndexOf('\n', _at) is >= 0 and var end ? end : _text.Length;
                return true;
            case '<' or '>':
            case '&' when Next == '>':
                return Redirection();
            case var mark when IsOperator(mark):
                Operator(mark);
                return true;
            default:
                return Word();
        }
    }

    private static bool IsOperator(char character) => Operators.IndexOf(character) >= 0;

    private void Operator(char mark)
    {
        var text = mark is '&' or '|' && Next == mark ? $"{mark}{mark}" : mark == '\n' ? ";" : mark.ToString();
        _at += text.Length;
        _tokens.Add(new ShellToken(text, IsWord: false));
    }

    private bool Redirection()
    {
        var start = _at;
        while (!IsAtEnd && "<>&|".IndexOf(_text[_at]) >= 0)
            _at++;
        _isTarget = true;
        var isHereDocument = _at - start == 2 && _text[start] == '<' && _text[start + 1] == '<';
        return !isHereDocument && !(!IsAtEnd && _text[_at] == '(');
    }

    private bool Word()
    {
        var word = new StringBuilder();
        while (!IsAtEnd && !IsOperator(_text[_at]) && _text[_at] is not (' ' or '\t' or '\r' or '<' or '>'))
        {
            if (!Piece(word))
                return false;
        }

        var text = word.ToString();
        var isDescriptor = !IsAtEnd && _text[_at] is '<' or '>' && text.Length > 0 && text.All(char.IsDigit);
        if (!_isTarget && !isDescriptor)
            _tokens.Add(new ShellToken(text, IsWord: true));
        _isTarget = false;
        var isArray = !IsAtEnd && _text[_at] == '(' && text.EndsWith("=", StringComparison.Ordinal);
        return !isArray;
    }

    private bool Piece(StringBuilder word)
    {
        switch (_text[_at])
        {
            case '\\':
                Escaped(word);
                return true;
            case '\'':
                return Quoted(word);
            case '"':
                return DoubleQuoted(word);
            case '$' or '`':
                return Expansion(word);
            default:
                word.Append(_text[_at++]);
                return true;
        }
    }

    private void Escaped(StringBuilder word)
    {
        if (Next is not ('\0' or '\n'))
            word.Append(Next);
        _at += 2;
    }

    private bool Quoted(StringBuilder word)
    {
        var end = _text.IndexOf('\'', _at + 1);
        if (end < 0)
            return false;
        word.Append(_text, _at + 1, end - _at - 1);
        _at = end + 1;
        return true;
    }

    private bool DoubleQuoted(StringBuilder word)
    {
        _at++;
        while (!IsAtEnd && _text[_at] != '"')
        {
            if (_text[_at] == '\'')
                word.Append(_text[_at++]);
            else if (!Piece(word))
                return false;
        }

        return _at++ < _text.Length;
    }

    private bool Expansion(StringBuilder word)
    {
        word.Append(PartialNode.Hole);
        if (_text[_at] == '`')
        {
            _at = _text.IndexOf('`', _at + 1) + 1;
            return _at > 0;
        }

        _at++;
        if (!IsAtEnd && _text[_at] is '(' or '{')
            return Balanced(_text[_at], _text[_at] == '(' ? ')' : '}');
        while (!IsAtEnd && (char.IsLetterOrDigit(_text[_at]) || "_@*#?$!".IndexOf(_text[_at]) >= 0))
            _at++;
        return true;
    }

    private bool Balanced(char open, char close)
    {
        var depth = 0;
        do
        {
            var character = _text[_at++];
            depth += character == open ? 1 : character == close ? -1 : 0;
        }
        while (depth > 0 && !IsAtEnd);
        return depth == 0;
    }
}
