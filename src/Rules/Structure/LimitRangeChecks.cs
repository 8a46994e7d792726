using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about LimitRanges. Source: ValidateLimitRange of pkg/apis/core/validation of kubernetes/kubernetes.</summary>
internal static class LimitRangeChecks
{
    // What has to be at most as large as what, in the order in which validation asks.
    private static readonly Order[] Orders =
    [
        new("min", "max"), new("min", "defaultRequest"), new("defaultRequest", "max"), new("min", "default"), new("default", "max"), new("defaultRequest", "default"),
    ];

    private static readonly string[] Types = ["Container", "Pod", "PersistentVolumeClaim"];

    private static readonly string[] FieldsOfContainers = ["default", "defaultRequest"];

    /// <summary>What is wrong with a LimitRange.</summary>
    public static IEnumerable<ApiProblem> Problems(KubernetesObject subject)
    {
        foreach (var limit in subject.Spec["limits"].Items)
        {
            if (UnknownType(subject, limit["type"]) is { } unknown)
                yield return unknown;
            foreach (var problem in Disordered(subject, limit).Concat(Ratios(subject, limit)))
                yield return problem;
            foreach (var field in FieldsOfContainers)
            {
                if (limit["type"].Text().Is("Pod").IsTrue && limit[field].Exists.IsTrue)
                    yield return new(limit[field], $"{subject.Title} has {field} for the type 'Pod', which only the type 'Container' takes") { IsOfKey = true, Other = limit["type"], OtherMessage = "the type" };
            }
        }
    }

    // One with a domain is somebody else's, such as OpenShift's 'openshift.io/Image' (validateLimitRangeTypeName).
    private static ApiProblem? UnknownType(KubernetesObject subject, Node type) =>
        type.Text().Is(name => name.IndexOf('/') >= 0).IsTrue ? null : AllowedValues.Unknown(subject, type, Types);

    private static IEnumerable<ApiProblem> Disordered(KubernetesObject subject, Node limit)
    {
        var reported = new HashSet<Node>();
        foreach (var order in Orders)
        {
            foreach (var less in limit[order.Less].Values)
            {
                var more = limit[order.More][less.Key!];
                if (Quantity.Of(less) > Quantity.Of(more) && reported.Add(less))
                    yield return new(less, $"{subject.Title} has {order.Less} {((ScalarNode)less).Text} of {less.Key}, which is more than {order.More}, {((ScalarNode)more).Text}") { Other = more, OtherMessage = order.More };
            }
        }
    }

    private static IEnumerable<ApiProblem> Ratios(KubernetesObject subject, Node limit) =>
        from ratio in limit["maxLimitRequestRatio"].Values
        where Quantity.Of(ratio) < 1
        select new ApiProblem(ratio, $"{subject.Title} has a maxLimitRequestRatio of {((ScalarNode)ratio).Text} for {ratio.Key}, which takes 1 or more");

    private sealed record Order(string Less, string More);
}
