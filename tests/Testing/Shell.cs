using System.Diagnostics;

namespace Hale.Testing;

/// <summary>What a program printed, both streams, and its exit code.</summary>
public sealed record Outcome(int ExitCode, string Output);

/// <summary>Runs programs as a user would: without what 'dotnet test' or a Git hook around it put into the environment.</summary>
public static class Shell
{
    private static readonly string[] ForeignPrefixes = ["MSBUILD", "VSTEST", "GIT_", "GITHUB_", "RUNNER_", "HALE_", "PRE_COMMIT"];

    /// <summary>What one that succeeds prints.</summary>
    /// <exception cref="InvalidOperationException">It fails, cannot be started, or takes too long.</exception>
    public static string Succeed(string folder, string program, params string[] arguments)
    {
        var outcome = Run(folder, program, arguments);
        return outcome.ExitCode == 0 ? outcome.Output : throw new InvalidOperationException($"{program} failed with {outcome.ExitCode}: {outcome.Output}");
    }

    /// <summary>Runs one.</summary>
    /// <exception cref="InvalidOperationException">It cannot be started, or takes too long.</exception>
    public static Outcome Run(string folder, string program, params string[] arguments) => Run(folder, new Dictionary<string, string>(), program, arguments);

    /// <summary>Runs one, with some variables set.</summary>
    /// <exception cref="InvalidOperationException">It cannot be started, or takes too long.</exception>
    public static Outcome Run(string folder, IReadOnlyDictionary<string, string> environment, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Start(start);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (process.WaitForExit(TimeSpan.FromMinutes(8)))
            return new Outcome(process.ExitCode, output.Result + error.Result);
        process.Kill(entireProcessTree: true);
        throw new InvalidOperationException($"{program} took too long.");
    }

    private static bool IsForeign(string name) => Array.Exists(ForeignPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

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
