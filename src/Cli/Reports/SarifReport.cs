using System.Text.Json;
using Hale.Cli.Reports.Sarif;
using Hale.Rules;

namespace Hale.Cli.Reports;

/// <summary>SARIF 2.1.0 for GitHub code scanning and others. Equal input gives equal text: no times, no absolute paths.</summary>
/// <param name="exitCode">What the command is about to return.</param>
/// <param name="category">Tells this analysis from others of the same commit; null leaves that to whoever uploads the log.</param>
internal sealed class SarifReport(int exitCode, string? category = null) : IReport
{
    /// <summary>Whether the log also holds what is suppressed or in the baseline.</summary>
    public bool ShowsHidden { get; init; }

    public void Write(LintReport report, TextWriter output)
    {
        Serialize(new SarifLog("2.1.0", [RunOf(report)]), output);
        output.Line();
    }

    // Files and the standard output take UTF-8 as it comes.
    private static void Serialize(SarifLog log, TextWriter output)
    {
        using var text = new TextStream(output);
        output.Flush();
        JsonSerializer.Serialize(output is StreamWriter { BaseStream: var bytes } ? bytes : text, log, SarifJson.Readable.SarifLog);
    }

    private SarifRun RunOf(LintReport report)
    {
        var converter = new SarifResults();
        var results = ShowsHidden ? converter.WithHidden(report) : converter.Of(report.Findings);
        return new SarifRun(
            new SarifTool(new SarifDriver(Tool.Name, Tool.Version, Tool.Version, Product.Home, SarifRules.All, SarifRules.Notifications)),
            [SarifInvocations.Of(report.Findings, exitCode)],
            category is null ? null : new SarifAutomation($"{category.TrimEnd('/')}/"),
            new Dictionary<string, SarifBase>(StringComparer.Ordinal) { [SarifLocations.Root] = new(new SarifMessage("The folder that all paths are relative to.")) },
            "utf16CodeUnits",
            converter.Objects,
            results);
    }
}
