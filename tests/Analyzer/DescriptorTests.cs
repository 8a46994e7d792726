using System.Text;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Testing;
using Microsoft.CodeAnalysis;

namespace Hale.Analyzer.Tests;

/// <summary>What is written down about the rules for others follows from the catalog: ACCEPT_SNAPSHOTS=1 renews it.</summary>
public sealed class DescriptorTests
{
    private static IEnumerable<RuleInfo> Rules => RuleCatalog.All.Select(rule => rule.Info);

    [Fact]
    public void Every_rule_has_a_descriptor()
    {
        var descriptors = new ManifestAnalyzer().SupportedDiagnostics;
        Assert.Equal(Rules.Select(rule => (rule.Id, rule.Title, rule.HelpLink)), descriptors.Select(descriptor => (descriptor.Id, descriptor.Title.ToString(), descriptor.HelpLinkUri)));
        Assert.All(descriptors, descriptor => Assert.Matches("^Hale\\.[A-Za-z-]+$", descriptor.Category));
        Assert.All(descriptors, descriptor => Assert.True(descriptor.DefaultSeverity is DiagnosticSeverity.Info or DiagnosticSeverity.Warning));
    }

    [Fact]
    public void Releases_list_every_rule() => Snapshot.MatchFile(Releases(), Repository.PathOf("src/Analyzer/AnalyzerReleases.Unshipped.md"));

    [Fact]
    public void The_preset_all_switches_on_every_rule() => Snapshot.MatchFile(PresetAll(), Repository.PathOf("src/Analyzer/build/Hale.Analyzer.all.globalconfig"));

    [Fact]
    public void A_version_that_is_wrong_is_answered_with_the_latest() =>
        Assert.Contains($"write it as {KubernetesVersion.Latest}\"", File.ReadAllText(Repository.PathOf("src/Analyzer/build/Hale.Analyzer.targets")), StringComparison.Ordinal);

    private static string Releases()
    {
        var text = new StringBuilder("""
            ; Rules that no release has yet. Written from the catalog by tests/Analyzer (DescriptorTests).

            ### New Rules

            Rule ID | Category | Severity | Notes
            --------|----------|----------|-------

            """.ReplaceLineEndings("\n"));
        foreach (var rule in Rules)
            text.Append($"{rule.Id} | {Descriptors.CategoryOf(rule)} | {(rule.Activation is Activation.Off ? "Disabled" : Descriptors.SeverityOf(rule.Severity).ToString())} | {rule.Name}\n");
        return text.ToString();
    }

    private static string PresetAll()
    {
        var text = new StringBuilder("""
            # HalePreset=all: rules that are off by default. Written from the catalog by tests/Analyzer (DescriptorTests).
            is_global = true
            global_level = -1

            """.ReplaceLineEndings("\n"));
        foreach (var rule in Rules.Where(rule => rule.Activation is Activation.Off))
            text.Append($"dotnet_diagnostic.{rule.Id}.severity = {(rule.Severity is Severity.Note ? "suggestion" : "warning")} # {rule.Name}\n");
        return text.ToString();
    }
}
