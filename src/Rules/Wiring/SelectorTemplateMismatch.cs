using Hale.Rules.Model;

namespace Hale.Rules.Wiring;

internal sealed class SelectorTemplateMismatch : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA1402", "selector-template-mismatch")
    {
        Severity = Severity.Error,
        Confidence = Confidence.VeryHigh,
        Title = "Selector that does not match the workload's own pods",
        Why = """
            In `apps/v1` a workload has to say by a selector which pods are its own, and its pod template has to carry the labels
            that the selector asks for. Otherwise the API server rejects the object, and what should have been deployed or updated
            is not. The same holds for a ReplicationController, OpenShift's DeploymentConfig and Argo's Rollout, where they have a
            selector.
            """,
        Fix = """
            Give the workload a selector, and the pod template the labels that it asks for. The selector of an existing object
            cannot be changed, so correct the labels rather than the selector.
            """,
        Sources = ["https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector"],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        // Older versions of apps and extensions are not served any more (HA1701).
        var isRequired = workload.IsController && workload.Object.ApiVersion.Is("apps/v1").IsTrue;
        var isOptional = workload.Kind is WorkloadKind.ReplicationController or WorkloadKind.DeploymentConfig or WorkloadKind.Rollout;
        if (!(isRequired || isOptional) || workload.Object.MayGainLabels)
            yield break;

        if (!workload.Selector.Node.Exists || workload.Selector.IsEmpty)
        {
            if (isRequired && !workload.Object.IsCompletedElsewhere)
                yield return Report(workload.Selector.Node, $"{workload.Title} has no selector, and the API server rejects it");
            yield break;
        }

        foreach (var requirement in workload.Selector.RequirementsUnmetBy(workload.PodLabels))
        {
            yield return Report(requirement, $"The selector of {workload.Title} asks for {LabelSelector.Describe(requirement)}, which its own pods do not have")
                .And(workload.PodLabels, "the labels of its pods");
        }
    }
}
