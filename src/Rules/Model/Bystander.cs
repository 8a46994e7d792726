using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Tells documents that are no objects and no parts of any: the values of a chart, a pipeline, what Compose or Ansible reads. To a
/// cluster it matters only that there is one, not which, nor how many: one may stand for all.
/// </summary>
public static class Bystander
{
    // What an object has, what lists objects, and what a patch has at least one of.
    private static readonly string[] KeysOfObjects = ["apiVersion", "kind", "metadata", "spec", "items", "$patch"];

    // These are looked for in whatever lies near a database.
    private static readonly string[] Arbiters = [.. KnownImages.All.Select(image => image.Arbiter).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Whether a document is known in full and has nothing that an object may ask for. A patch that a kustomization names may look
    /// the same: that is not asked here.
    /// </summary>
    public static bool IsOne(Document document) =>
        document.Format is DocumentFormat.Manifest
        && !KustomizationFiles.Has(document.Source.Path)
        && !document.Comments.Any(comment => comment.StartsWith("hale:"))
        && (document.Root is ListNode or ScalarNode or AbsentNode || IsBystandingMap(document));

    private static bool IsBystandingMap(Document document) =>
        document.Root is MapNode root
        && KeysOfObjects.All(key => root[key].Exists.IsFalse)
        && Arbiters.All(word => document.Source.Text.IndexOf(word, StringComparison.OrdinalIgnoreCase) < 0)
        && root.SelfAndDescendants(node => !IsPlain(node)).Count == 0;

    private static bool IsPlain(Node node) => node switch
    {
        MapNode or ListNode => !node.IsOpen,
        ScalarNode { Content: null } scalar => !Cluster.MayNamePod(scalar.Text),
        AbsentNode => true,
        _ => false,
    };
}
