using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Hale.Linting;
using Hale.Rules;

namespace Hale.Cli.Commands;

/// <summary>The whole command line: what the process was asked, to its exit code.</summary>
internal static class HaleCommand
{
    private const string Default = "check";
    private const int HelpWidth = 100;

    /// <summary>Runs one command, and says what went wrong in one that could not run.</summary>
    /// <returns>The exit code of the process.</returns>
    public static int Run(string[] args, Terminal terminal)
    {
        try
        {
            var parsed = Parse(args, Build(terminal));
            var exitCode = parsed.Invoke(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false });
            terminal.Output.Flush();
            return exitCode;
        }
        catch (UsageException error)
        {
            foreach (var mistake in error.Mistakes)
                terminal.Error.WriteLine(Printable.Escape($"hale: {mistake}."));
            return (int)ExitCode.Usage;
        }
        catch (IOException error)
        {
            terminal.Error.WriteLine(Printable.Escape($"hale: The output cannot be written: {error.Message.TrimEnd('.')}."));
            return (int)ExitCode.Usage;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            terminal.Error.WriteLine($"hale: an internal error; please report it with this text.\n{error}");
            return (int)ExitCode.Internal;
        }
    }

    private static ParseResult Parse(string[] args, RootCommand root)
    {
        // '@' starts the name of a file like any other letter.
        var parsed = root.Parse(WithCommand(args, root), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
            throw new UsageException(parsed.Errors[0].Message.TrimEnd('.'));
        if (EmptyArgumentIn(parsed.Tokens) is { } mistake)
            throw new UsageException(mistake);
        return parsed;
    }

    // What stands in front of a command would be an option of no command, so that 'check' is only meant where none comes first.
    private static string[] WithCommand(string[] args, RootCommand root) =>
        args is [var first, ..] && (root.Subcommands.Any(command => command.Name == first) || root.Options.Any(option => option.Name == first || option.Aliases.Contains(first)))
            ? args
            : [Default, .. args];

    // A variable of a script that is not set, most often; as a path it would stand for the working directory.
    private static string? EmptyArgumentIn(IReadOnlyList<Token> tokens)
    {
        var before = tokens.TakeWhile(token => token.Value.Length > 0).ToList();
        return before.Count == tokens.Count ? null
            : before[^1].Type is TokenType.Option ? $"The text behind '{before[^1].Value}' is empty"
            : "One of the arguments is empty";
    }

    private static RootCommand Build(Terminal terminal)
    {
        var root = new RootCommand($"Lints Kubernetes manifests for high availability. Without a command: {Default}.");
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpAction { MaxWidth = HelpWidth };
        var check = new Command(Default, "Lint files, folders, globs, or - for standard input (the default command).");
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
