using Hale.Cli.Reports.Text;
using Hale.Rules;

namespace Hale.Cli.Reports;

/// <summary>
/// Workflow commands, which GitHub Actions shows as annotations of the files
/// (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands).
/// </summary>
internal sealed class GitHubReport : IReport
{
    // GitHub shows so many of each kind for a step; the log has all.
    private const int MostShown = 10;

    public void Write(LintReport report, TextWriter output)
    {
        foreach (var finding in FindingText.MostSevereFirst(report.Findings))
            output.Line(Command(finding));
        var hidden = report.Counts.Sum(counted => Math.Max(0, counted.Count - MostShown));
        if (hidden > 0)
            output.Line(FormattableString.Invariant($"GitHub shows {MostShown} annotations of each kind; only this log has {hidden} of the {report.Findings.Count} findings."));
    }

    private static string Command(Finding finding)
    {
        var place = FilePlace.Of(finding.Place);
        var properties = $"file={Property(Printable.Escape(place.Path))},line={place.Line},endLine={place.EndLine}";
        if (place.Line == place.EndLine)
            properties += $",col={place.Column},endColumn={place.EndColumn}"; // Elsewhere GitHub takes no columns.
        var title = Property($"{finding.Rule.Id} {finding.Rule.Name}");
        // The log shows nothing but the message.
        var message = string.Join('\n', FindingText.Lines(finding).Prepend($"{Printable.Escape(RenderedFrom.Beside(finding.Place))}: {finding.Rule.Id} [{finding.Rule.Name}]"));
        return $"::{KindOf(finding.Severity)} {properties},title={title}::{Data(message)}";
    }

    private static string KindOf(Severity severity) => severity is Severity.Note ? "notice" : Words.Of(severity);

    private static string Property(string value) => Data(value)
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    private static string Data(string value) => value
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}
