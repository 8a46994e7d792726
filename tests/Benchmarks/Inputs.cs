using System.Runtime.CompilerServices;

namespace Hale.Benchmarks;

/// <summary>What is measured: the samples, or for manifests the folder that the environment names.</summary>
internal static class Inputs
{
    /// <summary>The samples.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "samples"));

    /// <summary>The files of this form, sorted.</summary>
    public static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Environment.GetEnvironmentVariable("HALE_BENCHMARK_FOLDER") ?? Folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
