namespace Hale.MSBuildTask;

/// <summary>How bad something is that a build shows, before <c>NoWarn</c> and the like have their say.</summary>
internal enum Level
{
    /// <summary>Shown where a build tells more than warnings.</summary>
    Note,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>At or over <c>HaleFailOn</c>.</summary>
    Failing,

    /// <summary>Something that the user has to mend before anything can be linted.</summary>
    Mistake,
}
