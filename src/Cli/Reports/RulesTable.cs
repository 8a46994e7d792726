using Hale.Cli.Reports.Text;
using Hale.Rules;

namespace Hale.Cli.Reports;

/// <summary>The catalog as a list for the terminal.</summary>
internal static class RulesTable
{
    public static void Write(TextWriter output, bool color)
    {
        var palette = new Palette(color);
        var rules = RuleCatalog.All.Select(rule => rule.Info).ToList();
        var nameWidth = rules.Max(rule => rule.Name.Length);
        foreach (var category in rules.GroupBy(rule => rule.Category))
        {
            output.Line(palette.Accent($"{category.Key} {category.First().CategoryName}"));
            foreach (var rule in category)
                Write(rule, nameWidth, output, palette);
            output.Line();
        }

        var on = rules.Count(rule => rule.Activation is not Activation.Off);
        output.Line(FormattableString.Invariant($"{Words.Count(rules.Count, "rule")}, {on} on by default. 'hale explain ID' explains one, with examples."));
    }

    private static void Write(RuleInfo rule, int nameWidth, TextWriter output, Palette palette)
    {
        var severity = Words.Of(rule.Severity);
        var start = $"  {palette.Bold(rule.Id)}  {rule.Name.PadRight(nameWidth)}  {palette.As(rule.Severity, severity)}{new string(' ', "warning".Length - severity.Length)}";
        var indentation = new string(' ', "  HA0000  ".Length + nameWidth + "  warning".Length);
        foreach (var line in Prose.Wrap(rule.Title + Remark(rule), Prose.Width - indentation.Length - 2))
        {
            output.Line($"{start}  {line}");
            start = indentation;
        }
    }

    private static string Remark(RuleInfo rule) => rule.Activation switch
    {
        Activation.On => "",
        Activation.NotesOff => " (notes off)",
        _ => " (off)",
    };
}
