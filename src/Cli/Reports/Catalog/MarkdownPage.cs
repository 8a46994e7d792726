using Hale.Rules;

namespace Hale.Cli.Reports.Catalog;

/// <summary>Explains rules in Markdown.</summary>
internal sealed class MarkdownPage(TextWriter output) : IRulePage
{
    /// <summary>The anchor is the fragment of the rule's help link, whatever the rule's name becomes.</summary>
    public void Heading(RuleInfo rule)
    {
        output.Line($"### <a id=\"{AnchorOf(rule)}\"></a>{rule.Id} {rule.Name}");
        output.Line();
        output.Line($"**{rule.Title}** ({RulePage.Properties(rule)})");
        output.Line();
    }

    public void Text(string label, string text)
    {
        output.Line(label.Length > 0 ? $"**{label}:** {text.Trim()}" : text.Trim());
        output.Line();
    }

    public void Code(string label, string language, string code)
    {
        output.Line($"**{label}:**");
        output.Line();
        output.Line($"```{language}");
        output.Line(code.TrimEnd('\n'));
        output.Line("```");
        output.Line();
    }

    public void Links(string label, IReadOnlyList<string> addresses)
    {
        output.Line($"**{label}:**");
        output.Line();
        foreach (var address in addresses)
            output.Line($"- <{address}>");
        output.Line();
    }

    public static string AnchorOf(RuleInfo rule) => rule.HelpLink[(rule.HelpLink.IndexOf('#') + 1)..];
}
