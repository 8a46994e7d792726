using Hale.LoadBalancers;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Cli.Reports.Catalog;

/// <summary>What Hale really says about the bad example of a rule.</summary>
internal static class ExampleOutput
{
    private const string Path = "example.yaml";

    public static string Of(RuleInfo rule, TextReport report)
    {
        var content = YamlReader.Read(new SourceText(Path, RuleExamples.Bad(rule)));
        var cluster = new Cluster([.. content.Documents, .. LoadBalancerFiles.In(content.Documents)], content.Problems, new ClusterFacts { ClosedWorld = rule.NeedsClosedWorld });
        var findings = RuleRunner.Run(cluster, new RuleSelection { Preset = Preset.All }).Where(finding => finding.Rule.Id == rule.Id);
        var output = new StringWriter();
        report.Write(new LintReport([.. findings], 1, content.Documents.Count, TimeSpan.Zero), output);
        return output.ToString();
    }
}
