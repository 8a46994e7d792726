using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Input;

/// <summary>A rule about what could not be read.</summary>
internal abstract class InputRule(InputProblemKind kind) : Rule
{
    internal override IEnumerable<Finding> Check(Cluster cluster, Share share) =>
        share.Of(cluster.Problems).Where(problem => problem.Kind == kind).Select(FindingOf);

    private Finding FindingOf(InputProblem problem)
    {
        var finding = new Finding(Info, null, problem.At, problem.Message);
        return problem.Fix is { } fix ? finding.WithFix(fix) : finding;
    }
}
