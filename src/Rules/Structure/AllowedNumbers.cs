namespace Hale.Rules.Structure;

/// <summary>The numbers that a field takes.</summary>
internal sealed record AllowedNumbers(string Kind, string Group, string Path, long Least, long Most)
{
    private const long LargestId = int.MaxValue;
    private const long LargestPort = 65535;
    private const long LargestWeight = 100;
    private const long LongestDeadline = int.MaxValue;
    private const long LongestPeriod = 1800;
    private const long LongestSession = 86400;
    private const long LongestStabilization = 3600;
    private const long LongestWebhook = 30;
    private const long ShortestToken = 600;
    private const long Unlimited = long.MaxValue;

    /// <summary>The fields of whole objects.</summary>
    public static ILookup<string, AllowedNumbers> OfKind { get; } = new AllowedNumbers[]
    {
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
        new("Job", "batch", "spec.completions", 0, Unlimited),
        new("Job", "batch", "spec.ttlSecondsAfterFinished", 0, Unlimited),
        new("Job", "batch", "spec.activeDeadlineSeconds", 0, Unlimited),
        new("Job", "batch", "spec.backoffLimitPerIndex", 0, Unlimited),
        new("Job", "batch", "spec.maxFailedIndexes", 0, Unlimited),
        new("CronJob", "batch", "spec.jobTemplate.spec.backoffLimit", 0, Unlimited),
        new("CronJob", "batch", "spec.jobTemplate.spec.parallelism", 0, Unlimited),
        new("CronJob", "batch", "spec.jobTemplate.spec.completions", 0, Unlimited),
        new("CronJob", "batch", "spec.jobTemplate.spec.ttlSecondsAfterFinished", 0, Unlimited),
        new("CronJob", "batch", "spec.jobTemplate.spec.activeDeadlineSeconds", 0, Unlimited),
        new("CronJob", "batch", "spec.jobTemplate.spec.backoffLimitPerIndex", 0, Unlimited),
        new("CronJob", "batch", "spec.jobTemplate.spec.maxFailedIndexes", 0, Unlimited),
        new("CronJob", "batch", "spec.successfulJobsHistoryLimit", 0, Unlimited),
        new("CronJob", "batch", "spec.failedJobsHistoryLimit", 0, Unlimited),
        new("DaemonSet", "apps", "spec.revisionHistoryLimit", 0, Unlimited),
        new("ReplicaSet", "apps", "spec.minReadySeconds", 0, Unlimited),
        new("StatefulSet", "apps", "spec.ordinals.start", 0, Unlimited),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.behavior.scaleDown.policies[].value", 1, Unlimited),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.behavior.scaleDown.policies[].periodSeconds", 1, LongestPeriod),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.behavior.scaleUp.policies[].value", 1, Unlimited),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.behavior.scaleUp.policies[].periodSeconds", 1, LongestPeriod),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.metrics[].resource.target.averageUtilization", 1, Unlimited),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.metrics[].containerResource.target.averageUtilization", 1, Unlimited),
        new("NetworkPolicy", "networking.k8s.io", "spec.ingress[].ports[].port", 1, LargestPort),
        new("NetworkPolicy", "networking.k8s.io", "spec.ingress[].ports[].endPort", 1, LargestPort),
        new("NetworkPolicy", "networking.k8s.io", "spec.egress[].ports[].port", 1, LargestPort),
        new("NetworkPolicy", "networking.k8s.io", "spec.egress[].ports[].endPort", 1, LargestPort),
        new("Ingress", "networking.k8s.io", "spec.defaultBackend.service.port.number", 0, LargestPort),
        new("Ingress", "networking.k8s.io", "spec.rules[].http.paths[].backend.service.port.number", 0, LargestPort),
    }.ToLookup(range => range.Kind, StringComparer.Ordinal);

    /// <summary>The fields of pods.</summary>
    public static AllowedNumbers[] OfPods { get; } =
    [
        new("topologySpreadConstraints[].maxSkew", 1, Unlimited),
        new("topologySpreadConstraints[].minDomains", 1, Unlimited),
        new("affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[].weight", 1, LargestWeight),
        new("affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[].weight", 1, LargestWeight),
        new("affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[].weight", 1, LargestWeight),
        new("activeDeadlineSeconds", 1, LongestDeadline),
        new("securityContext.fsGroup", 0, LargestId),
        new("securityContext.runAsGroup", 0, LargestId),
        new("securityContext.runAsUser", 0, LargestId),
        new("securityContext.supplementalGroups[]", 0, LargestId),
        new("volumes[].projected.sources[].serviceAccountToken.expirationSeconds", ShortestToken, Unlimited),
    ];

    /// <summary>The fields of containers.</summary>
    public static AllowedNumbers[] OfContainers { get; } =
    [
        new("livenessProbe.initialDelaySeconds", 0, Unlimited),
        new("livenessProbe.timeoutSeconds", 0, Unlimited),
        new("livenessProbe.periodSeconds", 0, Unlimited),
        new("livenessProbe.failureThreshold", 0, Unlimited),
        new("livenessProbe.terminationGracePeriodSeconds", 1, Unlimited),
        new("livenessProbe.httpGet.port", 1, LargestPort),
        new("livenessProbe.tcpSocket.port", 1, LargestPort),
        new("livenessProbe.grpc.port", 1, LargestPort),
        new("readinessProbe.initialDelaySeconds", 0, Unlimited),
        new("readinessProbe.timeoutSeconds", 0, Unlimited),
        new("readinessProbe.periodSeconds", 0, Unlimited),
        new("readinessProbe.successThreshold", 0, Unlimited),
        new("readinessProbe.failureThreshold", 0, Unlimited),
        new("readinessProbe.httpGet.port", 1, LargestPort),
        new("readinessProbe.tcpSocket.port", 1, LargestPort),
        new("readinessProbe.grpc.port", 1, LargestPort),
        new("startupProbe.initialDelaySeconds", 0, Unlimited),
        new("startupProbe.timeoutSeconds", 0, Unlimited),
        new("startupProbe.periodSeconds", 0, Unlimited),
        new("startupProbe.failureThreshold", 0, Unlimited),
        new("startupProbe.terminationGracePeriodSeconds", 1, Unlimited),
        new("startupProbe.httpGet.port", 1, LargestPort),
        new("startupProbe.tcpSocket.port", 1, LargestPort),
        new("startupProbe.grpc.port", 1, LargestPort),
        new("lifecycle.postStart.httpGet.port", 1, LargestPort),
        new("lifecycle.postStart.sleep.seconds", 0, Unlimited),
        new("lifecycle.preStop.httpGet.port", 1, LargestPort),
        new("lifecycle.preStop.sleep.seconds", 0, Unlimited),
        new("securityContext.runAsGroup", 0, LargestId),
        new("securityContext.runAsUser", 0, LargestId),
    ];

    /// <summary>Where they stand.</summary>
    public FieldPath Field { get; } = new(Path);

    /// <summary>What to say of them.</summary>
    public string Words => Most == Unlimited ? FormattableString.Invariant($"{Least} or more") : FormattableString.Invariant($"{Least} to {Most}");

    private AllowedNumbers(string path, long least, long most)
        : this("", "", path, least, most)
    {
    }
}
