using Microsoft.Extensions.FileSystemGlobbing;

namespace Hale.Linting;

/// <summary>
/// Patterns of paths below a folder: <c>*</c> stands for any text without a slash, <c>**</c> for any folders. A pattern that
/// names a folder is for all that is in it.
/// </summary>
public sealed class FileGlobs
{
    private readonly string _folder;
    private readonly Matcher _matcher = new(StringComparison.Ordinal);

    /// <summary>Takes patterns that start from a folder, with forward slashes.</summary>
    public FileGlobs(string folder, IReadOnlyList<string> patterns)
    {
        _folder = folder;
        foreach (var pattern in patterns)
        {
            _matcher.AddInclude(pattern.TrimEnd('/'));
            _matcher.AddInclude($"{pattern.TrimEnd('/')}/**");
        }
    }

    /// <summary>Why a pattern could match nothing, or would match everything by accident; null when it can be used.</summary>
    internal static string? MistakeIn(string pattern) =>
        pattern.Trim().Length == 0 ? "A glob cannot be empty"
        : pattern[0] == '!' ? "A glob cannot start with '!': it takes back nothing"
        : pattern.Split('/', '\\').Contains("..", StringComparer.Ordinal) ? "A glob starts from the folder of this file, and '..' would lead out of it"
        : null;

    /// <summary>Whether one of the patterns is for the file at an absolute path.</summary>
    public bool Matches(string path) => Paths.IsInside(_folder, path) && _matcher.Match(_folder, path).HasMatches;
}
