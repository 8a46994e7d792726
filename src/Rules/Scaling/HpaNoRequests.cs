using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Scaling;

internal sealed class HpaNoRequests : Rule<Container>
{
    public override RuleInfo Info { get; } = new("HA1004", "hpa-no-requests")
    {
        Severity = Severity.Error,
        Title = "Scaling by the utilization of a resource that is not requested",
        Why = """
            Utilization is measured in percent of what the containers request. When one container of the pod requests nothing, the
            autoscaler cannot compute it for any of them: it reports `FailedGetResourceMetric` and does not scale, however high the
            load is.
            """,
        Fix = """
            Set `resources.requests` for the resource on every container of the pod, sidecars included. To scale by one container
            only, use a metric of type `ContainerResource`; to scale by absolute use, the target type `AverageValue`.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work",
            "https://keda.sh/docs/latest/scalers/cpu/",
        ],
    };

    public override IEnumerable<Finding> Check(Container container, Cluster cluster) =>
        from measured in UtilizationsOf(container).GroupBy(use => use.Resource, StringComparer.Ordinal).Select(uses => uses.First())
        where container.HasRequest(measured.Resource).IsFalse
        select Report(
                container.Node["resources"]["requests"][measured.Resource],
                $"No {measured.Resource} request in {container.Title} of {container.Workload.Title}: {measured.Scaler.Title} cannot compute the {measured.Resource} utilization")
            .And(measured.Metric, $"the autoscaler measures {measured.Resource} in percent of the requests");

    private static IEnumerable<Utilization> UtilizationsOf(Container container) =>
        from scaler in container.IsLasting ? container.Workload.Autoscalers : []
        from metric in scaler.ResourceMetrics
        where metric.Resource.TryGet(out _) && (metric.IsUtilization && metric.Measures(container)).IsTrue
        select new Utilization(metric.Resource.ToString(), scaler, metric.Node);

    private sealed record Utilization(string Resource, Autoscaler Scaler, Node Metric);
}
