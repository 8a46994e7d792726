using Hale.Rules;
using Hale.Rules.Model;

namespace Hale.Linting;

/// <summary>Everything that decides what a run finds. Every host fills this one record.</summary>
public sealed record LintOptions
{
    /// <summary>Files, folders, globs, or <c>-</c> for standard input; relative ones start from <see cref="WorkingDirectory"/>.</summary>
    public IReadOnlyList<string> Paths { get; init; } = ["."];

    /// <summary>
    /// Files, folders or globs that are read as well, for what the others refer to, and not reported on. Relative like <see cref="Paths"/>.
    /// </summary>
    public IReadOnlyList<string> Context { get; init; } = [];

    /// <summary>Files or folders that are read anyway; when there are any, only findings in them are reported.</summary>
    public IReadOnlyList<string> ReportOnly { get; init; } = [];

    /// <summary>The folder that relative paths start from; an absolute path.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The folder that paths are shown relative to; null to take the repository's, or what the paths have in common.</summary>
    public string? BaseDirectory { get; init; }

    /// <summary>Which rules speak, and how loud.</summary>
    public RuleSelection Selection { get; init; } = new();

    /// <summary>What is known about the cluster.</summary>
    public ClusterFacts Facts { get; init; } = new();
}

/// <summary>What a run found.</summary>
/// <param name="Findings">Sorted by file, place and rule.</param>
/// <param name="Files">How many files were read.</param>
/// <param name="Documents">How many documents they hold.</param>
public sealed record LintResult(IReadOnlyList<Finding> Findings, int Files, int Documents);

/// <summary>The run cannot start, and the user can mend it: a path that does not exist, say.</summary>
public sealed class UsageException : Exception
{
    /// <summary>Says what is wrong, as one sentence.</summary>
    public UsageException(string message) : base(message) { }

    /// <inheritdoc />
    public UsageException() { }

    /// <inheritdoc />
    public UsageException(string message, Exception innerException) : base(message, innerException) { }
}
