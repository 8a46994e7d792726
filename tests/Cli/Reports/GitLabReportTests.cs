using System.Text.Json.Nodes;
using Hale.Cli.Reports;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Cli.Tests.Reports;

public sealed class GitLabReportTests
{
    private static readonly GitLabReport Report = new();

    [Fact]
    public void Is_a_code_quality_report() => Snapshot.Match(Report.Print(Samples.Small));

    [Fact]
    public void Is_an_empty_list_when_nothing_was_found() => Assert.Equal("[]\n", Report.Print(Samples.Clean));

    [Fact]
    public void Every_issue_has_what_GitLab_asks_for_and_a_fingerprint_of_its_own()
    {
        var issues = JsonNode.Parse(Report.Print(Samples.Odd))!.AsArray();
        Assert.Equal(4, issues.Select(issue => (string?)issue!["fingerprint"]).Distinct(StringComparer.Ordinal).Count());
        Assert.All(issues, issue =>
        {
            Assert.NotEmpty((string)issue!["description"]!);
            Assert.StartsWith("HA", (string)issue["check_name"]!, StringComparison.Ordinal);
            Assert.Contains((string)issue["severity"]!, new[] { "info", "minor", "major", "critical", "blocker" });
            Assert.DoesNotMatch("^(/|\\./)", (string)issue["location"]!["path"]!);
            Assert.True((int)issue["location"]!["lines"]!["begin"]! >= 1);
        });
    }

    [Fact]
    public void A_fingerprint_stays_when_lines_move()
    {
        static string? Fingerprint(string text) =>
            (string?)JsonNode.Parse(Report.Print(Samples.Of(Lint.Run([new SourceText("a.yaml", text)], "HA0001"))))![0]!["fingerprint"];

        Assert.Equal(Fingerprint("a: [1\nb: 2\n"), Fingerprint("# moved\n\na: [1\nb: 2\n"));
    }
}
