namespace Hale.Linting;

/// <summary>
/// The folder that paths are shown relative to: the repository that the user stands in; where a path lies outside of it, the
/// repository that all paths lie in, or else what they have in common.
/// </summary>
internal static class BaseDirectory
{
    /// <exception cref="UsageException">The folder that the user gives does not exist.</exception>
    public static string Of(LintOptions options)
    {
        if (options.BaseDirectory is { } given)
        {
            var full = options.FullPath(given);
            return Directory.Exists(full) ? full : throw new UsageException($"The base directory '{given}' does not exist");
        }

        var folders = Folders(options);
        var repository = Repository.RootOf(options.WorkingDirectory) ?? options.WorkingDirectory;
        if (folders.TrueForAll(folder => Paths.IsInside(repository, folder)))
            return repository;
        var common = Paths.InCommon(folders);
        return Repository.RootOf(common) ?? common;
    }

    private static List<string> Folders(LintOptions options)
    {
        var paths = options.Paths.Where(path => path != InputFinder.StandardInput).Concat(options.Found).Concat(options.Context);
        return [.. paths.Select(path => Paths.FolderOf(options.FullPath(path)))];
    }
}
