using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Placement;

internal sealed class SpreadTooWeak : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0204", "spread-too-weak")
    {
        Severity = Severity.Note,
        Activation = Activation.Off,
        Title = "Spread that still allows all replicas on one node",
        Why = """
            A `maxSkew` as large as the number of replicas is met when all of them share one node, and required affinity of the
            pods to themselves asks for just that. A preference gives way as soon as nodes are short, for example while others
            are being replaced. Where members decide by majority, the node that holds most of them decides for all.
            """,
        Fix = """
            Set `maxSkew: 1`. Keep the members of a quorum apart with `whenUnsatisfiable: DoNotSchedule` or required
            `podAntiAffinity` on `kubernetes.io/hostname`. Replace required `podAffinity` of the pods to themselves.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#spread-constraint-definition",
            "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!workload.IsReplicated || !workload.Replicas.Minimum.TryGet(out var replicas) || replicas < 2)
            yield break;

        var finding = TogetherByWish(workload) ?? TogetherByChance(workload, replicas);
        if (finding is not null)
            yield return finding.And(workload.Replicas.Node, workload.Replicas.SourceText).As(workload.IsQuorum.IsTrue ? Severity.Warning : Severity.Note);
    }

    // Replicas that share a volume of one node have to run beside each other; HA0701 speaks of them.
    private Finding? TogetherByWish(Workload workload)
    {
        var wish = PlacementTerm.Affinity(workload, "podAffinity")
            .FirstOrDefault(term => (term.IsRequired && term.IsByHost && term.SelectsOwnPods).IsTrue);
        var isForVolume = Truth.Any(workload.MountedClaims, claim => claim.IsSingleNode) || (workload.Pod["volumes"].IsOpen ? Truth.Unknown : Truth.False);
        return wish is not null && isForVolume.IsFalse
            ? Report(wish.TopologyKey.Node, $"Required affinity puts all {workload.Replicas} of {workload.Title} on one node")
                .WithFix("Replace the `podAffinity` by `podAntiAffinity`, or remove it.")
            : null;
    }

    private Finding? TogetherByChance(Workload workload, long replicas)
    {
        if (!(!workload.MayHidePlacement && !workload.IsCoLocated && !workload.TakesHostPorts).IsTrue)
            return null;
        var terms = PlacementTerm.Spreading(workload).Where(term => !term.SelectsOwnPods.IsFalse).ToList();
        var lax = terms.FirstOrDefault(term => (term.IsByHost && term.SelectsOwnPods).IsTrue);
        if (lax is not null && terms.All(term => term.MaxSkew.Is(skew => skew >= replicas).IsTrue))
            return Report(lax.MaxSkew.Node, $"A maxSkew of {lax.MaxSkew} allows all {workload.Replicas} of {workload.Title} on one node").WithFix("Set `maxSkew: 1`.");
        var preference = terms.FirstOrDefault(term => term.SelectsOwnPods.IsTrue);
        return preference is not null && workload.IsQuorum.IsTrue && terms.All(term => term.IsPreference.IsTrue)
            ? Report(PlaceOf(preference), $"Only a preference keeps the {replicas} members of {workload.Title} apart, and a majority of them may share a node")
                .WithFix("Keep the members apart with `whenUnsatisfiable: DoNotSchedule` or required `podAntiAffinity` on `kubernetes.io/hostname`.")
            : null;
    }

    private static Node PlaceOf(PlacementTerm preference) =>
        preference.IsConstraint ? preference.Node["whenUnsatisfiable"] : preference.TopologyKey.Node;
}
