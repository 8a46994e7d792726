using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Rules.Tests.Catalog;

/// <summary>The well-built application of the samples is silent; each single mistake in it is found where it is made.</summary>
public sealed class SingleMistakeTests
{
    public static TheoryData<int> Mistakes => [.. Enumerable.Range(0, SingleMistakes.OfValues.Count)];

    [Fact]
    public void The_application_gives_nothing_at_warning_or_above() =>
        Assert.DoesNotContain(Findings(SingleMistakes.Shop), finding => finding.Severity >= Severity.Warning);

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_it_is_found_where_it_is_made(int index)
    {
        var mistake = SingleMistakes.OfValues[index];
        var finding = Assert.Single(Findings(mistake.Text), finding => finding.Rule.Id == mistake.Rule);
        Assert.True(finding.Severity >= Severity.Warning);
        Assert.Equal(mistake.Underlined, finding.Place.Text);
    }

    [Fact]
    public void A_read_write_once_claim_under_its_replicas_is_found() =>
        Assert.Equal("uploads", Assert.Single(Findings(SingleMistakes.WithOneClaim), finding => finding.Rule.Id == "HA0701").Place.Text);

    [Fact]
    public void A_second_budget_is_found() =>
        Assert.Equal(Severity.Error, Assert.Single(Findings(SingleMistakes.WithSecondBudget), finding => finding.Rule.Id == "HA0304").Severity);

    [Fact]
    public void A_bare_pod_is_found() =>
        Assert.Equal(Severity.Warning, Assert.Single(Findings(SingleMistakes.WithBarePod), finding => finding.Rule.Id == "HA0104").Severity);

    [Fact]
    public void A_failing_webhook_behind_one_replica_is_found() =>
        Assert.Equal(Severity.Warning, Assert.Single(Findings(SingleMistakes.WithWebhook), finding => finding.Rule.Id == "HA1404").Severity);

    private static IReadOnlyList<Finding> Findings(string text) => Lint.Run([new SourceText("shop.yaml", text)]);
}
