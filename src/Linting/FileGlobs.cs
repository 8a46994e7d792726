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

    /// <summary>Whether one of the patterns is for the file at an absolute path.</summary>
    public bool Matches(string path) => Paths.IsInside(_folder, path) && _matcher.Match(_folder, path).HasMatches;
}
