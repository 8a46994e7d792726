using Hale.Rules.Tree;

namespace Hale.Rules.Schema;

/// <summary>Finds where a key belongs that stands beside the map for such keys: a label beside <c>matchLabels</c>, a size beside <c>requests</c>.</summary>
internal static class FreeKeys
{
    private const string Storage = "storage";

    /// <summary>Where the key belongs; null when that is not known, or when there is one already.</summary>
    /// <param name="holder">The type of the map that it stands in, and which has no field of its name.</param>
    /// <param name="misplaced">Its value.</param>
    public static Node? Find(SchemaType holder, Node misplaced) =>
        MapIn(holder, misplaced)?[misplaced.Key!] is { Exists.IsFalse: true } target ? target : null;

    private static Node? MapIn(SchemaType holder, Node misplaced) => (holder.Name, misplaced) switch
    {
        ("V1LabelSelector", ScalarNode { Kind: ScalarKind.String }) when !IsOfExpression(holder, misplaced.Key!) => misplaced.Parent!["matchLabels"],
        ("V1VolumeResourceRequirements", ScalarNode { Key: Storage }) => misplaced.Parent!["requests"],
        ("V1PersistentVolumeClaimSpec", ScalarNode { Key: Storage }) => misplaced.Parent!["resources"]["requests"],
        _ => null,
    };

    private static bool IsOfExpression(SchemaType selector, string key) => selector.Fields["matchExpressions"].Value.Element.Type.Fields.ContainsKey(key);
}
