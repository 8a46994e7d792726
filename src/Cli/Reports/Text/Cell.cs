using System.Text;
using Hale.Linting;

namespace Hale.Cli.Reports.Text;

/// <summary>One character of a line: where it stands in the source, what is printed for it, and the columns that takes.</summary>
internal readonly record struct Cell(int Offset, string Text, int Column, int EndColumn)
{
    private const string Tab = "    ";

    /// <summary>The cells of a part of a text.</summary>
    public static List<Cell> Of(string text, int from, int to)
    {
        var cells = new List<Cell>(to - from);
        var column = 0;
        for (var offset = from; offset < to;)
        {
            var shown = Printable.First(text, offset, out var length);
            Rune.DecodeFromUtf16(text.AsSpan(offset, length), out var rune, out _); // Half a pair becomes U+FFFD.
            if (rune.Value == '\t')
                shown = Tab;
            var end = column + (shown.Length > rune.Utf16SequenceLength ? shown.Length : CharacterWidth.Of(rune));
            cells.Add(new Cell(offset, shown, column, end));
            (offset, column) = (offset + length, end);
        }

        return cells;
    }
}
