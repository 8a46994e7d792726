using System.CommandLine;
using System.Reflection;
using Hale.Cli;
using Hale.Cli.Commands;
using Hale.Linting;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Testing;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hale.MSBuildTask.Tests;

/// <summary>The command line and the task fill one record: what can be said to one can be said to the other.</summary>
public sealed class OptionTests : IDisposable
{
    // Every option of LintOptions with its option of the command line and its property of the task, both with the same value.
    private static readonly Option[] Options =
    [
        new("Paths", options => options.Paths, ["a.yaml"], task => task.Manifests = [new TaskItem("a.yaml")]),
        new("Context", options => options.Context, ["--context", "lib"], task => task.Context = [new TaskItem("lib")]),
        new("BaseDirectory", options => options.BaseDirectory, ["--base", "lib"], task => task.BaseDirectory = "lib"),
        new("Selection.Preset", options => options.Selection.Preset, ["--preset", "all"], task => task.Preset = "all"),
        new("Selection.Overrides", options => options.Selection.Overrides.SelectMany(rules => rules.Severities), ["--rule", "HA0101=error", "--rule", "image-mutable=off"], task => task.Rules = ["HA0101=error", "image-mutable=off"]),
        new("Facts.Namespace", options => options.Facts.Namespace, ["--namespace", "shop"], task => task.Namespace = "shop"),
        new("Facts.Version", options => options.Facts.Version, ["--kubernetes-version", "1.31"], task => task.KubernetesVersion = "1.31"),
        new("Facts.ClosedWorld", options => options.Facts.ClosedWorld, ["--closed-world"], task => task.ClosedWorld = "true"),
        new("FailOn", options => options.FailOn, ["--fail-on", "error"], task => task.FailOn = "error"),
        new("Baseline", options => options.Baseline, ["--baseline", "known.json"], task => task.Baseline = "known.json"),
    ];

    // Those that one of the two, or both, have no word for, and why.
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["WorkingDirectory"] = "where the user stands: the folder of the process, and that of the project",
        ["Found"] = "the default items of a project; the command line looks into folders itself",
        ["ReportOnly"] = "for the files of a commit, of which a build knows nothing; HaleContext is what is only read",
        ["Shard"] = "for a fleet of applications that several runs share; a build lints what belongs to its project",
        ["CSharp"] = "the reader of C#, which only the command line has: in a build, the analyzer reads what the compiler reads",
        ["IncludesTests"] = "about C#",
        ["ForcesExclude"] = "for hooks that name the files of a commit; what a project names is meant",
        ["Include"] = "of hale.yaml, for both: the arguments and the items say themselves what they include",
        ["Exclude"] = "of hale.yaml, for both: the arguments and the items say themselves what they exclude",
        ["Facts.IsProduction"] = "of hale.yaml, for both: what a cluster is like is the same in every run",
        ["Facts.Nodes"] = "of hale.yaml, for both",
        ["Facts.Zones"] = "of hale.yaml, for both",
        ["Facts.HasSeveralZones"] = "follows from the zones",
        ["Facts.NodeMonitorGracePeriod"] = "of hale.yaml, for both",
        ["Selection.RequireReason"] = "of hale.yaml, for both: suppressions are the same in every run",
    };

    // Properties of the task that are no options.
    private static readonly string[] Plumbing = ["ProjectFile", "RequestFile", "FindingsFile"];

    private readonly TempFolder _folder = new TempFolder().With("a.yaml", "").With("lib/b.yaml", "");

    public static TheoryData<string> Names => [.. Options.Select(option => option.Name)];

    [Fact]
    public void Every_option_is_accounted_for() =>
        Assert.Equal(
            Leaves(typeof(LintOptions), "").Order(StringComparer.Ordinal),
            Options.Select(option => option.Name).Concat(Exceptions.Keys).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_command_line_and_the_task_say_the_same(string name)
    {
        var option = Array.Find(Options, known => known.Name == name)!;
        var (byCommandLine, byTask) = (option.Read(OfCommandLine(option.Arguments)), option.Read(OfTask(option.Set)));
        Assert.Equal(byCommandLine, byTask);
        Assert.NotEqual(option.Read(OfCommandLine([])), byCommandLine);
        Assert.NotEqual(option.Read(OfTask(_ => { })), byTask);
    }

    [Fact]
    public void The_configuration_can_be_named_to_both()
    {
        _folder.With("other.yaml", "preset: all\n");
        Assert.Equal(Preset.All, OfCommandLine(["--config", "other.yaml"]).Selection.Preset);
        Assert.Equal(Preset.All, OfTask(task => task.Config = "other.yaml").Selection.Preset);
    }

    [Fact]
    public void What_is_given_beats_the_configuration()
    {
        _folder.With("hale.yaml", "preset: all\nfailOn: note\nnamespace: shop\nclosedWorld: true\nkubernetesVersion: 1.30\n");
        var options = OfTask(task => (task.Preset, task.FailOn, task.Namespace, task.ClosedWorld, task.KubernetesVersion) = ("default", "never", "web", "false", "1.31"));
        Assert.Equal((Preset.Default, Threshold.Never), (options.Selection.Preset, options.FailOn));
        Assert.Equal(("web", false, new KubernetesVersion(1, 31)), (options.Facts.Namespace, options.Facts.ClosedWorld, options.Facts.Version));
    }

    [Fact]
    public void Every_property_of_the_task_is_set_by_the_targets_and_documented()
    {
        var targets = File.ReadAllText(Repository.PathOf("src/MSBuildTask/build/Hale.MSBuildTask.targets"));
        var page = File.ReadAllText(Repository.PathOf("docs/msbuild.md"));
        foreach (var property in typeof(PrepareLint).GetProperties(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance).Where(property => !Plumbing.Contains(property.Name)))
        {
            var name = property.Name == "Manifests" ? "HaleManifest" : $"Hale{property.Name}";
            Assert.Contains($"{property.Name}=\"{(property.PropertyType == typeof(ITaskItem[]) ? '@' : '$')}({name})\"", targets, StringComparison.Ordinal);
            Assert.Contains($"| `{name}` |", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_request_keeps_what_is_said()
    {
        var task = NewTask();
        foreach (var option in Options)
            option.Set(task);
        task.Config = "tab\there\\and there\nand here";
        var request = task.Request();
        var read = LintRequest.Read(request.Write([]));
        foreach (var property in typeof(LintRequest).GetProperties())
            Assert.Equal(property.GetValue(request), property.GetValue(read));
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Leaves(Type type, string prefix) => type.GetProperties().SelectMany(property =>
        property.PropertyType == typeof(RuleSelection) || property.PropertyType == typeof(ClusterFacts)
            ? Leaves(property.PropertyType, $"{property.Name}.")
            : [prefix + property.Name]);

    private LintOptions OfCommandLine(string[] arguments)
    {
        var check = new CheckCommand(new Terminal { WorkingDirectory = _folder.Path, Output = TextWriter.Null, Error = TextWriter.Null });
        var command = new Command("check");
        check.AddTo(command);
        return check.OptionsOf(command.Parse(arguments));
    }

    private LintOptions OfTask(Action<PrepareLint> set)
    {
        var task = NewTask();
        set(task);
        return task.Request().ToOptions();
    }

    private PrepareLint NewTask() => new() { ProjectFile = Path.Combine(_folder.Path, "app.csproj") };

    private sealed record Option(string Name, Func<LintOptions, object?> Read, string[] Arguments, Action<PrepareLint> Set);
}
