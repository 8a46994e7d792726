using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Rules.Tests;

public class RuleRunnerTests
{
    private static readonly RuleSelection Everything = new() { Preset = Preset.All };

    [Fact]
    public void Finds_the_same_however_the_work_is_divided()
    {
        var atOnce = CheckAll(AllExamples(), Share.Whole);
        var inParts = Enumerable.Range(0, 7).SelectMany(index => CheckAll(AllExamples(), new Share(index, 7)));

        Assert.Equal(atOnce.Order(StringComparer.Ordinal), inParts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Finds_the_same_in_the_same_order_when_many_threads_ask_one_cluster()
    {
        var expected = RuleRunner.RunAll(AllExamples(), Everything).Select(Describe).ToList();

        for (var round = 0; round < 3; round++)
        {
            var cluster = AllExamples();
            var runs = Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8).Select(_ => RuleRunner.RunAll(cluster, Everything).Select(Describe).ToList()).ToList();
            Assert.All(runs, run => Assert.Equal(expected, run));
        }
    }

    [Fact]
    public void Every_item_is_in_one_share()
    {
        for (var length = 0; length < 40; length++)
        {
            var items = Enumerable.Range(0, length).ToList();
            Assert.Equal(items, Enumerable.Range(0, 7).SelectMany(index => new Share(index, 7).Of(items)));
            Assert.Equal(items, Share.Divide(length, share => share.Of(items)));
        }
    }

    // Two copies of all examples, so that names and labels are not the only ones.
    private static Cluster AllExamples()
    {
        var texts = RuleCatalog.All.Select(rule => rule.Info).SelectMany(rule => new[] { ($"{rule.Id}/bad.yaml", RuleExamples.Bad(rule)), ($"{rule.Id}/good.yaml", RuleExamples.Good(rule)) }).ToList();
        var contents = new[] { "first", "second" }.SelectMany(copy => texts.Select(text => YamlReader.Read(new SourceText($"{copy}/{text.Item1}", text.Item2)))).ToList();
        return new Cluster([.. contents.SelectMany(content => content.Documents)], [.. contents.SelectMany(content => content.Problems)], new ClusterFacts());
    }

    private static IEnumerable<string> CheckAll(Cluster cluster, Share share) => RuleCatalog.All.SelectMany(rule => rule.Check(cluster, share)).Select(Describe);

    private static string Describe(Finding finding) =>
        $"{finding.Place} {finding.Rule.Id} {finding.Severity} {finding.Message} {string.Join("; ", finding.Related.Select(related => $"{related.Place} {related.Message}"))}";
}
