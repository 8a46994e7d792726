using Hale.Rules.Tree;

namespace Hale.Cli.Reports.Sarif;

/// <summary>
/// The fingerprint <c>primaryLocationLineHash</c> of every line of a text, by which GitHub knows an alert again when lines
/// move: a rolling hash over 100 characters from the beginning of the line, and how many lines had that hash so far. It has
/// to give what GitHub's upload action computes (github/codeql-action, src/fingerprints.ts), which skips spaces and tabs.
/// </summary>
internal sealed class LineHashes
{
    private const int Block = 100;
    private const ulong Factor = 37;
    private const int EndMark = 65535;
    private static readonly ulong OldestFactor = Enumerable.Range(0, Block).Aggregate(1UL, (power, _) => unchecked(power * Factor));

    private readonly List<(ulong Hash, int Count)> _lines;
    private readonly Dictionary<ulong, int> _counts;
    private readonly int[] _window = new int[Block];
    private readonly bool[] _beginsLine = new bool[Block];
    private readonly string _text;
    private ulong _hash;
    private int _index;
    private int _next;
    private bool _atLineStart = true;

    private LineHashes(string text, int lines)
    {
        _text = text;
        _lines = new(lines);
        _counts = new(lines);
    }

    /// <summary>The fingerprint of a line, counted from 1.</summary>
    public string this[int line] => FormattableString.Invariant($"{_lines[line - 1].Hash:x}:{_lines[line - 1].Count}");

    /// <summary>Those of the first lines of a text; that of a line ends 100 characters behind its beginning.</summary>
    public static LineHashes UpTo(int line, SourceText source)
    {
        var hashes = new LineHashes(source.Text, line);
        while (hashes._lines.Count < line)
            hashes.TakeNext();
        return hashes;
    }

    private void TakeNext()
    {
        var next = _next++;
        if (next >= _text.Length)
        {
            Take(next == _text.Length ? EndMark : 0);
            _atLineStart = false;
            return;
        }

        var character = _text[next];
        if (character is ' ' or '\t' || (character == '\n' && next > 0 && _text[next - 1] == '\r'))
            return;
        Take(character == '\r' ? '\n' : character);
        _atLineStart = character is '\r' or '\n';
    }

    // A line's hash is complete when the window has moved past its first character.
    private void Take(int character)
    {
        if (_beginsLine[_index])
            _lines.Add((_hash, _counts[_hash] = _counts.GetValueOrDefault(_hash) + 1));
        _hash = unchecked((Factor * _hash) + (ulong)character - (OldestFactor * (ulong)_window[_index]));
        _window[_index] = character;
        _beginsLine[_index] = _atLineStart;
        _index = _index == Block - 1 ? 0 : _index + 1;
    }
}
