namespace Hale.Linting;

/// <summary>What lies in a folder.</summary>
public static class FolderEntries
{
    /// <summary>The absolute paths of what a folder holds, sorted; none where it cannot be opened, or vanishes meanwhile.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="list">Which entries are meant, such as <see cref="Directory.GetFiles(string)"/>.</param>
    public static IReadOnlyList<string> Of(string folder, Func<string, string[]> list)
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

    /// <summary>Whether a folder is a link to one, which may lead into a circle. What has vanished has every attribute, and so is one.</summary>
    public static bool IsLink(string folder) => new DirectoryInfo(folder).Attributes.HasFlag(FileAttributes.ReparsePoint);
}
