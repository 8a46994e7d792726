using System.Text.RegularExpressions;
using Hale.Linting.Configuration;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Testing;

namespace Hale.Linting.Tests.Configuration;

public sealed partial class ConfigurationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_value_lands_in_the_options()
    {
        _folder.With("hale.yaml", """
            preset: all
            failOn: note
            namespace: shop
            kubernetesVersion: 1.30
            closedWorld: yes
            production: true
            nodes: 5
            zones: 3
            nodeMonitorGracePeriod: 1m30s
            rules: { HA0701: off, replicas-single: error }
            """);
        var options = Load();
        Assert.Equal((Preset.All, Threshold.Note), (options.Selection.Preset, options.FailOn));
        var facts = new ClusterFacts { Namespace = "shop", Version = new KubernetesVersion(1, 30), ClosedWorld = true, IsProduction = true, Nodes = 5, Zones = 3, NodeMonitorGracePeriod = TimeSpan.FromSeconds(90) };
        Assert.Equal(facts, options.Facts);
        Assert.Equal([("HA0701", null), ("HA0101", Severity.Error)], options.Selection.Overrides[0].Severities.Select(rule => (rule.Key, rule.Value)));
    }

    [Theory]
    [InlineData("presett: all", "1:1: Unknown key 'presett'; did you mean 'preset'")]
    [InlineData("preset: al", "1:9: 'preset' has to be one of default, all, and is 'al'; did you mean 'all'")]
    [InlineData("preset: [all]", "1:9: 'preset' has to be one of default, all, and is '[all]'")]
    [InlineData("preset: all\npreset: all", "2:1: 'preset' is written twice")]
    [InlineData("failOn: ${LEVEL}", "1:9: 'failOn' has to be one of error, warning, note, never, and is '${LEVEL}'")]
    [InlineData("namespace: ''", "1:12: 'namespace' has to be a text")]
    [InlineData("namespace: 1", "1:12: 'namespace' has to be a text")]
    [InlineData("kubernetesVersion: latest", "1:20: 'kubernetesVersion' has to be a Kubernetes version such as 1.36")]
    [InlineData("closedWorld: 'yes'", "1:14: 'closedWorld' has to be true or false")]
    [InlineData("production: prod", "1:13: 'production' has to be true or false")]
    [InlineData("nodes: 0", "1:8: 'nodes' has to be a whole number from 1 to 100000")]
    [InlineData("nodes: '3'", "1:8: 'nodes' has to be a whole number from 1 to 100000")]
    [InlineData("zones: 2.5", "1:8: 'zones' has to be a whole number from 1 to 100")]
    [InlineData("zones: [a, b]", "1:8: 'zones' has to be a whole number from 1 to 100")]
    [InlineData("zone: 3", "1:1: Unknown key 'zone'; did you mean 'zones'")]
    [InlineData("nodeMonitorGracePeriod: 50", "1:25: 'nodeMonitorGracePeriod' has to be a duration such as 40s, from 1s to 1h")]
    [InlineData("nodeMonitorGracePeriod: 2h", "1:25: 'nodeMonitorGracePeriod' has to be a duration such as 40s, from 1s to 1h")]
    [InlineData("nodeMonitorGracePeriod: soon", "1:25: 'nodeMonitorGracePeriod' has to be a duration such as 40s, from 1s to 1h")]
    [InlineData("rules:\n  HA07O1: off", "2:3: There is no rule 'HA07O1'; did you mean 'HA0701'")]
    [InlineData("rules:\n  HA0701: loud", "2:11: 'HA0701' has to be one of error, warning, note, off, and is 'loud'")]
    [InlineData("rules:\n  HA0701:", "2:3: 'HA0701' is set to nothing: write one of error, warning, note, off")]
    [InlineData("rules:\n  HA0701: off\n  rwo-multi-replica: off", "3:3: HA0701 (rwo-multi-replica) is set twice")]
    [InlineData("rules: off", "1:1: 'rules' has to be a map from rule to severity")]
    [InlineData("overrides: { }", "1:1: 'overrides' has to be a list")]
    [InlineData("overrides:\n- match: { path: a }", "2:3: 'rules' is missing here")]
    [InlineData("overrides:\n- match: { paths: a }\n  rules: {}", "2:12: Unknown key 'paths'; did you mean 'path'")]
    [InlineData("overrides:\n- match: { label: { a: 1 } }\n  rules: {}", "2:24: The value of 'a' has to be a text: put it in quotes")]
    [InlineData("overrides:\n- match: { label: { a: b, a: b } }\n  rules: {}", "2:27: 'a' is written twice")]
    [InlineData("? [preset]\n: all", "1:1: The configuration has a key that is not plain text")]
    [InlineData("{{ key }}: all", "1:1: The configuration has a key that is not plain text")]
    [InlineData("exclude: [a, 1]", "1:14: Each item of 'exclude' has to be a text")]
    [InlineData("exclude: { a: b }", "1:10: 'exclude' has to be a text, or a list of texts")]
    [InlineData("exclude: ''", "1:10: A glob cannot be empty")]
    [InlineData("include: [a, '!a/b']", "1:14: A glob cannot start with '!': it takes back nothing")]
    [InlineData("exclude: a/../b", "1:10: A glob starts from the folder of this file, and '..' would lead out of it")]
    [InlineData("overrides:\n- match: { path: ../b }\n  rules: {}", "2:18: A glob starts from the folder of this file, and '..' would lead out of it")]
    [InlineData("exclude: *.yaml", "1:10: No anchor is called '.yaml': text that starts with '*' needs quotes")]
    [InlineData("- preset", "1:1: The configuration has to be a map with the keys preset, failOn, rules, overrides, include, exclude, namespace, kubernetesVersion, closedWorld, production, nodes, zones, nodeMonitorGracePeriod, requireReason")]
    [InlineData("preset: all\n---\npreset: all", "3:1: The configuration has to be one document")]
    public void A_mistake_is_said_with_its_place(string text, string sentence)
    {
        _folder.With("hale.yaml", text);
        Assert.Equal([$"hale.yaml:{sentence}"], Assert.Throws<UsageException>(() => Load()).Mistakes.Select(mistake => mistake.ToString()));
    }

    [Fact]
    public void Every_mistake_is_said()
    {
        _folder.With("hale.yaml", "presett: all\nfailOn: loud\nrules: { HA9999: off }\n");
        Assert.Equal(3, Assert.Throws<UsageException>(() => Load()).Mistakes.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("preset:\nrules:\noverrides:\nexclude:\n")]
    public void Nothing_said_is_nothing_changed(string text)
    {
        _folder.With("hale.yaml", text);
        var options = Load();
        Assert.Equal((Preset.Default, new ClusterFacts(), 0), (options.Selection.Preset, options.Facts, options.Selection.Overrides.Count));
    }

    [Fact]
    public void The_nearest_one_counts_up_to_the_root_of_the_repository()
    {
        _folder.With("hale.yaml", "preset: nonsense").With("repository/.git/config", "").With("repository/a/b/x.yaml", "").With("repository/.hale.yaml", "namespace: far");
        Assert.Equal("far", Load("repository/a/b").Facts.Namespace);
        _folder.With("repository/a/hale.yaml", "namespace: near");
        Assert.Equal("near", Load("repository/a/b").Facts.Namespace);
        File.Delete(Path.Combine(_folder.Path, "repository/a/hale.yaml"));
        File.Delete(Path.Combine(_folder.Path, "repository/.hale.yaml"));
        Assert.Null(Load("repository/a/b").Facts.Namespace);
    }

    [Fact]
    public void Outside_of_a_repository_only_the_working_directory_counts()
    {
        _folder.With("hale.yaml", "namespace: above").With("a/x.yaml", "");
        Assert.Null(Load("a").Facts.Namespace);
        Assert.Equal("above", Load().Facts.Namespace);
    }

    [Fact]
    public void Of_two_in_one_folder_none_is_chosen()
    {
        _folder.With("hale.yaml", "").With(".hale.yaml", "");
        Assert.Equal("There are two configurations, 'hale.yaml' and '.hale.yaml': remove one", Assert.Throws<UsageException>(() => Load()).Message);
    }

    [Fact]
    public void A_file_that_is_named_has_to_be_there()
    {
        _folder.With("other.yaml", "namespace: other").With("hale.yaml", "namespace: mine");
        Assert.Equal("other", HaleConfiguration.Load(_folder.Path, "other.yaml").ApplyTo(new LintOptions { WorkingDirectory = _folder.Path }).Facts.Namespace);
        Assert.Equal("The configuration 'gone.yaml' does not exist", Assert.Throws<UsageException>(() => HaleConfiguration.Load(_folder.Path, "gone.yaml")).Message);
    }

    [Fact]
    public void A_fresh_file_changes_nothing_and_its_settings_are_right_when_they_are_switched_on()
    {
        _folder.With("hale.yaml", FreshConfiguration.Text);
        Assert.Empty(Load().Selection.Overrides);
        _folder.With("hale.yaml", SwitchedOn);
        var options = Load();
        Assert.Equal(3, options.Selection.Overrides.Count);
        Assert.Equal("shop", options.Facts.Namespace);
        Assert.All(FreshConfiguration.Text.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void The_page_about_it_has_every_key()
    {
        var rows = File.ReadAllLines(Hale.Testing.Repository.PathOf("docs/configuration.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(Settings.All.Keys.Select(key => key.Name), rows.Select(row => row.Split('`')[1]));
    }

    // A '#', a space and a word explain; the others are settings.
    private static string SwitchedOn => string.Concat(FreshConfiguration.Text.Split('\n').Where(line => !Explanation().IsMatch(line)).Select(line => line.TrimStart('#') + "\n"));

    [Fact]
    public void The_example_of_the_page_about_it_is_right()
    {
        _folder.With("hale.yaml", File.ReadAllText(Hale.Testing.Repository.PathOf("docs/configuration.md")).Split("```yaml\n")[1].Split("```")[0]);
        Assert.Equal(3, Load().Selection.Overrides.Count);
    }

    private LintOptions Load(string folder = ".")
    {
        var workingDirectory = Path.GetFullPath(Path.Combine(_folder.Path, folder));
        return HaleConfiguration.Load(workingDirectory).ApplyTo(new LintOptions { WorkingDirectory = workingDirectory });
    }

    [GeneratedRegex("^# [^ ]")]
    private static partial Regex Explanation();
}
