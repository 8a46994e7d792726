using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>
/// The words and numbers that validation takes where the schema only says that it is text or a number.
/// Source: pkg/apis/*/validation of kubernetes/kubernetes; the words are the constants of each type.
/// </summary>
internal static class AllowedValues
{
    private const long LargestPort = 65535;
    private const long LargestWeight = 100;
    private const int LongestPortName = 15;

    // What stands in place of words.
    private const string[]? NumberOrPercentage = null;

    // A path with '[]' goes through the items of a list.
    private static readonly Allowed[] OfObjects =
    [
        new("Deployment", "apps", "strategy.type", ["RollingUpdate", "Recreate"]),
        new("StatefulSet", "apps", "updateStrategy.type", ["RollingUpdate", "OnDelete"]),
        new("StatefulSet", "apps", "podManagementPolicy", ["OrderedReady", "Parallel"]),
        new("StatefulSet", "apps", "persistentVolumeClaimRetentionPolicy.whenDeleted", ["Retain", "Delete"]),
        new("StatefulSet", "apps", "persistentVolumeClaimRetentionPolicy.whenScaled", ["Retain", "Delete"]),
        new("DaemonSet", "apps", "updateStrategy.type", ["RollingUpdate", "OnDelete"]),
        new("DeploymentConfig", "apps.openshift.io", "strategy.type", ["Rolling", "Recreate", "Custom"]),
        new("CronJob", "batch", "concurrencyPolicy", ["Allow", "Forbid", "Replace"]),
        new("PodDisruptionBudget", "policy", "unhealthyPodEvictionPolicy", ["IfHealthyBudget", "AlwaysAllow"]),
        new("Service", "", "type", ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]),
        new("Service", "", "sessionAffinity", ["None", "ClientIP"]),
        new("Service", "", "externalTrafficPolicy", ["Cluster", "Local"]),
        new("Service", "", "internalTrafficPolicy", ["Cluster", "Local"]),
        new("Service", "", "ipFamilyPolicy", ["SingleStack", "PreferDualStack", "RequireDualStack"]),
        new("Service", "", "ports[].protocol", ["TCP", "UDP", "SCTP"]),
        new("Ingress", "networking.k8s.io", "rules[].http.paths[].pathType", ["Exact", "Prefix", "ImplementationSpecific"]),
        new("PersistentVolume", "", "persistentVolumeReclaimPolicy", ["Retain", "Delete", "Recycle"]),
        new("PersistentVolume", "", "accessModes[]", AccessModes),
        new("PersistentVolumeClaim", "", "accessModes[]", AccessModes),
        new("StatefulSet", "apps", "volumeClaimTemplates[].spec.accessModes[]", AccessModes),
        new("Deployment", "apps", "strategy.rollingUpdate.maxUnavailable", NumberOrPercentage),
        new("Deployment", "apps", "strategy.rollingUpdate.maxSurge", NumberOrPercentage),
        new("StatefulSet", "apps", "updateStrategy.rollingUpdate.maxUnavailable", NumberOrPercentage),
        new("DaemonSet", "apps", "updateStrategy.rollingUpdate.maxUnavailable", NumberOrPercentage),
        new("DaemonSet", "apps", "updateStrategy.rollingUpdate.maxSurge", NumberOrPercentage),
        new("PodDisruptionBudget", "policy", "minAvailable", NumberOrPercentage),
        new("PodDisruptionBudget", "policy", "maxUnavailable", NumberOrPercentage),
    ];

    private static readonly ILookup<string, Allowed> OfKind = OfObjects.ToLookup(allowed => allowed.Kind, StringComparer.Ordinal);

    private static readonly Allowed[] OfPods =
    [
        new("Pod", "", "dnsPolicy", ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"]),
        new("Pod", "", "preemptionPolicy", ["PreemptLowerPriority", "Never"]),
        new("Pod", "", "tolerations[].operator", ["Exists", "Equal", "Lt", "Gt"]),
        new("Pod", "", "tolerations[].effect", ["NoSchedule", "PreferNoSchedule", "NoExecute"]),
        new("Pod", "", "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[].matchExpressions[].operator", NodeOperators),
        new("Pod", "", "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].preference.matchExpressions[].operator", NodeOperators),
        new("Pod", "", "affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[].labelSelector.matchExpressions[].operator", LabelOperators),
        new("Pod", "", "affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.labelSelector.matchExpressions[].operator", LabelOperators),
        new("Pod", "", "topologySpreadConstraints[].whenUnsatisfiable", ["DoNotSchedule", "ScheduleAnyway"]),
        new("Pod", "", "topologySpreadConstraints[].nodeAffinityPolicy", ["Honor", "Ignore"]),
        new("Pod", "", "topologySpreadConstraints[].nodeTaintsPolicy", ["Honor", "Ignore"]),
        new("Pod", "", "containers[].imagePullPolicy", PullPolicies),
        new("Pod", "", "initContainers[].imagePullPolicy", PullPolicies),
        new("Pod", "", "containers[].ports[].protocol", ["TCP", "UDP", "SCTP"]),
        new("Pod", "", "containers[].livenessProbe.httpGet.scheme", ["HTTP", "HTTPS"]),
        new("Pod", "", "containers[].readinessProbe.httpGet.scheme", ["HTTP", "HTTPS"]),
        new("Pod", "", "containers[].startupProbe.httpGet.scheme", ["HTTP", "HTTPS"]),
    ];

    private static readonly Range[] RangesOfPods =
    [
        new("topologySpreadConstraints[].maxSkew", 1, long.MaxValue),
        new("topologySpreadConstraints[].minDomains", 1, long.MaxValue),
        new("affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].weight", 1, LargestWeight),
        new("affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[].weight", 1, LargestWeight),
        new("affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[].weight", 1, LargestWeight),
    ];

    private static readonly Dictionary<string, Step[]> Steps = OfObjects.Concat(OfPods).Select(allowed => allowed.Path).Concat(RangesOfPods.Select(range => range.Path)).Distinct(StringComparer.Ordinal)
        .ToDictionary(path => path, path => path.Split('.').Select(step => new Step(step.Replace("[]", ""), step.EndsWith("[]", StringComparison.Ordinal))).ToArray(), StringComparer.Ordinal);

    // IANA's service names (https://www.rfc-editor.org/rfc/rfc6335#section-5.1), with the length checked apart.
    private static readonly Pattern PortName = new(
        "^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$");

    private static readonly List<Node> None = [];

    private static string[] AccessModes => ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"];

    private static string[] LabelOperators => ["In", "NotIn", "Exists", "DoesNotExist"];

    private static string[] NodeOperators => [.. LabelOperators, "Gt", "Lt"];

    private static string[] PullPolicies => ["Always", "IfNotPresent", "Never"];

    /// <summary>Words that an object of this kind does not take, and text where it takes a number or a percentage.</summary>
    public static IEnumerable<ApiProblem> Words(KubernetesObject subject)
    {
        foreach (var allowed in OfKind[subject.Kind.TryGet(out var kind) ? kind : ""])
        {
            if (!subject.IsA(allowed.Kind, allowed.Group))
                continue;
            foreach (var problem in Find(subject.Spec, allowed.Path).SelectMany(node => allowed.Words is { } words ? Unknown(subject, node, words) : NoShare(subject, node)))
                yield return problem;
        }
    }

    /// <summary>The same for a StorageClass, which has no spec.</summary>
    public static IEnumerable<ApiProblem> WordsOfClass(KubernetesObject subject) =>
        Unknown(subject, subject.Root["reclaimPolicy"], ["Delete", "Retain"])
            .Concat(Unknown(subject, subject.Root["volumeBindingMode"], ["Immediate", "WaitForFirstConsumer"]));

    /// <summary>Words and numbers that a pod does not take.</summary>
    public static IEnumerable<ApiProblem> OfPod(KubernetesObject subject, Node pod)
    {
        var words = from allowed in OfPods from node in Find(pod, allowed.Path) from problem in Unknown(subject, node, allowed.Words!) select problem;
        var numbers =
            from range in RangesOfPods
            from node in Find(pod, range.Path)
            where node.Integer().Is(value => value < range.Least || value > range.Most).IsTrue
            select new ApiProblem(node, FormattableString.Invariant($"{subject.Title} has {node.Integer()} at {node.PathFrom(subject.Root)}, which takes {range.Words}"));
        return words.Concat(numbers).Concat(DomainsOfWish(subject, pod)).Concat(Ports(subject, pod)).Concat(RestartPolicy(subject, pod));
    }

    /// <summary>Ports of a Service that no port can be.</summary>
    public static IEnumerable<ApiProblem> ServicePorts(KubernetesObject subject) =>
        subject.Spec["ports"].Items.SelectMany(port => Number(subject, port["port"], least: 1).Concat(Target(subject, port["targetPort"])));

    /// <summary>Options of a rolling update for a strategy that is none.</summary>
    /// <param name="subject">The workload.</param>
    /// <param name="key">Where its spec has the strategy.</param>
    /// <param name="word">The strategy that is none.</param>
    public static IEnumerable<ApiProblem> UnusedRollingUpdate(KubernetesObject subject, string key, string word)
    {
        var strategy = subject.Spec[key];
        if (strategy["type"].Text().Is(word) && strategy["rollingUpdate"].Exists)
        {
            yield return new(strategy["rollingUpdate"], $"{subject.Title} has the strategy '{word}', which takes no rollingUpdate")
            {
                Other = strategy["type"],
                OtherMessage = "the strategy",
            };
        }
    }

    // Only what is required can need a number of domains (https://github.com/kubernetes/kubernetes/pull/107674).
    private static IEnumerable<ApiProblem> DomainsOfWish(KubernetesObject subject, Node pod) =>
        from constraint in pod["topologySpreadConstraints"].Items
        let domains = constraint["minDomains"]
        let rule = constraint["whenUnsatisfiable"]
        where (domains.Exists & rule.Text().Is("ScheduleAnyway")).IsTrue
        select new ApiProblem(domains, $"{subject.Title} has a topology spread constraint with minDomains, which takes whenUnsatisfiable 'DoNotSchedule'")
        {
            Other = rule,
            OtherMessage = "whenUnsatisfiable",
        };

    // Controllers that keep pods running take 'Always' only; what runs to its end, anything else
    // (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy).
    private static IEnumerable<ApiProblem> RestartPolicy(KubernetesObject subject, Node pod)
    {
        var policy = pod["restartPolicy"];
        var kind = Workload.From(subject)?.Kind;
        if (kind is WorkloadKind.Job or WorkloadKind.CronJob)
        {
            if (!policy.Exists && pod["containers"].Exists && subject.IsPartial.IsFalse)
                return [new(policy, $"{subject.Title} has no restartPolicy, and the default 'Always' is not for jobs: it takes 'OnFailure' or 'Never'")];
            return Unknown(subject, policy, ["OnFailure", "Never"]);
        }

        return kind is WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.DaemonSet or WorkloadKind.ReplicaSet or WorkloadKind.ReplicationController
            ? Unknown(subject, policy, ["Always"])
            : Unknown(subject, policy, ["Always", "OnFailure", "Never"]);
    }

    private static IEnumerable<ApiProblem> Ports(KubernetesObject subject, Node pod) =>
        from container in pod["initContainers"].Items.Concat(pod["containers"].Items)
        from port in container["ports"].Items
        from problem in Number(subject, port["containerPort"], least: 1)
            .Concat(Number(subject, port["hostPort"], least: 0)) // 0 is the same as none
            .Concat(Name(subject, port["name"]))
        select problem;

    private static IEnumerable<ApiProblem> Target(KubernetesObject subject, Node port) =>
        port.Text().Origin is Origin.Written && !port.Integer().TryGet(out _) ? Name(subject, port) : Number(subject, port, least: 1);

    private static IEnumerable<ApiProblem> Number(KubernetesObject subject, Node port, long least)
    {
        if (port.Integer().Is(number => number < least || number > LargestPort))
            yield return new(port, FormattableString.Invariant($"{subject.Title} has {port.Integer()} at {port.PathFrom(subject.Root)}, and ports go from 1 to {LargestPort}"));
    }

    private static IEnumerable<ApiProblem> Name(KubernetesObject subject, Node name)
    {
        if (!name.Text().TryGet(out var text) || string.IsNullOrEmpty(text) || (text.Length <= LongestPortName && PortName.IsMatch(text)))
            yield break;
        if (PlaceholderText.FindInsteadOf(name) is not null)
            yield break; // A placeholder is HA1806.
        if (text.Length > LongestPortName)
            yield return new(name, FormattableString.Invariant($"The port name '{text}' of {subject.Title} has {text.Length} characters, where {LongestPortName} are allowed"));
        else
            yield return new(name, $"'{text}' of {subject.Title} is no port name, which has lower-case letters, digits and single '-' between them, and at least one letter");
    }

    private static IEnumerable<ApiProblem> Unknown(KubernetesObject subject, Node node, string[] words)
    {
        if (!node.Text().TryGet(out var text) || string.IsNullOrEmpty(text) || words.Contains(text, StringComparer.Ordinal) || IsPlaceholder(node, text))
            yield break;
        var taken = words.Length == 1 ? $"'{words[0]}'" : $"{string.Join(", ", words.Take(words.Length - 1).Select(word => $"'{word}'"))} or '{words[words.Length - 1]}'";
        yield return new(node, $"{subject.Title} has '{text}' at {node.PathFrom(subject.Root)}, which takes {taken}");
    }

    private static IEnumerable<ApiProblem> NoShare(KubernetesObject subject, Node node) =>
        node is ScalarNode { Kind: ScalarKind.String, Text.Length: > 0 } && !node.IntOrPercent().TryGet(out _) && PlaceholderText.FindInsteadOf(node) is null
            ? [new(node, $"{subject.Title} has the text '{node.Text()}' at {node.PathFrom(subject.Root)}, which takes a whole number without quotes, or a percentage such as 25%")]
            : [];

    // 'RWO' is an abbreviation rather than a placeholder.
    private static bool IsPlaceholder(Node node, string text) => PlaceholderText.FindInsteadOf(node) is not null && !text.All(char.IsLetter);

    // What is not there is not found.
    private static List<Node> Find(Node root, string path)
    {
        List<Node>? found = null;
        AddFound(root, Steps[path], 0, ref found);
        return found ?? None;
    }

    private static void AddFound(Node node, Step[] steps, int step, ref List<Node>? found)
    {
        if (step == steps.Length)
        {
            (found ??= []).Add(node);
            return;
        }

        if (node.Lacks(steps[step].Key))
            return;
        var next = node[steps[step].Key];
        if (!steps[step].IsList)
            AddFound(next, steps, step + 1, ref found);
        for (var i = 0; steps[step].IsList && i < next.Items.Count; i++)
            AddFound(next.Items[i], steps, step + 1, ref found);
    }

    /// <summary>The words that a field of the spec takes; null for one that takes a number or a percentage.</summary>
    private sealed record Allowed(string Kind, string Group, string Path, string[]? Words);

    private sealed record Range(string Path, long Least, long Most)
    {
        public string Words => Most == long.MaxValue ? FormattableString.Invariant($"{Least} or more") : FormattableString.Invariant($"{Least} to {Most}");
    }

    private sealed record Step(string Key, bool IsList);
}
