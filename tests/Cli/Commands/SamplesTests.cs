using System.Text.RegularExpressions;
using Hale.Testing;

namespace Hale.Cli.Tests.Commands;

/// <summary>The samples say what the README promises of them.</summary>
public sealed partial class SamplesTests : IDisposable
{
    private readonly CommandLine _hale = new();

    public static TheoryData<string> Scenarios => [.. Directory.GetDirectories(Repository.PathOf("samples")).Select(path => Path.GetFileName(path)!)];

    public void Dispose() => _hale.Dispose();

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void The_available_version_gives_no_finding(string scenario)
    {
        Assert.Equal(0, _hale.Run("check", Repository.PathOf($"samples/{scenario}/available"), "--fail-on", "warning", "--quiet"));
        Assert.Empty(_hale.Output);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void The_available_version_gives_notes_at_most_under_all_rules(string scenario) =>
        Assert.Equal(0, _hale.Run("check", Repository.PathOf($"samples/{scenario}/available"), "--preset", "all", "--fail-on", "warning"));

    [Fact]
    public void The_fleet_has_a_pod_for_each_part()
    {
        var manifest = File.ReadAllText(Repository.PathOf("samples/fleet/available/fleet.yaml"));
        var counts = Count().Matches(manifest).Select(match => match.Groups["count"].Value).ToList();
        Assert.Equal(["16", "16", "16"], counts);
    }

    [Fact]
    public void The_naive_versions_give_the_findings_that_they_are_for()
    {
        Assert.Equal(1, _hale.Run("check", Repository.PathOf("samples"), "--base", Repository.PathOf("."), "--quiet"));
        Snapshot.Match(string.Concat(Heading().Matches(_hale.Output).Select(match => match.Value + "\n")));
    }

    [Fact]
    public void The_readme_shows_real_output()
    {
        _hale.Run("check", Repository.PathOf("samples"), "--base", Repository.PathOf("."));
        var shown = File.ReadAllText(Repository.PathOf("README.md")).Split("```text\n")[1].Split("```")[0];
        Assert.All(shown.Split("\n\n"), finding => Assert.Contains(finding.TrimEnd(), _hale.Output, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(completions: |maxFailedIndexes: |\$part/)(?<count>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Count();

    [GeneratedRegex(@"^samples/.*: (error|warning|note) HA\d{4} .*$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
