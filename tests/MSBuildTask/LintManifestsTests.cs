using Hale.Testing;

namespace Hale.MSBuildTask.Tests;

public sealed class LintManifestsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Nothing_to_lint_is_nothing_to_say()
    {
        _folder.With("hale.yaml", "not: right\n");
        Assert.Empty(LintManifests.Lint(Request()));
    }

    [Fact]
    public void A_finding_has_its_place_its_page_and_the_related_places()
    {
        _folder.With("deploy/mariadb.yaml", File.ReadAllBytes(Repository.PathOf("samples/mariadb/naive/mariadb.yaml")));
        var finding = Assert.Single(LintManifests.Lint(Request("deploy/mariadb.yaml")), finding => finding.Code == "HA0702");
        Assert.Equal((Level.Warning, Path.Combine(_folder.Path, "deploy", "mariadb.yaml"), 26, 1, 26, 5), (finding.Level, finding.File, finding.Line, finding.Column, finding.EndLine, finding.EndColumn));
        Assert.Equal("https://github.com/hale-lint/hale/blob/main/rules.md#ha0702", finding.HelpLink);
        Assert.EndsWith(" (deploy/mariadb.yaml:15:3: the claim allows only single-node access)", finding.Message, StringComparison.Ordinal);
        Assert.Equal(finding, BuildFinding.Read(finding.Write()));
    }

    [Fact]
    public void What_a_manifest_says_is_no_command_to_a_build_server()
    {
        _folder.With("a.yaml", "kind: Pod\napiVersion: v1\nmetadata: { name: \"##vso[task.complete]\\e[2J\" }\nspec: { containers: [{ name: a, image: a }] }\n");
        var findings = LintManifests.Lint(Request("a.yaml"));
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.DoesNotContain("##vso[", finding.Message, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.DoesNotContain('\e', finding.Message));
    }

    [Theory]
    [InlineData("missing.yaml", null, "The path 'missing.yaml' does not exist")]
    [InlineData("a.yaml", "missing.json", "The baseline 'missing.json' does not exist; 'hale baseline' writes one")]
    public void What_cannot_be_linted_is_said_of_the_project(string manifest, string? baseline, string message)
    {
        _folder.With("a.yaml", "");
        var mistake = Assert.Single(LintManifests.Lint(Request(manifest) with { Baseline = baseline }));
        Assert.Equal((Level.Mistake, "HALE0001", Path.Combine(_folder.Path, "app.csproj"), 0, message), (mistake.Level, mistake.Code, mistake.File, mistake.Line, mistake.Message));
    }

    public void Dispose() => _folder.Dispose();

    private LintRequest Request(params string[] named) => new() { Project = Path.Combine(_folder.Path, "app.csproj"), Named = named };
}
