using System.Runtime.CompilerServices;

namespace Hale.Testing;

/// <summary>The files of this repository.</summary>
public static class Repository
{
    /// <summary>The absolute path of a file of the repository.</summary>
    public static string PathOf(string path) => Path.GetFullPath(Path.Combine(Folder(), "..", "..", path));

    private static string Folder([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}
