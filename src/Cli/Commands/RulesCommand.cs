using System.CommandLine;
using Hale.Cli.Reports;

namespace Hale.Cli.Commands;

/// <summary><c>hale rules</c>: lists the catalog.</summary>
internal static class RulesCommand
{
    public static Command Create(Terminal terminal)
    {
        var format = Choice.Option<RuleListFormat>("--format", "How the list is written");
        var command = new Command("rules", "List the rules; as markdown, the whole of rules.md.") { format };
        command.SetAction(parsed =>
        {
            Write(parsed.GetValue(format), terminal);
            return (int)ExitCode.Clean;
        });
        return command;
    }

    private static void Write(RuleListFormat format, Terminal terminal)
    {
        switch (format)
        {
            case RuleListFormat.Text:
                RulesTable.Write(terminal.Output, terminal.OutputTakesColor);
                break;
            case RuleListFormat.Json:
                RulesJson.Write(terminal.Output);
                break;
            case RuleListFormat.Markdown:
                RulesMarkdown.Write(terminal.Output);
                break;
        }
    }
}

/// <summary>How the catalog is written.</summary>
internal enum RuleListFormat
{
    Text,
    Json,
    Markdown,
}
