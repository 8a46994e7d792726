using Hale.Rules.Model;

namespace Hale.Rules.Structure;

internal sealed class DuplicateObject : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA1809", "duplicate-object")
    {
        Severity = Severity.Error,
        Title = "Object that stands twice in one file",
        Why = """
            There is one object of a kind and a name in a namespace. Of two in a file, as they come from copying one without
            changing its name, `kubectl apply` puts the later one in the place of the earlier one without a word, so that one
            Service or Deployment is missing; Kustomize refuses to build, and Helm to install.
            """,
        Fix = "Give the copy a name of its own, and labels too where it has a selector; or merge both into one.",
        Sources =
        [
            "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/",
            "https://kubernetes.io/docs/reference/using-api/server-side-apply/",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster)
    {
        // The alternatives of a template, or of code, are not applied together; code and scripts may make an object again to change it.
        if (subject.IsBuilt || subject.Source.IsScript || subject.IsPartial.IsTrue || !subject.Kind.TryGet(out var kind) || subject.MayHaveUnseen(kind))
            yield break;
        if (cluster.NamesakeBefore(subject) is { } earlier && !earlier.Written.IsAlike(subject.Written))
            yield return Report(subject.Name.Node, $"{subject.Title} stands in this file already, and what is said here takes the place of that").And(earlier.Name.Node, $"the {kind} before");
    }
}
