using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Placement;

internal sealed class SpreadMissing : Rule<Workload>
{
    private const string SchedulerDefaults =
        "the scheduler's own constraints are soft (ScheduleAnyway with maxSkew 3 on hostname and 5 on zone) "
        + "and apply only to pods that set none and belong to a Service, ReplicaSet or StatefulSet";

    public override RuleInfo Info { get; } = new("HA0201", "spread-missing")
    {
        Severity = Severity.Warning,
        Title = "Replicas that may all run on one node",
        Why = """
            Replicas help only as far as they do not fail together. Nothing in the pod template keeps these apart, and the
            scheduler's own spreading is a preference: it accepts a difference of three pods between nodes and five between
            zones, so two or three replicas may well share one node, and go down with it. It also ends as soon as a pod sets
            any constraint of its own, and leaves out pods of no Service, ReplicaSet or StatefulSet.
            """,
        Fix = """
            Add `topologySpreadConstraints` with `maxSkew: 1`, `topologyKey: kubernetes.io/hostname`,
            `whenUnsatisfiable: ScheduleAnyway` and the workload's own labels as `labelSelector`; another one for
            `topology.kubernetes.io/zone` in a cluster of several zones. Preferred `podAntiAffinity` does too.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#internal-default-constraints",
            "https://github.com/kubernetes/enhancements/issues/1258",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!workload.IsReplicated)
            yield break; // An operator may spread the pods of its own kind.

        if (workload.Replicas.AlwaysSeveral && !MayBeSpread(workload) && !IsBoundToOneNode(workload))
        {
            var isStandby = workload.IsLeaderElected && !workload.IsServed;
            yield return Report(workload.Pod["topologySpreadConstraints"], $"Nothing keeps {workload.Replicas} of {workload.Title} off one node: {SchedulerDefaults}")
                .And(workload.Replicas.Node, workload.Replicas.SourceText)
                .As(isStandby.IsFalse ? Severity.Warning : Severity.Note);
        }
    }

    // A term that is meant for these pods and misses them is HA0202's.
    private static Truth MayBeSpread(Workload workload) =>
        workload.MayHidePlacement
        || Truth.Any(PlacementTerm.Spreading(workload), term => term.SelectsOwnPods || !term.IsAboutOthers)
        || workload.TakesHostPorts;

    private static Truth IsBoundToOneNode(Workload workload) =>
        workload.Pod["nodeName"].Exists
        || workload.Pod["nodeSelector"]["kubernetes.io/hostname"].Exists
        || workload.IsCoLocated;
}
