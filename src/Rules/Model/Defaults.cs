using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// What Kubernetes fills in for fields that are left out. Source, where no other is named: the API reference,
/// https://kubernetes.io/docs/reference/kubernetes-api/, as of Kubernetes 1.36.
/// </summary>
internal static class Defaults
{
    /// <summary>Deployment, StatefulSet, ReplicaSet, ReplicationController, Argo Rollout: <c>spec.replicas</c>.</summary>
    public const long Replicas = 1;

    /// <summary>HorizontalPodAutoscaler: <c>spec.minReplicas</c>.</summary>
    public const long AutoscalerMinimum = 1;

    /// <summary>KEDA ScaledObject: <c>spec.minReplicaCount</c> (https://keda.sh/docs/latest/reference/scaledobject-spec/).</summary>
    public const long ScaledObjectMinimum = 0;

    /// <summary>KEDA ScaledObject: <c>spec.maxReplicaCount</c> (https://keda.sh/docs/latest/reference/scaledobject-spec/).</summary>
    public const long ScaledObjectMaximum = 100;

    /// <summary>
    /// VerticalPodAutoscaler: <c>spec.updatePolicy.updateMode</c>
    /// (https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/quickstart.md).
    /// </summary>
    public const string UpdateMode = "Recreate";

    /// <summary>Pod: <c>spec.terminationGracePeriodSeconds</c>, in seconds.</summary>
    public const long GracePeriodSeconds = 30;

    /// <summary>Pod: <c>spec.restartPolicy</c>.</summary>
    public const string RestartPolicy = "Always";

    /// <summary>Probe: <c>initialDelaySeconds</c>.</summary>
    public const long ProbeInitialDelaySeconds = 0;

    /// <summary>Probe: <c>periodSeconds</c>.</summary>
    public const long ProbePeriodSeconds = 10;

    /// <summary>Probe: <c>timeoutSeconds</c>.</summary>
    public const long ProbeTimeoutSeconds = 1;

    /// <summary>Probe: <c>failureThreshold</c>.</summary>
    public const long ProbeFailureThreshold = 3;

    /// <summary>Deployment: <c>spec.strategy.type</c>; StatefulSet and DaemonSet: <c>spec.updateStrategy.type</c>.</summary>
    public const string Strategy = "RollingUpdate";

    /// <summary>Deployment of <c>apps</c>: <c>spec.progressDeadlineSeconds</c>.</summary>
    public const long ProgressDeadlineSeconds = 600;

    /// <summary>Deployment: <c>spec.minReadySeconds</c>.</summary>
    public const long MinReadySeconds = 0;

    /// <summary>Service: <c>spec.type</c>.</summary>
    public const string ServiceType = "ClusterIP";

    /// <summary>Webhook: <c>failurePolicy</c> in <c>admissionregistration.k8s.io/v1</c>.</summary>
    public const string FailurePolicy = "Fail";

    /// <summary>Webhook: <c>failurePolicy</c> in <c>admissionregistration.k8s.io/v1beta1</c>.</summary>
    public const string FailurePolicyBeta = "Ignore";

    /// <summary>Webhook: <c>timeoutSeconds</c> in <c>admissionregistration.k8s.io/v1</c>, in seconds.</summary>
    public const long WebhookTimeout = 10;

    /// <summary>Webhook: <c>timeoutSeconds</c> in <c>admissionregistration.k8s.io/v1beta1</c>, in seconds.</summary>
    public const long WebhookTimeoutBeta = 30;

    /// <summary>Service: <c>spec.internalTrafficPolicy</c> and <c>spec.externalTrafficPolicy</c>.</summary>
    public const string TrafficPolicy = "Cluster";

    /// <summary>StorageClass: <c>reclaimPolicy</c>.</summary>
    public const string ReclaimPolicy = "Delete";

    /// <summary>StorageClass: <c>volumeBindingMode</c>.</summary>
    public const string VolumeBindingMode = "Immediate";

    /// <summary>CSIDriver: <c>spec.attachRequired</c>.</summary>
    public const bool AttachRequired = true;

    /// <summary>Deployment: <c>spec.strategy.rollingUpdate.maxUnavailable</c>.</summary>
    public static readonly IntOrPercent MaxUnavailable = new(25, IsPercent: true);

    /// <summary>Deployment: <c>spec.strategy.rollingUpdate.maxSurge</c>.</summary>
    public static readonly IntOrPercent MaxSurge = new(25, IsPercent: true);
}
