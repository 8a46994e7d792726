using System.Text.Json;
using Hale.Testing;

namespace Hale.Cli.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly CommandLine _hale = new();

    public void Dispose() => _hale.Dispose();

    [Fact]
    public void Nothing_to_report_is_success()
    {
        _hale.Folder.With("a.yaml", Manifests.Clean);
        Assert.Equal(0, _hale.Run("check"));
        Assert.StartsWith("No findings (1 file, 1 document checked in ", _hale.Output, StringComparison.Ordinal);
        Assert.Empty(_hale.Error);
    }

    [Fact]
    public void A_finding_fails_the_run_and_is_shown_with_its_place()
    {
        _hale.Folder.With("deploy/web.yaml", Manifests.Recreate);
        Assert.Equal(1, _hale.Run("check", "deploy"));
        Assert.Contains("web.yaml:6:21", _hale.Output, StringComparison.Ordinal);
        Assert.Contains("HA0401", _hale.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_is_the_default_command()
    {
        _hale.Folder.With("deploy/web.yaml", Manifests.Recreate);
        Assert.Equal(1, _hale.Run("deploy", "--format", "json"));
        var byDefault = _hale.Output;
        Assert.Equal(1, _hale.Run("check", "deploy", "--format", "json"));
        Assert.Equal(_hale.Output, byDefault);
    }

    [Theory]
    [InlineData("error", 0)]
    [InlineData("warning", 1)]
    [InlineData("note", 1)]
    [InlineData("never", 0)]
    public void The_threshold_decides_what_fails(string threshold, int exitCode)
    {
        _hale.Folder.With("a.yaml", Manifests.Recreate);
        Assert.Equal(exitCode, _hale.Run("check", "--fail-on", threshold));
        Assert.Contains("HA0401", _hale.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HA0401=off", 0, false)]
    [InlineData("rollout-recreate=off", 0, false)]
    [InlineData("ha0401=note", 0, true)]
    [InlineData("HA0401=error", 1, true)]
    public void A_rule_can_be_set(string setting, int exitCode, bool isShown)
    {
        _hale.Folder.With("a.yaml", Manifests.Recreate);
        Assert.Equal(exitCode, _hale.Run("check", "--rule", setting, "--fail-on", "error"));
        Assert.Equal(isShown, _hale.Output.Contains("HA0401", StringComparison.Ordinal));
    }

    [Fact]
    public void Standard_input_is_read_where_it_is_named()
    {
        _hale.Input = Manifests.Recreate;
        Assert.Equal(1, _hale.Run("check", "-", "--quiet"));
        Assert.Contains("<stdin>:6:21", _hale.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_namespace_that_is_given_is_that_of_objects_that_name_none()
    {
        _hale.Folder.With("web.yaml", Manifests.Recreate.Replace("{ name: web, namespace: shop }", "{ name: web }", StringComparison.Ordinal));
        _hale.Run("check", "--format", "json", "--namespace", "shop");
        Assert.Equal("shop", FindingsOf(_hale.Output)[0].GetProperty("object").GetProperty("namespace").GetString());
    }

    [Fact]
    public void The_target_version_decides_which_apis_are_removed()
    {
        _hale.Folder.With("pdb.yaml", "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { maxUnavailable: 1, selector: { matchLabels: { app: web } } }\n");
        Assert.Equal(1, _hale.Run("check", "--fail-on", "error", "--kubernetes-version", "1.25"));
        Assert.Equal(0, _hale.Run("check", "--fail-on", "error", "--kubernetes-version", "1.24"));
    }

    [Fact]
    public void In_a_closed_world_a_missing_service_is_a_warning()
    {
        _hale.Folder.With("db.yaml", """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: { name: db }
            spec:
              replicas: 3
              serviceName: db
              selector: { matchLabels: { app: db } }
              template:
                metadata: { labels: { app: db } }
                spec: { containers: [{ name: db, image: registry.example/db:1.4 }] }
            """);
        _hale.Run("check", "--format", "json");
        Assert.DoesNotContain("HA0801", _hale.Output, StringComparison.Ordinal);
        _hale.Run("check", "--format", "json", "--closed-world");
        Assert.Contains("HA0801", _hale.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_preset_all_shows_notes_that_the_default_leaves_out()
    {
        _hale.Folder.With("class.yaml", "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: nfs }\nprovisioner: nfs.csi.k8s.io\n");
        _hale.Run("check", "--format", "json");
        Assert.Empty(FindingsOf(_hale.Output));
        _hale.Run("check", "--format", "json", "--preset", "all");
        Assert.NotEmpty(FindingsOf(_hale.Output));
    }

    [Fact]
    public void Sarif_can_be_written_beside_the_text()
    {
        _hale.Folder.With("a.yaml", Manifests.Recreate);
        Assert.Equal(1, _hale.Run("check", "--sarif", "out.sarif"));
        Assert.Contains("a.yaml:6:21", _hale.Output, StringComparison.Ordinal);
        var result = JsonDocument.Parse(_hale.Read("out.sarif")).RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        Assert.Equal("HA0401", result.GetProperty("ruleId").GetString());
    }

    [Fact]
    public void Several_reports_can_be_written_beside_the_text()
    {
        _hale.Folder.With("a.yaml", Manifests.Recreate);
        Assert.Equal(1, _hale.Run("check", "--output-format", "gitlab=out.json", "--output-format", "markdown=out.md", "--sarif", "out.sarif", "--category", "hale/deploy"));
        Assert.Contains("a.yaml:6:21", _hale.Output, StringComparison.Ordinal);
        Assert.Contains("\"check_name\": \"HA0401\"", _hale.Read("out.json"), StringComparison.Ordinal);
        Assert.StartsWith("## Hale\n", _hale.Read("out.md"), StringComparison.Ordinal);
        Assert.Contains("\"id\": \"hale/deploy/\"", _hale.Read("out.sarif"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_junit_failure_is_what_fails_the_run()
    {
        _hale.Folder.With("a.yaml", Manifests.Recreate);
        Assert.Equal(1, _hale.Run("check", "--format", "junit"));
        Assert.Contains("<failure ", _hale.Output, StringComparison.Ordinal);
        Assert.Equal(0, _hale.Run("check", "--format", "junit", "--fail-on", "error"));
        Assert.DoesNotContain("<failure ", _hale.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("always", true)]
    [InlineData("never", false)]
    [InlineData("auto", false)] // not at a terminal
    public void Colour_can_be_chosen(string mode, bool isColored)
    {
        _hale.Folder.With("a.yaml", Manifests.Recreate);
        _hale.Run("check", "--color", mode);
        Assert.Equal(isColored, _hale.Output.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public void The_report_can_go_to_a_file()
    {
        _hale.Folder.With("a.yaml", Manifests.Recreate);
        Assert.Equal(1, _hale.Run("check", "--format", "json", "--output", "out.json"));
        Assert.Empty(_hale.Output);
        Assert.NotEmpty(FindingsOf(_hale.Read("out.json")));
    }

    [Fact]
    public void A_run_that_cannot_start_leaves_the_files_of_the_last_one()
    {
        _hale.Folder.With("out.sarif", "before").With("out.txt", "before");
        Assert.Equal(2, _hale.Run("check", "missing.yaml", "--sarif", "out.sarif", "--output", "out.txt"));
        Assert.Equal("before", _hale.Read("out.sarif"));
        Assert.Equal("before", _hale.Read("out.txt"));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_an_error_and_leaves_nothing()
    {
        _hale.Folder.With("a.yaml", Manifests.Clean);
        Assert.Equal(2, _hale.Run("check", "--sarif", "no/such/folder/out.sarif"));
        Assert.StartsWith("hale: The file ", _hale.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(".partial", _hale.Error, StringComparison.Ordinal);
        Assert.Equal(["a.yaml"], Directory.GetFileSystemEntries(_hale.Folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("hale: The path 'missing' does not exist.", "check", "missing")]
    [InlineData("hale: There is no manifest in '.': no *.yaml, *.yml, *.json, *.conf, *.cfg, *.sh or hosts file, and no C# that builds any (what .gitignore or hale.yaml excludes does not count).", "check")]
    [InlineData("hale: There is no option '--no-such-option'.", "check", "--no-such-option")]
    [InlineData("hale: There is no option '--fail-onn'; did you mean '--fail-on'.", "--fail-onn")]
    [InlineData("hale: The path '-q' does not exist.", "--", "-q")]
    [InlineData("hale: Required argument missing for option: '--sarif'.", "check", "--sarif")]
    [InlineData("hale: There is no rule 'HA07O1'; did you mean 'HA0701' (hale rules lists them).", "check", "--rule", "HA07O1=off")]
    [InlineData("hale: There is no rule 'nonsense' (hale rules lists them).", "explain", "nonsense")]
    [InlineData("hale: 'loud' is not a severity: error, warning, note or off.", "check", "--rule", "HA0701=loud")]
    [InlineData("hale: 'HA0701' sets nothing: write ID=error, ID=warning, ID=note or ID=off.", "check", "--rule", "HA0701")]
    [InlineData("hale: 'latest' is not a Kubernetes version: write it as 1.36.", "check", "--kubernetes-version", "latest")]
    [InlineData("hale: 'xml' is not a value of --format: text, json, sarif, github, gitlab, junit, checkstyle, rdjson, azure, markdown.", "check", "--format", "xml")]
    [InlineData("hale: 'critical' is not a value of --fail-on: warning, error, note, never.", "check", "--fail-on", "critical")]
    [InlineData("hale: 'sarif' names no file: write --output-format FORMAT=FILE.", "check", "--output-format", "sarif")]
    [InlineData("hale: 'xml' is not a format: text, json, sarif, github, gitlab, junit, checkstyle, rdjson, azure, markdown.", "check", "--output-format", "xml=out.xml")]
    [InlineData("hale: Two reports would go to the file './a.out'.", "check", "--output-format", "json=./a.out", "--output", "a.out")]
    [InlineData("hale: Required argument missing for option: '--report-only'.", "check", "--report-only")]
    [InlineData("hale: The base directory 'nowhere' does not exist.", "check", "--base", "nowhere")]
    [InlineData("hale: There is no part 0 of 4: they count from 1 to 4.", "check", "--shard", "0/4")]
    [InlineData("hale: There is no part 5 of 4: they count from 1 to 4.", "check", "--shard", "5/4")]
    [InlineData("hale: 'x' is not a part of the input: write --shard I/N, such as 1/4 for the first of four parts.", "check", "--shard", "x")]
    [InlineData("hale: Standard input has no parts: leave out --shard.", "check", "-", "--shard", "1/4")]
    [InlineData("hale: Standard input holds no document: what writes to it may have failed.", "check", "-")]
    [InlineData("hale: The path 'check' does not exist; a command such as 'check' has to be the first word.", "--fail-on", "never", "check", "deploy")]
    [InlineData("hale: The path 'rules' does not exist; a command such as 'rules' has to be the first word.", "deploy", "rules")]
    [InlineData("hale: The path '--format' does not exist.", "check", "--", "--format")]
    [InlineData("hale: The path '@deploy.yaml' does not exist.", "check", "@deploy.yaml")] // not a file with more arguments
    [InlineData("hale: One of the arguments is empty.", "check", "")]
    [InlineData("hale: The text behind '--base' is empty.", "check", "--base", "")]
    [InlineData("hale: 'xml' is not a value of --format: text, json, markdown.", "rules", "--format", "xml")]
    [InlineData("hale: The configuration '.' is a folder.", "check", "--config", ".")]
    [InlineData("hale: The path '.' is a folder: name a manifest.", "config", "show", ".")]
    public void Wrong_usage_is_said_in_one_sentence(string sentence, params string[] args)
    {
        Assert.Equal(2, _hale.Run(args));
        Assert.Equal(sentence + "\n", _hale.Error);
        Assert.Empty(_hale.Output);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("github")]
    [InlineData("gitlab")]
    [InlineData("junit")]
    [InlineData("checkstyle")]
    [InlineData("rdjson")]
    [InlineData("azure")]
    [InlineData("markdown")]
    public void The_same_input_gives_the_same_bytes(string format)
    {
        _hale.Folder.With("a.yaml", Manifests.Recreate).With("b.yaml", "a: [1\nb: 2\n");
        _hale.Run("check", "--quiet", "--format", format);
        var first = _hale.Output;
        _hale.Run("check", "--quiet", "--format", format);
        Assert.Equal(first, _hale.Output);
        Assert.DoesNotContain(_hale.Folder.Path, first, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_says_what_there_is()
    {
        string[][] commands = [[], ["check"], ["rules"], ["explain"], ["baseline"], ["init"], ["config"], ["config", "schema"], ["config", "show"]];
        var help = string.Concat(commands.Select(command => $"$ {string.Join(' ', ["hale", .. command, "--help"])}\n{HelpOf(command)}"));
        Assert.All(help.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        Snapshot.Match(help);
    }

    private string HelpOf(string[] command)
    {
        Assert.Equal(0, _hale.Run([.. command, "--help"]));
        return _hale.Output.Replace("testhost", "hale", StringComparison.Ordinal); // The name of the executable.
    }

    private static List<JsonElement> FindingsOf(string json) => [.. JsonDocument.Parse(json).RootElement.GetProperty("findings").EnumerateArray()];
}
