using Hale.Cli.Reports;
using Hale.Rules;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports;

public sealed class RulesMarkdownTests
{
    private static readonly string Page = Print();

    public static TheoryData<string> Ids => [.. RuleCatalog.All.Select(rule => rule.Info.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_help_link_of_a_rule_leads_to_its_section(string id)
    {
        var link = RuleCatalog.Find(id)!.Info.HelpLink;
        Assert.Contains("/rules.md#", link, StringComparison.Ordinal);
        Assert.Single(Page.Split('\n'), line => line.StartsWith($"### <a id=\"{link.Split('#')[1]}\"></a>{id} ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_section_shows_what_Hale_says(string id) => Assert.Matches($@"\nexample\.yaml:\d+:\d+: (error|warning|note) {id} \[", Section(id));

    [Fact]
    public void The_overview_lists_rules_by_category() => Assert.Contains("""

        ### HA07: storage

        | Rule | Name | Severity | Default | What is wrong |
        |---|---|---|---|---|

        """.ReplaceLineEndings("\n"), Page, StringComparison.Ordinal);

    [Fact]
    public void A_section_explains_the_rule() => Snapshot.Match(Section("HA0701"));

    private static string Section(string id)
    {
        var section = Page[Page.IndexOf($"### <a id=\"{id.ToLowerInvariant()}\"", StringComparison.Ordinal)..];
        var next = section.IndexOf("\n## ", StringComparison.Ordinal) is >= 0 and var category ? category + 1 : section.Length;
        var end = section.IndexOf("\n### ", StringComparison.Ordinal) is >= 0 and var rule ? rule + 1 : section.Length;
        return section[..Math.Min(next, end)];
    }

    private static string Print()
    {
        var output = new StringWriter();
        RulesMarkdown.Write(output);
        return output.ToString();
    }
}
