using Hale.Rules.Tree;

namespace Hale.Linting.Configuration;

/// <summary>Reads values of the configuration, where nothing is a hole and <c>off</c> is a word.</summary>
internal static class Reading
{
    /// <summary>A word as it is written: YAML 1.1, as Kubernetes reads it, takes <c>off</c> for false.</summary>
    public static string Word(Node node) => node is ScalarNode { Kind: ScalarKind.String } text ? text.Text : node.At.Text;

    /// <summary>The text; null when the value is none.</summary>
    public static string? Text(Node node) => node switch
    {
        ScalarNode { Kind: ScalarKind.String } text => text.Text,
        _ => null,
    };

    /// <summary>One text or the texts of a list.</summary>
    public static IReadOnlyList<string> Texts(Node node) =>
        [.. (node is ListNode ? node.Items : [node]).Select(Text).OfType<string>()];

    public static bool IsOn(Node node) => node is ScalarNode { Text: "true" };
}
