namespace Hale.Linting;

/// <summary>
/// The folder that paths are shown relative to: the repository that the user stands in; where a path lies outside of it, what
/// all paths have in common.
/// </summary>
internal static class BaseDirectory
{
    /// <exception cref="UsageException">The folder that the user gives does not exist.</exception>
    public static string Of(LintOptions options)
    {
        if (options.BaseDirectory is { } given)
        {
            var full = Path.GetFullPath(Path.Combine(options.WorkingDirectory, given));
            return Directory.Exists(full) ? full : throw new UsageException($"The base directory '{given}' does not exist");
        }

        var paths = options.Paths.Where(path => path != InputFinder.StandardInput).Concat(options.Found).Concat(options.Context).Select(path => Path.GetFullPath(Path.Combine(options.WorkingDirectory, path))).ToList();
        var repository = Repository.RootOf(options.WorkingDirectory) ?? options.WorkingDirectory;
        return paths.TrueForAll(path => Paths.IsInside(repository, path)) ? repository : Paths.InCommon([.. paths.Select(path => Directory.Exists(path) ? path : Path.GetDirectoryName(path)!)]);
    }
}
