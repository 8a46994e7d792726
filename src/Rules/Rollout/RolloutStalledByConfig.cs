using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Rollout;

internal sealed class RolloutStalledByConfig : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0404", "rollout-stalled-by-config")
    {
        Severity = Severity.Note,
        Title = "Updates wait for somebody, or cannot be undone",
        Why = """
            A paused Deployment, the update strategy OnDelete and a partition keep pods on their old version after a change has
            been applied. That is useful while somebody watches a rollout; in a manifest it stays, and security fixes do not
            arrive until somebody notices, or a crash brings the new version at a bad time. With a revision history of 0
            `kubectl rollout undo` has nothing to go back to.
            """,
        Fix = """
            Remove the field when the rollout that it was meant for is over.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pausing-and-resuming-a-deployment",
            "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies",
            "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#revision-history-limit",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (workload.Kind is not (WorkloadKind.Deployment or WorkloadKind.StatefulSet or WorkloadKind.DaemonSet) || !IsCanary(workload).IsFalse)
            yield break;

        var (paused, type, history) = (workload.Spec["paused"], workload.UpdateStrategy, workload.Spec["revisionHistoryLimit"]);
        if (workload.Kind is WorkloadKind.Deployment && paused.Flag().Is(true).IsTrue)
            yield return Report(paused, $"{workload.Title} is paused, so a change of its pods waits until somebody resumes it");
        if (workload.Kind is not WorkloadKind.Deployment && type.Is("OnDelete") && !workload.AnyContainer(container => container.Image.IsOneOf(ImageTraits.UpdatedByHand)))
            yield return Report(type.Node, $"{workload.Title} updates a pod only after somebody has deleted it");
        if (workload.Kind is WorkloadKind.StatefulSet && type.Is("RollingUpdate").IsTrue && CheckPartition(workload) is { } finding)
            yield return finding;
        if (history.Integer().Is(0))
            yield return Report(history, $"{workload.Title} keeps no old revision to roll back to");
    }

    // It counts pods, wherever the ordinals start (stateful_set_utils.go).
    private Finding? CheckPartition(Workload workload)
    {
        var partition = workload.Spec["updateStrategy"]["rollingUpdate"]["partition"];
        if (!partition.Integer().TryGet(out var kept) || kept <= 0)
            return null;
        var keepsAll = workload.Replicas.Maximum.Is(replicas => replicas > 0 && replicas <= kept);
        return keepsAll.IsTrue
            ? Report(partition, $"Partition {kept} keeps all pods of {workload.Title} with {workload.Replicas} on the old version")
                .And(workload.Replicas.Node, workload.Replicas.SourceText).As(Severity.Warning)
            : Report(partition, $"Partition {kept} keeps the first {(kept == 1 ? "pod" : $"{kept} pods")} of {workload.Title} on the old version");
    }

    private static Truth IsCanary(Workload workload) => workload.Name.Is(IsAboutCanaries) || SaysCanary(workload.Object.Labels) || SaysCanary(workload.PodLabels);

    private static Truth SaysCanary(Node labels) =>
        labels.AnyKey(IsAboutCanaries) || Truth.Any(labels.Values, label => label.Text().Is(IsAboutCanaries));

    private static bool IsAboutCanaries(string text) => Words.IsIn(text, "canary");
}
