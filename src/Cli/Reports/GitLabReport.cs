using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hale.Cli.Reports.Json;
using Hale.Rules;

namespace Hale.Cli.Reports;

/// <summary>GitLab's Code Quality report.</summary>
internal sealed class GitLabReport : IReport
{
    public void Write(LintReport report, TextWriter output)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        IReadOnlyList<GitLabIssue> issues = [.. report.Findings.Select(finding => Convert(finding, seen))];
        output.Line(JsonSerializer.Serialize(issues, CiJson.Readable.IReadOnlyListGitLabIssue));
    }

    private static GitLabIssue Convert(Finding finding, Dictionary<string, int> seen)
    {
        var place = FilePlace.Of(finding.Place);
        return new GitLabIssue(
            $"{finding.Rule.Id} {FindingText.OneLine(finding)}",
            finding.Rule.Id,
            Fingerprint(finding, place.Path, seen),
            finding.Severity switch { Severity.Error => "major", Severity.Warning => "minor", _ => "info" },
            new GitLabLocation(place.Path, new GitLabLines(place.Line, place.EndLine)));
    }

    // GitLab shows one finding of each fingerprint, and knows it again by it when lines have moved.
    private static string Fingerprint(Finding finding, string path, Dictionary<string, int> seen)
    {
        var key = string.Join('\n', path, finding.Rule.Id, finding.Object?.ToString(), finding.Pointer);
        var count = seen[key] = seen.GetValueOrDefault(key) + 1;
        return System.Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{key}\n{count}"))));
    }
}
