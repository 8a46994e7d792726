using System.CommandLine;
using Hale.Linting;
using Hale.Linting.Configuration;

namespace Hale.Cli.Commands;

/// <summary><c>hale init</c>: writes a configuration in which everything is explained.</summary>
internal static class InitCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("init", "Write a commented hale.yaml into the working directory.");
        command.SetAction(_ =>
        {
            var names = HaleConfiguration.FileNames;
            if (names.FirstOrDefault(name => File.Exists(Path.Combine(terminal.WorkingDirectory, name))) is { } existing)
                throw new UsageException($"There is a configuration already: '{existing}'");
            OutputFile.Write(Path.Combine(terminal.WorkingDirectory, names[0]), writer => writer.Write(FreshConfiguration.Text));
            terminal.Error.WriteLine($"Wrote {names[0]}.");
            return (int)ExitCode.Clean;
        });
        return command;
    }
}
