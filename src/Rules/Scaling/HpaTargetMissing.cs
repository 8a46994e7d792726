using Hale.Rules.Model;

namespace Hale.Rules.Scaling;

internal sealed class HpaTargetMissing : Rule<Autoscaler>
{
    public override RuleInfo Info { get; } = new("HA1003", "hpa-target-missing")
    {
        Severity = Severity.Note,
        Activation = Activation.NotesOff,
        Title = "Autoscaler whose target does not exist",
        Why = """
            An autoscaler finds what it scales by kind and name. When no such object exists, it only reports an event, and the
            workload that was meant keeps its number of pods under every load.
            """,
        Fix = "Correct `kind` and `name` in `scaleTargetRef`, or delete the autoscaler with the workload that it was for.",
        Sources = ["https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/"],
    };

    public override IEnumerable<Finding> Check(Autoscaler scaler, Cluster cluster)
    {
        if (!scaler.TargetKind.TryGet(out var kind) || !scaler.TargetName.TryGet(out var name))
            yield break;
        if (!cluster.MayExist(kind, name, scaler.Object))
        {
            yield return Report(scaler.TargetName.Node, $"{scaler.Title} scales {kind} '{name}', which is not among the manifests")
                .As(cluster.Facts.ClosedWorld ? Severity.Warning : Severity.Note);
        }
    }
}
