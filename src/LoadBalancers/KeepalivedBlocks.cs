using Hale.Rules.Tree;

namespace Hale.LoadBalancers;

/// <summary>
/// Puts the lines of a keepalived.conf into their blocks, and finds out which braces are missing. What can only stand outside
/// of all blocks ends those that are still open. So one missing brace costs one block, of which nothing counts as known.
/// </summary>
internal sealed class KeepalivedBlocks
{
    // The deepest nesting that is read: keepalived itself knows about five levels.
    private const int Depth = 32;

    private static readonly HashSet<string> OutsideOfBlocks = new([.. KeepalivedReader.Repeated, "global_defs"], StringComparer.Ordinal);

    private readonly List<Statement> _root = [];
    private readonly Stack<List<Statement>> _open = new();
    private readonly List<InputProblem> _problems = [];
    private Statement? _lastBlock;
    private bool _maySeeOtherBraces;

    /// <summary>The lines outside of all blocks.</summary>
    public IReadOnlyList<Statement> Root => _root;

    /// <summary>The braces that do not fit. None are told of where a template, a condition or another file may have others.</summary>
    public IReadOnlyList<InputProblem> Problems => _maySeeOtherBraces ? [] : _problems;

    public static KeepalivedBlocks Read(ConfigText text, LineReader reader)
    {
        var blocks = new KeepalivedBlocks { _maySeeOtherBraces = text.IsScript };
        var conditions = new Conditions();
        foreach (var line in reader.Lines())
        {
            if (conditions.Take(line))
                blocks._maySeeOtherBraces = true;
            else
                blocks.Take(line, conditions.IsCertain);
        }

        blocks.CloseAll("at the end");
        return blocks;
    }

    private void Take(List<Word> line, bool isCertain)
    {
        var words = new List<Word>();
        foreach (var word in line)
        {
            if (word.Mark is WordMark.None)
            {
                words.Add(word);
                continue;
            }

            Flush(words, isCertain);
            if (word.Mark is WordMark.Open)
                Open();
            else if (_open.Count > 0)
                _open.Pop();
            else
                Complain(word.At, "This '}' closes no block");
        }

        Flush(words, isCertain);
    }

    private void Flush(List<Word> words, bool isCertain)
    {
        if (words.Count == 0)
            return;
        var statement = new Statement([.. words], isCertain);
        words.Clear();
        _maySeeOtherBraces |= !isCertain || !KeepalivedReader.IsKnown(statement);
        if (OutsideOfBlocks.Contains(statement.Key.Text))
            CloseAll($"where '{statement.Title}' begins");
        Innermost.Add(statement);
    }

    private List<Statement> Innermost => _open.Count > 0 ? _open.Peek() : _root;

    private void Open()
    {
        if (Innermost.LastOrDefault() is not { } owner)
        {
            _maySeeOtherBraces = true;
            return;
        }

        if (_open.Count == 0)
            _lastBlock = owner;
        _open.Push(_open.Count >= Depth ? [] : owner.Block ??= []);
    }

    private void CloseAll(string where)
    {
        if (_open.Count > 0)
            Complain(_lastBlock!.Name, $"A '}}' is missing in '{_lastBlock.Title}', which is still open {where}");
        _open.Clear();
    }

    // Once for each block: where one brace is wrong, the next ones seem to be.
    private void Complain(Place at, string message)
    {
        if (_lastBlock is null ? _problems.Count > 0 : !_lastBlock.IsCertain)
            return;
        _problems.Add(new InputProblem(InputProblemKind.Unreadable, at, message));
        if (_lastBlock is not null)
            _lastBlock.IsCertain = false;
    }
}
