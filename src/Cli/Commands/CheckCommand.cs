using System.CommandLine;
using System.Diagnostics;
using Hale.Cli.Reports;
using Hale.Linting;
using Hale.Linting.Configuration;
using Hale.Rules;
using Hale.Rules.Model;

namespace Hale.Cli.Commands;

/// <summary><c>hale check</c>: lints what the paths name.</summary>
internal sealed class CheckCommand(Terminal terminal)
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Files, folders, globs, or - for standard input; the working directory when left out.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _context = new("--context")
    {
        Description = "Also read PATH, for what the manifests refer to, without reporting on it; may be repeated.",
        HelpName = "PATH",
    };

    private readonly Option<string[]> _reportOnly = new("--report-only")
    {
        Description = "Read everything, but report only on these files or folders.",
        HelpName = "FILE...",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<ReportFormat> _format = Choice<ReportFormat>("--format", $"How findings are written to standard output: {string.Join(", ", ReportFile.Formats)}", "FORMAT");

    private readonly Option<string?> _output = new("--output") { Description = "Write the report to FILE instead of standard output.", HelpName = "FILE" };

    private readonly Option<string[]> _files = new("--output-format")
    {
        Description = "Also write a report of this format to FILE; may be repeated.",
        HelpName = "FORMAT=FILE",
    };

    private readonly Option<string?> _sarif = new("--sarif") { Description = "Short for --output-format sarif=FILE.", HelpName = "FILE" };

    private readonly Option<string?> _category = new("--category")
    {
        Description = "What tells this SARIF log from others of the same commit, such as hale/deploy.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _config = new("--config")
    {
        Description = "The configuration; hale.yaml or .hale.yaml, from the working directory up, when left out. Options beat it.",
        HelpName = "FILE",
    };

    private readonly Option<Threshold> _failOn = Choice<Threshold>("--fail-on", "The lowest severity that makes the exit code 1");

    private readonly Option<Preset> _preset = Choice<Preset>("--preset", "The set of rules to start from");

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

    private readonly Option<ColorMode> _color = Choice<ColorMode>("--color", "Whether the text report has colour");

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Leave out the closing line of the text report, and progress." };

    private Option[] Options => [_context, _reportOnly, _format, _output, _files, _sarif, _category, _config, _failOn, _preset, _rules, _namespace, _version, _closedWorld, _base, _color, _quiet];

    /// <summary>Gives a command the arguments, options and action of <c>check</c>.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_paths);
        foreach (var option in Options)
            command.Options.Add(option);
        command.SetAction(parsed => (int)Check(parsed));
    }

    // The first word of the enum is what holds when the option is left out.
    private static Option<T> Choice<T>(string name, string description, string? helpName = null)
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Select(word => word.ToLowerInvariant()).ToArray();
        var option = new Option<T>(name)
        {
            Description = $"{description}; {words[0]} when left out.",
            HelpName = helpName ?? string.Join('|', words),
            CustomParser = argument =>
            {
                var word = argument.Tokens[0].Value;
                if (words.Contains(word, StringComparer.Ordinal))
                    return Enum.Parse<T>(word, ignoreCase: true);
                argument.AddError($"'{word}' is not a value of {name}: {string.Join(", ", words)}");
                return default;
            },
        };
        return option;
    }

    private ExitCode Check(ParseResult parsed)
    {
        var options = OptionsOf(parsed);
        var files = FilesOf(parsed);
        var clock = Stopwatch.StartNew();
        using var progress = new ProgressLine(terminal, isOn: terminal.ErrorIsWatched && !parsed.GetValue(_quiet));
        var result = Linter.Run(options, terminal.Input, progress.Report);
        progress.Clear();
        var isFailure = result.Findings.Any(finding => options.FailOn.IsFailedBy(finding.Severity));
        var exitCode = isFailure ? ExitCode.Findings : ExitCode.Clean;
        var report = new LintReport(result.Findings, result.Files, result.Documents, clock.Elapsed);
        var formats = new ReportFormats(exitCode, severity => options.FailOn.IsFailedBy(severity), parsed.GetValue(_category), parsed.GetValue(_quiet));
        foreach (var file in files)
            OutputFile.Write(PathOf(file.File), writer => formats.Create(file.Format, parsed.GetValue(_color) is ColorMode.Always).Write(report, writer));
        if (parsed.GetValue(_output) is null)
            formats.Create(parsed.GetValue(_format), IsColored(parsed)).Write(report, terminal.Output);
        return exitCode;
    }

    private bool IsColored(ParseResult parsed) =>
        parsed.GetValue(_color) is ColorMode.Always || (parsed.GetValue(_color) is ColorMode.Auto && terminal.OutputTakesColor);

    private List<ReportFile> FilesOf(ParseResult parsed)
    {
        List<ReportFile> files = [.. (parsed.GetValue(_files) ?? []).Select(ReportFile.Parse)];
        if (parsed.GetValue(_sarif) is { } sarif)
            files.Add(new ReportFile(ReportFormat.Sarif, sarif));
        if (parsed.GetValue(_output) is { } output)
            files.Add(new ReportFile(parsed.GetValue(_format), output));
        if (files.GroupBy(file => Path.GetFullPath(PathOf(file.File)), StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new UsageException($"Two reports would go to the file '{twice.First().File}'");
        return files;
    }

    private string PathOf(string file) => Path.Combine(terminal.WorkingDirectory, file);

    // A misspelt option would be taken for a path.
    private string[] PathsOf(ParseResult parsed)
    {
        var paths = parsed.GetValue(_paths) is { Length: > 0 } given ? given : ["."];
        if (Array.Find(paths, path => path.Length > 1 && path[0] == '-' && !File.Exists(PathOf(path))) is not { } option)
            return paths;
        var nearest = Spelling.Nearest(option, Options.Select(known => known.Name));
        throw new UsageException($"There is no option '{option}'{(nearest is null ? "" : $"; did you mean '{nearest}'")}");
    }

    private LintOptions OptionsOf(ParseResult parsed)
    {
        var paths = new LintOptions
        {
            WorkingDirectory = terminal.WorkingDirectory,
            Paths = PathsOf(parsed),
            Context = parsed.GetValue(_context) ?? [],
            ReportOnly = parsed.GetValue(_reportOnly) ?? [],
            BaseDirectory = parsed.GetValue(_base),
        };
        var options = HaleConfiguration.Load(terminal.WorkingDirectory, parsed.GetValue(_config)).ApplyTo(paths);
        return options with
        {
            FailOn = Given(parsed, _failOn, options.FailOn),
            Selection = options.Selection with
            {
                Preset = Given(parsed, _preset, options.Selection.Preset),
                Overrides = [.. options.Selection.Overrides, new RuleOverride(RuleOverrides.Parse(parsed.GetValue(_rules) ?? []))],
            },
            Facts = options.Facts with
            {
                Namespace = Given(parsed, _namespace, options.Facts.Namespace),
                Version = parsed.GetValue(_version) is { } version ? VersionOf(version) : options.Facts.Version,
                ClosedWorld = Given(parsed, _closedWorld, options.Facts.ClosedWorld),
            },
        };
    }

    private static T Given<T>(ParseResult parsed, Option<T> option, T otherwise) => parsed.GetResult(option) is null ? otherwise : parsed.GetValue(option)!;

    private static KubernetesVersion VersionOf(string text) => KubernetesVersion.TryParse(text, out var version)
        ? version
        : throw new UsageException($"'{text}' is not a Kubernetes version: write it as {KubernetesVersion.Latest}");
}

/// <summary>Whether output has colour.</summary>
internal enum ColorMode
{
    Auto,
    Always,
    Never,
}
