using Hale.Rules;

namespace Hale.Cli.Reports.Catalog;

/// <summary>The explanation of a rule, the same in every format.</summary>
internal static class RulePage
{
    public static void Write(RuleInfo rule, IRulePage page, TextReport report)
    {
        page.Heading(rule);
        page.Text("", rule.Why);
        page.Text("Fix", rule.Fix);
        page.Code("Reported", "yaml", RuleExamples.Bad(rule));
        page.Code("Hale says", "text", ExampleOutput.Of(rule, report));
        page.Code("Better", "yaml", RuleExamples.Good(rule));
        page.Links("Sources", rule.Sources);
    }

    /// <summary>Severity and the like in one line.</summary>
    public static string Properties(RuleInfo rule) =>
        $"{Words.Of(rule.Severity)}, {DefaultOf(rule)}, {Words.Of(rule.Confidence).Replace('-', ' ')} confidence";

    private static string DefaultOf(RuleInfo rule) => rule.Activation switch
    {
        Activation.On when rule.NeedsClosedWorld => "on in a closed world",
        Activation.On => "on by default",
        Activation.NotesOff => "on by default without its notes",
        _ when rule.IsOnInSeveralZones => "off by default, on with several zones",
        _ => "off by default",
    };
}
