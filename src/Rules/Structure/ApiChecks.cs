using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about values that belong together. Source: pkg/apis/*/validation of kubernetes/kubernetes.</summary>
internal static class ApiChecks
{
    private const long ProgressDeadlineSeconds = 600;

    private static readonly Func<KubernetesObject, IEnumerable<ApiProblem>>[] ChecksOfAll =
        [KindChecks.UnknownKind, NameChecks.LongOrUnfitName, NameChecks.UnfitNamespace, NameChecks.LabelsAndAnnotations, AllowedValues.OfObject, PodChecks.Problems];

    private static readonly ILookup<string, CheckOfKind> ChecksOfKinds = new CheckOfKind[]
    {
        new("CronJob", "batch", CronSchedule.Problems),
        new("DaemonSet", "apps", RolloutOfDaemons),
        new("DaemonSet", "apps", PlacementChecks.OfSelector),
        new("Deployment", "apps", RolloutWithoutRoom),
        new("Deployment", "apps", DeadlineBeforeReady),
        new("Deployment", "apps", subject => AllowedValues.UnusedRollingUpdate(subject, "strategy", "Recreate")),
        new("Deployment", "apps", PlacementChecks.OfSelector),
        new("HorizontalPodAutoscaler", "autoscaling", MinimumAboveMaximum),
        new("HorizontalPodAutoscaler", "autoscaling", MetricsOfOtherTypes),
        new("Ingress", "networking.k8s.io", NetworkChecks.RulesOfIngress),
        new("Ingress", "networking.k8s.io", NetworkChecks.BackendsOfIngress),
        new("PersistentVolume", "", subject => AccessModesBesidePodOnly(subject, subject.Spec)),
        new("PersistentVolumeClaim", "", subject => AccessModesBesidePodOnly(subject, subject.Spec)),
        new("PodDisruptionBudget", "policy", BudgetWithBothLimits),
        new("PodDisruptionBudget", "policy", PlacementChecks.OfSelector),
        new("Service", "", ServicePortNames),
        new("Service", "", RepeatedServicePorts),
        new("Service", "", AllowedValues.ServicePorts),
        new("Service", "", NetworkChecks.HeadlessBesideType),
        new("Service", "", NetworkChecks.NodePortsOfInternal),
        new("Service", "", NetworkChecks.TrafficPolicyOfInternal),
        new("Service", "", NetworkChecks.NamelessExternalName),
        new("Service", "", NetworkChecks.SourceRanges),
        new("StatefulSet", "apps", subject => subject.Spec["volumeClaimTemplates"].Items.SelectMany(template => AccessModesBesidePodOnly(subject, template["spec"]))),
        new("StatefulSet", "apps", subject => AllowedValues.UnusedRollingUpdate(subject, "updateStrategy", "OnDelete")),
        new("StatefulSet", "apps", PlacementChecks.OfSelector),
    }.ToLookup(check => check.Kind, StringComparer.Ordinal);

    /// <summary>What is wrong with an object.</summary>
    public static IEnumerable<ApiProblem> ProblemsOf(KubernetesObject subject)
    {
        foreach (var check in ChecksOfAll)
        {
            foreach (var problem in check(subject))
                yield return problem;
        }

        foreach (var check in ChecksOfKinds[subject.Kind.TryGet(out var kind) ? kind : ""])
        {
            if (!subject.IsA(check.Kind, check.Group))
                continue;
            foreach (var problem in check.ProblemsOf(subject))
                yield return problem;
        }
    }

    private static IEnumerable<ApiProblem> BudgetWithBothLimits(KubernetesObject subject)
    {
        var (available, unavailable) = (subject.Spec["minAvailable"], subject.Spec["maxUnavailable"]);
        if (available.Exists && unavailable.Exists)
            yield return new(unavailable, $"{subject.Title} sets both minAvailable and maxUnavailable, of which one is allowed") { Other = available, OtherMessage = "minAvailable" };
    }

    private static IEnumerable<ApiProblem> RolloutWithoutRoom(KubernetesObject subject)
    {
        var limits = subject.Spec["strategy"]["rollingUpdate"];
        var (unavailable, surge) = (limits["maxUnavailable"].IntOrPercent(), limits["maxSurge"].IntOrPercent());
        if (unavailable.Is(limit => limit.Value == 0) && surge.Is(limit => limit.Value == 0))
            yield return new(unavailable.Node, $"{subject.Title} sets both maxUnavailable and maxSurge to 0, which leaves no way to replace a pod") { Other = surge.Node, OtherMessage = "maxSurge" };
    }

    // Unlike that of a Deployment, one that names a surge has to name 0 for the other limit, which is 1 by default
    // (validation of apps, ValidateRollingUpdateDaemonSet).
    private static IEnumerable<ApiProblem> RolloutOfDaemons(KubernetesObject subject)
    {
        var limits = subject.Spec["updateStrategy"]["rollingUpdate"];
        var (unavailable, surge) = (limits["maxUnavailable"].IntOrPercent(), limits["maxSurge"].IntOrPercent());
        if (surge.Is(limit => limit.Value > 0).IsTrue && (unavailable.Is(limit => limit.Value > 0).IsTrue || (unavailable.Origin is Origin.Absent && IsWhole(subject))))
            yield return new(surge.Node, $"{subject.Title} has a maxSurge, which takes a maxUnavailable of 0, and not {(unavailable.Origin is Origin.Absent ? "1, the default" : $"{unavailable}")}");
        else if (unavailable.Is(limit => limit.Value == 0).IsTrue && (surge.Is(limit => limit.Value == 0).IsTrue || (surge.Origin is Origin.Absent && IsWhole(subject))))
            yield return new(unavailable.Node, $"{subject.Title} has a maxUnavailable of 0 and no maxSurge, which leaves no way to replace a pod");
    }

    private static IEnumerable<ApiProblem> DeadlineBeforeReady(KubernetesObject subject)
    {
        var deadline = subject.Spec["progressDeadlineSeconds"].Integer().Or(ProgressDeadlineSeconds);
        var ready = subject.Spec["minReadySeconds"].Integer().Or(0);
        if (!deadline.TryGet(out var limit))
            yield break;
        if (ready.Is(seconds => seconds >= limit))
        {
            var isDefault = deadline.Origin is Origin.Defaulted;
            yield return new(
                isDefault ? ready.Node : deadline.Node,
                $"'progressDeadlineSeconds' of {subject.Title} is {limit}{(isDefault ? " by default" : "")} and has to be more than minReadySeconds, which is {ready}");
        }
    }

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

    private static IEnumerable<ApiProblem> AccessModesBesidePodOnly(KubernetesObject subject, Node claimSpec) =>
        from mode in claimSpec["accessModes"].Items
        where mode.Text().Is("ReadWriteOncePod").IsTrue && claimSpec["accessModes"].Items.Count > 1
        select new ApiProblem(mode, $"{subject.Title} combines ReadWriteOncePod with other access modes, which is not allowed");

    private static IEnumerable<ApiProblem> ServicePortNames(KubernetesObject subject) =>
        Repeated(subject.Spec["ports"].Items, () => $"ports of {subject.Title}", Severity.Error);

    private static IEnumerable<ApiProblem> RepeatedServicePorts(KubernetesObject subject) =>
        from port in subject.Spec["ports"].Items
        where port["$patch"].Exists.IsFalse && port["port"].Integer().TryGet(out _)
        let protocol = port["protocol"].Text().Or("TCP")
        where protocol.TryGet(out _)
        group port["port"] by $"{protocol} {port["port"].Integer()}" into same
        from repeated in same.Skip(1)
        select new ApiProblem(repeated, $"{subject.Title} has the port {same.Key} twice") { Other = same.First(), OtherMessage = "the first one" };

    // An item with '$patch' in it says what to do with another one.
    internal static IEnumerable<ApiProblem> Repeated(IEnumerable<Node> items, Func<string> where, Severity severity)
    {
        var seen = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var item in items.Where(item => item.Lacks("$patch") || item["$patch"].Exists.IsFalse))
        {
            var name = item["name"];
            if (name is not ScalarNode { Text: { Length: > 0 } text })
                continue;
            if (seen.TryGetValue(text, out var first))
                yield return new(name, $"Two {where()} are called '{text}'") { Severity = severity, Other = first, OtherMessage = "the first one" };
            else
                seen.Add(text, name);
        }
    }

    /// <summary>Whether nothing is added to an object elsewhere, so that what it lacks is lacking.</summary>
    internal static bool IsWhole(KubernetesObject subject) =>
        subject.Schema is not null && subject.UnknownFields.Count == 0 && subject.IsPartial.IsFalse && !subject.IsCompletedElsewhere;

    private sealed record CheckOfKind(string Kind, string Group, Func<KubernetesObject, IEnumerable<ApiProblem>> ProblemsOf);
}

/// <summary>Something that validation rejects.</summary>
/// <param name="Node">What to change.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record ApiProblem(Node Node, string Message)
{
    /// <summary>Whether the key is wrong rather than the value.</summary>
    public bool IsOfKey { get; init; }

    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>What it contradicts; null when that is not in one place.</summary>
    public Node? Other { get; init; }

    public string OtherMessage { get; init; } = "";
}
