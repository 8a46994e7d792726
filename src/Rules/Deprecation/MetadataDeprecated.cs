using Hale.Rules.Model;

namespace Hale.Rules.Deprecation;

internal sealed class MetadataDeprecated : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA1702", "metadata-deprecated")
    {
        Severity = Severity.Warning,
        Title = "Label or annotation that Kubernetes has replaced",
        Why = """
            Nothing rejects an outdated key: it just stops working. Pods that choose nodes by a label that nodes no longer get
            stay pending, pods that should be kept apart by zone share one, and a DaemonSet leaves out the nodes whose taint it
            no longer tolerates. It often shows only when the pods are created anew, such as in an upgrade or when a node fails.
            """,
        Fix = "Use the key or field that the message names. Where older clusters need the old key too, write both side by side.",
        Sources =
        [
            "https://kubernetes.io/docs/reference/labels-annotations-taints/",
            "https://github.com/kubernetes/enhancements/issues/2067",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster)
    {
        if (!subject.Kind.TryGet(out _))
            yield break; // Values of a Helm chart, say, use the same words.

        foreach (var use in KeyUse.In(subject))
        {
            if (DeprecatedKeys.Find(use.Key) is not { } key || !key.IsReplacedIn(cluster.Facts.Version) || IsHarmless(use, key))
                continue;
            yield return Report(
                use.Node, use.Place, $"'{key.Key}' in {subject.Title} is replaced by {key.Replacement} since Kubernetes 1.{key.Since}");
        }
    }

    private static bool IsHarmless(KeyUse use, DeprecatedKey key) =>
        (key.IsForNodeChoice && !use.IsChoice) || (key.Companion is { } companion && use.MayStandBeside(companion)) || (key.Field is { } field && use.MayStandBeside(field));
}
