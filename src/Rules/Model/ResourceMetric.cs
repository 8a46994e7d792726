using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// A metric by which an autoscaler measures what the pods use of a resource. Sources:
/// https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work,
/// https://keda.sh/docs/latest/scalers/cpu/
/// </summary>
/// <param name="Node">Where it stands; for the default, where it would.</param>
/// <param name="Resource">Such as <c>cpu</c>.</param>
/// <param name="IsUtilization">Whether its target is a share of what the containers request.</param>
/// <param name="ContainerName">The only container that it measures; absent or empty for all of them.</param>
internal sealed record ResourceMetric(Node Node, Field<string> Resource, Truth IsUtilization, Field<string> ContainerName)
{
    // autoscaling/v1 keeps the metrics of later versions in this annotation.
    private const string MetricsAnnotation = "autoscaling.alpha.kubernetes.io/metrics";

    public static IEnumerable<ResourceMetric> Of(Autoscaler scaler) =>
        scaler.IsScaledObject ? scaler.Spec["triggers"].Items.Select(OfTrigger).OfType<ResourceMetric>() : OfHorizontal(scaler);

    /// <summary>Whether it measures what a container uses.</summary>
    public Truth Measures(Container container) =>
        !ContainerName.Node.Exists || ContainerName.Is("") || (container.Name.TryGet(out var name) ? ContainerName.Is(name) : Truth.Unknown);

    private static IEnumerable<ResourceMetric> OfHorizontal(Autoscaler scaler)
    {
        var metrics = scaler.Spec["metrics"];
        var cpu = scaler.Spec["targetCPUUtilizationPercentage"];
        if (cpu.Exists.IsTrue)
            return [CpuUtilization(cpu)];
        var isEmpty = metrics.Items.Count == 0 && !metrics.IsOpen;
        var isElsewhere = cpu.Exists || scaler.Object.Annotations[MetricsAnnotation].Exists;
        return isEmpty && isElsewhere.IsFalse ? [CpuUtilization(metrics)] : metrics.Items.Select(OfMetric).OfType<ResourceMetric>();
    }

    // Without any metric it is cpu, at 80 % (api: HorizontalPodAutoscalerSpec.Metrics).
    private static ResourceMetric CpuUtilization(Node node) =>
        new(node, new Field<string>(node, Origin.Defaulted, "cpu"), Truth.True, new AbsentNode(node.At).Text());

    private static ResourceMetric? OfMetric(Node metric)
    {
        var type = metric["type"].Text();
        var body = type.Is("Resource") ? metric["resource"] : type.Is("ContainerResource") ? metric["containerResource"] : null;
        if (body is null)
            return null;
        var isUtilization = body["target"]["type"].Text().Is("Utilization") || body["targetAverageUtilization"].Exists;
        return new(body, body["name"].Text(), isUtilization, body["container"].Text());
    }

    private static ResourceMetric? OfTrigger(Node trigger)
    {
        var resource = trigger["type"].Text();
        if (!resource.Is(name => name is "cpu" or "memory").IsTrue)
            return null;
        var type = trigger["metricType"].Exists.IsFalse ? trigger["metadata"]["type"] : trigger["metricType"];
        return new(trigger, resource, type.Text().Is("Utilization"), trigger["metadata"]["containerName"].Text());
    }
}
