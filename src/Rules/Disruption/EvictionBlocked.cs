using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Disruption;

internal sealed class EvictionBlocked : Rule<Workload>
{
    private static readonly (string Annotation, string Value, string Tool)[] Blocks =
    [
        ("cluster-autoscaler.kubernetes.io/safe-to-evict", "false", "The Cluster Autoscaler"),
        ("karpenter.sh/do-not-disrupt", "true", "Karpenter"),
    ];

    public override RuleInfo Info { get; } = new("HA0307", "eviction-blocked")
    {
        Severity = Severity.Note,
        Confidence = Confidence.Medium,
        Activation = Activation.Off,
        Title = "Replicas that a node autoscaler may not move",
        Why = """
            A pod with this annotation keeps its node: the autoscaler does not remove it when it is hardly used, and Karpenter
            does not replace it either when it is outdated or expired. Replicas can be moved one at a time without an outage;
            where none may be, nodes grow old until they have to go in haste.
            """,
        Fix = """
            Remove the annotation and let a PodDisruptionBudget with `maxUnavailable: 1` have the pods moved one at a time. Keep
            it where a pod must not be interrupted at all, such as the host of a game or a long session.
            """,
        Sources =
        [
            "https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#what-types-of-pods-can-prevent-ca-from-removing-a-node",
            "https://karpenter.sh/docs/concepts/disruption/#pod-level-controls",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!workload.IsReplicated || !workload.Replicas.AlwaysSeveral.IsTrue)
            yield break; // A single pod is away while it moves, so whoever blocks that has a reason.

        foreach (var (annotation, value, tool) in Blocks)
        {
            var written = workload.Template["metadata"]["annotations"][annotation];
            if (written.Text().Is(value))
            {
                yield return Report(written, $"{tool} may move none of the {workload.Replicas} of {workload.Title}, because {annotation} is '{value}'")
                    .And(workload.Replicas.Node, workload.Replicas.SourceText);
            }
        }
    }
}
