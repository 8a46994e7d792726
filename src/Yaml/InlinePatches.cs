using Hale.Rules.Tree;

namespace Hale.Yaml;

/// <summary>
/// Reads the patches that a kustomization holds as text where they stand, so that their places are exact: a literal block scalar
/// is YAML at its own indentation, and JSON in quotes that escapes nothing is JSON without them.
/// </summary>
internal static class InlinePatches
{
    /// <summary>The root, with the content of its inline patches beside their text.</summary>
    public static Node Expand(Node root, YamlLimits limits)
    {
        if (!root.Entries.Any(entry => entry.Key.StartsWith("patches", StringComparison.Ordinal)))
            return root;
        var texts = root["patches"].Items.Concat(root["patchesJson6902"].Items).Select(patch => patch["patch"])
            .Concat(root["patchesStrategicMerge"].Items)
            .OfType<ScalarNode>()
            .Where(text => IsBlock(text) || IsQuotedJson(text))
            .ToList();
        return texts.Count == 0 ? root : root.Copy(node => node is ScalarNode text && texts.Contains(text) ? WithContent(text, limits) : null);
    }

    private static ScalarNode WithContent(ScalarNode text, YamlLimits limits) =>
        new(text.At, text.Kind, text.Text, IsBlock(text) ? ReadBlock(text.At, limits) : Read(text.At, text.At.Start + 1, text.At.End - 1, limits));

    private static bool IsBlock(ScalarNode text) => text.Kind is ScalarKind.String && text.At.Text is ['|', ..];

    private static bool IsQuotedJson(ScalarNode text) =>
        text.Kind is ScalarKind.String && text.Text.TrimStart() is ['[' or '{', ..] && (text.At.Text == $"'{text.Text}'" || text.At.Text == $"\"{text.Text}\"");

    private static Node? ReadBlock(Place block, YamlLimits limits)
    {
        var content = block.Source.Text.IndexOf('\n', block.Start, block.End - block.Start) + 1;
        return content == 0 ? null : Read(block, content, block.End, limits);
    }

    // Null when the text is no YAML; then the patch may change anything.
    private static Node? Read(Place text, int start, int end, YamlLimits limits) => TreeBuilder.ReadPart(new DocumentChunk(text.Source, start, end), limits);
}
