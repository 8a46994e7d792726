using System.Text;

namespace Hale.Cli.Reports.Text;

/// <summary>
/// A line as the terminal shows it, no wider than asked for, and the columns (from 0) of its mark. A line that is too long
/// is cut around the mark.
/// </summary>
internal sealed record LineView(string Text, int MarkColumn, int MarkWidth)
{
    private const string Cut = "...";
    private const int ContextBefore = 8;
    private const int ContextAfter = 12;

    // Only this much of a line is looked at on each side of where its mark begins: a line can be as long as a file.
    private const int Reach = 300;

    public static LineView Of(SourceLine line, int width)
    {
        var from = Math.Max(line.Start, line.MarkStart - Reach);
        var to = Math.Min(line.End, line.MarkStart + Reach);
        var cells = Cell.Of(line.Source.Text, from, to);
        var total = cells.Count > 0 ? cells[^1].EndColumn : 0;
        var start = ColumnOf(line.MarkStart, cells, total);
        var end = Math.Max(start + 1, ColumnOf(line.MarkEnd, cells, total));
        var fits = total <= width && from == line.Start && to == line.End;
        var left = fits ? 0 : Math.Min(Math.Max(0, end + ContextAfter - width), Math.Max(0, start - ContextBefore));
        var right = total > left + width || to < line.End ? left + width - Cut.Length : int.MaxValue;
        return new LineView(Visible(cells, left, right), start - left, Math.Max(1, Math.Min(end, right) - start));
    }

    private static int ColumnOf(int offset, List<Cell> cells, int total)
    {
        var index = cells.FindIndex(cell => cell.Offset >= offset);
        return index < 0 ? total : cells[index].Column;
    }

    // A wide character that the cut would halve becomes a space.
    private static string Visible(List<Cell> cells, int left, int right)
    {
        var text = new StringBuilder(left > 0 ? Cut : "");
        var column = left + text.Length;
        foreach (var cell in cells.Where(cell => cell.Column >= left + (left > 0 ? Cut.Length : 0) && cell.EndColumn <= right))
        {
            text.Append(' ', Math.Max(0, cell.Column - column)).Append(cell.Text);
            column = cell.EndColumn;
        }

        return right == int.MaxValue ? text.ToString() : text.Append(' ', right - column).Append(Cut).ToString();
    }
}
