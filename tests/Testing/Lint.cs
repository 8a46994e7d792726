using Hale.LoadBalancers;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Yaml;
using Xunit;

namespace Hale.Testing;

/// <summary>
/// Lints text in which findings are marked: <c>{|HA0701:wiki-data|}</c> says that HA0701 underlines <c>wiki-data</c>. Text
/// without marks must be silent.
/// </summary>
public static class Lint
{
    /// <summary>Asserts that a rule reports exactly what is marked.</summary>
    internal static void Expect<TRule>(string marked, ClusterFacts? facts = null)
        where TRule : Rule =>
        Expect<TRule>([("manifest.yaml", marked)], facts);

    /// <summary>Asserts that a rule reports exactly what is marked, in several files.</summary>
    internal static void Expect<TRule>((string Path, string Marked)[] files, ClusterFacts? facts = null)
        where TRule : Rule
    {
        var sources = files.Select(file => new SourceText(file.Path, Marks.Remove(file.Marked))).ToList();
        var findings = Run(sources, RuleOf<TRule>().Info.Id, facts);
        foreach (var (source, file) in sources.Zip(files))
            Assert.Equal(file.Marked, Marks.Put(source, findings.Where(finding => finding.Place.Source == source)));
    }

    /// <summary>What a rule finds in a manifest.</summary>
    internal static IReadOnlyList<Finding> Findings<TRule>(string text, ClusterFacts? facts = null)
        where TRule : Rule =>
        Run([new SourceText("manifest.yaml", Marks.Remove(text))], RuleOf<TRule>().Info.Id, facts);

    /// <summary>The only finding of a rule in a manifest.</summary>
    internal static Finding One<TRule>(string text, ClusterFacts? facts = null)
        where TRule : Rule =>
        Assert.Single(Findings<TRule>(text, facts));

    /// <summary>What all rules, or one of them, find in some sources; with every finding inside its file.</summary>
    public static IReadOnlyList<Finding> Run(IReadOnlyList<SourceText> sources, string? ruleId = null, ClusterFacts? facts = null)
    {
        var contents = sources.Select(Read).ToList();
        var cluster = new Cluster([.. contents.SelectMany(content => content.Documents)], [.. contents.SelectMany(content => content.Problems)], facts ?? new ClusterFacts());
        return Run(cluster, ruleId);
    }

    /// <summary>Reads a manifest with the configurations of load balancers in it, such a configuration, or lines of /etc/hosts.</summary>
    public static YamlContent Read(SourceText source)
    {
        if (Path.GetExtension(source.Path) is ".conf" or ".cfg")
            return new YamlContent([LoadBalancerFiles.Read(source) ?? throw new ArgumentException("The text is not recognised.", nameof(source))], []);
        if (Path.GetExtension(source.Path) is ".sh" || Path.GetFileName(source.Path) == "hosts")
            return new YamlContent([(source.Path.EndsWith(".sh", StringComparison.Ordinal) ? LoadBalancerFiles.ReadHostsInScript(source) : LoadBalancerFiles.ReadHosts(source)) ?? throw new ArgumentException("The text is not recognised.", nameof(source))], []);
        var content = YamlReader.Read(source);
        return content with { Documents = [.. content.Documents, .. LoadBalancerFiles.In(content.Documents)] };
    }

    /// <summary>What all rules, or one of them, find in a cluster; with every finding inside its file, and its fix in whole sentences.</summary>
    public static IReadOnlyList<Finding> Run(Cluster cluster, string? ruleId = null)
    {
        var findings = RuleRunner.Run(cluster, new RuleSelection { Preset = Preset.All });
        Assert.All(findings, IsInsideItsFile);
        Assert.All(findings, finding => Assert.Matches(@"(?s)^[A-Z].*\.$", finding.Fix.Trim()));
        return [.. findings.Where(finding => ruleId is null || finding.Rule.Id == ruleId)];
    }

    private static Rule RuleOf<TRule>()
        where TRule : Rule =>
        Assert.Single(RuleCatalog.All.OfType<TRule>());

    private static void IsInsideItsFile(Finding finding)
    {
        foreach (var place in finding.Related.Select(related => related.Place).Prepend(finding.Place))
        {
            Assert.InRange(place.Start, 0, place.Source.Text.Length);
            Assert.InRange(place.End, place.Start, place.Source.Text.Length);
            Assert.InRange(place.StartPosition.Line, 1, place.Source.LineCount);
        }
    }
}
