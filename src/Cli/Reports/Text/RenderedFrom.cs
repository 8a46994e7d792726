using System.Text.RegularExpressions;
using Hale.Rules.Tree;

namespace Hale.Cli.Reports.Text;

/// <summary>
/// The template that a part of standard input was rendered from, as <c>helm template</c> says in the comment
/// <c># Source: chart/templates/web.yaml</c> at the top of each document.
/// </summary>
internal static partial class RenderedFrom
{
    private const string StandardInput = "<stdin>";
    private const string Marker = "\n---";

    /// <summary>The path in the comment of the document that a place lies in; null for files, and where there is none.</summary>
    public static string? Of(Place place)
    {
        if (place.Source.Path != StandardInput || place.Source.Text.Length == 0)
            return null;
        var text = place.Source.Text;
        var last = Math.Min(text.Length - 1, place.Start + Marker.Length - 2); // A place may be the marker itself.
        var start = Math.Max(0, text.LastIndexOf(Marker, last, StringComparison.Ordinal));
        var next = text.IndexOf(Marker, start + 1, StringComparison.Ordinal);
        var comment = SourceComment().Match(text[start..(next < 0 ? text.Length : next)]);
        return comment.Success && IsRelative(comment.Groups["path"].Value) ? comment.Groups["path"].Value : null;
    }

    /// <summary><c>file:line:column</c>, and the template beside it.</summary>
    public static string Beside(Place place) => Of(place) is { } template ? $"{place} ({template})" : place.ToString();

    // What a build server is to show lies in the repository.
    private static bool IsRelative(string path) =>
        path[0] != '/' && !path.Split('/').Contains("..") && !path.Any(character => char.IsControl(character) || character is '\\' or ':');

    [GeneratedRegex(@"^# Source: (?<path>\S[^\r\n]*?)[ \t]*\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SourceComment();
}
