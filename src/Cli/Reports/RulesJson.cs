using System.Text.Json;
using Hale.Cli.Reports.Json;
using Hale.Cli.Reports.Text;
using Hale.Rules;

namespace Hale.Cli.Reports;

/// <summary>The catalog for programs.</summary>
internal static class RulesJson
{
    private const int Version = 1;

    public static void Write(TextWriter output)
    {
        var content = new JsonRuleList(Version, JsonTool.This, [.. RuleCatalog.All.Select(rule => Convert(rule.Info))]);
        output.Line(JsonSerializer.Serialize(content, ReportJson.Readable.JsonRuleList));
    }

    private static JsonRule Convert(RuleInfo rule) => new(
        rule.Id,
        rule.Name,
        rule.CategoryName,
        Words.Of(rule.Severity),
        Words.Of(rule.Confidence),
        rule.Activation is Activation.NotesOff ? "notes-off" : Words.Of(rule.Activation),
        rule.Title,
        Prose.OnOneLine(rule.Why),
        Prose.OnOneLine(rule.Fix),
        rule.Sources,
        rule.HelpLink,
        RuleExamples.Bad(rule),
        RuleExamples.Good(rule));
}
