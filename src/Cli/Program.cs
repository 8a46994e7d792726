using Hale.Cli;
using Hale.Cli.Commands;

if (Terminal.OfProcess() is { } terminal)
    return HaleCommand.Run(args, terminal);
Console.Error.WriteLine("hale: The working directory is gone.");
return (int)ExitCode.Usage;
