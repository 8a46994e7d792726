using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>
/// What validation says about selectors and about where pods may run. Source: ValidateLabelSelectorRequirement of
/// apimachinery's pkg/apis/meta/v1/validation, and pkg/apis/core/validation of kubernetes/kubernetes.
/// </summary>
internal static class PlacementChecks
{
    private static readonly string[] OperatorsOfLabels = ["In", "NotIn", "Exists", "DoesNotExist"];
    private static readonly string[] OperatorsOfNodes = [.. OperatorsOfLabels, "Gt", "Lt"];

    private static readonly FieldPath Required = new("affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution");

    private static readonly FieldPath[] RequirementsOfNodes =
    [
        new("affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[].matchExpressions[]"),
        new("affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].preference.matchExpressions[]"),
    ];

    private static readonly FieldPath[] RequirementsOfLabels =
    [
        new("affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[].labelSelector.matchExpressions[]"),
        new("affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.labelSelector.matchExpressions[]"),
        new("affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[].labelSelector.matchExpressions[]"),
        new("affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.labelSelector.matchExpressions[]"),
        new("topologySpreadConstraints[].labelSelector.matchExpressions[]"),
    ];

    private static readonly FieldPath[] RequirementsOfPolicies =
    [
        new("spec.podSelector.matchExpressions[]"),
        new("spec.ingress[].from[].podSelector.matchExpressions[]"),
        new("spec.ingress[].from[].namespaceSelector.matchExpressions[]"),
        new("spec.egress[].to[].podSelector.matchExpressions[]"),
        new("spec.egress[].to[].namespaceSelector.matchExpressions[]"),
    ];

    /// <summary>What is wrong with the selector of an object that has one.</summary>
    public static IEnumerable<ApiProblem> OfSelector(KubernetesObject subject) =>
        OfRequirements(subject, subject.Spec["selector"]["matchExpressions"].Items, OperatorsOfLabels);

    /// <summary>What is wrong with the selectors of a NetworkPolicy.</summary>
    public static IEnumerable<ApiProblem> OfNetworkPolicy(KubernetesObject subject) =>
        OfRequirements(subject, RequirementsOfPolicies.SelectMany(path => path.FindIn(subject.Root)), OperatorsOfLabels);

    /// <summary>What is wrong with the affinity and the topology spread constraints of a pod.</summary>
    public static IEnumerable<ApiProblem> OfPod(KubernetesObject subject, Node pod)
    {
        if (pod.Lacks("affinity") && pod.Lacks("topologySpreadConstraints"))
            return [];
        return OfRequirements(subject, RequirementsOfNodes.SelectMany(path => path.FindIn(pod)), OperatorsOfNodes)
            .Concat(OfRequirements(subject, RequirementsOfLabels.SelectMany(path => path.FindIn(pod)), OperatorsOfLabels))
            .Concat(NoTerms(subject, pod))
            .Concat(RepeatedConstraints(subject, pod));
    }

    private static IEnumerable<ApiProblem> OfRequirements(KubernetesObject subject, IEnumerable<Node> requirements, string[] operators)
    {
        foreach (var requirement in requirements)
        {
            if (OfRequirement(subject, requirement, operators) is { } problem)
                yield return problem;
        }
    }

    private static ApiProblem? OfRequirement(KubernetesObject subject, Node requirement, string[] operators)
    {
        var (word, values) = (requirement["operator"], requirement["values"]);
        if (!word.Text().TryGet(out var text))
            return null;
        if (!operators.Contains(text, StringComparer.Ordinal))
            return AllowedValues.Unknown(subject, word, operators);
        var problem = text switch
        {
            "In" or "NotIn" when values.Exists.IsFalse || values is ListNode { IsEmpty: true } => "which takes at least one of 'values'",
            "Exists" or "DoesNotExist" when values.Items.Count > 0 => "which takes no 'values'",
            "Gt" or "Lt" when values.Items.Count > 1 => "which takes one of 'values'",
            _ => null,
        };
        return problem is null ? null : new(word, $"{subject.Title} has the operator '{text}' at {word.PathFrom(subject.Root)}, {problem}");
    }

    private static IEnumerable<ApiProblem> NoTerms(KubernetesObject subject, Node pod) =>
        from required in Required.FindIn(pod)
        let terms = required["nodeSelectorTerms"]
        where terms is ListNode { IsEmpty: true }
        select new ApiProblem(terms, $"{subject.Title} requires nodes by nodeSelectorTerms without a term: it takes at least one") { IsOfKey = true };

    private static IEnumerable<ApiProblem> RepeatedConstraints(KubernetesObject subject, Node pod) =>
        ApiChecks.Repeated(
            pod["topologySpreadConstraints"].Items,
            "topologyKey",
            constraint => constraint["topologyKey"].Text().TryGet(out var key) && constraint["whenUnsatisfiable"].Text().TryGet(out var otherwise) ? $"{key} {otherwise}" : null,
            constraint => $"{subject.Title} has two topology spread constraints for '{constraint["topologyKey"].Text()}' with whenUnsatisfiable '{constraint["whenUnsatisfiable"].Text()}', of which one is allowed");
}
