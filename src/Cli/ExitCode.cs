namespace Hale.Cli;

/// <summary>What the process says to its caller.</summary>
internal enum ExitCode
{
    /// <summary>Nothing at or over the threshold.</summary>
    Clean = 0,

    /// <summary>Findings at or over the threshold.</summary>
    Findings = 1,

    /// <summary>Wrong usage or configuration, or nothing to lint.</summary>
    Usage = 2,

    /// <summary>A mistake in Hale itself.</summary>
    Internal = 3,
}
