using System.Text;
using System.Text.Json;
using Hale.Cli.Reports.Json;
using Hale.Cli.Reports.Text;
using Hale.Rules;
using Hale.Rules.Tree;

namespace Hale.Cli.Reports;

/// <summary>The Reviewdog Diagnostic Format, with which reviewdog comments on pull requests.</summary>
internal sealed class RdjsonReport : IReport
{
    public void Write(LintReport report, TextWriter output)
    {
        var result = new RdjsonResult(new RdjsonSource("hale", Product.Home), [.. report.Findings.Select(Convert)]);
        output.Line(JsonSerializer.Serialize(result, CiJson.Readable.RdjsonResult));
    }

    private static RdjsonDiagnostic Convert(Finding finding) => new(
        string.Join('\n', FindingText.Lines(finding)) + FindingText.Remark(finding.Place),
        new RdjsonLocation(FilePlace.Of(finding.Place).Path, RangeOf(finding.Place)),
        finding.Severity switch { Severity.Error => "ERROR", Severity.Warning => "WARNING", _ => "INFO" },
        new RdjsonCode(finding.Rule.Id, finding.Rule.HelpLink));

    private static RdjsonRange RangeOf(Place place) => RenderedFrom.Of(place) is null
        ? new RdjsonRange(InBytes(place.Source, place.StartPosition), InBytes(place.Source, place.EndPosition))
        : new RdjsonRange(new RdjsonPosition(1, 1), new RdjsonPosition(1, 1));

    private static RdjsonPosition InBytes(SourceText source, (int Line, int Column) position)
    {
        var line = source.Line(position.Line);
        var before = line.AsSpan(0, Math.Min(position.Column - 1, line.Length));
        return new RdjsonPosition(position.Line, Encoding.UTF8.GetByteCount(before) + 1);
    }
}
