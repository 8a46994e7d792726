using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Scaling;

internal sealed class AutoscaleMinLow : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA1001", "autoscale-min-low")
    {
        Severity = Severity.Warning,
        Title = "Autoscaler that leaves one pod or none, or never scales",
        Why = """
            At low load an autoscaler goes down to its minimum, which is 1 where a HorizontalPodAutoscaler names none, and 0 for
            KEDA and Knative. The loss of the one pod left, or of its node, is then an outage, and so is every request until a
            first pod has started. A minimum that equals the maximum does not scale at all, and since Kubernetes 1.26 two
            HorizontalPodAutoscalers of the same pods stop each other, so that neither follows the load. KEDA makes one of each
            ScaledObject, and refuses a ScaledObject of what is scaled already.
            """,
        Fix = """
            Set a minimum of at least 2 (`minReplicas`, `minReplicaCount`), and a maximum above it. For Knative set the annotation
            `autoscaling.knative.dev/min-scale` on the template.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/",
            "https://keda.sh/docs/latest/reference/scaledobject-spec/",
            "https://keda.sh/docs/latest/concepts/admission-webhooks/",
            "https://knative.dev/docs/serving/autoscaling/scale-bounds/",
            "https://github.com/kubernetes/kubernetes/pull/112011",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster)
    {
        if (Autoscaler.From(subject) is { } scaler)
            return CheckScaler(scaler).Concat(CheckRivals(scaler, cluster));
        return Knative.IsService(subject) && Knative.ScalesToZeroByDefault(subject) ? [ColdStart(subject)] : [];
    }

    private IEnumerable<Finding> CheckScaler(Autoscaler scaler)
    {
        var minimum = scaler.Minimum;
        if (!minimum.TryGet(out var least))
            yield break;
        var isServed = scaler.Workload?.IsServed ?? Truth.Unknown;
        var minimumText = $"The minimum of {scaler.Title} is {minimum} {(least == 1 ? "replica" : "replicas")}";
        if (least < 2 && (!scaler.IsScaledObject || isServed))
        {
            var source = minimum.Origin is Origin.Defaulted ? $" ({minimum.Node.Key} is not set)" : "";
            var effect = scaler.Maximum.Is(1) ? ", and so is its maximum: there is never a second pod" : ": at low load one pod is left at most";
            var finding = Report(minimum.Node, $"{minimumText}{source}{effect}").As(isServed && !scaler.Object.IsForDevelopment ? Severity.Warning : Severity.Note);
            yield return CannotScale(scaler) ? finding.WithFix("Remove the autoscaler: load is no reason for another pod of this workload (HA1005).") : finding;
        }
        else if (scaler.Maximum.Is(least))
        {
            yield return Report(scaler.Maximum.Node, $"{minimumText}, and so is its maximum: it never scales").As(Severity.Note);
        }
    }

    private IEnumerable<Finding> CheckRivals(Autoscaler scaler, Cluster cluster) =>
        from rival in cluster.AutoscalersBefore(scaler).Where(other => StopEachOther(scaler, other).IsTrue).Take(1)
        let effect = scaler.IsScaledObject || rival.IsScaledObject ? "KEDA refuses that, or else they stop each other" : "they stop each other, and neither follows the load"
        select Report(scaler.TargetName.Node, $"{scaler.Title} scales {scaler.TargetKind} '{scaler.TargetName}' as {rival.Title} does: {effect}")
            .And(rival.TargetName.Node, $"the target of {rival.Title}")
            .WithFix("Keep one of them, with the metrics of both: the one that asks for most pods counts.");

    // Two documents of one name are one object, if they are of one kind.
    private static Truth StopEachOther(Autoscaler scaler, Autoscaler other) =>
        scaler.Object.IsAppliedWith(other.Object) && !scaler.MayShareTarget && !other.MayShareTarget
            && other.Name.TryGet(out var name) && other.TargetKind.TryGet(out var kind)
            ? scaler.TargetKind.Is(kind) && (scaler.IsScaledObject != other.IsScaledObject || !scaler.Name.Is(name)) && scaler.Name.Node.Exists && !other.Object.IsPartial
            : Truth.False;

    private static bool CannotScale(Autoscaler scaler) => scaler.Workload is { } workload && (workload.KeepsData.IsTrue || workload.SharedVolumeOfOneNode is not null);

    private Finding ColdStart(KubernetesObject service) =>
        Report(Knative.MinScale(service), $"Knative's {service.Title} sets no min-scale: without requests it runs no pod, and the next one waits for a start")
            .As(Severity.Note);
}
