using System.Text;

namespace Hale.Cli;

/// <summary>What a run reads from and writes to, so that tests can stand in for the process.</summary>
internal sealed record Terminal
{
    /// <summary>The folder that relative paths start from.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Findings go here.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Everything else goes here.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What the path <c>-</c> reads.</summary>
    public Func<Stream> Input { get; init; } = () => Stream.Null;

    /// <summary>Whether the output shows colour when it is left to Hale.</summary>
    public bool OutputTakesColor { get; init; }

    /// <summary>Whether a person watches the error output, so that a progress line helps.</summary>
    public bool ErrorIsWatched { get; init; }

    /// <summary>The process's own folder and streams; null when the folder is gone. NO_COLOR switches colour off (https://no-color.org).</summary>
    public static Terminal? OfProcess()
    {
        if (WorkingDirectoryOfProcess() is not { } folder)
            return null;
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var isPlain = Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new Terminal
        {
            WorkingDirectory = folder,
            Output = new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 16384),
            Error = Console.Error,
            Input = Console.OpenStandardInput,
            OutputTakesColor = !isPlain,
            ErrorIsWatched = !Console.IsErrorRedirected,
        };
    }

    private static string? WorkingDirectoryOfProcess()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
