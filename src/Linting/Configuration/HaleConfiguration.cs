using Hale.Rules;
using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Linting.Configuration;

/// <summary>What <c>hale.yaml</c> says.</summary>
public sealed class HaleConfiguration
{
    private readonly Node _root;

    private HaleConfiguration(string folder, string? shownPath, Node root) => (Folder, ShownPath, _root) = (folder, shownPath, root);

    /// <summary>What the file may be called.</summary>
    public static IReadOnlyList<string> FileNames { get; } = [OwnFiles.Configuration, OwnFiles.HiddenConfiguration];

    /// <summary>The folder that its globs start from: its own, or without a file the working directory.</summary>
    public string Folder { get; }

    /// <summary>Its path as it is shown; null when there is no file.</summary>
    public string? ShownPath { get; }

    /// <summary>Where the baseline is: beside the configuration.</summary>
    public string BaselinePath => Path.Combine(Folder, OwnFiles.Baseline);

    /// <summary>Reads the configuration that is named, or else the nearest one.</summary>
    /// <param name="workingDirectory">Where the search starts, and what a relative path starts from.</param>
    /// <param name="named">The file that the user names; null to look for it.</param>
    /// <exception cref="UsageException">There is no such file, or something in it is wrong.</exception>
    public static HaleConfiguration Load(string workingDirectory, string? named = null)
    {
        var path = named is null ? ConfigurationFile.Find(workingDirectory) : Path.GetFullPath(Path.Combine(workingDirectory, named));
        if (path is null)
            return new HaleConfiguration(workingDirectory, null, new AbsentNode(default));
        if (!File.Exists(path))
            throw new UsageException(Directory.Exists(path) ? $"The configuration '{named}' is a folder" : $"The configuration '{named}' does not exist");
        var shown = Paths.Relative(workingDirectory, path);
        return new HaleConfiguration(Path.GetDirectoryName(path)!, shown, ConfigurationFile.Read(path, shown));
    }

    /// <summary>Where a key is set; null when it is left out.</summary>
    public Place? PlaceOf(string key) => _root[key].Exists.IsTrue ? _root[key].NameAt : null;

    /// <summary>The options with what the configuration says. The paths to lint, and what they are relative to, have to be in them.</summary>
    /// <exception cref="UsageException">The base directory does not exist.</exception>
    public LintOptions ApplyTo(LintOptions options) => options with
    {
        Include = GlobsOf(_root["include"]),
        Exclude = GlobsOf(_root["exclude"]),
        Baseline = File.Exists(BaselinePath) ? BaselinePath : options.Baseline,
        FailOn = Choice(_root["failOn"], options.FailOn),
        Selection = options.Selection with
        {
            Preset = Choice(_root["preset"], options.Selection.Preset),
            RequireReason = Flag(_root["requireReason"], options.Selection.RequireReason),
            Overrides = [.. options.Selection.Overrides, .. Overrides(BaseDirectory.Of(options)).Select(pair => pair.Override)],
        },
        Facts = FactsOver(options.Facts),
    };

    /// <summary>What the value of a key is, in words; null where it is left out.</summary>
    public string? TextOf(string key) =>
        !_root[key].Exists.IsTrue ? null
        : _root[key] is ListNode list ? string.Join(", ", Reading.Texts(list))
        : Reading.Word(_root[key]);

    /// <summary>Whether a file would be linted when a folder that holds it is; and what decides it, in words.</summary>
    /// <param name="path">An absolute path.</param>
    public (bool IsLinted, string Why) Lints(string path)
    {
        if (!InputFinder.IsByName(path))
            return (false, "its name");
        if (!FolderWalker.NotIgnored([path]).Any())
            return (false, ".gitignore");
        if (GlobsOf(_root["exclude"]) is { } exclude && exclude.Matches(path))
            return (false, $"{PlaceOf("exclude")}");
        return GlobsOf(_root["include"]) is { } include ? (include.Matches(path), $"{PlaceOf("include")}") : (true, "default");
    }

