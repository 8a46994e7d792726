using System.Text.Json;
using System.Text.RegularExpressions;
using Hale.Testing;

namespace Hale.Cli.Tests.Integration;

/// <summary>The script of <c>action.yml</c>, run as GitHub runs it, with a stand-in for <c>dotnet</c> that calls the Hale of this build.</summary>
public sealed partial class ActionTests : IDisposable
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: db }\nspec: { containers: [{ name: db, image: mariadb:11.4, env: [{ name: MARIADB_ROOT_PASSWORD, value: \"123456\" }] }] }\n";

    private const string StandIn = """
        #!/usr/bin/env bash
        printf '%s\n' "$*" >> "$STANDIN_LOG"
        case "$1" in
          build) exit 0 ;;
          tool) while [ "$1" != -- ]; do shift; done; shift ;;
          *) shift ;;
        esac
        PATH="$STANDIN_PATH" exec dotnet "$STANDIN_HALE" "$@"

        """;

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _environment;

    public ActionTests()
    {
        _folder.With("bin/dotnet", StandIn).With("work/.git/HEAD", "").With("temp/keep", "").With("out/summary", "before\n").With("out/output", "");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PathOf("bin/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var path = Environment.GetEnvironmentVariable("PATH")!;
        _environment = new(StringComparer.Ordinal)
        {
            ["PATH"] = $"{PathOf("bin")}:{path}",
            ["STANDIN_PATH"] = path,
            ["STANDIN_LOG"] = PathOf("log"),
            ["STANDIN_HALE"] = Path.Combine(AppContext.BaseDirectory, "hale.dll"),
            ["GITHUB_ACTION_PATH"] = Repository.PathOf("."),
            ["GITHUB_OUTPUT"] = PathOf("out/output"),
            ["GITHUB_STEP_SUMMARY"] = PathOf("out/summary"),
            ["RUNNER_TEMP"] = PathOf("temp"),
            ["HALE_PATHS"] = ".",
            ["HALE_ARGS"] = "",
            ["HALE_FAIL_ON"] = "warning",
            ["HALE_VERSION"] = "",
            ["HALE_SARIF"] = "hale.sarif",
        };
    }

    public void Dispose() => _folder.Dispose();

    [BashFact]
    public void Findings_are_annotated_logged_summed_up_and_handed_on()
    {
        _folder.With("work/deploy/db.yaml", Pod);
        Assert.Contains("::error file=deploy/db.yaml,line=4,", Run(), StringComparison.Ordinal);
        Assert.Equal("sarif=hale.sarif\ncode=1\n", Read("out/output"));
        Assert.StartsWith("before\n## Hale\n", Read("out/summary"), StringComparison.Ordinal);
        Assert.Contains("deploy/db.yaml", Read("out/summary"), StringComparison.Ordinal);
        Assert.NotEmpty(JsonDocument.Parse(Read("work/hale.sarif")).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray());
        Assert.Equal(["keep"], Directory.GetFileSystemEntries(PathOf("temp")).Select(Path.GetFileName));
    }

    [BashFact]
    public void Every_line_is_a_path_and_none_is_script()
    {
        _folder.With("work/a b.yaml", Pod).With("work/$(touch owned); echo `x`.yaml", Pod).With("work/other.yaml", Pod);
        _environment["HALE_PATHS"] = "a b.yaml\r\n\n$(touch owned); echo `x`.yaml\n";
        _environment["HALE_ARGS"] = "--preset\nall\n";
        _environment["HALE_FAIL_ON"] = "never";
        var output = Run();
        Assert.Contains("file=a b.yaml,", output, StringComparison.Ordinal);
        Assert.Contains("file=$(touch owned); echo `x`.yaml,", output, StringComparison.Ordinal);
        Assert.DoesNotContain("other.yaml", output, StringComparison.Ordinal);
        Assert.Contains("--preset all", Read("log"), StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("work/owned")));
        Assert.EndsWith("code=0\n", Read("out/output"), StringComparison.Ordinal);
    }

    [BashFact]
    public void A_path_that_looks_like_an_option_is_none()
    {
        _environment["HALE_PATHS"] = "--version";
        Run();
        Assert.EndsWith("code=2\n", Read("out/output"), StringComparison.Ordinal);
    }

    [BashFact]
    public void A_run_that_fails_leaves_no_old_log_to_be_uploaded()
    {
        _folder.With("work/hale.sarif", "old");
        _environment["HALE_PATHS"] = "missing";
        Assert.Contains("hale: The path 'missing' does not exist.", Run(), StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("work/hale.sarif")));
        Assert.EndsWith("code=2\n", Read("out/output"), StringComparison.Ordinal);
    }

    [BashFact]
    public void A_version_takes_the_package_and_none_builds_the_revision_of_the_action()
    {
        _folder.With("work/db.yaml", Pod);
        Run();
        Assert.StartsWith("build src/Cli --configuration Release ", Read("log"), StringComparison.Ordinal);
        _environment["HALE_VERSION"] = "0.1.0";
        File.Delete(PathOf("log"));
        Run();
        Assert.StartsWith("tool exec Hale.Cli@0.1.0 --yes -- check ", Read("log"), StringComparison.Ordinal);
    }

    /// <summary>An expression inside of a script would let an input become part of it.</summary>
    [Fact]
    public void Inputs_reach_scripts_through_the_environment_only()
    {
        var action = File.ReadAllText(Repository.PathOf("action.yml"));
        Assert.NotEmpty(Runs().Matches(action));
        Assert.All(Runs().Matches(action), run => Assert.DoesNotMatch(@"\$\{\{|: [|>]", run.Value)); // Of a script over several lines only the first would be looked at.
        var inputs = Input().Matches(action).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);
        Assert.All(inputs, input => Assert.Contains($"\n  {input}: {{", action, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"run: .*")]
    private static partial Regex Runs();

    [GeneratedRegex(@"inputs\.(?<name>[a-z-]+)")]
    private static partial Regex Input();

    private string Run()
    {
        var outcome = Shell.Run(PathOf("work"), _environment, "bash", Repository.PathOf(".ci/action.sh"));
        Assert.True(outcome.ExitCode == 0, outcome.Output); // A later step fails the job.
        return outcome.Output;
    }

    private string Read(string path) => File.ReadAllText(PathOf(path));

    private string PathOf(string path) => Path.Combine(_folder.Path, path);
}

/// <summary>A test that needs bash.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BashFactAttribute : FactAttribute
{
    public BashFactAttribute() => Skip = OperatingSystem.IsWindows() ? "The script is for bash." : null;
}
