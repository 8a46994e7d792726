using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Scaling;

internal sealed class HpaOnStateful : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA1005", "hpa-on-stateful")
    {
        Severity = Severity.Warning,
        Title = "Autoscaler on a workload that cannot be scaled by load",
        Why = """
            Another pod of a database is not more capacity: it has to join the cluster and copy the data first. A pod that is taken
            away again leaves its data behind, and where members decide by majority its vote. To evict a member so that it comes
            back larger is a failover each time. Pods that share a volume of one node can run only there. And a vertical autoscaler
            changes the very requests that a horizontal one measures by, so that the two drive each other.
            """,
        Fix = """
            Leave the size of a database to its operator, or to a person. Set a VerticalPodAutoscaler to `updateMode: "Off"` and
            apply what it recommends in a maintenance window. Beside a VerticalPodAutoscaler, scale by another metric than cpu and
            memory.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/",
            "https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/known-limitations.md",
            "https://etcd.io/docs/latest/faq/#why-an-odd-number-of-cluster-members",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster) => workload.Object.IsOwned.IsFalse
        ? workload.Autoscalers.Select(scaler => CheckHorizontal(workload, scaler))
            .Concat(workload.VerticalAutoscalers.Select(scaler => CheckVertical(workload, scaler)))
            .OfType<Finding>()
        : [];

    private Finding? CheckHorizontal(Workload workload, Autoscaler scaler)
    {
        if (workload.KeepsData)
            return OnData(workload, scaler.TargetName.Node, $"{scaler.Title} scales {workload.Title}");
        if (!scaler.Maximum.Is(count => count > 1).IsTrue || workload.SharedVolumeOfOneNode is not { } volume)
            return null;
        return Report(scaler.TargetName.Node, $"{scaler.Title} scales {workload.Title}, whose pods share {volume.Mention}: one node at a time can mount it")
            .WithFix("Give each replica a volume of its own, share one that is ReadWriteMany, or remove the autoscaler.")
            .And(scaler.Maximum.Node, "the autoscaler's maximum")
            .And(volume.Name, "all pods mount it");
    }

    private Finding? CheckVertical(Workload workload, VerticalAutoscaler scaler)
    {
        if (!scaler.Evicts.IsTrue)
            return null;
        if (workload.KeepsData)
            return OnData(workload, scaler.Target["name"], $"{scaler.Title} evicts the pods of {workload.Title} to resize them")
                .WithFix("Set `updateMode: \"Off\"`, and apply what the autoscaler recommends in a maintenance window.");
        return (from other in workload.Autoscalers
            from metric in other.ResourceMetrics
            where metric.Resource.TryGet(out _) && workload.Containers.Any(container => (metric.Measures(container) && scaler.Controls(container, metric.Resource.ToString())).IsTrue)
            select Report(scaler.Target["name"], $"{scaler.Title} sets the {metric.Resource} requests of {workload.Title}, by which {other.Title} scales it")
                .WithFix("Scale by another metric than cpu and memory, or leave the resource out of the VerticalPodAutoscaler's `controlledResources`.")
                .And(metric.Node, "the horizontal autoscaler's metric")).FirstOrDefault();
    }

    private Finding OnData(Workload workload, Node target, string what)
    {
        var (product, isQuorum) = (workload.Product!.Name, workload.IsQuorum);
        return isQuorum
            ? Report(target, $"{what}: it runs {product}, whose members decide by majority").As(Severity.Error)
            : Report(target, $"{what}: it runs {product}, which keeps data");
    }
}
