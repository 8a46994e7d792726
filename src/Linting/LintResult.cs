using Hale.Linting.Baselines;
using Hale.Rules;

namespace Hale.Linting;

/// <summary>What a run found.</summary>
/// <param name="Findings">What is to be shown, sorted by file, place and rule.</param>
/// <param name="Files">How many files were read.</param>
/// <param name="Documents">How many documents they hold.</param>
public sealed record LintResult(IReadOnlyList<Finding> Findings, int Files, int Documents)
{
    /// <summary>The folder that the paths of the findings start from.</summary>
    public required string BaseDirectory { get; init; }

    /// <summary>The findings that comments and annotations silence.</summary>
    public IReadOnlyList<Finding> Suppressed { get; init; } = [];

    /// <summary>What the baseline makes of the findings that are not suppressed; null without a baseline.</summary>
    public BaselineMatch? Baseline { get; init; }
}
