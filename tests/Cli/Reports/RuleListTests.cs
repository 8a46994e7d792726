using System.Text.Json.Nodes;
using Hale.Cli.Reports;
using Hale.Rules;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports;

/// <summary>What 'hale rules' and 'hale explain' print.</summary>
public sealed class RuleListTests
{
    [Fact]
    public void Explains_a_rule_with_its_examples() => Snapshot.Match(Print(output => RuleExplanation.Write(RuleCatalog.Find("HA0701")!.Info, output, color: false)));

    [Fact]
    public void Explains_in_colour() => Assert.Contains("\e[1mHA0701 rwo-multi-replica\e[0m", Print(output => RuleExplanation.Write(RuleCatalog.Find("HA0701")!.Info, output, color: true)), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(RulesMarkdownTests.Ids), MemberType = typeof(RulesMarkdownTests))]
    public void What_Hale_says_fits_the_terminal(string id)
    {
        var explanation = Print(output => RuleExplanation.Write(RuleCatalog.Find(id)!.Info, output, color: false));
        var said = explanation.Split("\nHale says:\n")[1].Split("\nBetter:\n")[0];
        Assert.All(said.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void The_table_has_every_rule_once_and_fits_the_terminal()
    {
        var lines = Print(output => RulesTable.Write(output, color: false)).Split('\n');
        Assert.All(RuleCatalog.All, rule => Assert.Single(lines, line => line.StartsWith($"  {rule.Info.Id}  {rule.Info.Name} ", StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
        Assert.StartsWith($"{RuleCatalog.All.Count} rules, ", lines[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_list_has_every_rule()
    {
        var rules = JsonNode.Parse(Print(RulesJson.Write))!["rules"]!.AsArray();
        Assert.Equal(RuleCatalog.All.Select(rule => rule.Info.Id), rules.Select(rule => (string?)rule!["id"]));
        Snapshot.Match(rules.Single(rule => (string?)rule!["id"] == "HA0002")!.ToString().ReplaceLineEndings("\n") + "\n");
    }

    private static string Print(Action<TextWriter> write)
    {
        var output = new StringWriter();
        write(output);
        return output.ToString();
    }
}
