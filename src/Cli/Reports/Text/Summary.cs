namespace Hale.Cli.Reports.Text;

/// <summary>The closing line of the text report.</summary>
internal static class Summary
{
    public static string Of(LintReport report, Palette palette)
    {
        var scope = FormattableString.Invariant($"{Hidden(report)} ({Words.Count(report.Files, "file")}, {Words.Count(report.Documents, "document")} checked in {report.Elapsed.TotalSeconds:F2} s)");
        if (report.Findings.Count == 0)
            return $"No findings{scope}";

        var counts = report.Counts.Select(counted => palette.As(counted.Severity, Words.Count(counted.Count, Words.Of(counted.Severity))));
        var files = report.Findings.Select(finding => finding.Place.Source.Path).Distinct(StringComparer.Ordinal).Count();
        return $"{string.Join(", ", counts)} in {Words.Count(files, "file")}{scope}";
    }

    private static string Hidden(LintReport report)
    {
        var suppressed = report.Suppressed.Count > 0 ? FormattableString.Invariant($", {report.Suppressed.Count} suppressed") : "";
        var baselined = report.Baselined is { Count: > 0 and var count } ? FormattableString.Invariant($", {count} in the baseline") : "";
        return suppressed + baselined;
    }
}
