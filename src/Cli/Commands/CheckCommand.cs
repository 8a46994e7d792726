using System.CommandLine;
using System.Diagnostics;
using Hale.Cli.Reports;
using Hale.Linting;
using Hale.Linting.Baselines;
using Hale.Rules;
using Hale.Rules.Model;

namespace Hale.Cli.Commands;

/// <summary><c>hale check</c>: lints what the paths name.</summary>
internal sealed class CheckCommand(Terminal terminal)
{
    private readonly InputOptions _input = new(terminal);

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

    private readonly Option<ReportFormat> _format = Choice.Option<ReportFormat>("--format", $"How findings are written to standard output: {string.Join(", ", ReportFile.Formats)}", "FORMAT");

    private readonly Option<string?> _output = new("--output") { Description = "Write the report to FILE instead of standard output.", HelpName = "FILE" };

    private readonly Option<string[]> _furtherReports = new("--output-format")
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

    private readonly Option<bool> _sarifSuppressed = new("--sarif-suppressed")
    {
        Description = "SARIF also holds the findings that are suppressed or in the baseline, marked as such.",
    };

    private readonly Option<Threshold> _failOn = Choice.Option<Threshold>("--fail-on", "The lowest severity that makes the exit code 1");

    private readonly Option<bool> _noBaseline = new("--no-baseline") { Description = "Show everything, also what is in the baseline." };

    private readonly Option<ColorMode> _color = Choice.Option<ColorMode>("--color", "Whether the text report has colour");

    private readonly Option<bool> _explainUnknown = new("--explain-unknown") { Description = "Also list, for each object, what could not be determined and why." };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Also say how many replicas, images, probes, resources and affinities are decided." };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Leave out the closing line of the text report, and progress." };

    /// <summary>Gives a command the arguments, options and action of <c>check</c>.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _context, _reportOnly, _format, _output, _furtherReports, _sarif, _category, _sarifSuppressed, _failOn })
            command.Options.Add(option);
        _input.AddTo(command);
        command.Options.Add(_noBaseline);
        foreach (var option in new Option[] { _color, _explainUnknown, _verbose, _quiet })
            command.Options.Add(option);
        command.SetAction(parsed => (int)Check(parsed));
    }

    /// <summary>What decides what the run finds, and whether it fails.</summary>
    /// <exception cref="UsageException">The configuration or an option is wrong.</exception>
    public LintOptions OptionsOf(ParseResult parsed)
    {
        var options = _input.Read(parsed);
        if (parsed.GetValue(_noBaseline) && _input.NamesBaseline(parsed))
            throw new UsageException("Write --baseline or --no-baseline, not both");
        return options with
        {
            FailOn = Choice.Given(parsed, _failOn) ?? options.FailOn,
            Context = parsed.GetValue(_context) ?? [],
            ReportOnly = parsed.GetValue(_reportOnly) ?? [],
            Baseline = parsed.GetValue(_noBaseline) ? null : options.Baseline,
        };
    }

    private ExitCode Check(ParseResult parsed)
    {
        var options = OptionsOf(parsed);
        var files = FilesOf(parsed);
        var clock = Stopwatch.StartNew();
        var clusters = new List<Cluster>();
        var result = Lint(parsed, options, IsAskedWhatIsUnknown(parsed) ? clusters.Add : null);
        var report = new LintReport(result.Findings, result.Files, result.Documents, clock.Elapsed) { Suppressed = result.Suppressed, Baselined = result.Baseline?.Known };
        var exitCode = result.Findings.Any(finding => Fails(finding.Severity)) ? ExitCode.Findings : ExitCode.Clean;
        Write(parsed, report, files, new ReportFormats(exitCode, Fails, parsed.GetValue(_category), parsed.GetValue(_quiet), parsed.GetValue(_sarifSuppressed)));
        if (result.Baseline is { } match && !parsed.GetValue(_quiet))
            TellWhatIsGone(match.Gone);
        TellWhatIsUnknown(parsed, clusters);
        return exitCode;

        bool Fails(Severity severity) => options.FailOn.IsFailedBy(severity);
    }

    private LintResult Lint(ParseResult parsed, LintOptions options, Action<Cluster>? lookAt)
    {
        using var progress = new ProgressLine(terminal, isOn: terminal.ErrorIsWatched && !parsed.GetValue(_quiet));
        return Linter.Run(options, terminal.Input, progress.Report, lookAt);
    }

    private void Write(ParseResult parsed, LintReport report, IReadOnlyList<ReportFile> files, ReportFormats formats)
    {
        foreach (var file in files)
            OutputFile.Write(PathOf(file.File), writer => formats.Create(file.Format, parsed.GetValue(_color) is ColorMode.Always).Write(report, writer));
        if (parsed.GetValue(_output) is null)
            formats.Create(parsed.GetValue(_format), IsColored(parsed)).Write(report, terminal.Output);
    }

    private bool IsColored(ParseResult parsed) =>
        parsed.GetValue(_color) is ColorMode.Always || (parsed.GetValue(_color) is ColorMode.Auto && terminal.OutputTakesColor);

    private List<ReportFile> FilesOf(ParseResult parsed)
    {
        List<ReportFile> files = [.. (parsed.GetValue(_furtherReports) ?? []).Select(ReportFile.Parse)];
        if (parsed.GetValue(_sarif) is { } sarif)
            files.Add(new ReportFile(ReportFormat.Sarif, sarif));
        if (parsed.GetValue(_output) is { } output)
            files.Add(new ReportFile(parsed.GetValue(_format), output));
        if (files.GroupBy(file => Path.GetFullPath(PathOf(file.File)), StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new UsageException($"Two reports would go to the file '{twice.First().File}'");
        return files;
    }

    private void TellWhatIsGone(IReadOnlyList<BaselineEntry> gone)
    {
        foreach (var entry in gone)
            terminal.Error.WriteLine($"hale: In the baseline, and no longer found: {BaselineCommand.TextOf(entry)}.");
        if (gone.Count > 0)
            terminal.Error.WriteLine("hale: 'hale baseline --update' takes out what is no longer found.");
    }

    private bool IsAskedWhatIsUnknown(ParseResult parsed) => parsed.GetValue(_explainUnknown) || parsed.GetValue(_verbose);

    private void TellWhatIsUnknown(ParseResult parsed, IReadOnlyList<Cluster> clusters)
    {
        terminal.Output.Flush();
        foreach (var line in parsed.GetValue(_explainUnknown) ? UndecidedText.Explain(clusters) : [])
            terminal.Error.WriteLine(line);
        foreach (var line in parsed.GetValue(_verbose) ? UndecidedText.Shares(clusters) : [])
            terminal.Error.WriteLine(line);
    }

    private string PathOf(string file) => Path.Combine(terminal.WorkingDirectory, file);
}

/// <summary>Whether output has colour.</summary>
internal enum ColorMode
{
    Auto,
    Always,
    Never,
}
