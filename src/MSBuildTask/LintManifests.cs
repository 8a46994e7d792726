using Hale.Linting;
using Microsoft.Build.Framework;

namespace Hale.MSBuildTask;

/// <summary>Lints, and writes down what there is to show.</summary>
[MSBuildMultiThreadableTask]
public sealed class LintManifests : HaleTask
{
    /// <summary>What <see cref="PrepareLint"/> has written.</summary>
    [Required]
    public string RequestFile { get; set; } = "";

    /// <summary>Where what is found is written down.</summary>
    [Required]
    public string FindingsFile { get; set; } = "";

    /// <inheritdoc />
    protected override void Run() =>
        StateFile.Write(FindingsFile, [.. Lint(LintRequest.Read(StateFile.Read(RequestFile))).Select(finding => finding.Write())]);

    internal static IReadOnlyList<BuildFinding> Lint(LintRequest request)
    {
        if (request.Named.Count + request.Found.Count == 0)
            return [];
        try
        {
            var options = request.ToOptions();
            var result = Linter.Run(options, () => Stream.Null);
            return [.. result.Findings.Select(finding => BuildFinding.Of(finding, result, options.FailOn))];
        }
        catch (UsageException error)
        {
            return [.. error.Mistakes.Select(mistake => BuildFinding.Of(mistake, request.Project))];
        }
    }
}
