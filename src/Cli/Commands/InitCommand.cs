using System.CommandLine;
using Hale.Linting;
using Hale.Linting.Configuration;

namespace Hale.Cli.Commands;

/// <summary><c>hale init</c>: writes a configuration in which everything is explained.</summary>
internal static class InitCommand
{
    private const string FileName = "hale.yaml";

    public static Command Create(Terminal terminal)
    {
        var command = new Command("init", "Write a commented hale.yaml into the working directory.");
        command.SetAction(_ =>
        {
            foreach (var name in new[] { FileName, ".hale.yaml" }.Where(name => File.Exists(Path.Combine(terminal.WorkingDirectory, name))))
                throw new UsageException($"There is a configuration already: '{name}'");
            OutputFile.Write(Path.Combine(terminal.WorkingDirectory, FileName), writer => writer.Write(FreshConfiguration.Text));
            terminal.Error.WriteLine($"Wrote {FileName}.");
            return (int)ExitCode.Clean;
        });
        return command;
    }
}
