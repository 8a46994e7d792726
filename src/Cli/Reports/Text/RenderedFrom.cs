using Hale.Rules.Tree;

namespace Hale.Cli.Reports.Text;

/// <summary>
/// The template that a part of standard input was rendered from, as <c>helm template</c> says in the comment
/// <c># Source: chart/templates/web.yaml</c> at the top of each document.
/// </summary>
internal static class RenderedFrom
{
    private const string StandardInput = "<stdin>";
    private const string Marker = "\n---";
    private const string Comment = "# Source: ";

    /// <summary>The path in the comment of the document that a place lies in; null for files, and where there is none.</summary>
    public static string? Of(Place place)
    {
        if (place.Source.Path != StandardInput || place.Source.Text.Length == 0)
            return null;
        var text = place.Source.Text;
        var last = Math.Min(text.Length - 1, place.Start + Marker.Length - 2); // A place may be the marker itself.
        var start = Math.Max(0, text.LastIndexOf(Marker, last, StringComparison.Ordinal));
        var next = text.IndexOf(Marker, start + 1, StringComparison.Ordinal);
        return PathIn(text, start, next < 0 ? text.Length : next) is { } path && IsRelative(path) ? path : null;
    }

    /// <summary><c>file:line:column</c>, and the template beside it.</summary>
    public static string Beside(Place place) => Of(place) is { } template ? $"{place} ({template})" : place.ToString();

    // From the first line that is such a comment.
    private static string? PathIn(string text, int start, int end)
    {
        for (var at = text.IndexOf(Comment, start, end - start, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Comment, at + 1, end - at - 1, StringComparison.Ordinal))
        {
            var path = at + Comment.Length;
            var startsLine = at == start || text[at - 1] == '\n';
            if (startsLine && path < end && !char.IsWhiteSpace(text[path]))
                return text[path..LineEnd(text, path, end)].TrimEnd(' ', '\t', '\r');
        }

        return null;
    }

    private static int LineEnd(string text, int start, int end) => text.IndexOf('\n', start, end - start) is >= 0 and var lineEnd ? lineEnd : end;

    // What a build server is to show lies in the repository.
    private static bool IsRelative(string path) =>
        path[0] != '/' && !path.Split('/').Contains("..") && !path.Any(character => char.IsControl(character) || character is '\\' or ':');
}
