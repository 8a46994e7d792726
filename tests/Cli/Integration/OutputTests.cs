using Hale.Cli.Commands;
using Hale.Testing;

namespace Hale.Cli.Tests.Integration;

/// <summary>What a process does when its output goes nowhere.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public OutputTests() => _folder.With("pods.yaml", string.Concat(Enumerable.Range(0, 500).Select(number => $"""
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: pod-{number}
        spec:
          containers:
          - name: app
            image: nginx

        """)));

    public void Dispose() => _folder.Dispose();

    [UnixTheory]
    [InlineData("text")]
    [InlineData("sarif")]
    public void A_reader_that_has_seen_enough_ends_the_run_quietly(string format)
    {
        var outcome = Bash($"dotnet \"$TOOL\" check . --preset all --format {format} | head -1 > first; echo \"${{PIPESTATUS[0]}}\"");
        Assert.Equal("1\n", outcome.Output);
        Assert.NotEmpty(File.ReadAllText(Path.Combine(_folder.Path, "first")));
    }

    [UnixTheory]
    [InlineData("> /dev/full")]
    [InlineData("--output /dev/full")]
    public void A_full_disk_is_said_in_one_sentence(string where)
    {
        if (!File.Exists("/dev/full"))
            return;
        var outcome = Bash($"dotnet \"$TOOL\" check . --preset all {where}");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Matches(@"^hale: The (output|file '/dev/full') cannot be written: .*\.\n$", outcome.Output);
    }

    private Outcome Bash(string script) =>
        Shell.Run(_folder.Path, new Dictionary<string, string> { ["TOOL"] = typeof(HaleCommand).Assembly.Location }, "bash", "-c", script);
}

/// <summary>A test that needs a shell of Unix.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "The script is for bash." : null;
}
