using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about PriorityClasses. Source: ValidatePriorityClass of pkg/apis/scheduling/validation of kubernetes/kubernetes.</summary>
internal static class PriorityClassChecks
{
    private const long Largest = 1_000_000_000;

    // Kubernetes' own, which may be more.
    private static readonly string[] OfKubernetes = ["system-cluster-critical", "system-node-critical"];

    /// <summary>What is wrong with a PriorityClass.</summary>
    public static IEnumerable<ApiProblem> Problems(KubernetesObject subject)
    {
        if (!subject.Name.TryGet(out var name) || OfKubernetes.Contains(name, StringComparer.Ordinal))
            yield break;
        var value = subject.Root["value"];
        if (name.StartsWith("system-", StringComparison.Ordinal))
            yield return new(subject.Name.Node, $"{subject.Title} has a name that begins with 'system-', which only those of Kubernetes do");
        else if (value.Integer().Is(number => number > Largest).IsTrue)
            yield return new(value, FormattableString.Invariant($"{subject.Title} has the value {value.Integer()}, where {Largest} is the largest that is not for Kubernetes' own"));
    }
}
