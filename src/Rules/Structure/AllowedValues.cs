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
    private const long LongestStabilization = 3600;
    private const long LongestSession = 86400;
    private const long LongestWebhook = 30;
    private const long Unlimited = long.MaxValue;

    // What stands in place of words.
    private const string[]? NumberOrPercentage = null;

    private static readonly Allowed[] OfObjects =
    [
        new("Deployment", "apps", "spec.strategy.type", ["RollingUpdate", "Recreate"]),
        new("StatefulSet", "apps", "spec.updateStrategy.type", ["RollingUpdate", "OnDelete"]),
        new("StatefulSet", "apps", "spec.podManagementPolicy", ["OrderedReady", "Parallel"]),
        new("StatefulSet", "apps", "spec.persistentVolumeClaimRetentionPolicy.whenDeleted", ["Retain", "Delete"]),
        new("StatefulSet", "apps", "spec.persistentVolumeClaimRetentionPolicy.whenScaled", ["Retain", "Delete"]),
        new("DaemonSet", "apps", "spec.updateStrategy.type", ["RollingUpdate", "OnDelete"]),
        new("DeploymentConfig", "apps.openshift.io", "spec.strategy.type", ["Rolling", "Recreate", "Custom"]),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.metrics[].type", ["Resource", "ContainerResource", "Pods", "Object", "External"]),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.behavior.scaleDown.selectPolicy", ScalingPolicies),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.behavior.scaleUp.selectPolicy", ScalingPolicies),
        new("Job", "batch", "spec.completionMode", ["NonIndexed", "Indexed"]),
        new("CronJob", "batch", "spec.concurrencyPolicy", ["Allow", "Forbid", "Replace"]),
        new("PodDisruptionBudget", "policy", "spec.unhealthyPodEvictionPolicy", ["IfHealthyBudget", "AlwaysAllow"]),
        new("Service", "", "spec.type", ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]),
        new("Service", "", "spec.sessionAffinity", ["None", "ClientIP"]),
        new("Service", "", "spec.externalTrafficPolicy", ["Cluster", "Local"]),
        new("Service", "", "spec.internalTrafficPolicy", ["Cluster", "Local"]),
        new("Service", "", "spec.ipFamilyPolicy", ["SingleStack", "PreferDualStack", "RequireDualStack"]),
        new("Service", "", "spec.ports[].protocol", ["TCP", "UDP", "SCTP"]),
        new("Service", "", "spec.ipFamilies[]", ["IPv4", "IPv6"]),
        new("Ingress", "networking.k8s.io", "spec.rules[].http.paths[].pathType", ["Exact", "Prefix", "ImplementationSpecific"]),
        new("PersistentVolume", "", "spec.persistentVolumeReclaimPolicy", ["Retain", "Delete", "Recycle"]),
        new("PersistentVolume", "", "spec.accessModes[]", AccessModes),
        new("PersistentVolume", "", "spec.volumeMode", VolumeModes),
        new("PersistentVolumeClaim", "", "spec.accessModes[]", AccessModes),
        new("PersistentVolumeClaim", "", "spec.volumeMode", VolumeModes),
        new("StorageClass", "storage.k8s.io", "reclaimPolicy", ["Delete", "Retain"]),
        new("StorageClass", "storage.k8s.io", "volumeBindingMode", ["Immediate", "WaitForFirstConsumer"]),
        new("MutatingWebhookConfiguration", "admissionregistration.k8s.io", "webhooks[].failurePolicy", ["Ignore", "Fail"]),
        new("ValidatingWebhookConfiguration", "admissionregistration.k8s.io", "webhooks[].failurePolicy", ["Ignore", "Fail"]),
        new("StatefulSet", "apps", "spec.volumeClaimTemplates[].spec.accessModes[]", AccessModes),
        new("Deployment", "apps", "spec.strategy.rollingUpdate.maxUnavailable", NumberOrPercentage),
        new("Deployment", "apps", "spec.strategy.rollingUpdate.maxSurge", NumberOrPercentage),
        new("StatefulSet", "apps", "spec.updateStrategy.rollingUpdate.maxUnavailable", NumberOrPercentage),
        new("DaemonSet", "apps", "spec.updateStrategy.rollingUpdate.maxUnavailable", NumberOrPercentage),
        new("DaemonSet", "apps", "spec.updateStrategy.rollingUpdate.maxSurge", NumberOrPercentage),
        new("PodDisruptionBudget", "policy", "spec.minAvailable", NumberOrPercentage),
        new("PodDisruptionBudget", "policy", "spec.maxUnavailable", NumberOrPercentage),
    ];

    private static readonly ILookup<string, Allowed> OfKind = OfObjects.ToLookup(allowed => allowed.Kind, StringComparer.Ordinal);

    private static readonly Allowed[] OfPods =
    [
        new("Pod", "", "dnsPolicy", ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"]),
        new("Pod", "", "preemptionPolicy", ["PreemptLowerPriority", "Never"]),
        new("Pod", "", "tolerations[].operator", ["Exists", "Equal", "Lt", "Gt"]),
        new("Pod", "", "tolerations[].effect", ["NoSchedule", "PreferNoSchedule", "NoExecute"]),
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

    private static readonly Range[] OfNumbers =
    [
        new("Deployment", "apps", "spec.replicas", 0, Unlimited),
        new("Deployment", "apps", "spec.minReadySeconds", 0, Unlimited),
        new("Deployment", "apps", "spec.revisionHistoryLimit", 0, Unlimited),
        new("ReplicaSet", "apps", "spec.replicas", 0, Unlimited),
        new("StatefulSet", "apps", "spec.replicas", 0, Unlimited),
        new("StatefulSet", "apps", "spec.minReadySeconds", 0, Unlimited),
        new("StatefulSet", "apps", "spec.updateStrategy.rollingUpdate.partition", 0, Unlimited),
        new("DaemonSet", "apps", "spec.minReadySeconds", 0, Unlimited),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.minReplicas", 0, Unlimited),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.maxReplicas", 1, Unlimited),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.behavior.scaleDown.stabilizationWindowSeconds", 0, LongestStabilization),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.behavior.scaleUp.stabilizationWindowSeconds", 0, LongestStabilization),
        new("Job", "batch", "spec.backoffLimit", 0, Unlimited),
        new("Job", "batch", "spec.parallelism", 0, Unlimited),
        new("CronJob", "batch", "spec.startingDeadlineSeconds", 0, Unlimited),
        new("Service", "", "spec.sessionAffinityConfig.clientIP.timeoutSeconds", 1, LongestSession),
        new("MutatingWebhookConfiguration", "admissionregistration.k8s.io", "webhooks[].timeoutSeconds", 1, LongestWebhook),
        new("ValidatingWebhookConfiguration", "admissionregistration.k8s.io", "webhooks[].timeoutSeconds", 1, LongestWebhook),
    ];

    private static readonly ILookup<string, Range> NumbersOfKind = OfNumbers.ToLookup(range => range.Kind, StringComparer.Ordinal);

    private static readonly Range[] NumbersOfPods =
    [
        new("Pod", "", "topologySpreadConstraints[].maxSkew", 1, Unlimited),
        new("Pod", "", "topologySpreadConstraints[].minDomains", 1, Unlimited),
        new("Pod", "", "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].weight", 1, LargestWeight),
        new("Pod", "", "affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[].weight", 1, LargestWeight),
        new("Pod", "", "affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[].weight", 1, LargestWeight),
    ];

    // IANA's service names (https://www.rfc-editor.org/rfc/rfc6335#section-5.1), with the length checked apart.
    private static readonly Pattern PortName = new(
        "^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$");

    private static string[] AccessModes => ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"];

    private static string[] VolumeModes => ["Filesystem", "Block"];

    private static string[] ScalingPolicies => ["Max", "Min", "Disabled"];

    private static string[] PullPolicies => ["Always", "IfNotPresent", "Never"];

    /// <summary>Words and numbers that an object of this kind does not take, and text where it takes a number or a percentage.</summary>
    public static IEnumerable<ApiProblem> OfObject(KubernetesObject subject)
    {
        var kind = subject.Kind.TryGet(out var word) ? word : "";
        foreach (var allowed in OfKind[kind])
        {
            if (!subject.IsA(allowed.Kind, allowed.Group))
                continue;
            foreach (var problem in allowed.Field.FindIn(subject.Root).SelectMany(node => allowed.Words is { } words ? Unknown(subject, node, words) : NoShare(subject, node)))
                yield return problem;
        }

        foreach (var range in NumbersOfKind[kind])
        {
            if (!subject.IsA(range.Kind, range.Group))
                continue;
            foreach (var problem in OutOf(range, subject, subject.Root))
                yield return problem;
        }
    }

    /// <summary>Words and numbers that a pod does not take.</summary>
    public static IEnumerable<ApiProblem> OfPod(KubernetesObject subject, Node pod)
    {
        var words = from allowed in OfPods from node in allowed.Field.FindIn(pod) from problem in Unknown(subject, node, allowed.Words!) select problem;
        return words.Concat(NumbersOfPods.SelectMany(range => OutOf(range, subject, pod))).Concat(DomainsOfWish(subject, pod)).Concat(Ports(subject, pod)).Concat(RestartPolicy(subject, pod));
    }

    private static IEnumerable<ApiProblem> OutOf(Range range, KubernetesObject subject, Node root) =>
        from node in range.Field.FindIn(root)
        where node.Integer().Is(value => value < range.Least || value > range.Most).IsTrue
        select new ApiProblem(node, FormattableString.Invariant($"{subject.Title} has {node.Integer()} at {node.PathFrom(subject.Root)}, which takes {range.Words}"));

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

    internal static IEnumerable<ApiProblem> Unknown(KubernetesObject subject, Node node, string[] words)
    {
        if (!node.Text().TryGet(out var text) || string.IsNullOrEmpty(text) || words.Contains(text, StringComparer.Ordinal) || IsPlaceholder(node, text))
            yield break;
        var taken = words.Length == 1 ? $"'{words[0]}'" : $"{string.Join(", ", words.Take(words.Length - 1).Select(word => $"'{word}'"))} or '{words[words.Length - 1]}'";
        yield return new(node, $"{subject.Title} has '{text}' at {node.PathFrom(subject.Root)}, which takes {taken}");
    }

    private static IEnumerable<ApiProblem> NoShare(KubernetesObject subject, Node node)
    {
        if (node.Integer().Is(number => number < 0))
            yield return new(node, $"{subject.Title} has {node.Integer()} at {node.PathFrom(subject.Root)}, which takes 0 or more");
        else if (node.IntOrPercent().TryGet(out var share) && share is { IsPercent: true, Value: > 100 } && !IsSurgeOfDeployment(subject, node))
            yield return new(node, $"{subject.Title} has {share} at {node.PathFrom(subject.Root)}, which takes 100% at most");
        else if (node is ScalarNode { Kind: ScalarKind.String, Text.Length: > 0 } && !node.IntOrPercent().TryGet(out _) && PlaceholderText.FindInsteadOf(node) is null)
            yield return new(node, $"{subject.Title} has the text '{node.Text()}' at {node.PathFrom(subject.Root)}, which takes a whole number without quotes, or a percentage such as 25%");
    }

    // It may have as many new pods at a time as it likes.
    private static bool IsSurgeOfDeployment(KubernetesObject subject, Node node) => node.Key == "maxSurge" && subject.IsA("Deployment", "apps");

    // 'RWO' is an abbreviation rather than a placeholder.
    private static bool IsPlaceholder(Node node, string text) => PlaceholderText.FindInsteadOf(node) is not null && !text.All(char.IsLetter);

    /// <summary>The words that a field takes; null for one that takes a number or a percentage.</summary>
    private sealed record Allowed(string Kind, string Group, string Path, string[]? Words)
    {
        public FieldPath Field { get; } = new(Path);
    }

    private sealed record Range(string Kind, string Group, string Path, long Least, long Most)
    {
        public FieldPath Field { get; } = new(Path);

        public string Words => Most == Unlimited ? FormattableString.Invariant($"{Least} or more") : FormattableString.Invariant($"{Least} to {Most}");
    }
}
