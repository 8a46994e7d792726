using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A HorizontalPodAutoscaler or a KEDA ScaledObject.</summary>
internal sealed class Autoscaler(KubernetesObject @object, bool isScaledObject) : ObjectView(@object)
{
    private const string FirstKeda = "keda.k8s.io";

    // https://keda.sh/docs/latest/reference/scaledobject-spec/, https://keda.sh/docs/latest/operate/admission-webhooks/
    private static readonly string[] OfOwnership =
        ["scaledobject.keda.sh/transfer-hpa-ownership", "validations.keda.sh/hpa-ownership", "autoscaling.keda.sh/paused", "autoscaling.keda.sh/paused-replicas"];

    private static readonly string[] ScalableKinds = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"];

    /// <summary>Whether it is KEDA's, which makes a HorizontalPodAutoscaler of it.</summary>
    public bool IsScaledObject => isScaledObject;

    /// <summary>Whether KEDA is told, or may be, to take over what scales the target already, to bear it, or to leave the target alone.</summary>
    public bool MayShareTarget => Array.Exists(OfOwnership, key => !Object.Annotations[key].Exists.IsFalse);

    public Node Target => Spec["scaleTargetRef"];

    /// <summary>KEDA's first version asked for the name of a Deployment (https://keda.sh/docs/latest/migration/).</summary>
    public Field<string> TargetName => Target[IsOfFirstKeda ? "deploymentName" : "name"].Text();

    /// <summary>
    /// KEDA takes a Deployment where no kind is named (https://keda.sh/docs/latest/reference/scaledobject-spec/). Kubernetes also
    /// knows every kind by its name in small letters
    /// (https://github.com/kubernetes/client-go/blob/master/restmapper/discovery.go).
    /// </summary>
    public Field<string> TargetKind => (isScaledObject ? Target["kind"].Text().Or("Deployment") : Target["kind"].Text()).Select(WithCapitals);

    public Field<long> Minimum => isScaledObject
        ? Spec["minReplicaCount"].Integer().Or(Defaults.ScaledObjectMinimum)
        : Spec["minReplicas"].Integer().Or(Defaults.AutoscalerMinimum);

    public Field<long> Maximum => isScaledObject
        ? Spec["maxReplicaCount"].Integer().Or(Defaults.ScaledObjectMaximum)
        : Spec["maxReplicas"].Integer();

    /// <summary>
    /// The workload that it scales: the nearest one. Null when there is none in the input, and when it is not certain which one
    /// is meant.
    /// </summary>
    public Workload? Workload => Cluster.FindWorkload(Object, TargetKind, TargetName);

    private bool IsOfFirstKeda => Object.Group == FirstKeda;

    /// <summary>The metrics about cpu and memory by which it scales.</summary>
    public IReadOnlyList<ResourceMetric> ResourceMetrics => field ??= [.. ResourceMetric.Of(this)];

    public static Autoscaler? From(KubernetesObject @object) =>
        @object.IsA("HorizontalPodAutoscaler", "autoscaling") ? new(@object, isScaledObject: false)
        : @object.IsA("ScaledObject", "keda.sh", FirstKeda) ? new(@object, isScaledObject: true)
        : null;

    /// <summary>Whether a workload is the one that it names.</summary>
    public Truth Targets(Workload workload) =>
        (workload.Object.Kind.TryGet(out var kind) ? TargetKind.Is(kind) : Truth.Unknown) && workload.Object.IsCalled(TargetName);

    private static string WithCapitals(string kind) => kind.Any(char.IsUpper)
        ? kind
        : Array.Find(ScalableKinds, known => string.Equals(known, kind, StringComparison.OrdinalIgnoreCase)) ?? kind;
}
