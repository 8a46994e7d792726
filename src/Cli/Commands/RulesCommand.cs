using System.CommandLine;
using Hale.Cli.Reports;
using Hale.Linting;

namespace Hale.Cli.Commands;

/// <summary><c>hale rules</c>: lists the catalog.</summary>
internal static class RulesCommand
{
    public static Command Create(Terminal terminal)
    {
        var format = new Option<string>("--format") { Description = "How the list is written; text when left out.", HelpName = "text|json|markdown", DefaultValueFactory = _ => "text" };
        var command = new Command("rules", "List the rules; as markdown, the whole of rules.md.") { format };
        command.SetAction(parsed =>
        {
            Write(parsed.GetValue(format)!, terminal);
            return (int)ExitCode.Clean;
        });
        return command;
    }

    private static void Write(string format, Terminal terminal)
    {
        switch (format)
        {
            case "text":
                RulesTable.Write(terminal.Output, terminal.OutputTakesColor);
                break;
            case "json":
                RulesJson.Write(terminal.Output);
                break;
            case "markdown":
                RulesMarkdown.Write(terminal.Output);
                break;
            default:
                throw new UsageException($"'{format}' is not a value of --format: text, json, markdown");
        }
    }
}
