using Hale.Linting;

namespace Hale.CSharp.Projects.Discovery;

/// <summary>The folders around a project, and the files in its own.</summary>
internal static class Folders
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules"];

    /// <summary>A folder and those above it, up to the root; only the folder itself when it is not in the root.</summary>
    public static IEnumerable<string> Upward(string folder, string root)
    {
        if (!Paths.IsInside(root, folder))
            return [folder];
        return Up(folder, root);
    }

    /// <summary>The C# files that a project takes from its folder: not what is built, nor what other projects have.</summary>
    public static IEnumerable<string> CSharpFiles(string folder)
    {
        foreach (var file in FolderEntries.Of(folder, Directory.GetFiles).Where(file => Path.GetExtension(file) == ".cs"))
            yield return file;
        foreach (var nested in FolderEntries.Of(folder, Directory.GetDirectories).Where(nested => !IsSkipped(nested) && ProjectIn(nested) is null))
        {
            foreach (var file in CSharpFiles(nested))
                yield return file;
        }
    }

    /// <summary>The project file in a folder; null without one.</summary>
    public static string? ProjectIn(string folder) => FolderEntries.Of(folder, path => Directory.GetFiles(path, "*.csproj")) is [var project, ..] ? project : null;

    private static IEnumerable<string> Up(string folder, string root)
    {
        for (var current = folder; current is not null && Paths.IsInside(root, current); current = Path.GetDirectoryName(current))
            yield return current;
    }

    private static bool IsSkipped(string folder)
    {
        var name = Path.GetFileName(folder);
        return name[0] == '.' || Skipped.Contains(name, StringComparer.OrdinalIgnoreCase) || FolderEntries.IsLink(folder);
    }
}
