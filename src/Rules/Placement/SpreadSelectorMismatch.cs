using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Placement;

internal sealed class SpreadSelectorMismatch : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0202", "spread-selector-mismatch")
    {
        Severity = Severity.Error,
        Title = "Spread constraint or anti-affinity that misses the workload's own pods",
        Why = """
            A spread constraint or an anti-affinity term looks only at the pods that its selector chooses, in the namespaces
            that it names. Where it does not choose the workload's own pods it keeps none of them apart, although it looks as
            if it did. A selector that is left out chooses no pod at all.
            """,
        Fix = """
            Give the term a `labelSelector` that the pod template's labels match, leave out `namespaces`, and name a
            `topologyKey` such as `kubernetes.io/hostname` or `topology.kubernetes.io/zone`.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#topologyspreadconstraints-field",
            "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var terms = PlacementTerm.Spreading(workload).ToList();
        var isSpread = workload.MayHidePlacement || Truth.Any(terms, term => term.HasTopologyKey && term.SelectsOwnPods);
        if (!workload.Replicas.AtTimesSeveral.IsTrue)
            yield break;

        // Where a schema says that the key has to be there, HA1804 says that it is missing, or HA1803 what it is called instead.
        var isOthersSubject = workload.Object.Schema is not null;
        foreach (var term in terms.Where(term => !isOthersSubject || !term.TopologyKey.Node.Exists.IsFalse))
        {
            // A constraint is about the pods themselves, whatever others there are; anti-affinity may keep other pods away.
            var isWrong = !term.HasTopologyKey || (!term.SelectsOwnPods && !term.IsAboutOthers);
            if (isWrong && (term.IsConstraint || !isSpread) && !IsSetLater(workload, term))
                yield return Describe(workload, term).As(SeverityOf(workload, term, isSpread));
        }
    }

    private static Truth IsSetLater(Workload workload, PlacementTerm term) =>
        term.Selector.RequirementsUnmetBy(workload.PodLabels).FirstOrDefault() is { } requirement
        && (requirement.Key ?? (requirement["key"].Text().TryGet(out var named) ? named : null)) is { } key
        && workload.Object.Kustomizations.Any(kustomization => kustomization.MaySetLabel(key));

    private Finding Describe(Workload workload, PlacementTerm term)
    {
        var subject = $"The {(term.IsConstraint ? "spread constraint" : "anti-affinity term")} of {workload.Title}";
        if (term.HasTopologyKey.IsFalse)
            return Report(term.TopologyKey.Node, $"{subject} has no topologyKey, so it keeps nothing apart");
        if (term.Selector.Node.Exists.IsFalse)
            return Report(term.Selector.Node, $"{subject} has no labelSelector, so it chooses no pod");
        if (term.Selector.RequirementsUnmetBy(workload.PodLabels).FirstOrDefault() is { } requirement)
            return Report(requirement, $"{subject} {WhatIsWrong(requirement, workload.PodLabels)}").And(workload.PodLabels, "the labels of its own pods");
        return Report(term.Node["namespaces"], $"{subject} looks at other namespaces than its own, {workload.Object.Namespace}");
    }

    private static string WhatIsWrong(Node requirement, Node labels) =>
        requirement.Key is not { } key ? $"has an expression on '{requirement["key"].Text()}' that its own pods do not meet"
        : labels[key].Exists.IsFalse ? $"chooses pods by the label '{key}', which its own do not have"
        : $"chooses pods with {key}={requirement.Text()}, and its own have {key}={labels[key].Text()}";

    // An anti-affinity term that chooses no pod of the input may be meant for pods that are declared elsewhere, and something
    // else may still keep the pods apart.
    private static Severity SeverityOf(Workload workload, PlacementTerm term, Truth isSpread)
    {
        if (!Truth.All(workload.Object.Kustomizations, kustomization => !kustomization.AddsLabels).IsTrue)
            return Severity.Note;
        var isForOwnPods = term.IsConstraint || !term.HasTopologyKey || !term.Selector.Node.Exists || workload.Cluster.Facts.ClosedWorld;
        return (isForOwnPods && !isSpread).IsTrue ? Severity.Error : Severity.Warning;
    }
}
