using System.CommandLine;
using Hale.Cli.Reports;
using Hale.Linting;

namespace Hale.Cli.Commands;

/// <summary><c>hale explain ID</c>: one rule, with its examples and what Hale says of them.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "The rule's id or name, such as HA0701 or rwo-multi-replica." };
        var command = new Command("explain", "Explain one rule, with its examples.") { id };
        command.SetAction(parsed =>
        {
            RuleExplanation.Write(RuleOverrides.RuleNamed(parsed.GetValue(id)!).Info, terminal.Output, terminal.OutputTakesColor);
            return (int)ExitCode.Clean;
        });
        return command;
    }
}
