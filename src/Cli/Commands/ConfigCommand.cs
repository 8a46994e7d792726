using System.CommandLine;
using Hale.Cli.Reports;
using Hale.Linting;
using Hale.Linting.Configuration;

namespace Hale.Cli.Commands;

/// <summary><c>hale config</c>: what can be configured, and what is.</summary>
internal static class ConfigCommand
{
    public static Command Create(Terminal terminal) => new("config", "Show the schema of hale.yaml, or what applies to a file.") { Schema(terminal), Show(terminal) };

    private static Command Schema(Terminal terminal)
    {
        var command = new Command("schema", "Print the JSON schema of hale.yaml, for editors.");
        command.SetAction(_ =>
        {
            ConfigurationSchema.Write(terminal.Output);
            return (int)ExitCode.Clean;
        });
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "The manifest to ask about." };
        var config = new Option<string?>("--config") { Description = "The configuration; the nearest hale.yaml or .hale.yaml when left out.", HelpName = "FILE" };
        var command = new Command("show", "Print what applies to a file, and where each value comes from.") { file, config };
        command.SetAction(parsed =>
        {
            var configuration = HaleConfiguration.Load(terminal.WorkingDirectory, parsed.GetValue(config));
            var path = Path.GetFullPath(Path.Combine(terminal.WorkingDirectory, parsed.GetValue(file)!));
            if (!File.Exists(path))
                throw new UsageException(Directory.Exists(path) ? $"The path '{parsed.GetValue(file)}' is a folder: name a manifest" : $"The path '{parsed.GetValue(file)}' does not exist");
            ConfigurationTable.Write(configuration, path, terminal.Output);
            return (int)ExitCode.Clean;
        });
        return command;
    }
}
