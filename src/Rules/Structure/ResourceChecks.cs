using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>
/// What validation says about the resources of containers. Source: ValidateContainerResourceRequirements of
/// pkg/apis/core/validation of kubernetes/kubernetes.
/// </summary>
internal static class ResourceChecks
{
    /// <summary>The resources that every node has.</summary>
    public static readonly string[] Own = ["cpu", "memory", "ephemeral-storage"];

    /// <summary>What is wrong with the resources of a pod.</summary>
    public static IEnumerable<ApiProblem> OfPod(KubernetesObject subject, Node pod)
    {
        foreach (var holder in PodChecks.ContainersOf(pod).Append(pod).Where(holder => !holder.Lacks("resources")))
        {
            var (requests, limits) = (holder["resources"]["requests"], holder["resources"]["limits"]);
            foreach (var request in requests.Values)
            {
                if (AgainstLimit(subject, request, limits[request.Key!]) is { } problem)
                    yield return problem;
            }

            foreach (var amount in limits.Values.Concat(requests.Values))
            {
                if (holder != pod && !IsResource(amount.Key!))
                    yield return new(amount, $"'{amount.Key}' of {PodChecks.TitleOf(holder)} in {subject.Title} is not a resource of containers, which are cpu, memory, ephemeral-storage, hugepages-… and names with a domain") { IsOfKey = true };
                if (AmountProblem(subject, amount) is { } problem)
                    yield return problem;
            }
        }
    }

    private static ApiProblem? AgainstLimit(KubernetesObject subject, Node request, Node limit)
    {
        if (Quantity.Of(request) > Quantity.Of(limit))
            return new(request, $"{subject.Title} requests {request.Key} {Written(request)} and limits it to {Written(limit)}, which is less") { Other = limit, OtherMessage = "the limit" };
        if (!IsExtended(request.Key!))
            return null;
        if (Quantity.Of(request) < Quantity.Of(limit))
            return new(request, $"{subject.Title} requests {request.Key} {Written(request)} and limits it to {Written(limit)}, and of such a resource both are the same") { Other = limit, OtherMessage = "the limit" };
        return limit.Exists.IsFalse && ApiChecks.IsWhole(subject)
            ? new(request, $"{subject.Title} requests {request.Key} without a limit for it, which such a resource takes") { IsOfKey = true }
            : null;
    }

    private static ApiProblem? AmountProblem(KubernetesObject subject, Node amount)
    {
        if (amount is ScalarNode { Text: { Length: > 1 } text } && text[0] == '-' && Quantity.Parse(text.Substring(1)) > 0)
            return new(amount, $"{subject.Title} has {Written(amount)} at {amount.PathFrom(subject.Root)}, which takes 0 or more");
        return IsExtended(amount.Key!) && Quantity.Of(amount) is { } count && count != decimal.Truncate(count)
            ? new(amount, $"{subject.Title} has {Written(amount)} at {amount.PathFrom(subject.Root)}, and of such a resource there are whole ones only")
            : null;
    }

    // Those with a domain other than Kubernetes' own cannot be shared
    // (https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources).
    private static bool IsExtended(string name) =>
        name.IndexOf('/') is > 0 and var slash && !name.Substring(0, slash).EndsWith("kubernetes.io", StringComparison.Ordinal) && !PlaceholderText.HasHole(name);

    private static bool IsResource(string name) =>
        Own.Contains(name, StringComparer.Ordinal) || name.IndexOf('/') > 0 || name.StartsWith("hugepages-", StringComparison.Ordinal) || PlaceholderText.HasHole(name);

    private static string Written(Node value) => ((ScalarNode)value).Text;
}
