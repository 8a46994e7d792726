using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hale.Cli.Tests.Reports.Validation;
using Hale.Linting.Configuration;
using Hale.Rules.Tree;
using Hale.Testing;
using Hale.Yaml;

namespace Hale.Cli.Tests.Commands;

/// <summary>'hale init', 'hale config', and what options do to a configuration.</summary>
public sealed class ConfigCommandTests : IDisposable
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: 'registry.example/web:1' }] }\n";

    private readonly CommandLine _hale = new();

    public void Dispose() => _hale.Dispose();

    [Fact]
    public void Init_writes_a_configuration_once()
    {
        Assert.Equal(0, _hale.Run("init"));
        Assert.Equal(FreshConfiguration.Text, _hale.Read("hale.yaml"));
        Snapshot.Match(_hale.Read("hale.yaml"));
        Assert.Equal(2, _hale.Run("init"));
        Assert.Equal("hale: There is a configuration already: 'hale.yaml'.\n", _hale.Error);
    }

    [Fact]
    public void Init_respects_a_hidden_configuration()
    {
        _hale.Folder.With(".hale.yaml", "");
        Assert.Equal(2, _hale.Run("init"));
        Assert.False(_hale.Has("hale.yaml"));
    }

    [Fact]
    public void Options_beat_the_configuration()
    {
        _hale.Folder.With("web.yaml", Pod).With("hale.yaml", "failOn: never\nclosedWorld: true\noverrides:\n- match: { kind: Pod }\n  rules: { HA0104: off }\n");
        Assert.Equal(0, _hale.Run("check"));
        Assert.DoesNotContain("HA0104", _hale.Output, StringComparison.Ordinal);
        Assert.Equal(1, _hale.Run("check", "--rule", "HA0104=error", "--fail-on", "error"));
        Assert.Contains("error HA0104", _hale.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_can_be_named()
    {
        _hale.Folder.With("web.yaml", Pod).With("other/strict.yaml", "rules: { HA0104: error }").With("hale.yaml", "rules: { HA0104: off }");
        Assert.Equal(1, _hale.Run("check", "web.yaml", "--config", "other/strict.yaml"));
        Assert.Contains("error HA0104", _hale.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_configuration_is_wrong_usage_with_a_line_for_each_mistake()
    {
        _hale.Folder.With("web.yaml", Pod).With("hale.yaml", "presett: all\nfailOn: loud\n");
        Assert.Equal(2, _hale.Run("check"));
        Assert.Equal(
            "hale: hale.yaml:1:1: Unknown key 'presett'; did you mean 'preset'.\n" +
            "hale: hale.yaml:2:9: 'failOn' has to be one of error, warning, note, never, and is 'loud'.\n",
            _hale.Error);
        Assert.Empty(_hale.Output);
    }

    [Fact]
    public void What_a_configuration_says_is_no_command_to_a_build_server()
    {
        _hale.Folder.With("web.yaml", Pod).With("hale.yaml", "preset: \"##vso[task.complete]\\e[31m\"\n");
        Assert.Equal(2, _hale.Run("check"));
        Assert.Equal("hale: hale.yaml:1:9: 'preset' has to be one of default, all, and is '\\x23#vso[task.complete]\\x1b[31m'.\n", _hale.Error);
        _hale.Folder.With("hale.yaml", "namespace: \"##vso[task.complete]\\e[31m\"\n");
        Assert.Equal(0, _hale.Run("config", "show", "web.yaml"));
        Assert.Contains(@" \x23#vso[task.complete]\x1b[31m ", _hale.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_says_what_applies_to_a_file_and_why()
    {
        _hale.Folder.With("test/web.yaml", Pod).With("hale.yaml", """
            preset: all
            exclude: [vendor, test]
            zones: 3
            rules:
              HA0701: error
              image-mutable: off
            overrides:
            - match: { path: test, kind: [Pod, Deployment], label: { app: web } }
              rules: { HA0701: note }
            - match: { path: test }
              rules: { image-mutable: warning }
            - match: { path: other }
              rules: { HA0101: off }
            """);
        Assert.Equal(0, _hale.Run("config", "show", "test/web.yaml"));
        Snapshot.Match(_hale.Output);
        Assert.Equal(2, _hale.Run("config", "show", "gone.yaml"));
    }

    [Theory]
    [InlineData("deploy/web.yaml", "yes", "hale.yaml:1:1")]
    [InlineData("web.yaml", "no", "hale.yaml:1:1")]
    [InlineData("deploy/old/web.yaml", "no", "hale.yaml:2:1")]
    [InlineData("deploy/gen/web.yaml", "no", ".gitignore")]
    [InlineData("deploy/README.md", "no", "its name")]
    [InlineData("hale.yaml", "no", "its name")]
    public void Show_says_whether_a_file_in_a_folder_is_linted(string file, string isLinted, string why)
    {
        _hale.Folder.With(file, Pod).With(".git/config", "").With(".gitignore", "gen/").With("hale.yaml", "include: deploy\nexclude: deploy/old\n");
        Assert.Equal(0, _hale.Run("config", "show", file));
        Assert.Matches($"(?m)^is linted +{isLinted} +{Regex.Escape(why)}$", _hale.Output);
    }

    [Fact]
    public void The_schema_has_every_key_and_rule()
    {
        Assert.Equal(0, _hale.Run("config", "schema"));
        var properties = JsonNode.Parse(_hale.Output)!["properties"]!;
        Assert.Equal(Settings.All.Keys.Select(key => key.Name), properties.AsObject().Select(property => property.Key));
        Assert.NotNull(properties["rules"]!["properties"]!["HA0701"]);
        Assert.NotNull(properties["overrides"]!["items"]!["properties"]!["rules"]!["properties"]!["rwo-multi-replica"]);
    }

    [SarifValidatorFact]
    public void The_schema_accepts_what_is_right_and_rejects_what_is_wrong()
    {
        _hale.Run("config", "schema");
        var schema = _hale.Output;
        var fresh = string.Concat(FreshConfiguration.Text.Split('\n').Where(line => !line.StartsWith("# ", StringComparison.Ordinal) || line[2] == ' ').Select(line => line.TrimStart('#') + "\n"));
        Assert.Empty(SarifValidator.This.AgainstSchema(schema, Json(fresh)));
        Assert.Contains("presett", SarifValidator.This.AgainstSchema(schema, Json("presett: all"))[0], StringComparison.Ordinal);
        Assert.NotEmpty(SarifValidator.This.AgainstSchema(schema, Json("rules: { HA0701: loud }")));
        Assert.NotEmpty(SarifValidator.This.AgainstSchema(schema, Json("overrides: [{ match: {} }]")));
        Assert.NotEmpty(SarifValidator.This.AgainstSchema(schema, Json("nodes: 0")));
        Assert.NotEmpty(SarifValidator.This.AgainstSchema(schema, Json("nodeMonitorGracePeriod: 40")));
    }

    // As an editor reads it: YAML 1.2, in which 'off' is a word.
    private static string Json(string yaml) => Json(YamlReader.Read(new SourceText("hale.yaml", yaml)).Documents[0].Root)!.ToJsonString();

    private static JsonNode? Json(Node node) => node switch
    {
        MapNode => new JsonObject(node.Entries.Select(entry => KeyValuePair.Create(entry.Key, Json(entry.Value)))),
        ListNode => new JsonArray([.. node.Items.Select(Json)]),
        ScalarNode { Kind: ScalarKind.String } text => text.Text,
        ScalarNode { Kind: ScalarKind.Integer } number => int.Parse(number.Text, CultureInfo.InvariantCulture),
        _ => node.At.Text is "true" or "false" ? bool.Parse(node.At.Text) : node.At.Text,
    };
}
