namespace Hale.Linting;

/// <summary>How absolute paths lie to each other.</summary>
public static class Paths
{
    /// <summary>Whether a path is that of a folder, or of something in it.</summary>
    public static bool IsInside(string folder, string path) =>
        path == folder || path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The folder that a glob starts from: what is in front of its first part with an asterisk, separator included.</summary>
    internal static string FolderOfGlob(string glob) => glob.Substring(0, glob.LastIndexOf(Path.DirectorySeparatorChar, glob.IndexOf('*')) + 1);

    /// <summary>The folder of a path that is linted: itself, that of a file, there or gone, or the one that a glob starts from.</summary>
    internal static string FolderOf(string path)
    {
        if (Directory.Exists(path))
            return path;
        var isGlob = path.IndexOf('*') >= 0 && !File.Exists(path);
        return Path.GetDirectoryName(isGlob ? FolderOfGlob(path) + "x" : path)!;
    }

    /// <summary>The innermost folder that some folders lie in.</summary>
    public static string InCommon(IReadOnlyList<string> folders)
    {
        var root = folders[0];
        while (!folders.All(folder => IsInside(root, folder)))
            root = Path.GetDirectoryName(root)!;
        return root;
    }

    /// <summary>A path as it is shown: seen from a folder, with forward slashes.</summary>
    internal static string Relative(string folder, string path)
    {
        if (path != folder && IsInside(folder, path))
            return path.Substring(folder.TrimEnd(Path.DirectorySeparatorChar).Length + 1).Replace(Path.DirectorySeparatorChar, '/');
        var parent = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar));
        return parent is null ? path.Replace(Path.DirectorySeparatorChar, '/') : "../" + Relative(parent, path);
    }
}
