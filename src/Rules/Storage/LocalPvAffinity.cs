using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Storage;

internal sealed class LocalPvAffinity : Rule<PersistentVolume>
{
    private const string AlphaAnnotation = "volume.alpha.kubernetes.io/node-affinity";

    // Labels that many nodes of a cluster have in common, with few values (https://kubernetes.io/docs/reference/labels-annotations-taints/).
    private static readonly string[] SharedLabels = ["kubernetes.io/os", "kubernetes.io/arch", "beta.kubernetes.io/os", "beta.kubernetes.io/arch"];

    public override RuleInfo Info { get; } = new("HA0706", "local-pv-affinity")
    {
        Severity = Severity.Error,
        Confidence = Confidence.VeryHigh,
        Title = "Local volume that does not say which node it is on",
        Why = """
            A local volume is a disk of one node, and only `spec.nodeAffinity` tells the scheduler which. The API server rejects
            a local volume without it, and takes one that is satisfied by every Linux node: the pod then starts on a node that has
            no such disk, or an empty one. Since Kubernetes 1.11 the annotation `volume.alpha.kubernetes.io/node-affinity` of older
            examples means nothing.
            """,
        Fix = """
            Say in `spec.nodeAffinity.required` which node has the disk, by its label `kubernetes.io/hostname`. Move what the
            annotation says there and remove the annotation.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/storage/volumes/#local",
            "https://github.com/kubernetes/kubernetes/pull/61816",
        ],
    };

    public override IEnumerable<Finding> Check(PersistentVolume volume, Cluster cluster)
    {
        var affinity = volume.Spec["nodeAffinity"]["required"];
        var annotation = volume.Object.Annotations[AlphaAnnotation];
        if (volume.Local.Exists && !affinity.Exists)
        {
            var finding = Report(affinity, $"{volume.Title} is a local volume without spec.nodeAffinity.required, which the API server rejects");
            yield return annotation.Exists.IsTrue ? finding.And(annotation.NameAt, "this annotation means nothing since Kubernetes 1.11") : finding;
        }

        if (volume.Local.Exists && MatchesManyNodes(affinity["nodeSelectorTerms"]).IsTrue)
            yield return Report(affinity["nodeSelectorTerms"], $"{volume.Title} is the disk of one node, but its nodeAffinity asks for the system or the architecture only, which many nodes have").As(Severity.Warning);

        if (!volume.Local.Exists && annotation.Exists && !affinity.Exists)
            yield return Report(annotation, $"{volume.Title} says where it is in {AlphaAnnotation}, which means nothing since Kubernetes 1.11").As(Severity.Warning);
    }

    // One term has to be met, with all its expressions.
    private static Truth MatchesManyNodes(Node terms) => terms.Any(term =>
        term["matchFields"].Exists.IsFalse
        && term["matchExpressions"].Items.Count > 0
        && term["matchExpressions"].All(expression => expression["key"].Text().Is(SharedLabels.Contains)));
}
