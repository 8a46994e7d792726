using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Placement;

internal sealed class AntiAffinityRolloutDeadlock : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0203", "antiaffinity-rollout-deadlock")
    {
        Severity = Severity.Warning,
        Title = "Rollout that needs one more node or zone than there are replicas",
        Why = """
            Up to three replicas, the default `maxUnavailable` of 25% rounds down to 0, so a rollout starts a new pod before it
            stops an old one. Required anti-affinity or a host port keeps that pod off every node that already runs one. With
            as many eligible nodes or zones as replicas it stays pending and the rollout never ends; most regions have three
            zones.
            """,
        Fix = """
            Let the rollout take a pod away first: `strategy.rollingUpdate` with `maxSurge: 0` and `maxUnavailable: 1`. Or make
            the anti-affinity preferred, or let it tell new pods from old ones with `matchLabelKeys: [pod-template-hash]`.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment",
            "https://github.com/kubernetes/kubernetes/issues/116891",
            "https://github.com/kubernetes/kubernetes/issues/56539",
            "https://github.com/kubernetes/enhancements/issues/3633",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var budget = RolloutBudget.Of(workload);
        var startsFirst = workload.Strategy.Is("RollingUpdate") && budget.MaxUnavailable.Is(0);
        if (workload.Kind is not WorkloadKind.Deployment || !startsFirst.IsTrue || !workload.Replicas.Minimum.TryGet(out var replicas) || replicas < 1)
            yield break;

        foreach (var obstacle in ObstaclesOf(workload, cluster.Facts, replicas).Where(obstacle => obstacle.Available is null || obstacle.Available <= replicas))
        {
            yield return Report(obstacle.Node, Describe(obstacle, workload, replicas))
                .And(budget.MaxUnavailable.Node, budget.MaxUnavailable.Origin is Origin.Defaulted ? $"maxUnavailable is not set: 25% of {replicas} rounds down to 0" : $"comes to 0 of {replicas}")
                .As(obstacle.Severity);
        }
    }

    private static string Describe(Obstacle obstacle, Workload workload, long replicas)
    {
        var pods = replicas == 1 ? "replica" : "replicas";
        var has = obstacle.Available is { } available ? FormattableString.Invariant($", and there are {available}") : "";
        var need = FormattableString.Invariant($"needs {replicas + 1} {obstacle.Places} for {replicas} {pods}{has}");
        return $"A rollout of {workload.Title} {need}: maxUnavailable comes to 0, and {obstacle.Text} keeps the new pod from the {obstacle.Places} of the old ones";
    }

    // Most regions have three zones. Where too few are known to be there, no rollout ever ends.
    private static IEnumerable<Obstacle> ObstaclesOf(Workload workload, ClusterFacts facts, long replicas)
    {
        var choosesNodes = workload.Pod["nodeSelector"].Exists || workload.Pod["affinity"]["nodeAffinity"].Exists;
        var (nodes, zones) = (Available(facts.Nodes), Available(facts.Zones));
        var severityOnNodes = nodes is null ? Severity.Warning : Severity.Error;
        foreach (var term in PlacementTerm.AntiAffinity(workload).Where(term => (term.IsRequired && term.SelectsOwnPods && !term.IsPerRevision).IsTrue))
        {
            if (term.IsByHost)
                yield return new(term.TopologyKey.Node, "nodes", "required anti-affinity", nodes, severityOnNodes);
            if (term.IsByZone)
                yield return new(term.TopologyKey.Node, "zones", "required anti-affinity", zones, zones is null && replicas < 3 ? Severity.Warning : Severity.Error);
        }

        if (workload.Containers.FirstOrDefault(container => container.TakesHostPorts.IsTrue) is { } holder)
        {
            var port = workload.Pod["hostNetwork"].Flag().Is(true).IsTrue ? "a port on the host's network" : "a host port";
            yield return new(holder.Ports, "nodes", port, nodes, severityOnNodes);
        }

        // A pod that chooses its nodes may find fewer of them, but not more.
        int? Available(int? all) => choosesNodes.IsTrue && all > replicas ? null : all;
    }

    /// <summary>What keeps a new pod away from the old ones.</summary>
    /// <param name="Node">What says so.</param>
    /// <param name="Places">What a rollout needs one more of.</param>
    /// <param name="Text">For messages.</param>
    /// <param name="Available">How many of these there are; null when it is not known.</param>
    /// <param name="Severity">How bad that is.</param>
    private sealed record Obstacle(Node Node, string Places, string Text, int? Available, Severity Severity);
}
