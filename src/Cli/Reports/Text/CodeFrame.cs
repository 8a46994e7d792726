using Hale.Rules.Tree;

namespace Hale.Cli.Reports.Text;

/// <summary>
/// Prints the lines of places with their numbers, and underlines the places. The gutter is as wide as the largest number.
/// </summary>
internal sealed class CodeFrame(TextWriter output, Palette palette, int gutter, int width)
{
    /// <summary>An empty line of the frame.</summary>
    public void Rule() => Line("", "");

    /// <summary>The lines of a place, underlined with a mark.</summary>
    public void Show(Place place, char mark, Func<string, string> paint)
    {
        foreach (var (index, line) in SourceLine.Of(place).Index())
        {
            if (line is { } shown)
                Show(shown, isFirst: index == 0, mark, paint);
            else
                output.Line(palette.Dim("..."));
        }
    }

    /// <summary>The heading of a place elsewhere.</summary>
    public void PointTo(string text) => Hang(new string(' ', gutter), "-->", _ => text);

    /// <summary>A remark below the code, such as <c>= fix: ...</c>, from a text that depends on the columns there are for it.</summary>
    public void Remark(string label, Func<int, string> text) => Hang(new string(' ', gutter + 1), $"= {label}:", text);

    // What does not fit into the line goes on below, indented.
    private void Hang(string indentation, string sign, Func<int, string> text)
    {
        var available = width - indentation.Length - sign.Length - 1;
        var start = indentation + palette.Accent(sign);
        foreach (var line in Prose.Wrap(text(available), available))
        {
            output.Line($"{start} {line}");
            start = new string(' ', indentation.Length + sign.Length);
        }
    }

    private void Show(SourceLine line, bool isFirst, char mark, Func<string, string> paint)
    {
        var view = LineView.Of(line, width - gutter - " | ".Length);
        Line(FormattableString.Invariant($"{line.Number}"), view.Text);
        if (isFirst || line.MarkEnd > line.MarkStart)
            Line("", new string(' ', view.MarkColumn) + paint(new string(mark, view.MarkWidth)));
    }

    private void Line(string number, string code) =>
        output.Line($"{palette.Dim($"{number.PadLeft(gutter)} |")} {code}".TrimEnd());
}
