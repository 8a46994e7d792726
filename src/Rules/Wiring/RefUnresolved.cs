using Hale.Rules.Model;
using Hale.Rules.Tree;

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
            A pod does not start without the ConfigMaps, Secrets, claims, classes and ServiceAccount that it names, nor without a
            key of theirs that it asks for. Pods that run already do not notice when one is missing, so the outage waits for the
            next restart, drain or scale-up: then the pod stays in CreateContainerConfigError, in ContainerCreating or Pending, or
            is not even made.
            """,
        Fix = """
            Add the object or key to the manifests, correct the name, or mark a ConfigMap or Secret that the program can do without as
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

            foreach (var finding in MissingKeys(reference, name, workload, cluster))
                yield return finding;
        }
    }

    private IEnumerable<Finding> MissingKeys(Reference reference, string name, Workload workload, Cluster cluster)
    {
        foreach (var node in reference.Keys)
        {
            if (reference.IsOptional.IsFalse && node.Exists.IsTrue && node.Text().TryGet(out var key) && cluster.WithoutKey(reference.Kind, name, key, workload.Object) is { } holder)
            {
                yield return Report(node, $"{workload.Title} needs the key '{key}' of {holder.Title}, which has no such key")
                    .As(Severity.Warning)
                    .And(holder.Root, holder.Title);
            }
        }
    }
}
