using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>
/// A rule about how an object is written. It looks at parts of objects too, so what a patch brings into another object is
/// reported once, where it is written; so is what an alias repeats.
/// </summary>
internal abstract class StructureRule : Rule<KubernetesObject>
{
    public sealed override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster) =>
        Inspect(subject)
            .Where(finding => finding.Place.Source == subject.Source)
            .GroupBy(finding => (finding.Place, finding.Node?.Key))
            .Select(same => same.First());

    /// <summary>A node and all that is in it but one part, in no particular order.</summary>
    private protected static IEnumerable<Node> NodesIn(Node root, Node? except = null)
    {
        var waiting = new Stack<Node>([root]);
        while (waiting.Count > 0)
        {
            var node = waiting.Pop();
            if (ReferenceEquals(node, except))
                continue;
            yield return node;
            foreach (var entry in node.Entries)
                waiting.Push(entry.Value);
            foreach (var item in node.Items)
                waiting.Push(item);
        }
    }

    private protected abstract IEnumerable<Finding> Inspect(KubernetesObject subject);
}
