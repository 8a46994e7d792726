using System.Text.Json.Nodes;
using Hale.Cli.Tests.Reports.Validation;

namespace Hale.Cli.Tests.Commands;

/// <summary>'hale baseline', and what 'check' makes of it; and how hidden findings are reported.</summary>
public sealed class BaselineCommandTests : IDisposable
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: web\n    image: registry.example/redis:latest\n";

    private readonly CommandLine _hale = new();

    public BaselineCommandTests() => _hale.Folder.With("deploy/web.yaml", Pod);

    public void Dispose() => _hale.Dispose();

    [Fact]
    public void A_team_can_start_today()
    {
        Assert.Equal(1, _hale.Run("check"));
        Assert.Equal(0, _hale.Run("init"));
        Assert.Equal(0, _hale.Run("baseline"));
        Assert.Matches("^Wrote [1-9] findings to .hale-baseline.json.\n$", _hale.Error);
        Assert.Equal(0, _hale.Run("check", "--fail-on", "note"));
        Assert.Matches("^No findings, [1-9] in the baseline \\(1 file, ", _hale.Output);
        Assert.Empty(_hale.Error);

        _hale.Folder.With("deploy/web.yaml", $"# moved\n{Pod}  - name: proxy\n    image: registry.example/proxy:1.4\n    env: [{{ name: DB_PASSWORD, value: hunter22 }}]\n");
        Assert.Equal(1, _hale.Run("check", "--format", "json", "--rule", "HA1101=off", "--rule", "HA1102=off"));
        var finding = Assert.Single(JsonNode.Parse(_hale.Output)!["findings"]!.AsArray())!;
        Assert.Equal("HA1201", (string?)finding["ruleId"]);
    }

    [Fact]
    public void The_file_is_sorted_stable_and_holds_no_secret()
    {
        _hale.Folder.With("deploy/a.yaml", Pod.Replace("name: web\n", "name: a\n", StringComparison.Ordinal) + "    env: [{ name: DB_PASSWORD, value: hunter22 }]\n");
        _hale.Run("baseline");
        var first = _hale.Read(".hale-baseline.json");
        _hale.Run("baseline");
        Assert.Equal(first, _hale.Read(".hale-baseline.json"));
        Assert.DoesNotContain("hunter22", first, StringComparison.Ordinal);
        Assert.Equal(1, (int)JsonNode.Parse(first)!["version"]!);
        Assert.StartsWith("deploy/a.yaml", (string?)JsonNode.Parse(first)!["findings"]![0]!["file"], StringComparison.Ordinal);
    }

    [Fact]
    public void It_can_be_left_out_for_once()
    {
        _hale.Run("baseline");
        Assert.Equal(1, _hale.Run("check", "--no-baseline"));
        Assert.Contains("HA1301", _hale.Output, StringComparison.Ordinal);
        _hale.Folder.With(".hale-baseline.json", "nonsense");
        Assert.Equal(1, _hale.Run("check", "--no-baseline"));
        Assert.Equal(0, _hale.Run("baseline"));
        Assert.Equal(0, _hale.Run("check"));
        Assert.Equal(2, _hale.Run("check", "--no-baseline", "--baseline", ".hale-baseline.json"));
        Assert.Equal("hale: Write --baseline or --no-baseline, not both.\n", _hale.Error);
    }

    [Fact]
    public void What_is_mended_is_said_and_taken_out_on_demand()
    {
        _hale.Run("baseline");
        _hale.Folder.With("deploy/web.yaml", Pod.Replace(":latest", ":1.4", StringComparison.Ordinal));
        Assert.Equal(0, _hale.Run("check"));
        Assert.Equal(
            "hale: In the baseline, and no longer found: HA1301 Pod/web spec.containers[web].image in deploy/web.yaml.\n" +
            "hale: 'hale baseline --update' takes out what is no longer found.\n",
            _hale.Error);
        _hale.Run("check", "--quiet");
        Assert.Empty(_hale.Error);

        _hale.Folder.With("deploy/new.yaml", Pod.Replace("name: web\n", "name: new\n", StringComparison.Ordinal));
        Assert.Equal(0, _hale.Run("baseline", "--update"));
        Assert.StartsWith("Took out HA1301 Pod/web spec.containers[web].image in deploy/web.yaml.\n", _hale.Error, StringComparison.Ordinal);
        Assert.Equal(1, _hale.Run("check"));
        Assert.Empty(_hale.Error);
        Assert.Contains("deploy/new.yaml", _hale.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("deploy/web.yaml", _hale.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_were_not_asked_about_keep_their_entries()
    {
        _hale.Folder.With("other/a.yaml", Pod.Replace("name: web\n", "name: a\n", StringComparison.Ordinal));
        _hale.Run("baseline");
        var before = _hale.Read(".hale-baseline.json");
        Assert.Equal(0, _hale.Run("check", "deploy"));
        Assert.Empty(_hale.Error);
        Assert.Equal(0, _hale.Run("baseline", "--update", "deploy"));
        Assert.Equal(before, _hale.Read(".hale-baseline.json"));
        Directory.Delete(Path.Combine(_hale.Folder.Path, "other"), recursive: true);
        Assert.Equal(0, _hale.Run("check", "deploy"));
        Assert.Contains("other/a.yaml", _hale.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void It_lies_beside_the_configuration()
    {
        _hale.Folder.With("conf/hale.yaml", "namespace: shop");
        Assert.Equal(0, _hale.Run("baseline", "--config", "conf/hale.yaml"));
        Assert.True(_hale.Has("conf/.hale-baseline.json"));
        Assert.Equal(0, _hale.Run("check", "--config", "conf/hale.yaml"));
        Assert.Equal(1, _hale.Run("check", "--namespace", "shop"));
    }

    [Fact]
    public void The_baseline_can_be_named()
    {
        Assert.Equal(0, _hale.Run("baseline", "--baseline", "known.json"));
        Assert.False(_hale.Has(".hale-baseline.json"));
        Assert.Equal(0, _hale.Run("check", "--baseline", "known.json"));
        Assert.Equal(1, _hale.Run("check"));
    }

    [Theory]
    [InlineData("hale: The baseline 'gone.json' does not exist; 'hale baseline' writes one.", "check", "--baseline", "gone.json")]
    [InlineData("hale: The baseline '.hale-baseline.json' does not exist; 'hale baseline' writes one.", "baseline", "--update")]
    [InlineData("hale: 'deploy/web.yaml' is not a baseline of version 1; 'hale baseline' writes it anew.", "check", "--baseline", "deploy/web.yaml")]
    [InlineData("hale: bad.json:1:27: An entry of the baseline needs a rule, a fingerprint and a count.", "check", "--baseline", "bad.json")]
    [InlineData("hale: nul.json:1:78: No path has the character U+0000 in it.", "check", "--baseline", "nul.json")]
    [InlineData("hale: The baseline 'deploy' is a folder.", "check", "--baseline", "deploy")]
    [InlineData("hale: There is no option '--updat'; did you mean '--update'.", "baseline", "--updat")]
    public void What_is_wrong_is_said(string sentence, params string[] args)
    {
        _hale.Folder.With("bad.json", "{\"version\":1,\"findings\":[ {\"rule\":\"HA0101\"}]}")
            .With("nul.json", "{\"version\":1,\"findings\":[{\"rule\":\"HA0101\",\"fingerprint\":\"x\",\"count\":1,\"file\":\"a\\u0000b\"}]}");
        Assert.Equal(2, _hale.Run(args));
        Assert.Equal(sentence + "\n", _hale.Error);
    }

    [SarifValidatorFact]
    public void Sarif_with_hidden_findings_is_valid()
    {
        HideOneEach();
        _hale.Run("check", "--format", "sarif", "--sarif-suppressed");
        Assert.Empty(SarifValidator.This.Complaints([_hale.Output]));
    }

    [Fact]
    public void Sarif_holds_hidden_findings_on_demand()
    {
        HideOneEach();
        _hale.Run("check", "--sarif", "out.sarif", "--format", "json");
        Assert.All(Results(), result => Assert.Null(result!["suppressions"]));
        Assert.DoesNotContain(Results(), result => (string?)result!["ruleId"] is "HA1301" or "HA0104");

        _hale.Run("check", "--sarif", "out.sarif", "--sarif-suppressed", "--format", "json");
        var suppressed = Assert.Single(Results(), result => (string?)result!["ruleId"] == "HA1301")!;
        Assert.Equal(("inSource", "pinned by the registry"), ((string?)suppressed["suppressions"]![0]!["kind"], (string?)suppressed["suppressions"]![0]!["justification"]));
        var known = Assert.Single(Results(), result => (string?)result!["ruleId"] == "HA0104")!;
        Assert.Equal(("external", "unchanged"), ((string?)known["suppressions"]![0]!["kind"], (string?)known["baselineState"]));
        var shown = Assert.Single(Results(), result => (string?)result!["ruleId"] == "HA1201")!;
        Assert.Equal("new", (string?)shown["baselineState"]);
        Assert.Null(shown["suppressions"]);
    }

    [Fact]
    public void The_closing_line_counts_what_is_hidden()
    {
        HideOneEach();
        _hale.Run("check");
        Assert.Matches(@"\n[0-9a-z, ]+ in 1 file, 1 suppressed, [1-9] in the baseline \(1 file, 1 document checked in ", _hale.Output);
    }

    [Fact]
    public void Help_fits_the_terminal()
    {
        Assert.Equal(0, _hale.Run("baseline", "--help"));
        Assert.Contains("--update", _hale.Output, StringComparison.Ordinal);
        Assert.All(_hale.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    // One finding is in the baseline, one is suppressed, and one is new.
    private void HideOneEach()
    {
        _hale.Run("baseline");
        _hale.Folder.With("deploy/web.yaml", Pod.Replace("latest\n", "latest # hale:ignore HA1301 -- pinned by the registry\n", StringComparison.Ordinal) + "    env: [{ name: DB_PASSWORD, value: hunter22 }]\n");
    }

    private JsonArray Results() => JsonNode.Parse(_hale.Read("out.sarif"))!["runs"]![0]!["results"]!.AsArray();
}
