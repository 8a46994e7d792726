using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.Yaml;

/// <summary>
/// Finds what a later tool will fill in: <c>{{ ... }}</c> of Helm, <c>${...}</c> and <c>$NAME</c> of envsubst and Flux.
/// Kubernetes' own <c>$(NAME)</c> is no hole: it is known text.
/// </summary>
internal static class Holes
{
    private static readonly Regex Hole = new(
        @"\{\{.*?\}\}|\$\{[^{}]*(\{[^{}]*\}[^{}]*)*\}|\$[A-Z_][A-Z0-9_]*\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        TimeSpan.FromSeconds(1));

    /// <summary>The node of a text with holes; null when it has none.</summary>
    public static Node? Find(Place at, string text)
    {
        if (text.IndexOf("{{", StringComparison.Ordinal) < 0 && text.IndexOf('$') < 0)
            return null;
        var holes = Hole.Matches(text);
        if (holes.Count == 0)
            return null;
        var segments = Segments(text, holes);
        return segments.All(segment => segment is null) ? new UnknownNode(at, isPresent: true) : new PartialNode(at, segments);
    }

    private static List<string?> Segments(string text, MatchCollection holes)
    {
        var segments = new List<string?>();
        var end = 0;
        foreach (Match hole in holes)
        {
            if (hole.Index > end)
                segments.Add(text.Substring(end, hole.Index - end));
            segments.Add(null);
            end = hole.Index + hole.Length;
        }

        if (end < text.Length)
            segments.Add(text.Substring(end));
        return segments;
    }
}
