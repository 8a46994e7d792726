namespace Hale.MSBuildTask;

/// <summary>How a build shows something.</summary>
internal enum Appearance
{
    Hidden,
    Message,
    Warning,
    Error,
}

/// <summary>The properties that say what a warning is, with the meaning that they have for the compiler; MSBuild applies only some of them to a task.</summary>
internal sealed class WarningSwitches(string? noWarn, string? treatWarningsAsErrors, string? warningsAsErrors, string? warningsNotAsErrors)
{
    private static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];

    private readonly HashSet<string> _hidden = Codes(noWarn);
    private readonly HashSet<string> _errors = Codes(warningsAsErrors);
    private readonly HashSet<string> _noErrors = Codes(warningsNotAsErrors);
    private readonly bool _isAllError = bool.TryParse(treatWarningsAsErrors, out var isAllError) && isAllError;

    public Appearance AppliedTo(BuildFinding finding) =>
        finding.Level is Level.Mistake ? Appearance.Error
        : _hidden.Contains(finding.Code) ? Appearance.Hidden
        : _noErrors.Contains(finding.Code) ? (finding.Level is Level.Note ? Appearance.Message : Appearance.Warning)
        : _errors.Contains(finding.Code) || finding.Level is Level.Failing ? Appearance.Error
        : finding.Level is Level.Note ? Appearance.Message
        : _isAllError ? Appearance.Error
        : Appearance.Warning;

    private static HashSet<string> Codes(string? list) => new((list ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
}
