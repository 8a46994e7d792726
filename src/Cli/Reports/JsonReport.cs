using System.Text.Json;
using Hale.Cli.Reports.Json;
using Hale.Cli.Reports.Text;
using Hale.Rules;
using Hale.Rules.Tree;

namespace Hale.Cli.Reports;

/// <summary>The report for programs. Equal input gives equal text.</summary>
internal sealed class JsonReport : IReport
{
    private const int Version = 1;

    public void Write(LintReport report, TextWriter output)
    {
        var content = new JsonLintReport(Version, JsonTool.This, SummaryOf(report), [.. report.Findings.Select(Convert)]);
        output.Line(JsonSerializer.Serialize(content, ReportJson.Readable.JsonLintReport));
    }

    private static JsonSummary SummaryOf(LintReport report)
    {
        int Count(Severity severity) => report.Findings.Count(finding => finding.Severity == severity);
        return new JsonSummary(report.Findings.Count, Count(Severity.Error), Count(Severity.Warning), Count(Severity.Note), report.Files, report.Documents);
    }

    private static JsonFinding Convert(Finding finding) => new(
        finding.Rule.Id,
        finding.Rule.Name,
        Words.Of(finding.Severity),
        Words.Of(finding.Rule.Confidence),
        finding.Message,
        finding.Place.Source.Path,
        RangeOf(finding.Place),
        RenderedFrom.Of(finding.Place),
        finding.Object is { } @object ? Convert(@object) : null,
        finding.Object is null ? null : finding.Path,
        finding.Object is null ? null : finding.Pointer,
        [.. finding.Related.Select(related => new JsonRelated(related.Message, related.Place.Source.Path, RangeOf(related.Place)))],
        Prose.OnOneLine(finding.Fix),
        finding.Rule.HelpLink);

    private static JsonRange RangeOf(Place place)
    {
        var (start, end) = (place.StartPosition, place.EndPosition);
        return new JsonRange(start.Line, start.Column, end.Line, end.Column);
    }

    private static JsonObject Convert(ObjectIdentity identity) =>
        new(OrNull(identity.ApiVersion), OrNull(identity.Kind), OrNull(identity.Namespace), OrNull(identity.Name));

    private static string? OrNull(string text) => text.Length > 0 ? text : null;
}
