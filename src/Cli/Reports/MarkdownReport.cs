using System.Text;
using Hale.Cli.Reports.Text;
using Hale.Rules;

namespace Hale.Cli.Reports;

/// <summary>A page for the summary of a job or a comment on a pull request: a table, with the most severe findings first.</summary>
internal sealed class MarkdownReport : IReport
{
    // GitHub rejects summaries of more than 1 MiB, and a comment of 64 KiB; a person reads less.
    private const int MostBytes = 60_000;

    public void Write(LintReport report, TextWriter output)
    {
        output.Line("## Hale");
        output.Line();
        output.Line(Heading(report));
        if (report.Findings.Count > 0)
            WriteTable(FindingText.MostSevereFirst(report.Findings), report.Findings.Count, output);
    }

    private static string Heading(LintReport report)
    {
        var counts = report.Counts.Select(counted => Words.Count(counted.Count, Words.Of(counted.Severity)));
        return $"{(report.Findings.Count == 0 ? "No findings" : string.Join(", ", counts))} in {Words.Count(report.Files, "file")}.";
    }

    private static void WriteTable(IEnumerable<Finding> findings, int count, TextWriter output)
    {
        output.Line();
        output.Line("| Severity | Rule | Place | Finding |");
        output.Line("|---|---|---|---|");
        var (written, bytes) = (0, 0);
        foreach (var row in findings.Select(Row))
        {
            bytes += Encoding.UTF8.GetByteCount(row);
            if (bytes > MostBytes)
                break;
            output.Line(row);
            written++;
        }

        if (written == count)
            return;
        output.Line();
        output.Line($"{Words.Count(count - written, "more finding")} in the log.");
    }

    private static string Row(Finding finding)
    {
        var place = FilePlace.Of(finding.Place);
        var text = FindingText.Related(finding).Prepend(FindingText.Message(finding)).Select(MarkdownText.Escape)
            .Append($"**Fix:** {Prose.OnOneLine(finding.Fix).Replace("|", @"\|", StringComparison.Ordinal)}");
        return $"| {Words.Of(finding.Severity)} | [{finding.Rule.Id}]({finding.Rule.HelpLink}) {finding.Rule.Name} "
            + $"| {MarkdownText.Escape($"{place.Path}:{place.Line}")} | {string.Join("<br>", text)} |";
    }
}
