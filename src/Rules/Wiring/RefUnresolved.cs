using Hale.Rules.Model;

namespace Hale.Rules.Wiring;

internal sealed class RefUnresolved : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA1401", "ref-unresolved")
    {
        Severity = Severity.Note,
        Confidence = Confidence.Medium,
        Activation = Activation.NotesOff,
        Title = "Pod that needs an object which nothing declares",
        Why = """
            A pod does not start without the ConfigMaps, Secrets, claims, classes and ServiceAccount that it names. Pods that run
            already do not notice when one is missing, so the outage waits for the next restart, drain or scale-up: then the pod
            stays in CreateContainerConfigError, in ContainerCreating or Pending, or is not even made.
            """,
        Fix = """
            Add the object to the manifests, correct the name, or mark a ConfigMap or Secret that the program can do without as
            `optional: true`.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/configuration/configmap/#configmaps-and-pods",
            "https://kubernetes.io/docs/concepts/configuration/secret/#restriction-secret-must-exist",
            "https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var reported = new HashSet<(string, string)>();
        foreach (var reference in Reference.Of(workload))
        {
            if (!reference.Name.TryGet(out var name) || name.Length == 0)
                continue; // An empty storageClassName asks for a volume without a class.

            if (!reference.IsOptional && !cluster.MayExist(reference.Kind, name, workload.Object) && reported.Add((reference.Kind, name)))
            {
                yield return Report(reference.Name.Node, $"{workload.Title} needs the {reference.Kind} '{name}', which nothing in the input declares or makes")
                    .As(cluster.Facts.ClosedWorld ? Severity.Warning : Severity.Note);
            }
        }
    }
}
