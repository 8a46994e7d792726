using System.Text.RegularExpressions;
using Hale.Linting;
using Hale.Rules;

namespace Hale.Cli.Reports;

/// <summary>
/// Logging commands, which Azure Pipelines shows as issues of the run. It knows errors and warnings only: notes are lines of
/// the log (https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands).
/// </summary>
internal sealed partial class AzureReport : IReport
{
    public void Write(LintReport report, TextWriter output)
    {
        foreach (var finding in FindingText.MostSevereFirst(report.Findings))
            output.Line(finding.Severity is Severity.Note ? Line(finding) : Command(finding));
    }

    private static string Line(Finding finding) =>
        Printable.Escape($"{finding.Place}: note {finding.Rule.Id} [{finding.Rule.Name}] {FindingText.OneLine(finding)}");

    private static string Command(Finding finding)
    {
        var place = FilePlace.Of(finding.Place);
        return $"##vso[task.logissue type={Words.Of(finding.Severity)};sourcepath={Property(Printable.Escape(place.Path))};linenumber={place.Line};columnnumber={place.Column};code={finding.Rule.Id};]"
            + Data($"{finding.Rule.Id} [{finding.Rule.Name}] {FindingText.OneLine(finding)}");
    }

    private static string Property(string value) => Data(value)
        .Replace(";", "%3B", StringComparison.Ordinal)
        .Replace("]", "%5D", StringComparison.Ordinal);

    // A percent sign has no escape that every agent decodes, so what would be decoded is broken up.
    private static string Data(string value) => Escape().Replace(value, @"\x25");

    [GeneratedRegex("%(?=0A|0D|3B|5D|25|AZP25)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();
}
