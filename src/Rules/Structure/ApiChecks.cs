using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about values that belong together. Source: pkg/apis/*/validation of kubernetes/kubernetes.</summary>
internal static class ApiChecks
{
    private static readonly Func<KubernetesObject, IEnumerable<ApiProblem>>[] ChecksOfAll =
        [KindChecks.UnknownKind, NameChecks.LongOrUnfitName, NameChecks.UnfitNamespace, NameChecks.LabelsAndAnnotations, AllowedValues.OfObject, PodChecks.Problems];

    private static readonly ILookup<string, CheckOfKind> ChecksOfKinds = new CheckOfKind[]
    {
        new("APIService", "apiregistration.k8s.io", subject => NameChecks.JoinedName(subject, subject.Spec["version"])),
        new("ClusterRole", "rbac.authorization.k8s.io", AccessChecks.OfRole),
        new("ClusterRoleBinding", "rbac.authorization.k8s.io", AccessChecks.OfBinding),
        new("ConfigMap", "", ConfigChecks.Keys),
        new("CronJob", "batch", CronSchedule.Problems),
        new("CronJob", "batch", JobChecks.OfCronJob),
        new("CustomResourceDefinition", "apiextensions.k8s.io", subject => NameChecks.JoinedName(subject, subject.Spec["names"]["plural"])),
        new("DaemonSet", "apps", RolloutOfDaemons),
        new("DaemonSet", "apps", PlacementChecks.OfSelector),
        new("Deployment", "apps", RolloutWithoutRoom),
        new("Deployment", "apps", DeadlineBeforeReady),
        new("Deployment", "apps", subject => AllowedValues.UnusedRollingUpdate(subject, "strategy", "Recreate")),
        new("Deployment", "apps", PlacementChecks.OfSelector),
        new("HorizontalPodAutoscaler", "autoscaling", ScalingChecks.Problems),
        new("Ingress", "networking.k8s.io", IngressChecks.RulesOfIngress),
        new("Ingress", "networking.k8s.io", IngressChecks.BackendsOfIngress),
        new("Ingress", "networking.k8s.io", IngressChecks.ClassesOfIngress),
        new("Job", "batch", JobChecks.OfJob),
        new("LimitRange", "", LimitRangeChecks.Problems),
        new("MutatingWebhookConfiguration", "admissionregistration.k8s.io", WebhookChecks.Problems),
        new("NetworkPolicy", "networking.k8s.io", NetworkPolicyChecks.Problems),
        new("NetworkPolicy", "networking.k8s.io", PlacementChecks.OfNetworkPolicy),
        new("PersistentVolume", "", StorageChecks.OfVolume),
        new("PersistentVolumeClaim", "", StorageChecks.OfClaim),
        new("PodDisruptionBudget", "policy", BudgetWithBothLimits),
        new("PodDisruptionBudget", "policy", PlacementChecks.OfSelector),
        new("PriorityClass", "scheduling.k8s.io", PriorityClassChecks.Problems),
        new("Role", "rbac.authorization.k8s.io", AccessChecks.OfRole),
        new("RoleBinding", "rbac.authorization.k8s.io", AccessChecks.OfBinding),
        new("Secret", "", ConfigChecks.Keys),
        new("Secret", "", ConfigChecks.KeysOfType),
        new("Secret", "", ConfigChecks.TokenOfNobody),
        new("Service", "", ServiceChecks.Problems),
        new("StatefulSet", "apps", StorageChecks.OfTemplates),
        new("StatefulSet", "apps", subject => AllowedValues.UnusedRollingUpdate(subject, "updateStrategy", "OnDelete")),
        new("StatefulSet", "apps", PlacementChecks.OfSelector),
        new("ValidatingWebhookConfiguration", "admissionregistration.k8s.io", WebhookChecks.Problems),
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
        var deadline = subject.Spec["progressDeadlineSeconds"].Integer().Or(Defaults.ProgressDeadlineSeconds);
        var ready = subject.Spec["minReadySeconds"].Integer().Or(Defaults.MinReadySeconds);
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

    /// <summary>Items that are called as one before them.</summary>
    internal static IEnumerable<ApiProblem> Repeated(IEnumerable<Node> items, Func<string> where, Severity severity) =>
        Repeated(items, "name", item => item["name"] is ScalarNode name ? name.Text : null, item => $"Two {where()} are called '{item["name"].Text()}'")
            .Select(problem => problem with { Severity = severity });

    /// <summary>Items that have in common with one before them what no two may have. One with '$patch' in it says what to do with another one.</summary>
    /// <param name="items">The items.</param>
    /// <param name="field">Which of their fields to show.</param>
    /// <param name="keyOf">What no two of them may have in common; nothing where that is not known.</param>
    /// <param name="message">What to say of an item.</param>
    internal static IEnumerable<ApiProblem> Repeated(IEnumerable<Node> items, string field, Func<Node, string?> keyOf, Func<Node, string> message)
    {
        if (items is IReadOnlyCollection<Node> { Count: < 2 })
            yield break;
        var seen = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (!item.Lacks("$patch") || keyOf(item) is not { Length: > 0 } key)
                continue;
            if (seen.TryGetValue(key, out var first))
                yield return new(item[field], message(item)) { Other = first, OtherMessage = "the first one" };
            else
                seen.Add(key, item[field]);
        }
    }

    /// <summary>The second of several maps in a holder that takes only one, as a volume has one source.</summary>
    // What a field that is none holds is said by HA1803; and a patch may bring one in place of another.
    internal static IEnumerable<ApiProblem> SecondOf(KubernetesObject subject, Node holder, Func<string, string> message)
    {
        if (holder is not MapNode { Entries.Count: > 1 } || subject.UnknownFields.Count > 0)
            yield break;
        List<Node> sources = [.. holder.Values.Where(value => value is MapNode && value.At.Source == subject.Source)];
        if (sources.Count > 1)
            yield return new(sources[1], $"{message($"{sources[0].Key} and {sources[1].Key}")}, of which one is allowed") { IsOfKey = true, Other = sources[0], OtherMessage = "the other one" };
    }

    /// <summary>Whether a list is known to be absent, or to hold nothing.</summary>
    internal static bool IsEmpty(Node list) => list.Exists.IsFalse || list is ListNode { IsEmpty: true };

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
