using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What validation says about values that belong together. Source: pkg/apis/*/validation of kubernetes/kubernetes.</summary>
internal static class ApiChecks
{
    private const long ProgressDeadlineSeconds = 600;

    private static readonly Func<KubernetesObject, IEnumerable<ApiProblem>>[] ChecksOfAll =
        [KindChecks.UnknownKind, NameChecks.LongOrUnfitName, NameChecks.LabelsAndAnnotations, AllowedValues.Words, OfPods];

    private static readonly ILookup<string, CheckOfKind> ChecksOfKinds = new CheckOfKind[]
    {
        new("Deployment", "apps", RolloutWithoutRoom),
        new("Deployment", "apps", DeadlineBeforeReady),
        new("Deployment", "apps", subject => AllowedValues.UnusedRollingUpdate(subject, "strategy", "Recreate")),
        new("PersistentVolume", "", subject => AccessModesBesidePodOnly(subject, subject.Spec)),
        new("PersistentVolumeClaim", "", subject => AccessModesBesidePodOnly(subject, subject.Spec)),
        new("PodDisruptionBudget", "policy", BudgetWithBothLimits),
        new("Service", "", ServicePortNames),
        new("Service", "", RepeatedServicePorts),
        new("Service", "", AllowedValues.ServicePorts),
        new("StatefulSet", "apps", subject => subject.Spec["volumeClaimTemplates"].Items.SelectMany(template => AccessModesBesidePodOnly(subject, template["spec"]))),
        new("StatefulSet", "apps", subject => AllowedValues.UnusedRollingUpdate(subject, "updateStrategy", "OnDelete")),
        new("StorageClass", "storage.k8s.io", AllowedValues.WordsOfClass),
    }.ToLookup(check => check.Kind, StringComparer.Ordinal);

    private static readonly Func<KubernetesObject, Node, IEnumerable<ApiProblem>>[] ChecksOfPods =
        [HostPortsOnHostNetwork, RequestsAboveLimits, EnvironmentNames, PortNames, ContainerNames, NameChecks.InPods, MountsWithoutVolume, AllowedValues.OfPod];

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
                $"progressDeadlineSeconds of {subject.Title} is {limit}{(isDefault ? " by default" : "")} and has to be more than minReadySeconds, which is {ready}");
        }
    }

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

    private static IEnumerable<ApiProblem> HostPortsOnHostNetwork(KubernetesObject subject, Node pod)
    {
        if (!pod["hostNetwork"].Flag().Is(true).IsTrue)
            return [];
        return from container in pod["containers"].Items.Concat(pod["initContainers"].Items)
            from port in container["ports"].Items
            let inside = port["containerPort"].Integer()
            let outside = port["hostPort"].Integer()
            where inside.Origin is Origin.Written && outside.Origin is Origin.Written && outside.Values[0] != inside.Values[0]
            select new ApiProblem(outside.Node, $"{subject.Title} uses the host's network, where hostPort {outside} has to be the same as containerPort {inside}");
    }

    private static IEnumerable<ApiProblem> RequestsAboveLimits(KubernetesObject subject, Node pod) =>
        from holder in ContainersOf(pod).Concat([pod])
        from request in holder["resources"]["requests"].Values
        let limit = holder["resources"]["limits"][request.Key!]
        where Quantity.Of(request) > Quantity.Of(limit)
        select new ApiProblem(request, $"{subject.Title} requests {request.Key} {Written(request)} and limits it to {Written(limit)}, which is less")
        {
            Other = limit,
            OtherMessage = "the limit",
        };

    private static IEnumerable<ApiProblem> EnvironmentNames(KubernetesObject subject, Node pod) =>
        ContainersOf(pod).SelectMany(container => Repeated(container["env"].Items, () => $"environment variables of {TitleOf(container)} in {subject.Title}", Severity.Warning));

    private static IEnumerable<ApiProblem> PortNames(KubernetesObject subject, Node pod) =>
        ContainersOf(pod).SelectMany(container => Repeated(container["ports"].Items, () => $"ports of {TitleOf(container)} in {subject.Title}", Severity.Error));

    private static IEnumerable<ApiProblem> ContainerNames(KubernetesObject subject, Node pod) =>
        Repeated(ContainersOf(pod), () => $"containers of {subject.Title}", Severity.Error);

    // A StatefulSet is taken all the same, and then its controller cannot create a pod.
    private static IEnumerable<ApiProblem> MountsWithoutVolume(KubernetesObject subject, Node pod)
    {
        if (subject.Schema is null || subject.UnknownFields.Count > 0 || !subject.IsPartial.IsFalse || subject.IsCompletedElsewhere)
            yield break;
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in ContainersOf(pod).Where(container => !IsInjected(container)))
        {
            foreach (var mount in container["volumeMounts"].Items.Concat(container["volumeDevices"].Items))
            {
                if (mount["name"].Text().TryGet(out var name) && HasVolume(subject, pod, name).IsFalse && reported.Add(name))
                    yield return new(mount["name"], $"{subject.Title} mounts the volume '{name}' in {TitleOf(container)}, and has none of that name");
            }
        }
    }

    private static Truth HasVolume(KubernetesObject subject, Node pod, string name) =>
        pod["volumes"].Any(volume => volume["name"].Text().Is(name))
        || subject.Spec["volumeClaimTemplates"].Any(template => template["metadata"]["name"].Text().Is(name));

    // Istio fills in the rest of such a container, volumes included
    // (https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#customizing-injection).
    private static bool IsInjected(Node container) => !container["image"].Text().Is("auto").IsFalse;

    private static IEnumerable<ApiProblem> OfPods(KubernetesObject subject) =>
        Workload.KindOf(subject) is not WorkloadKind.Other and var kind && Workload.TemplateOf(subject, kind)["spec"] is var pod ? ChecksOfPods.SelectMany(check => check(subject, pod)) : [];

    private static IEnumerable<Node> ContainersOf(Node pod) => pod["initContainers"].Items.Concat(pod["containers"].Items);

    // An item with '$patch' in it says what to do with another one.
    private static IEnumerable<ApiProblem> Repeated(IEnumerable<Node> items, Func<string> where, Severity severity)
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

    private sealed record CheckOfKind(string Kind, string Group, Func<KubernetesObject, IEnumerable<ApiProblem>> ProblemsOf);

    private static string TitleOf(Node container) => container["name"] is ScalarNode name ? $"container '{name.Text}'" : "a container";

    private static string Written(Node quantity) => ((ScalarNode)quantity).Text;
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
