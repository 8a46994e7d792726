namespace Hale.CSharp.Projects.Discovery;

/// <summary>Files that tools write: nobody can mend what is in them.</summary>
internal static class GeneratedFiles
{
    private static readonly string[] Ends = [".g.cs", ".g.i.cs", ".designer.cs", ".generated.cs"];
    private static readonly string[] Folders = ["obj", "bin"];

    /// <param name="path">The path that is shown.</param>
    public static bool Match(string path)
    {
        var parts = path.Split('/');
        return Array.Exists(Ends, end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase)) || parts.Take(parts.Length - 1).Any(part => Folders.Contains(part, StringComparer.OrdinalIgnoreCase));
    }
}
