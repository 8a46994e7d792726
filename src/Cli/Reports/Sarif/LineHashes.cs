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

    private readonly ulong[] _hashes;

    private LineHashes(ulong[] hashes) => _hashes = hashes;

    /// <summary>The fingerprint of a line, counted from 1.</summary>
    public string this[int line] => FormattableString.Invariant($"{_hashes[line - 1]:x}:{_hashes.AsSpan(0, line).Count(_hashes[line - 1])}");

    /// <summary>Those of the first lines of a text; that of a line ends 100 characters behind its beginning.</summary>
    public static LineHashes UpTo(int line, SourceText source)
    {
        var hashes = new ulong[line];
        Fill(hashes, source.Text);
        return new LineHashes(hashes);
    }

    // A line's hash is complete when the window has moved past its first character.
    private static void Fill(ulong[] hashes, string text)
    {
        var (window, beginsLine) = (new int[Block], new bool[Block]);
        var (hash, oldest, isAtLineStart) = (0UL, 0, true);
        for (var (next, line) = (0, 0); line < hashes.Length; next++)
        {
            if (IsSkipped(text, next))
                continue;
            var character = next > text.Length ? 0 : next == text.Length ? EndMark : text[next] is '\r' ? '\n' : text[next];
            if (beginsLine[oldest])
                hashes[line++] = hash;
            hash = unchecked((Factor * hash) + (ulong)character - (OldestFactor * (ulong)window[oldest]));
            (window[oldest], beginsLine[oldest]) = (character, isAtLineStart);
            oldest = oldest == Block - 1 ? 0 : oldest + 1;
            isAtLineStart = character == '\n';
        }
    }

    // Spaces, tabs, and of two characters that end a line the second one.
    private static bool IsSkipped(string text, int index) =>
        index < text.Length && (text[index] is ' ' or '\t' || (text[index] == '\n' && index > 0 && text[index - 1] == '\r'));
}
