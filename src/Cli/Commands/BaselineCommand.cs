using System.CommandLine;
using Hale.Cli.Reports;
using Hale.Linting;
using Hale.Linting.Baselines;
using Hale.Rules;

namespace Hale.Cli.Commands;

/// <summary><c>hale baseline</c>: records what is found today, so that only what is new is shown.</summary>
internal sealed class BaselineCommand
{
    private readonly Terminal _terminal;
    private readonly InputOptions _input;
    private readonly Option<bool> _update = new("--update") { Description = "Only take out what is no longer found; nothing new comes in." };

    private BaselineCommand(Terminal terminal) => (_terminal, _input) = (terminal, new InputOptions(terminal));

    public static Command Create(Terminal terminal)
    {
        var command = new Command("baseline", "Record the findings of today, so that check shows new ones only.");
        new BaselineCommand(terminal).AddTo(command);
        return command;
    }

    /// <summary>An entry in one line.</summary>
    public static string TextOf(BaselineEntry entry)
    {
        var where = string.Join(" ", new[] { entry.Object, entry.Path }.Where(part => part.Length > 0));
        return Printable.Escape($"{entry.Rule}{(where.Length > 0 ? $" {where}" : "")} in {entry.File}{(entry.Count > 1 ? FormattableString.Invariant($" ({entry.Count} times)") : "")}");
    }

    private void AddTo(Command command)
    {
        _input.AddTo(command);
        command.Options.Add(_update);
        command.SetAction(parsed =>
        {
            var path = _input.Given(parsed).BaselinePath(_terminal.WorkingDirectory);
            if (parsed.GetValue(_update))
                Update(parsed, path);
            else
                Create(parsed, path);
            return (int)ExitCode.Clean;
        });
    }

    private void Create(ParseResult parsed, string path)
    {
        var result = Linter.Run(_input.Read(parsed) with { Baseline = null }, _terminal.Input);
        Write(path, BaselineEntry.Of(result.Findings));
        _terminal.Error.WriteLine($"Wrote {Words.Count(result.Findings.Count, "finding")} to {Shown(path)}.");
    }

    private void Update(ParseResult parsed, string path)
    {
        var match = Linter.Run(_input.Read(parsed) with { Baseline = path }, _terminal.Input).Baseline!;
        Write(path, match.Remaining);
        foreach (var entry in match.Gone)
            _terminal.Error.WriteLine($"Took out {TextOf(entry)}.");
        _terminal.Error.WriteLine($"{Words.Count(match.Remaining.Sum(entry => entry.Count), "finding")} left in {Shown(path)}.");
    }

    private static void Write(string path, IReadOnlyList<BaselineEntry> entries) => OutputFile.Write(path, writer => BaselineReport.Write(entries, writer));

    private string Shown(string path) => Printable.Escape(Path.GetRelativePath(_terminal.WorkingDirectory, path).Replace(Path.DirectorySeparatorChar, '/'));
}
