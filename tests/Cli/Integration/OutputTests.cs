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

    [UnixTheory]
    [InlineData("ln -s real.json out.json && dotnet \"$TOOL\" check . --format json --output out.json; [ -L out.json ] && grep -c '\"HA0104\"' real.json")]
    [InlineData("mkfifo pipe; grep -c '\"HA0104\"' pipe & dotnet \"$TOOL\" check . --format json --output pipe; wait; [ -p pipe ]")]
    [InlineData("dotnet \"$TOOL\" check . --format json --output /dev/stdout > file.json; grep -c '\"HA0104\"' file.json")]
    public void A_link_stays_and_a_pipe_gets_the_text(string script) => Assert.Equal("500\n", Bash(script).Output);

    [UnixTheory]
    [InlineData("mkdir gone && cd gone && rmdir ../gone && dotnet \"$TOOL\" check")]
    public void A_working_directory_that_is_gone_is_said_in_one_sentence(string script)
    {
        var outcome = Bash(script);
        Assert.Equal(2, outcome.ExitCode);
        Assert.EndsWith("hale: The working directory is gone.\n", outcome.Output, StringComparison.Ordinal);
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
