namespace Hale.Rules.Structure;

/// <summary>The words that a field takes; null for one that takes a number or a percentage.</summary>
internal sealed record AllowedWords(string Kind, string Group, string Path, string[]? Words)
{
    // What stands in place of words.
    private const string[]? NumberOrPercentage = null;

    /// <summary>The fields of whole objects.</summary>
    public static ILookup<string, AllowedWords> OfKind { get; } = new AllowedWords[]
    {
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
        new("Job", "batch", "spec.completionMode", CompletionModes),
        new("CronJob", "batch", "spec.jobTemplate.spec.completionMode", CompletionModes),
        new("Job", "batch", "spec.podReplacementPolicy", ["Failed", "TerminatingOrFailed"]),
        new("CronJob", "batch", "spec.jobTemplate.spec.podReplacementPolicy", ["Failed", "TerminatingOrFailed"]),
        new("Job", "batch", "spec.podFailurePolicy.rules[].action", ["FailJob", "FailIndex", "Ignore", "Count"]),
        new("CronJob", "batch", "spec.jobTemplate.spec.podFailurePolicy.rules[].action", ["FailJob", "FailIndex", "Ignore", "Count"]),
        new("Job", "batch", "spec.podFailurePolicy.rules[].onExitCodes.operator", ["In", "NotIn"]),
        new("CronJob", "batch", "spec.jobTemplate.spec.podFailurePolicy.rules[].onExitCodes.operator", ["In", "NotIn"]),
        new("CronJob", "batch", "spec.concurrencyPolicy", ["Allow", "Forbid", "Replace"]),
        new("PodDisruptionBudget", "policy", "spec.unhealthyPodEvictionPolicy", ["IfHealthyBudget", "AlwaysAllow"]),
        new("Service", "", "spec.type", ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]),
        new("Service", "", "spec.sessionAffinity", ["None", "ClientIP"]),
        new("Service", "", "spec.externalTrafficPolicy", ["Cluster", "Local"]),
        new("Service", "", "spec.internalTrafficPolicy", ["Cluster", "Local"]),
        new("Service", "", "spec.ipFamilyPolicy", ["SingleStack", "PreferDualStack", "RequireDualStack"]),
        new("Service", "", "spec.ports[].protocol", Protocols),
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
        new("ClusterRoleBinding", "rbac.authorization.k8s.io", "roleRef.kind", ["ClusterRole"]),
        new("ClusterRoleBinding", "rbac.authorization.k8s.io", "subjects[].kind", Subjects),
        new("RoleBinding", "rbac.authorization.k8s.io", "roleRef.kind", ["Role", "ClusterRole"]),
        new("RoleBinding", "rbac.authorization.k8s.io", "subjects[].kind", Subjects),
        new("CSIDriver", "storage.k8s.io", "spec.fsGroupPolicy", ["ReadWriteOnceWithFSType", "File", "None"]),
        new("EndpointSlice", "discovery.k8s.io", "addressType", ["IPv4", "IPv6", "FQDN"]),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.behavior.scaleDown.policies[].type", ["Pods", "Percent"]),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.behavior.scaleUp.policies[].type", ["Pods", "Percent"]),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.metrics[].resource.target.type", Targets),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.metrics[].containerResource.target.type", Targets),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.metrics[].pods.target.type", Targets),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.metrics[].object.target.type", Targets),
        new("HorizontalPodAutoscaler", "autoscaling", "spec.metrics[].external.target.type", Targets),
        new("MutatingWebhookConfiguration", "admissionregistration.k8s.io", "webhooks[].matchPolicy", ["Exact", "Equivalent"]),
        new("MutatingWebhookConfiguration", "admissionregistration.k8s.io", "webhooks[].reinvocationPolicy", ["Never", "IfNeeded"]),
        new("MutatingWebhookConfiguration", "admissionregistration.k8s.io", "webhooks[].rules[].operations[]", Operations),
        new("MutatingWebhookConfiguration", "admissionregistration.k8s.io", "webhooks[].rules[].scope", Scopes),
        new("ValidatingWebhookConfiguration", "admissionregistration.k8s.io", "webhooks[].matchPolicy", ["Exact", "Equivalent"]),
        new("ValidatingWebhookConfiguration", "admissionregistration.k8s.io", "webhooks[].rules[].operations[]", Operations),
        new("ValidatingWebhookConfiguration", "admissionregistration.k8s.io", "webhooks[].rules[].scope", Scopes),
        new("NetworkPolicy", "networking.k8s.io", "spec.policyTypes[]", ["Ingress", "Egress"]),
        new("NetworkPolicy", "networking.k8s.io", "spec.ingress[].ports[].protocol", Protocols),
        new("NetworkPolicy", "networking.k8s.io", "spec.egress[].ports[].protocol", Protocols),
        new("PriorityClass", "scheduling.k8s.io", "preemptionPolicy", ["PreemptLowerPriority", "Never"]),
        new("ResourceQuota", "", "spec.scopes[]", Quotas),
        new("ResourceQuota", "", "spec.scopeSelector.matchExpressions[].scopeName", Quotas),
        new("ResourceQuota", "", "spec.scopeSelector.matchExpressions[].operator", ["In", "NotIn", "Exists", "DoesNotExist"]),
        new("VolumeSnapshotClass", "snapshot.storage.k8s.io", "deletionPolicy", ["Delete", "Retain"]),
    }.ToLookup(allowed => allowed.Kind, StringComparer.Ordinal);

    /// <summary>The fields of pods.</summary>
    public static AllowedWords[] OfPods { get; } =
    [
        new("dnsPolicy", ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"]),
        new("preemptionPolicy", ["PreemptLowerPriority", "Never"]),
        new("tolerations[].operator", ["Exists", "Equal", "Lt", "Gt"]),
        new("tolerations[].effect", ["NoSchedule", "PreferNoSchedule", "NoExecute"]),
        new("topologySpreadConstraints[].whenUnsatisfiable", ["DoNotSchedule", "ScheduleAnyway"]),
        new("topologySpreadConstraints[].nodeAffinityPolicy", ["Honor", "Ignore"]),
        new("topologySpreadConstraints[].nodeTaintsPolicy", ["Honor", "Ignore"]),
        new("os.name", ["linux", "windows"]),
        new("securityContext.fsGroupChangePolicy", ["OnRootMismatch", "Always"]),
        new("securityContext.seccompProfile.type", Profiles),
        new("securityContext.supplementalGroupsPolicy", ["Merge", "Strict"]),
        new("volumes[].hostPath.type", ["DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice"]),
        new("volumes[].image.pullPolicy", PullPolicies),
    ];

    /// <summary>The fields of containers.</summary>
    public static AllowedWords[] OfContainers { get; } =
    [
        new("imagePullPolicy", PullPolicies),
        new("lifecycle.postStart.httpGet.scheme", Schemes),
        new("lifecycle.preStop.httpGet.scheme", Schemes),
        new("livenessProbe.httpGet.scheme", Schemes),
        new("readinessProbe.httpGet.scheme", Schemes),
        new("startupProbe.httpGet.scheme", Schemes),
        new("ports[].protocol", Protocols),
        new("resizePolicy[].restartPolicy", ["NotRequired", "RestartContainer"]),
        new("securityContext.appArmorProfile.type", Profiles),
        new("securityContext.procMount", ["Default", "Unmasked"]),
        new("securityContext.seccompProfile.type", Profiles),
        new("terminationMessagePolicy", ["File", "FallbackToLogsOnError"]),
        new("volumeMounts[].mountPropagation", ["None", "HostToContainer", "Bidirectional"]),
    ];

    /// <summary>Where they stand.</summary>
    public FieldPath Field { get; } = new(Path);

    private static string[] AccessModes => ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"];

    private static string[] CompletionModes => ["NonIndexed", "Indexed"];

    private static string[] Operations => ["*", "CREATE", "UPDATE", "DELETE", "CONNECT"];

    private static string[] Profiles => ["RuntimeDefault", "Unconfined", "Localhost"];

    private static string[] Protocols => ["TCP", "UDP", "SCTP"];

    private static string[] PullPolicies => ["Always", "IfNotPresent", "Never"];

    private static string[] Quotas => ["Terminating", "NotTerminating", "BestEffort", "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity", "VolumeAttributesClass"];

    private static string[] ScalingPolicies => ["Max", "Min", "Disabled"];

    private static string[] Schemes => ["HTTP", "HTTPS"];

    private static string[] Scopes => ["*", "Cluster", "Namespaced"];

    private static string[] Subjects => ["User", "Group", "ServiceAccount"];

    private static string[] Targets => ["Utilization", "Value", "AverageValue"];

    private static string[] VolumeModes => ["Filesystem", "Block"];

    private AllowedWords(string path, string[] words)
        : this("", "", path, words)
    {
    }
}
