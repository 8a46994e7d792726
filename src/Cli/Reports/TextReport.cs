using Hale.Cli.Reports.Text;
using Hale.Rules;
using Hale.Rules.Tree;

namespace Hale.Cli.Reports;

/// <summary>The report for people: each finding with its lines of code, and how to fix it.</summary>
internal sealed class TextReport(bool color, bool quiet, int width = Prose.Width) : IReport
{
    private readonly Palette _palette = new(color);

    public void Write(LintReport report, TextWriter output)
    {
        foreach (var (index, finding) in report.Findings.Index())
        {
            if (index > 0)
                output.Line();
            Write(finding, output);
        }

        if (quiet)
            return;
        if (report.Findings.Count > 0)
            output.Line();
        output.Line(Summary.Of(report, _palette));
    }

    private void Write(Finding finding, TextWriter output)
    {
        var place = Printable.Escape(finding.Place.ToString());
        var rule = finding.Rule;
        output.Line($"{_palette.Bold(place)}: {_palette.As(finding.Severity, $"{Words.Of(finding.Severity)} {rule.Id}")} {_palette.Dim($"[{rule.Name}]")}");
        foreach (var line in Prose.Wrap(Printable.Escape(finding.Message), width))
            output.Line(line);

        WriteFrame(finding, new CodeFrame(output, _palette, GutterOf(finding), width));
    }

    private void WriteFrame(Finding finding, CodeFrame frame)
    {
        frame.Rule();
        if (HasCode(finding.Place))
            frame.Show(finding.Place, '^', text => _palette.As(finding.Severity, text));
        foreach (var related in finding.Related)
            Write(related, frame);
        if (HasCode(finding.Place) || finding.Related.Count > 0)
            frame.Rule();
        if (RenderedFrom.Of(finding.Place) is { } template)
            frame.Remark("source", _ => Printable.Escape(template));
        frame.Remark("fix", available => Prose.FirstSentences(finding.Fix, available));
    }

    private void Write(RelatedPlace related, CodeFrame frame)
    {
        frame.PointTo(Printable.Escape($"{RenderedFrom.Beside(related.Place)}: {related.Message}"));
        if (HasCode(related.Place))
            frame.Show(related.Place, '-', _palette.Accent);
    }

    private static int GutterOf(Finding finding)
    {
        var last = finding.Related.Select(related => related.Place).Append(finding.Place).Max(SourceLine.LastNumber);
        return Math.Max(2, FormattableString.Invariant($"{last}").Length);
    }

    // A file that could not be opened has no text to show.
    private static bool HasCode(Place place) => place.Source.Text.Length > 0;
}
