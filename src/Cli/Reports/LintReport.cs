using Hale.Rules;

namespace Hale.Cli.Reports;

/// <summary>What a run found and how much it looked at; the findings are sorted.</summary>
internal sealed record LintReport(IReadOnlyList<Finding> Findings, int Files, int Documents, TimeSpan Elapsed)
{
    /// <summary>The severities that occur, the worst first, and how many findings have each.</summary>
    public IEnumerable<(Severity Severity, int Count)> Counts =>
        Findings.GroupBy(finding => finding.Severity).OrderByDescending(same => same.Key).Select(same => (same.Key, same.Count()));

    /// <summary>What comments and annotations silence.</summary>
    public IReadOnlyList<Finding> Suppressed { get; init; } = [];

    /// <summary>What the baseline holds; null without a baseline.</summary>
    public IReadOnlyList<Finding>? Baselined { get; init; }
}

/// <summary>One output format.</summary>
internal interface IReport
{
    void Write(LintReport report, TextWriter output);
}
