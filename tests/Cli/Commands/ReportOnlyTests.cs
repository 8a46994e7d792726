using System.Text.Json;

namespace Hale.Cli.Tests.Commands;

/// <summary>Everything is read, a part of it is reported on.</summary>
public sealed class ReportOnlyTests : IDisposable
{
    private const string Claim = "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }\n";

    private readonly CommandLine _hale = new();

    public ReportOnlyTests() =>
        _hale.Folder.With("shop/claim.yaml", Claim).With("shop/web.yaml", Deployment("web")).With("shop/old.yaml", Deployment("old"));

    public void Dispose() => _hale.Dispose();

    [Theory]
    [InlineData("shop/web.yaml", "--context", "shop")]
    [InlineData("--context", "shop", "--fail-on", "error", "shop/web.yaml")]
    [InlineData(".", "--report-only", "shop/web.yaml", "shop/claim.yaml")]
    [InlineData("--report-only", "shop/web.yaml", "shop/claim.yaml", "--fail-on", "error")]
    public void Findings_of_the_named_files_are_reported_and_see_the_others(params string[] args)
    {
        Assert.Equal(1, _hale.Run(["check", "--format", "json", "--base", ".", .. args]));
        Assert.Equal(["shop/web.yaml HA0701"], SharedClaims());
    }

    [Theory]
    [InlineData("shop/claim.yaml", "--context", ".")]
    [InlineData(".", "--report-only", "shop/claim.yaml")]
    public void A_violation_in_another_file_does_not_count(params string[] args)
    {
        Assert.Equal(0, _hale.Run(["check", "--quiet", .. args]));
        Assert.Empty(_hale.Output);
    }

    [Theory]
    [InlineData("--report-only", "shop")]
    [InlineData("shop", "--context", "shop/web.yaml")]
    public void A_folder_stands_for_what_is_in_it(params string[] args)
    {
        Assert.Equal(1, _hale.Run(["check", "--format", "json", "--base", ".", .. args]));
        Assert.Equal(["shop/old.yaml HA0701", "shop/web.yaml HA0701"], SharedClaims());
    }

    [Fact]
    public void A_hook_that_names_every_file_of_a_commit_leaves_out_what_is_excluded()
    {
        _hale.Folder.With("hale.yaml", "exclude: shop/old.yaml\n");
        Assert.Equal(1, _hale.Run("check", "--format", "json", "--context", ".", "shop/web.yaml", "shop/old.yaml"));
        Assert.Equal(["shop/old.yaml HA0701", "shop/web.yaml HA0701"], SharedClaims());
        Assert.Equal(0, _hale.Run("check", "--quiet", "--force-exclude", "--context", ".", "shop/old.yaml"));
        Assert.Equal(1, _hale.Run("check", "--format", "json", "--force-exclude", "--context", ".", "shop/web.yaml", "shop/old.yaml"));
        Assert.Equal(["shop/web.yaml HA0701"], SharedClaims());
        Assert.Equal(0, _hale.Run("check", "--force-exclude", "shop/old.yaml"));
    }

    [Fact]
    public void What_is_not_read_cannot_be_reported()
    {
        Assert.Equal(2, _hale.Run("check", "shop/web.yaml", "--report-only", "shop/wen.yaml"));
        Assert.Equal("hale: Nothing of 'shop/wen.yaml' is read, so nothing in it can be reported.\n", _hale.Error);
    }

    private static string Deployment(string name) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: {{name}} }
        spec:
          replicas: 2
          selector: { matchLabels: { app: {{name}} } }
          template:
            metadata: { labels: { app: {{name}} } }
            spec:
              containers: [{ name: {{name}}, image: registry.example/web:1.4 }]
              volumes:
              - { name: data, persistentVolumeClaim: { claimName: data } }

        """;

    private IEnumerable<string> SharedClaims() => JsonDocument.Parse(_hale.Output).RootElement.GetProperty("findings").EnumerateArray()
        .Select(finding => $"{finding.GetProperty("path").GetString()} {finding.GetProperty("ruleId").GetString()}")
        .Where(finding => finding.EndsWith("HA0701", StringComparison.Ordinal));
}
