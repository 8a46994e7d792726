using Hale.Linting;

namespace Hale.CSharp.Projects.Discovery;

/// <summary>Names by which projects and folders say that they hold tests.</summary>
internal static class TestNames
{
    private static readonly string[] Ends = [".Tests", ".Test"];

    /// <summary>Whether a file, or a folder that it is in, has the name of a test project.</summary>
    public static bool Match(string path, string root)
    {
        var below = Paths.IsInside(root, path) ? path.Substring(root.TrimEnd(Path.DirectorySeparatorChar).Length) : path;
        return IsTest(Path.GetFileNameWithoutExtension(path)) || (Path.GetDirectoryName(below) ?? "").Split(Path.DirectorySeparatorChar).Any(IsTest);
    }

    private static bool IsTest(string name) => Array.Exists(Ends, end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}
