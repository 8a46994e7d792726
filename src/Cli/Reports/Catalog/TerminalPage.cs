using Hale.Cli.Reports.Text;
using Hale.Rules;

namespace Hale.Cli.Reports.Catalog;

/// <summary>Explains rules in a terminal.</summary>
internal sealed class TerminalPage(TextWriter output, Palette palette) : IRulePage
{
    public const int Indentation = 4;

    public void Heading(RuleInfo rule)
    {
        output.Line($"{palette.Bold($"{rule.Id} {rule.Name}")}: {rule.Title}");
        output.Line(palette.Dim($"{rule.CategoryName}: {RulePage.Properties(rule)}"));
        output.Line();
    }

    public void Text(string label, string text)
    {
        if (label.Length > 0)
            output.Line(palette.Accent($"{label}:"));
        foreach (var paragraph in Prose.Paragraphs(text))
        {
            foreach (var line in Prose.Wrap(paragraph, Prose.Width))
                output.Line(line);
            output.Line();
        }
    }

    public void Code(string label, string language, string code)
    {
        output.Line(palette.Accent($"{label}:"));
        output.Line();
        foreach (var line in code.TrimEnd('\n').Split('\n'))
            output.Line((new string(' ', Indentation) + line).TrimEnd());
        output.Line();
    }

    public void Links(string label, IReadOnlyList<string> addresses)
    {
        output.Line(palette.Accent($"{label}:"));
        foreach (var address in addresses)
            output.Line($"  {address}");
    }
}
