namespace Hale.Rules.Model;

/// <summary>
/// Reads the commands of a shell script that are not inside others. It gives up, instead of guessing, on functions,
/// <c>case</c>, arrays and here-documents.
/// Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
/// </summary>
internal sealed class ShellParser
{
    private static readonly string[] Openers = ["if", "while", "until", "for", "{"];
    private static readonly string[] Joiners = ["then", "do", "else", "elif", "!"];
    private static readonly string[] Closers = ["fi", "done", "}"];
    private static readonly string[] TooHard = ["case", "function", "select", "coproc"];

    private readonly List<ShellCommand> _commands = [];
    private List<string> _words = [];
    private string _before = ";";
    private int _depth;
    private bool _isCompound;
    private bool _isInFirst; // in the first command of a compound one
    private bool _isAtProgram = true; // the next word names a program

    /// <summary>The commands that are not inside others, and the words of all; null for an empty script and one that is too hard.</summary>
    public static (IReadOnlyList<ShellCommand> Commands, IEnumerable<string> Words)? Parse(string script)
    {
        var parser = new ShellParser();
        if (ShellLexer.Split(script) is not { } tokens || !tokens.All(parser.Take) || parser._depth != 0)
            return null;
        parser.End(";");
        return parser._commands.Count > 0 ? (parser._commands, tokens.Where(token => token.IsWord).Select(token => token.Text)) : null;
    }

    private bool Take(ShellToken token)
    {
        if (token.IsWord)
            return TakeWord(token.Text);
        switch (token.Text)
        {
            case "(":
                Open("(");
                return _isAtProgram; // Behind a word it would be a function.
            case ")":
                return Close();
            default:
                End(token.Text);
                return true;
        }
    }

    private bool TakeWord(string word)
    {
        if (_isAtProgram && (IsAssignment(word) || Joiners.Contains(word)))
            return true;
        if (_isAtProgram && Closers.Contains(word))
            return Close();
        if (_isAtProgram && Openers.Contains(word))
            Open(word);
        else if (_depth == 0 || _isInFirst)
            _words.Add(word);
        var isTooHard = _isAtProgram && TooHard.Contains(word);
        _isAtProgram = _isAtProgram && Openers.Contains(word) && word != "for";
        return !isTooHard;
    }

    private void Open(string word)
    {
        if (_depth++ > 0)
            return;
        (_isCompound, _isInFirst) = (true, true);
        _words.Add(word);
    }

    private bool Close()
    {
        (_isAtProgram, _isInFirst) = (false, false);
        return --_depth >= 0;
    }

    private void End(string joiner)
    {
        _isAtProgram = true;
        _isInFirst &= _words.Count == 1;
        if (_depth > 0 || _words.Count == 0)
            return;
        _commands.Add(new ShellCommand(_words, _before, _isCompound) { After = joiner });
        (_words, _before, _isCompound) = ([], joiner, false);
    }

    private static bool IsAssignment(string word) =>
        word.IndexOf('=') is > 0 and var index && word.Take(index).All(character => char.IsLetterOrDigit(character) || character is '_' or '+');
}

/// <summary>A word, without its quotes, or an operator of a shell script.</summary>
internal readonly record struct ShellToken(string Text, bool IsWord);
