namespace Hale.Cli.Reports.Json;

// What GitLab reads of the Code Climate format (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).

internal sealed record GitLabIssue(string Description, string CheckName, string Fingerprint, string Severity, GitLabLocation Location);

internal sealed record GitLabLocation(string Path, GitLabLines Lines);

internal sealed record GitLabLines(int Begin, int End);
