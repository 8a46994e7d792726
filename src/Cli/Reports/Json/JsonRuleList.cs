namespace Hale.Cli.Reports.Json;

// What 'hale rules --format json' holds.

internal sealed record JsonRuleList(int Version, JsonTool Tool, IReadOnlyList<JsonRule> Rules);

internal sealed record JsonRule(
    string Id,
    string Name,
    string Category,
    string Severity,
    string Confidence,
    string Default,
    string Title,
    string Why,
    string Fix,
    IReadOnlyList<string> Sources,
    string HelpUrl,
    string BadExample,
    string GoodExample);
