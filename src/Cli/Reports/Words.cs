using Hale.Rules;

namespace Hale.Cli.Reports;

/// <summary>The words for severities, counts and the like, in all reports the same.</summary>
internal static class Words
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    public static string Of(Confidence confidence) => confidence switch
    {
        Confidence.VeryHigh => "very-high",
        Confidence.High => "high",
        Confidence.Medium => "medium",
        _ => "low",
    };

    public static string Of(Activation activation) => activation switch
    {
        Activation.On => "on",
        Activation.NotesOff => "on, notes off",
        _ => "off",
    };

    /// <summary>A number and what is counted: <c>1 file</c>, <c>2 files</c>.</summary>
    public static string Count(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");
}
