using Microsoft.Build.Framework;

namespace Hale.MSBuildTask;

/// <summary>Shows what was found, by this build or by an earlier one, as the compiler shows its own.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReportFindings : HaleTask
{
    /// <summary>What <see cref="LintManifests"/> has written.</summary>
    [Required]
    public string FindingsFile { get; set; } = "";

    /// <summary>Codes that are not shown.</summary>
    public string? NoWarn { get; set; }

    /// <summary>Whether warnings are errors.</summary>
    public string? TreatWarningsAsErrors { get; set; }

    /// <summary>Codes that are errors.</summary>
    public string? WarningsAsErrors { get; set; }

    /// <summary>Codes that are never errors.</summary>
    public string? WarningsNotAsErrors { get; set; }

    /// <inheritdoc />
    protected override void Run()
    {
        var switches = new WarningSwitches(NoWarn, TreatWarningsAsErrors, WarningsAsErrors, WarningsNotAsErrors);
        foreach (var finding in StateFile.Read(FindingsFile).Select(BuildFinding.Read))
            Show(finding, switches.AppliedTo(finding));
    }

    // No subcategory: what reads logs looks for 'warning HA0101'.
    private void Show(BuildFinding finding, Appearance appearance)
    {
        var (code, link, file, message) = (finding.Code, finding.HelpLink, finding.File, finding.Message);
        switch (appearance)
        {
            case Appearance.Error:
                Log.LogError(null, code, code, link, file, finding.Line, finding.Column, finding.EndLine, finding.EndColumn, message);
                break;
            case Appearance.Warning:
                Log.LogWarning(null, code, code, link, file, finding.Line, finding.Column, finding.EndLine, finding.EndColumn, message);
                break;
            case Appearance.Message:
                Log.LogMessage(null, code, code, file, finding.Line, finding.Column, finding.EndLine, finding.EndColumn, MessageImportance.Normal, message);
                break;
        }
    }
}
