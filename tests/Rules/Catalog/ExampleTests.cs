using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Rules.Tests.Catalog;

/// <summary>The examples of rules.md do what it says of them.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Ids => CatalogTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_bad_example_is_reported_by_its_rule(string id)
    {
        var rule = RuleCatalog.Find(id)!.Info;
        Assert.NotEmpty(Lint.Run([new SourceText("example.yaml", RuleExamples.Bad(rule))], id, FactsFor(rule)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_good_example_is_silent_under_all_rules(string id)
    {
        var rule = RuleCatalog.Find(id)!.Info;
        var findings = Lint.Run([new SourceText("example.yaml", RuleExamples.Good(rule))], facts: FactsFor(rule));
        Assert.Empty(findings.Select(finding => $"{finding.Place}: {finding.Rule.Id} {finding.Message}"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Messages_name_what_was_found_and_read_as_sentences(string id)
    {
        var rule = RuleCatalog.Find(id)!.Info;
        var findings = Lint.Run([new SourceText("example.yaml", RuleExamples.Bad(rule))], id, FactsFor(rule));
        Assert.All(findings, finding =>
        {
            Assert.True(char.IsUpper(finding.Message[0]) || char.IsDigit(finding.Message[0]) || finding.Message[0] is '\'', finding.Message);
            Assert.DoesNotMatch("[.]$|  |\n", finding.Message);
            Assert.DoesNotContain("an unknown value", finding.Message, StringComparison.Ordinal);
            Assert.All(finding.Related, related => Assert.DoesNotMatch("[.]$|\n", related.Message));
        });
    }

    internal static ClusterFacts FactsFor(RuleInfo rule) => new() { ClosedWorld = rule.NeedsClosedWorld };
}
