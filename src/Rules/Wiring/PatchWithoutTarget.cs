using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Wiring;

internal sealed class PatchWithoutTarget : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA1407", "patch-without-target")
    {
        Severity = Severity.Warning,
        Title = "Kustomize patch for an object that is not there",
        Why = """
            What makes an overlay highly available often stands in its patches: more replicas, requests, spread. After the object
            has been renamed or removed, a patch that chooses it by `target` is left out without a word, and production runs with
            the values of the base. One that names its object itself makes the build fail, and so does a number of `replicas`, so
            that nothing is rolled out. An object of the same name in another namespace is another object to it.
            """,
        Fix = "Name an object that the kustomization builds, as it is called before prefixes and suffixes, with its namespace, or remove the patch.",
        Sources =
        [
            "https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/",
            "https://github.com/kubernetes-sigs/kustomize/issues/4379",
            "https://github.com/kubernetes-sigs/kustomize/issues/1345",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster)
    {
        if (cluster.KustomizationIn(subject) is not { } kustomization)
            return [];
        var patches = cluster.PatchesOf(kustomization)
            .Where(patch => patch.ReplacedField is null && patch.Name.Exists.IsTrue && !cluster.MayGenerateFor(patch, kustomization)).ToList();
        return patches.Count > 0 && cluster.BuiltBy(kustomization) is { Count: > 0 } objects
            ? patches.Select(patch => Check(patch, objects, kustomization)).OfType<Finding>()
            : [];
    }

    private Finding? Check(KustomizePatch patch, IReadOnlyList<KubernetesObject> objects, Kustomization kustomization)
    {
        var namesakes = objects.Where(@object => !patch.IsForWritten(@object).IsFalse).ToList();
        if (namesakes.Count == 0)
            return Describe(patch, ", which is not among the objects of the kustomization");
        if (!namesakes.TrueForAll(@object => patch.IsForNamesakeOf(@object, kustomization)))
            return null;
        var own = namesakes[0].MetadataBeforePatches["namespace"];
        return Describe(patch, $" {Within(patch.Body["metadata"]["namespace"])}, but that is {Within(own)}").And(own, "the object of this name");
    }

    private static string Within(Node @namespace) =>
        @namespace.Text().TryGet(out var name) && @namespace.Exists.IsTrue ? $"in the namespace '{name}'" : "without a namespace";

    private Finding Describe(KustomizePatch patch, string reason)
    {
        var isHere = patch.Name.Place.Source == patch.From.Place.Source;
        var what = patch.SetsReplicas ? "number of replicas" : "patch";
        var kind = patch.Kind.Text().TryGet(out var written) && !patch.SetsReplicas ? $"{written} " : "";
        var effect = patch.NeedsObject ? "kustomize stops with an error" : "kustomize leaves it out without a word";
        var finding = Report(isHere ? patch.Name : patch.From, $"The {what} is for {kind}'{patch.Name.Text()}'{reason}: {effect}")
            .As(patch.NeedsObject ? Severity.Error : Severity.Warning);
        return isHere ? finding : finding.And(patch.Name, "the object that it names");
    }
}
