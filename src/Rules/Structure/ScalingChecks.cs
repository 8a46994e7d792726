using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about HorizontalPodAutoscalers. Source: pkg/apis/autoscaling/validation of kubernetes/kubernetes.</summary>
internal static class ScalingChecks
{
    // What a metric's target may hold, by where it stands; exactly one of them, but for objects.
    private static readonly Target[] Targets =
    [
        new("resource", ["averageUtilization", "averageValue"]),
        new("containerResource", ["averageUtilization", "averageValue"]),
        new("pods", ["averageValue"]),
        new("external", ["value", "averageValue"]),
    ];

    /// <summary>What is wrong with a HorizontalPodAutoscaler.</summary>
    public static IEnumerable<ApiProblem> Problems(KubernetesObject subject) => MinimumAboveMaximum(subject).Concat(MetricsOfOtherTypes(subject)).Concat(TargetsOfMetrics(subject));

    private static IEnumerable<ApiProblem> MinimumAboveMaximum(KubernetesObject subject)
    {
        var (minimum, maximum) = (subject.Spec["minReplicas"], subject.Spec["maxReplicas"]);
        if (minimum.Integer().TryGet(out var least) && maximum.Integer().Is(most => most < least).IsTrue)
            yield return new(minimum, FormattableString.Invariant($"{subject.Title} has minReplicas {least} and maxReplicas {maximum.Integer()}, which is less")) { Other = maximum, OtherMessage = "the maximum" };
    }

    private static IEnumerable<ApiProblem> MetricsOfOtherTypes(KubernetesObject subject) =>
        from metric in subject.Spec["metrics"].Items
        where metric["type"].Text().TryGet(out var type) && type.Length > 0 && metric.Lacks(char.ToLowerInvariant(type[0]) + type.Substring(1))
            && metric.Values.Any(source => source is MapNode) && subject.UnknownFields.Count == 0
        select new ApiProblem(metric["type"], $"{subject.Title} has a metric of the type '{metric["type"].Text()}' without what belongs to it: it has '{metric.Values.First(source => source is MapNode).Key}'");

    private static IEnumerable<ApiProblem> TargetsOfMetrics(KubernetesObject subject) =>
        subject.ApiVersion.Is("autoscaling/v2").IsTrue && subject.UnknownFields.Count == 0
            ? from metric in subject.Spec["metrics"].Items
              from target in Targets
              where !metric.Lacks(target.Source) && metric[target.Source]["target"] is MapNode
              from problem in target.ProblemsOf(subject, metric[target.Source]["target"])
              select problem
            : [];

    private sealed record Target(string Source, string[] Fields)
    {
        public IEnumerable<ApiProblem> ProblemsOf(KubernetesObject subject, Node target)
        {
            List<Node> given = [.. Fields.Select(field => target[field]).Where(value => value.Exists.IsTrue)];
            if (given.Count > 1)
                yield return new(given[1], $"{subject.Title} has both {given[0].Key} and {given[1].Key} for a metric, of which one is allowed") { Other = given[0], OtherMessage = "the other one" };
            else if (Fields.All(field => target[field].Exists.IsFalse) && ApiChecks.IsWhole(subject))
                yield return new(target, $"{subject.Title} has a metric of {Source} without {string.Join(" or ", Fields)}, which its target takes") { IsOfKey = true };
        }
    }
}
