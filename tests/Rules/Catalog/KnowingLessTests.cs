using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Rules.Tests.Catalog;

/// <summary>
/// Knowing less never says more: whatever value of an example becomes unknown, and whatever map or list may hold more than
/// was seen, no finding appears that was not there before, and none becomes more severe.
/// </summary>
public sealed class KnowingLessTests
{
    public static TheoryData<string> Ids => CatalogTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Knowing_less_about_the_bad_example_says_no_more(string id) =>
        ExpectNoMore(RuleExamples.Bad(RuleCatalog.Find(id)!.Info), ExampleTests.FactsFor(RuleCatalog.Find(id)!.Info));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Knowing_less_about_the_good_example_says_no_more(string id) =>
        ExpectNoMore(RuleExamples.Good(RuleCatalog.Find(id)!.Info), ExampleTests.FactsFor(RuleCatalog.Find(id)!.Info));

    [Theory]
    [InlineData("HA0101")]
    [InlineData("HA0203")]
    [InlineData("HA0205")]
    [InlineData("HA0207")]
    [InlineData("HA0904")]
    public void Nor_when_the_cluster_is_known(string id)
    {
        var facts = new ClusterFacts { IsProduction = true, Nodes = 4, Zones = 2, NodeMonitorGracePeriod = TimeSpan.FromSeconds(50) };
        ExpectNoMore(RuleExamples.Bad(RuleCatalog.Find(id)!.Info), facts);
        ExpectNoMore(RuleExamples.Good(RuleCatalog.Find(id)!.Info), facts);
    }

    private static void ExpectNoMore(string example, ClusterFacts facts)
    {
        var content = Lint.Read(new SourceText("example.yaml", example));
        var before = Findings(content.Documents, content.Problems, facts);
        var surprises = new List<string>();
        for (var i = 0; i < content.Documents.Count; i++)
        {
            foreach (var node in TreeCopy.Nodes(content.Documents[i].Root))
            {
                surprises.AddRange(Surprises($"unknown {At(node)}", TreeCopy.WithUnknown(content.Documents[i], node)));
                if (node is MapNode or ListNode)
                    surprises.AddRange(Surprises($"open {At(node)}", TreeCopy.WithOpen(content.Documents[i], node)));
            }

            IEnumerable<string> Surprises(string change, Document changed)
            {
                var documents = content.Documents.Select((document, index) => index == i ? changed : TreeCopy.Of(document)).ToList();
                return Findings(documents, content.Problems, facts)
                    .Where(after => !before.TryGetValue(after.Key, out var severity) || after.Value > severity)
                    .Select(after => $"{change}: {after.Key} {after.Value}");
            }

            string At(Node node) => $"{node.At.StartPosition.Line}:{node.At.StartPosition.Column} {node.PathFrom(content.Documents[i].Root)}";
        }

        Assert.Empty(surprises);
    }

    private static Dictionary<(string Rule, int Start, int End), Severity> Findings(
        IReadOnlyList<Document> documents, IReadOnlyList<InputProblem> problems, ClusterFacts facts) =>
        Lint.Run(new Cluster(documents, problems, facts))
            .GroupBy(finding => (finding.Rule.Id, finding.Place.Start, finding.Place.End))
            .ToDictionary(same => same.Key, same => same.Max(finding => finding.Severity));
}
