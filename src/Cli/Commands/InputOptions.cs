using System.CommandLine;
using Hale.CSharp.Projects;
using Hale.Linting;
using Hale.Linting.Sharding;
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

    private readonly Option<bool> _includeTests = new("--include-tests") { Description = "Also lint what C# of test projects builds." };

    private readonly Option<bool> _forceExclude = new("--force-exclude") { Description = "Leave out files that are named as those of folders are left out: for hooks that name them." };

    private readonly Option<string?> _shard = new("--shard")
    {
        Description = "Lint the I-th of N parts of the input, and each application in it by itself.",
        HelpName = "I/N",
    };

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
        foreach (var option in new Option[] { _config, _preset, _rules, _namespace, _version, _closedWorld, _includeTests, _forceExclude, _shard, _base, _baseline })
            command.Options.Add(option);
    }

    /// <summary>What the configuration says, and over it what the command line says.</summary>
    /// <exception cref="UsageException">One of them is wrong.</exception>
    public LintOptions Read(ParseResult parsed) =>
        Given(parsed).Over(new LintOptions
        {
            WorkingDirectory = terminal.WorkingDirectory,
            Paths = PathsOf(parsed),
            Shard = parsed.GetValue(_shard) is { } shard ? Shard.Parse(shard) : null,
            BaseDirectory = parsed.GetValue(_base),
            // Not as a method group, which would load the front end's assembly here and now.
            CSharp = input => ProjectReader.Read(input),
            IncludesTests = parsed.GetValue(_includeTests),
            ForcesExclude = parsed.GetValue(_forceExclude),
        });

    /// <summary>Whether the command line names a baseline.</summary>
    public bool NamesBaseline(ParseResult parsed) => parsed.GetValue(_baseline) is not null;

    /// <summary>What the command line says of what the configuration says too.</summary>
    public GivenOptions Given(ParseResult parsed) => new()
    {
        Config = parsed.GetValue(_config),
        Baseline = parsed.GetValue(_baseline),
        Preset = Choice.Given(parsed, _preset),
        Rules = parsed.GetValue(_rules) ?? [],
        Namespace = parsed.GetValue(_namespace),
        KubernetesVersion = parsed.GetValue(_version),
        ClosedWorld = Choice.Given(parsed, _closedWorld),
    };

    // A misspelt option would be taken for a path, and so would a command behind an option.
    private string[] PathsOf(ParseResult parsed)
    {
        var paths = parsed.GetValue(_paths) is { Length: > 0 } given ? given : ["."];
        return paths.Where(path => path.Length > 1 && !Exists(path)).Select(path => MistakeIn(path, parsed)).FirstOrDefault(mistake => mistake is not null) is { } mistake
            ? throw new UsageException(mistake)
            : paths;
    }

    private static string? MistakeIn(string path, ParseResult parsed)
    {
        var options = parsed.CommandResult.Command.Options;
        if (path[0] == '-' && !options.Any(option => option.Name == path || option.Aliases.Contains(path)))
            return $"There is no option '{path}'{(Nearest(path, options) is { } meant ? $"; did you mean '{meant}'" : "")}";
        return !path.Contains('*', StringComparison.Ordinal) && Nearest(path, parsed.RootCommandResult.Command.Subcommands) is { } command
            ? $"The path '{path}' does not exist; a command such as '{command}' has to be the first word"
            : null;
    }

    private static string? Nearest(string word, IEnumerable<Symbol> known) => Spelling.Nearest(word, known.Select(symbol => symbol.Name));

    private bool Exists(string path) => File.Exists(PathOf(path)) || Directory.Exists(PathOf(path));

    private string PathOf(string file) => Path.GetFullPath(Path.Combine(terminal.WorkingDirectory, file));
}
