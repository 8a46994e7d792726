using System.Diagnostics;

namespace Hale.Cli.Tests.Reports.Validation;

/// <summary>Runs other programs.</summary>
internal static class CommandLine
{
    /// <summary>What a program printed, both streams.</summary>
    /// <exception cref="InvalidOperationException">It cannot be started, failed, or took too long.</exception>
    public static string Run(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(TimeSpan.FromMinutes(3)))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} took too long.");
        }

        var text = output.Result + error.Result;
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{program} failed with {process.ExitCode}: {text}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new InvalidOperationException($"{start.FileName} cannot be started: {error.Message}", error);
        }
    }
}
