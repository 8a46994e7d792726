using Hale.Cli.Reports;
using Hale.Rules;

namespace Hale.Cli.Commands;

/// <summary>The formats of a report.</summary>
internal enum ReportFormat
{
    Text,
    Json,
    Sarif,
    GitHub,
    GitLab,
    JUnit,
    Checkstyle,
    Rdjson,
    Azure,
    Markdown,
}

/// <summary>Makes the writer of a format, for a run that has ended.</summary>
/// <param name="ExitCode">What the command is about to return.</param>
/// <param name="Fails">Whether a finding of some severity fails the run.</param>
/// <param name="Category">What tells this analysis from others, in SARIF.</param>
/// <param name="Quiet">Whether the text report is without its closing line.</param>
/// <param name="ShowsHidden">Whether SARIF also holds what is suppressed or in the baseline.</param>
internal sealed record ReportFormats(ExitCode ExitCode, Func<Severity, bool> Fails, string? Category, bool Quiet, bool ShowsHidden)
{
    public IReport Create(ReportFormat format, bool isColored = false) => format switch
    {
        ReportFormat.Json => new JsonReport(),
        ReportFormat.Sarif => new SarifReport((int)ExitCode, Category) { ShowsHidden = ShowsHidden },
        ReportFormat.GitHub => new GitHubReport(),
        ReportFormat.GitLab => new GitLabReport(),
        ReportFormat.JUnit => new JUnitReport(Fails),
        ReportFormat.Checkstyle => new CheckstyleReport(),
        ReportFormat.Rdjson => new RdjsonReport(),
        ReportFormat.Azure => new AzureReport(),
        ReportFormat.Markdown => new MarkdownReport(),
        _ => new TextReport(isColored, Quiet),
    };
}
