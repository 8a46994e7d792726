using System.CommandLine;
using System.CommandLine.Help;
using Hale.Linting;

namespace Hale.Cli.Commands;

/// <summary>The whole command line: what the process was asked, to its exit code.</summary>
internal static class HaleCommand
{
    private const int HelpWidth = 100;

    /// <summary>Runs one command.</summary>
    public static int Run(string[] args, Terminal terminal)
    {
        try
        {
            var parsed = Build(terminal).Parse(args);
            if (parsed.Errors.Count > 0)
                throw new UsageException(parsed.Errors[0].Message.TrimEnd('.'));
            var exitCode = parsed.Invoke(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false });
            terminal.Output.Flush();
            return exitCode;
        }
        catch (UsageException error)
        {
            foreach (var mistake in error.Mistakes)
                terminal.Error.WriteLine($"hale: {mistake}.");
            return (int)ExitCode.Usage;
        }
        catch (IOException error)
        {
            terminal.Error.WriteLine($"hale: The output cannot be written: {error.Message.TrimEnd('.')}.");
            return (int)ExitCode.Usage;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            terminal.Error.WriteLine($"hale: an internal error; please report it with this text.\n{error}");
            return (int)ExitCode.Internal;
        }
    }

    private static RootCommand Build(Terminal terminal)
    {
        var root = new RootCommand("Lints Kubernetes manifests for high availability. Without a command: check.");
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpAction { MaxWidth = HelpWidth };
        new CheckCommand(terminal).AddTo(root);
        var check = new Command("check", "Lint files, folders, globs, or - for standard input (the default command).");
        new CheckCommand(terminal).AddTo(check);
        root.Subcommands.Add(check);
        root.Subcommands.Add(RulesCommand.Create(terminal));
        root.Subcommands.Add(ExplainCommand.Create(terminal));
        root.Subcommands.Add(BaselineCommand.Create(terminal));
        root.Subcommands.Add(InitCommand.Create(terminal));
        root.Subcommands.Add(ConfigCommand.Create(terminal));
        return root;
    }
}
