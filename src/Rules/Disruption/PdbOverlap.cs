using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Disruption;

internal sealed class PdbOverlap : Rule<DisruptionBudget>
{
    public override RuleInfo Info { get; } = new("HA0304", "pdb-overlap")
    {
        Severity = Severity.Error,
        Title = "Two PodDisruptionBudgets for the same pods",
        Why = """
            The Eviction API supports one budget for a pod. It answers every eviction of a running pod that two budgets select
            with an error that is not about the budgets' limits, so waiting does not help: draining the node fails, and node
            upgrades and scaling down get stuck.
            """,
        Fix = """
            Keep one budget for each workload, and make the selectors of the others narrower.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/pods/disruptions/",
            "https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/core/pod/storage/eviction.go",
        ],
    };

    public override IEnumerable<Finding> Check(DisruptionBudget budget, Cluster cluster)
    {
        var selected = cluster.SelectedTogetherWith(budget).ToList();
        if (selected.Count == 0 && cluster.BudgetsBefore(budget).FirstOrDefault(other => ExistsBeside(budget, other).IsTrue && HasSelectorOf(budget, other)) is { } twin)
        {
            yield return Report(budget.Selector.Node, $"{budget.Title} has the selector of {twin.Title}, so every eviction of the pods that they choose fails")
                .And(twin.Selector.Node, $"the selector of {twin.Title}");
        }

        var workloads = selected.Where(workload => !Exemptions.MayExempt(workload)).ToList();
        foreach (var other in cluster.BudgetsBefore(budget, workloads).Where(other => ExistsBeside(budget, other).IsTrue))
        {
            if (workloads.FirstOrDefault(workload => IsShared(budget, other, workload)) is not { } shared)
                continue;
            yield return Report(budget.Selector.Node, $"{budget.Title} selects the pods of {shared.Title} as {other.Title} does, so every eviction of them fails")
                .And(other.Selector.Node, $"the selector of {other.Title}")
                .And(shared.PodLabels, $"the labels of {shared.Title}");
            yield break;
        }
    }

    // Whatever pods there are.
    private static bool HasSelectorOf(DisruptionBudget budget, DisruptionBudget other) =>
        budget.Selector.IsKnown && budget.Selector.IsEmpty.IsFalse && budget.Selector.Node.IsAlike(other.Selector.Node);

    // Two documents of one name are one object, and the later one wins.
    private static Truth ExistsBeside(DisruptionBudget budget, DisruptionBudget other) =>
        budget.Object.IsAppliedWith(other.Object) && other.Name.TryGet(out var name)
            ? !budget.Name.Is(name) && budget.Name.Node.Exists && !other.Object.IsPartial
            : Truth.False;

    private static bool IsShared(DisruptionBudget budget, DisruptionBudget other, Workload workload) =>
        other.Object.IsAppliedWith(workload.Object) && other.Selects(workload).IsTrue && StaysSelected(budget, workload) && StaysSelected(other, workload);

    // A kustomization that adds labels adds them to selectors and pods alike, but only to those that it builds from. Pods may
    // have more labels than a selector asks for.
    private static bool StaysSelected(DisruptionBudget budget, Workload workload) =>
        budget.Object.Kustomizations.Concat(workload.Object.Kustomizations)
            .Where(kustomization => !kustomization.AddsLabels.IsFalse)
            .All(kustomization => workload.Object.Kustomizations.Contains(kustomization)
                && (budget.Object.Kustomizations.Contains(kustomization) || !MayReplaceLabels(kustomization, budget.Selector)));

    private static bool MayReplaceLabels(Kustomization kustomization, LabelSelector selector) =>
        !selector.Node["matchExpressions"].Exists.IsFalse || selector.Labels.Entries.Any(label => kustomization.MaySetLabel(label.Key));
}
