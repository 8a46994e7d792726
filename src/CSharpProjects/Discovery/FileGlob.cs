using Hale.Linting;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Hale.CSharp.Projects.Discovery;

/// <summary>The globs of MSBuild's items.</summary>
internal static class FileGlob
{
    /// <summary>Whether a glob of a folder matches a file below it.</summary>
    public static bool Matches(string folder, string glob, string file)
    {
        var pattern = Slashed(glob);
        var path = file.Substring(folder.TrimEnd(Path.DirectorySeparatorChar).Length + 1).Replace('\\', '/');
        return pattern.IndexOf('*') < 0
            ? pattern.Equals(path, StringComparison.OrdinalIgnoreCase)
            : IsUnderstood(pattern) && MatcherOf(pattern).Match(path).HasMatches;
    }

    /// <summary>The files that a glob of a folder names, which may be outside of it, but not outside of the root.</summary>
    public static IReadOnlyList<string> Files(string folder, string glob, string root)
    {
        var pattern = Slashed(glob);
        var star = pattern.IndexOf('*');
        var fixedLength = star < 0 ? pattern.Length : pattern.LastIndexOf('/', star) + 1;
        var start = Path.GetFullPath(Path.Combine(folder, pattern.Substring(0, fixedLength)));
        if (!Paths.IsInside(root, start.TrimEnd(Path.DirectorySeparatorChar)))
            return [];
        if (star < 0)
            return File.Exists(start) ? [start] : [];
        var nested = pattern.Substring(fixedLength);
        return IsUnderstood(nested) && Directory.Exists(start) ? [.. MatcherOf(nested).GetResultsInFullPath(start).Select(Path.GetFullPath)] : [];
    }

    // The library takes '..' in front of all else only.
    private static bool IsUnderstood(string pattern) => !pattern.Split('/').SkipWhile(part => part == "..").Contains("..", StringComparer.Ordinal);

    private static Matcher MatcherOf(string pattern) => new Matcher(StringComparison.OrdinalIgnoreCase).AddInclude(pattern);

    private static string Slashed(string glob) => glob.Replace('\\', '/');
}
