using Hale.Linting;
using Hale.Rules.Tree;
using Hale.Yaml;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Projects.References;

/// <summary>The assemblies of the packages that a restore found, from <c>obj/project.assets.json</c>.</summary>
internal static class RestoredPackages
{
    private const long MaximumLength = 32 * 1024 * 1024;

    /// <param name="folder">The folder of the project.</param>
    /// <param name="framework">The framework that it is compiled for.</param>
    public static IReadOnlyList<MetadataReference> Of(string folder, string framework)
    {
        try
        {
            return [.. Files(Path.Combine(folder, "obj", "project.assets.json"), framework).Select(file => MetadataReference.CreateFromFile(file))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Files(string path, string framework)
    {
        var file = new FileInfo(path);
        if (!RegularFile.Exists(path) || file.Length > MaximumLength)
            return [];
        if (YamlReader.Read(new SourceText(path, File.ReadAllText(path))).Documents is not [{ Root: var assets }, ..])
            return [];
        var folders = assets["packageFolders"].Entries.Select(entry => entry.Key).ToList();
        var libraries = assets["libraries"];
        return TargetOf(assets["targets"], framework).Entries
            .SelectMany(library => library.Value["compile"].Entries.Where(asset => asset.Key.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)).Select(asset => (Library: libraries[library.Key]["path"], asset.Key)))
            .Select(asset => asset.Library is ScalarNode library ? folders.Select(packages => Path.Combine(packages, library.Text, asset.Key)).FirstOrDefault(RegularFile.Exists) : null)
            .OfType<string>();
    }

    // A target with a runtime identifier has a slash, and the same compile-time assets as the one without.
    private static Node TargetOf(Node targets, string framework)
    {
        var plain = targets.Entries.Where(target => target.Key.IndexOf('/') < 0).OrderByDescending(target => target.Key == framework).Select(target => target.Value);
        return plain.FirstOrDefault() ?? targets;
    }
}
