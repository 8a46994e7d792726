using Hale.Cli;
using Hale.Cli.Commands;

return HaleCommand.Run(args, Terminal.OfProcess());