    /// <summary>The rules that are set for a file, or for some objects in it: where several are about a rule, the last one decides.</summary>
    /// <param name="path">An absolute path.</param>
    public IReadOnlyList<AppliedRule> RulesFor(string path)
    {
        var applied = new List<AppliedRule>();
        foreach (var (rules, @override) in Overrides(Folder).Where(pair => pair.Override.IsForFile?.Invoke(path) != false))
        {
            var condition = string.Join(", ", rules.Parent!["match"].Entries.Where(entry => entry.Key != "path").Select(ConditionOf));
            foreach (var entry in rules.Entries)
            {
                var rule = RuleCatalog.Find(entry.Key)!.Info;
                if (condition.Length == 0)
                    applied.RemoveAll(earlier => earlier.Rule.Id == rule.Id);
                applied.Add(new AppliedRule(rule, @override.Severities[rule.Id], entry.KeyAt, condition));
            }
        }

        return [.. applied.OrderBy(rule => rule.Rule.Id, StringComparer.Ordinal)];
    }

    private List<(Node Rules, RuleOverride Override)> Overrides(string baseDirectory)
    {
        var all = new List<(Node, RuleOverride)>();
        if (_root["rules"].Exists.IsTrue)
            all.Add((_root["rules"], new RuleOverride(Severities(_root["rules"]))));
        all.AddRange(_root["overrides"].Items.Select(item => (item["rules"], Override(item, baseDirectory))));
        return all;
    }

    private ClusterFacts FactsOver(ClusterFacts facts) => facts with
    {
        Namespace = Reading.Text(_root["namespace"]) ?? facts.Namespace,
        Version = Reading.Version(_root["kubernetesVersion"]) ?? facts.Version,
        ClosedWorld = Flag(_root["closedWorld"], facts.ClosedWorld),
        IsProduction = Flag(_root["production"], facts.IsProduction),
        Nodes = (int?)Reading.Count(_root["nodes"]) ?? facts.Nodes,
        Zones = (int?)Reading.Count(_root["zones"]) ?? facts.Zones,
        NodeMonitorGracePeriod = Reading.Duration(_root["nodeMonitorGracePeriod"]) ?? facts.NodeMonitorGracePeriod,
    };

    private static string ConditionOf(Entry entry) => entry.Key == "label"
        ? $"label {string.Join(" and ", entry.Value.Entries.Select(label => $"{label.Key}={Reading.Text(label.Value)}"))}"
        : $"{entry.Key} {string.Join(" or ", Reading.Texts(entry.Value))}";

    private RuleOverride Override(Node item, string baseDirectory)
    {
        var match = item["match"];
        var files = GlobsOf(match["path"]);
        return new RuleOverride(Severities(item["rules"]))
        {
            IsForFile = files is null ? null : shown => files.Matches(Path.GetFullPath(Path.Combine(baseDirectory, shown))),
            Kinds = Reading.Texts(match["kind"]),
            Namespaces = Reading.Texts(match["namespace"]),
            Names = Reading.Texts(match["name"]),
            Labels = match["label"].Entries.ToDictionary(label => label.Key, label => Reading.Text(label.Value) ?? "", StringComparer.Ordinal),
        };
    }

    private static Dictionary<string, Severity?> Severities(Node rules) =>
        rules.Entries.ToDictionary(rule => RuleCatalog.Find(rule.Key)!.Info.Id, rule => SeverityWords.Parse(Reading.Word(rule.Value)), StringComparer.Ordinal);

    private FileGlobs? GlobsOf(Node node) => node.Exists.IsTrue ? new FileGlobs(Folder, Reading.Texts(node)) : null;

    private static bool Flag(Node node, bool otherwise) => node.Exists.IsTrue ? Reading.IsOn(node) : otherwise;

    // The shape has been checked: what is there is one of the words.
    private static T Choice<T>(Node node, T otherwise)
        where T : struct =>
        node.Exists.IsTrue ? (T)Enum.Parse(typeof(T), Reading.Word(node), ignoreCase: true) : otherwise;
}

/// <summary>A rule that the configuration sets.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">The severity of all its findings; null when it is off.</param>
/// <param name="At">Where it is set.</param>
/// <param name="Condition">The objects that it is for, in words; empty for all.</param>
public sealed record AppliedRule(RuleInfo Rule, Severity? Severity, Place At, string Condition);
