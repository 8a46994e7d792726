namespace Hale.CSharp.Projects.Discovery;

/// <summary>How folders lie in each other.</summary>
internal static class Folders
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules"];

    /// <summary>A folder and those above it, up to the root; only the folder itself when it is not in the root.</summary>
    public static IEnumerable<string> Upward(string folder, string root)
    {
        if (!IsInside(folder, root))
            return [folder];
        return Up(folder, root);
    }

    /// <summary>Whether a path is that of a folder or of something in it.</summary>
    public static bool IsInside(string path, string folder) =>
        path == folder || path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The deepest folder that all paths are in.</summary>
    public static string InCommon(IReadOnlyList<string> paths)
    {
        var common = Path.GetDirectoryName(paths[0])!;
        while (!paths.All(path => IsInside(path, common)))
            common = Path.GetDirectoryName(common)!;
        return common;
    }

    /// <summary>The C# files that a project takes from its folder: not what is built, nor what other projects have.</summary>
    public static IEnumerable<string> CSharpFiles(string folder)
    {
        foreach (var file in Entries(folder, Directory.GetFiles).Where(file => Path.GetExtension(file) == ".cs"))
            yield return file;
        foreach (var nested in Entries(folder, Directory.GetDirectories).Where(nested => !IsSkipped(nested) && ProjectIn(nested) is null))
        {
            foreach (var file in CSharpFiles(nested))
                yield return file;
        }
    }

    /// <summary>The project file in a folder; null without one.</summary>
    public static string? ProjectIn(string folder) => Entries(folder, path => Directory.GetFiles(path, "*.csproj")).FirstOrDefault();

    private static IEnumerable<string> Up(string folder, string root)
    {
        for (var current = folder; current is not null && IsInside(current, root); current = Path.GetDirectoryName(current))
            yield return current;
    }

    private static bool IsSkipped(string folder)
    {
        var name = Path.GetFileName(folder);
        return name[0] == '.' || Skipped.Contains(name, StringComparer.OrdinalIgnoreCase) || File.GetAttributes(folder).HasFlag(FileAttributes.ReparsePoint);
    }

    private static string[] Entries(string folder, Func<string, string[]> list)
    {
        try
        {
            var entries = list(folder);
            Array.Sort(entries, StringComparer.Ordinal);
            return entries;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
