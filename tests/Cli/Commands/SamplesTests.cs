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

    [GeneratedRegex(@"^samples/.*: (error|warning|note) HA\d{4} .*$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
