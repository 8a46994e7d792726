using Hale.Rules.Tree;

namespace Hale.Yaml;

/// <summary>
/// Reads the patches that a kustomization holds as text: a literal block scalar is YAML at its own indentation, so that it is
/// read where it stands and its places are exact.
/// </summary>
internal static class InlinePatches
{
    /// <summary>The root, with the content of its inline patches beside their text.</summary>
    public static Node Expand(Node root, DocumentChunk chunk, YamlLimits limits)
    {
        if (!root.Entries.Any(entry => entry.Key.StartsWith("patches", StringComparison.Ordinal)))
            return root;
        var texts = root["patches"].Items.Concat(root["patchesJson6902"].Items).Select(patch => patch["patch"])
            .Concat(root["patchesStrategicMerge"].Items)
            .OfType<ScalarNode>()
            .Where(text => text.Kind is ScalarKind.String && chunk.Source.Text[text.At.Start] == '|')
            .ToList();
        return texts.Count == 0 ? root : root.Copy(node => node is ScalarNode text && texts.Contains(text) ? WithContent(text, limits) : null);
    }

    private static ScalarNode WithContent(ScalarNode text, YamlLimits limits) =>
        new(text.At, text.Kind, text.Text, Read(text.At, limits));

    // Null when the text is no YAML; then the patch may change anything.
    private static Node? Read(Place block, YamlLimits limits)
    {
        var content = block.Source.Text.IndexOf('\n', block.Start, block.End - block.Start) + 1;
        return content == 0 ? null : TreeBuilder.ReadPart(new DocumentChunk(block.Source, content, block.End), limits);
    }
}
