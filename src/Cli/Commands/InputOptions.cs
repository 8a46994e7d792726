using System.CommandLine;
using Hale.Linting;
using Hale.Linting.Configuration;
using Hale.Rules;
using Hale.Rules.Model;

namespace Hale.Cli.Commands;

/// <summary>The options that decide what a run finds: those of every command that lints.</summary>
internal sealed class InputOptions(Terminal terminal)
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Files, folders, globs, or - for standard input; the working directory when left out.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _config = new("--config")
    {
        Description = "The configuration; hale.yaml or .hale.yaml, from the working directory up, when left out. Options beat it.",
        HelpName = "FILE",
    };

    private readonly Option<Preset> _preset = Choice.Option<Preset>("--preset", "The set of rules to start from");

    private readonly Option<string[]> _rules = new("--rule")
    {
        Description = "Give all findings of a rule this severity (error, warning, note), or switch it off; may be repeated.",
        HelpName = "ID=SEVERITY|off",
    };

    private readonly Option<string?> _namespace = new("--namespace") { Description = "The namespace of objects that name none.", HelpName = "NAME" };

    private readonly Option<string?> _version = new("--kubernetes-version")
    {
        Description = $"The Kubernetes version that the manifests are for; {KubernetesVersion.Latest} when left out.",
        HelpName = "VERSION",
    };

    private readonly Option<bool> _closedWorld = new("--closed-world") { Description = "The input holds everything: what is not in it does not exist." };

    private readonly Option<string?> _base = new("--base")
    {
        Description = "The folder that paths are shown relative to; the repository's when left out.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = $"The baseline; {Linting.Baselines.BaselineFile.Name} beside the configuration when left out.",
        HelpName = "FILE",
    };

    /// <summary>Gives a command the paths and the options.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_paths);
        foreach (var option in new Option[] { _config, _preset, _rules, _namespace, _version, _closedWorld, _base, _baseline })
            command.Options.Add(option);
    }

    /// <summary>What the configuration says, and over it what the command line says.</summary>
    /// <exception cref="UsageException">One of them is wrong.</exception>
    public LintOptions Read(ParseResult parsed) => Read(parsed, HaleConfiguration.Load(terminal.WorkingDirectory, parsed.GetValue(_config)));

    /// <summary>Whether the command line names a baseline.</summary>
    public bool NamesBaseline(ParseResult parsed) => parsed.GetValue(_baseline) is not null;

    /// <summary>Where the baseline is, or is to be.</summary>
    /// <exception cref="UsageException">The configuration is wrong.</exception>
    public string BaselinePath(ParseResult parsed) => parsed.GetValue(_baseline) is { } given
        ? PathOf(given)
        : HaleConfiguration.Load(terminal.WorkingDirectory, parsed.GetValue(_config)).BaselinePath;

    private LintOptions Read(ParseResult parsed, HaleConfiguration configuration)
    {
        var options = configuration.ApplyTo(new LintOptions { WorkingDirectory = terminal.WorkingDirectory, Paths = PathsOf(parsed), BaseDirectory = parsed.GetValue(_base) });
        return options with
        {
            Baseline = parsed.GetValue(_baseline) is { } baseline ? PathOf(baseline) : options.Baseline,
            Selection = options.Selection with
            {
                Preset = Choice.Given(parsed, _preset, options.Selection.Preset),
                Overrides = [.. options.Selection.Overrides, new RuleOverride(RuleOverrides.Parse(parsed.GetValue(_rules) ?? []))],
            },
            Facts = options.Facts with
            {
                Namespace = Choice.Given(parsed, _namespace, options.Facts.Namespace),
                Version = parsed.GetValue(_version) is { } version ? VersionOf(version) : options.Facts.Version,
                ClosedWorld = Choice.Given(parsed, _closedWorld, options.Facts.ClosedWorld),
            },
        };
    }

    // A misspelt option would be taken for a path.
    private string[] PathsOf(ParseResult parsed)
    {
        var paths = parsed.GetValue(_paths) is { Length: > 0 } given ? given : ["."];
        if (Array.Find(paths, path => path.Length > 1 && path[0] == '-' && !File.Exists(PathOf(path))) is not { } option)
            return paths;
        var nearest = Spelling.Nearest(option, parsed.CommandResult.Command.Options.Select(known => known.Name));
        throw new UsageException($"There is no option '{option}'{(nearest is null ? "" : $"; did you mean '{nearest}'")}");
    }

    private string PathOf(string file) => Path.GetFullPath(Path.Combine(terminal.WorkingDirectory, file));

    private static KubernetesVersion VersionOf(string text) => KubernetesVersion.TryParse(text, out var version)
        ? version
        : throw new UsageException($"'{text}' is not a Kubernetes version: write it as {KubernetesVersion.Latest}");
}
