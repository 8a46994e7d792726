using System.CommandLine;
using System.Diagnostics;
using Hale.Cli.Reports;
using Hale.Linting;
using Hale.Linting.Baselines;

namespace Hale.Cli.Commands;

/// <summary><c>hale check</c>: lints what the paths name.</summary>
internal sealed class CheckCommand(Terminal terminal)
{
    private readonly InputOptions _input = new(terminal);

    private readonly Option<ReportFormat> _format = Choice.Option<ReportFormat>("--format", "How findings are written to standard output");

    private readonly Option<string?> _output = new("--output") { Description = "Write the report to FILE instead of standard output.", HelpName = "FILE" };

    private readonly Option<string?> _sarif = new("--sarif") { Description = "Also write a SARIF log to FILE.", HelpName = "FILE" };

    private readonly Option<bool> _sarifSuppressed = new("--sarif-suppressed")
    {
        Description = "SARIF also holds the findings that are suppressed or in the baseline, marked as such.",
    };

    private readonly Option<Threshold> _failOn = Choice.Option<Threshold>("--fail-on", "The lowest severity that makes the exit code 1");

    private readonly Option<ColorMode> _color = Choice.Option<ColorMode>("--color", "Whether the text report has colour");

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Leave out the closing line of the text report, and progress." };

    /// <summary>Gives a command the arguments, options and action of <c>check</c>.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _format, _output, _sarif, _sarifSuppressed, _failOn })
            command.Options.Add(option);
        _input.AddTo(command);
        command.Options.Add(_color);
        command.Options.Add(_quiet);
        command.SetAction(parsed => (int)Check(parsed));
    }

    private ExitCode Check(ParseResult parsed)
    {
        var options = _input.Read(parsed);
        options = options with { FailOn = Choice.Given(parsed, _failOn, options.FailOn) };
        var clock = Stopwatch.StartNew();
        using var progress = new ProgressLine(terminal, isOn: terminal.ErrorIsWatched && !parsed.GetValue(_quiet));
        var result = Linter.Run(options, terminal.Input, progress.Report);
        progress.Clear();
        var exitCode = result.Findings.Any(finding => options.FailOn.IsFailedBy(finding.Severity)) ? ExitCode.Findings : ExitCode.Clean;
        var report = new LintReport(result.Findings, result.Files, result.Documents, clock.Elapsed) { Suppressed = result.Suppressed, Baselined = result.Baseline?.Known };
        Write(parsed, report, exitCode);
        if (result.Baseline is { } match && !parsed.GetValue(_quiet))
            TellWhatIsGone(match.Gone);
        return exitCode;
    }

    private void Write(ParseResult parsed, LintReport report, ExitCode exitCode)
    {
        var sarifReport = new SarifReport((int)exitCode) { ShowsHidden = parsed.GetValue(_sarifSuppressed) };
        if (parsed.GetValue(_sarif) is { } sarif)
            OutputFile.Write(PathOf(sarif), writer => sarifReport.Write(report, writer));
        var isColored = parsed.GetValue(_color) is ColorMode.Always || (parsed.GetValue(_color) is ColorMode.Auto && parsed.GetValue(_output) is null && terminal.OutputTakesColor);
        IReport format = parsed.GetValue(_format) switch
        {
            ReportFormat.Json => new JsonReport(),
            ReportFormat.Sarif => sarifReport,
            _ => new TextReport(isColored, parsed.GetValue(_quiet)),
        };
        if (parsed.GetValue(_output) is { } output)
            OutputFile.Write(PathOf(output), writer => format.Write(report, writer));
        else
            format.Write(report, terminal.Output);
    }

    private void TellWhatIsGone(IReadOnlyList<BaselineEntry> gone)
    {
        foreach (var entry in gone)
            terminal.Error.WriteLine($"hale: In the baseline, and no longer found: {BaselineCommand.TextOf(entry)}.");
        if (gone.Count > 0)
            terminal.Error.WriteLine("hale: 'hale baseline --update' takes out what is no longer found.");
    }

    private string PathOf(string file) => Path.Combine(terminal.WorkingDirectory, file);
}

/// <summary>The formats of a report.</summary>
internal enum ReportFormat
{
    Text,
    Json,
    Sarif,
}

/// <summary>Whether output has colour.</summary>
internal enum ColorMode
{
    Auto,
    Always,
    Never,
}
