using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A place where an object names a key of labels, annotations or taints.</summary>
/// <param name="Key">The key.</param>
/// <param name="Node">The entry's value, or the text that is the key.</param>
/// <param name="Place">Where the key stands.</param>
internal readonly record struct KeyUse(string Key, Node Node, Place Place)
{
    /// <summary>Whether it chooses nodes or pods, and does not only mark an object.</summary>
    public bool IsChoice => Node.Parent?.Key is not ("annotations" or "labels");

    /// <summary>
    /// Whether the choice may name another key too, or may be one that needs no key. A choice that cannot be seen in full may.
    /// </summary>
    public bool MayStandBeside(string otherKey)
    {
        var choice = Node;
        while (choice.Parent is not null && choice.Key is not ("tolerations" or "nodeSelector" or "nodeAffinity"))
            choice = choice.Parent;
        return choice.Items.Any(item => !item["key"].Exists.IsTrue) // A toleration without a key tolerates every taint.
            || choice.SelfAndDescendants(node => Names(node, otherKey) || MayHideMore(node)).Count > 0;
    }

    /// <summary>Whether the object or template that the key annotates may have a field, too.</summary>
    public bool MayStandBeside(string[] field) =>
        Node.Parent?.Parent?.Parent is { } holder && !field.Aggregate(holder, (node, key) => node[key]).Exists.IsFalse;

    /// <summary>
    /// Every use in an object: in metadata, at any depth, and where nodes are chosen. Custom resources use the same words
    /// for the same things.
    /// </summary>
    public static IEnumerable<KeyUse> In(KubernetesObject @object)
    {
        foreach (var map in @object.Maps)
        {
            var isChoice = map.Parent?.Key is "tolerations" or "matchExpressions" or "matchLabelExpressions";
            var isOfKeys = map.Key is "annotations" or "labels" or "nodeSelector";
            foreach (var (name, _, node) in map.EntryArray)
            {
                if (isOfKeys)
                    yield return new KeyUse(name, node, node.NameAt);
                else if ((name is "topologyKey" || (isChoice && name is "key")) && node.Text().TryGet(out var key))
                    yield return new KeyUse(key, node, node.Place);
            }
        }
    }

    private static bool Names(Node node, string key) => node.Key == key || (node is ScalarNode scalar && scalar.Text == key);

    private static bool MayHideMore(Node node) => node is not (ScalarNode or AbsentNode) && (node.IsOpen || node is ChoiceNode);
}
