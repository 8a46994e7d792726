using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Projects.References;

/// <summary>The reference assemblies of .NET that an installed SDK has.</summary>
internal static class TargetingPacks
{
    private const string Core = "Microsoft.NETCore.App.Ref";
    private const string Web = "Microsoft.AspNetCore.App.Ref";

    private static readonly Lazy<string?> Packs = new(() => Roots().Select(root => Path.Combine(root, "packs")).FirstOrDefault(packs => Directory.Exists(Path.Combine(packs, Core))));

    private static readonly ConcurrentDictionary<string, IReadOnlyList<MetadataReference>> Loaded = new(StringComparer.Ordinal);

    /// <summary>What a framework has, or else the newest one; without an SDK the part that Hale carries.</summary>
    public static IReadOnlyList<MetadataReference> For(string framework, bool isWeb)
    {
        if (Packs.Value is not { } packs || FolderOf(Path.Combine(packs, Core), framework) is not { } core)
            return EmbeddedReferences.Framework;
        var web = isWeb ? FolderOf(Path.Combine(packs, Web), framework) : null;
        return web is null ? Load(core) : [.. Load(core), .. Load(web)];
    }

    private static string? FolderOf(string pack, string framework)
    {
        if (!Directory.Exists(pack))
            return null;
        var plain = framework.Split('-')[0];
        var folders = Directory.GetDirectories(pack)
            .OrderByDescending(VersionOf)
            .Select(version => Path.Combine(version, "ref"))
            .Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .ToList();
        return folders.Find(folder => Path.GetFileName(folder) == plain) ?? folders.FirstOrDefault();
    }

    private static Version VersionOf(string folder) =>
        Version.TryParse(Path.GetFileName(folder).Split('-')[0], out var version) ? version : new Version();

    private static IReadOnlyList<MetadataReference> Load(string folder) => Loaded.GetOrAdd(folder, static path =>
        [.. Directory.GetFiles(path, "*.dll").OrderBy(file => file, StringComparer.Ordinal).Select(file => MetadataReference.CreateFromFile(file))]);

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
            yield return root;
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split([Path.PathSeparator], StringSplitOptions.RemoveEmptyEntries))
            yield return folder;

        // What runs Hale lies in shared/Microsoft.NETCore.App/<version>, unless Hale is a native program.
        if (RuntimeEnvironment.GetRuntimeDirectory() is { Length: > 0 } runtime)
            yield return Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        yield return "/usr/share/dotnet";
        yield return "/usr/lib/dotnet";
        yield return "/usr/local/share/dotnet";
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet");
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet");
    }
}
