namespace Hale.MSBuildTask;

/// <summary>What one build leaves for the next one. A file is replaced whole: another build may be reading it.</summary>
internal static class StateFile
{
    public static IReadOnlyList<string> Read(string path) => File.ReadAllLines(path);

    public static bool Holds(string path, IReadOnlyList<string> lines) => File.Exists(path) && File.ReadAllLines(path).SequenceEqual(lines, StringComparer.Ordinal);

    public static void Delete(string path)
    {
        if (File.Exists(path))
            File.Delete(path);
    }

    public static void Write(string path, IReadOnlyList<string> lines)
    {
        var partial = $"{path}.{Guid.NewGuid():N}.partial";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(partial, lines);
        Delete(path);
        try
        {
            File.Move(partial, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(partial); // The same project, built with other properties at the same time, was first.
        }
    }
}
