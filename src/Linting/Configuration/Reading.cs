using Hale.Rules.Model;
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

    /// <summary>A whole number; null when the value is none.</summary>
    public static long? Count(Node node) => node.Integer().TryGet(out var number) ? number : null;

    /// <summary>A duration; null when the value is none.</summary>
    public static TimeSpan? Duration(Node node) => Text(node) is { } text ? Duration(text) : null;

    /// <summary>A duration; null when the text is none.</summary>
    public static TimeSpan? Duration(string text) => GoDuration.TryParse(text, out var duration) ? duration : null;

    /// <summary>A version; null when the value is none.</summary>
    public static KubernetesVersion? Version(Node node) => node is ScalarNode scalar && KubernetesVersion.TryParse(scalar.Text, out var version) ? version : null;

    public static bool IsOn(Node node) => node is ScalarNode { Text: "true" };
}
