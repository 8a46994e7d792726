using Hale.Linting.CSharp;
using Hale.Linting.Sharding;
using Hale.Rules;
using Hale.Rules.Model;

namespace Hale.Linting;

/// <summary>Everything that decides what a run finds. Every host fills this one record.</summary>
public sealed record LintOptions
{
    /// <summary>Files, folders, globs, or <c>-</c> for standard input; relative ones start from <see cref="WorkingDirectory"/>.</summary>
    public IReadOnlyList<string> Paths { get; init; } = ["."];

    /// <summary>
    /// Files that a host has found as a run finds those of a folder: linted where they are manifests, and neither
    /// <c>.gitignore</c> nor the configuration leaves them out. Relative like <see cref="Paths"/>.
    /// </summary>
    public IReadOnlyList<string> Found { get; init; } = [];

    /// <summary>
    /// Files, folders or globs that are read as well, for what the others refer to, and not reported on. Relative like <see cref="Paths"/>.
    /// </summary>
    public IReadOnlyList<string> Context { get; init; } = [];

    /// <summary>Files or folders that are read anyway; when there are any, only findings in them are reported.</summary>
    public IReadOnlyList<string> ReportOnly { get; init; } = [];

    /// <summary>
    /// The part of the input that is linted, each of its applications by itself; null to lint all of the input together.
    /// </summary>
    public Shard? Shard { get; init; }

    /// <summary>The folder that relative paths start from; an absolute path.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The folder that paths are shown relative to; null to take the repository's, or what the paths have in common.</summary>
    public string? BaseDirectory { get; init; }

    /// <summary>The files to lint of those that folders hold; null for all. Files that are named are linted in any case.</summary>
    public FileGlobs? Include { get; init; }

    /// <summary>The files of folders to leave out.</summary>
    public FileGlobs? Exclude { get; init; }

    /// <summary>Whether files that are named are left out as those of folders are: for hosts that name whatever has changed.</summary>
    public bool ForcesExclude { get; init; }

    /// <summary>Which rules speak, and how loud.</summary>
    public RuleSelection Selection { get; init; } = new();

    /// <summary>What is known about the cluster.</summary>
    public ClusterFacts Facts { get; init; } = new();

    /// <summary>The lowest severity that fails the run.</summary>
    public Threshold FailOn { get; init; }

    /// <summary>The absolute path of the baseline, whose findings are not shown; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>What reads C#; null for a host without a compiler, which reads none.</summary>
    public CSharpReader? CSharp { get; init; }

    /// <summary>Whether C# of test projects is linted too.</summary>
    public bool IncludesTests { get; init; }

    /// <summary>The absolute path that a path of these options means.</summary>
    internal string FullPath(string path) => Path.GetFullPath(Path.Combine(WorkingDirectory, path));

    internal bool Includes(string file) => Include?.Matches(file) != false && Exclude?.Matches(file) != true;
}
