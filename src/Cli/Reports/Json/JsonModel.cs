namespace Hale.Cli.Reports.Json;

// What the JSON report holds. Names and meanings stay as they are within a version; what is not known is null.

internal sealed record JsonLintReport(int Version, JsonTool Tool, JsonSummary Summary, IReadOnlyList<JsonFinding> Findings);

internal sealed record JsonTool(string Name, string Version)
{
    public static JsonTool This { get; } = new(Reports.Tool.Name, Reports.Tool.Version);
}

internal sealed record JsonSummary(int Findings, int Errors, int Warnings, int Notes, int Files, int Documents);

internal sealed record JsonFinding(
    string RuleId,
    string RuleName,
    string Severity,
    string Confidence,
    string Message,
    string Path,
    JsonRange Range,
    string? RenderedFrom,
    JsonObject? Object,
    string? ManifestPath,
    string? ManifestPointer,
    IReadOnlyList<JsonRelated> Related,
    string Fix,
    string HelpUrl);

/// <summary>Lines and columns count from 1, columns in UTF-16 units; the end is behind the last character.</summary>
internal sealed record JsonRange(int StartLine, int StartColumn, int EndLine, int EndColumn);

internal sealed record JsonObject(string? ApiVersion, string? Kind, string? Namespace, string? Name);

internal sealed record JsonRelated(string Message, string Path, JsonRange Range);
