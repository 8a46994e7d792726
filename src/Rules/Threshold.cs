namespace Hale.Rules;

/// <summary>The lowest severity that fails a run.</summary>
public enum Threshold
{
    /// <summary>Errors and warnings fail.</summary>
    Warning,

    /// <summary>Errors fail.</summary>
    Error,

    /// <summary>Everything fails.</summary>
    Note,

    /// <summary>Nothing fails.</summary>
    Never,
}

/// <summary>What thresholds mean.</summary>
public static class Thresholds
{
    /// <summary>Whether a finding of this severity fails the run.</summary>
    public static bool IsFailedBy(this Threshold threshold, Severity severity) => threshold switch
    {
        Threshold.Error => severity is Severity.Error,
        Threshold.Warning => severity is Severity.Error or Severity.Warning,
        Threshold.Note => true,
        _ => false,
    };
}
