using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Linting.Sharding;

/// <summary>
/// The files that kustomizations lead to, whatever for: every text in one that is the path of a file of the input, or of a folder with
/// another kustomization. Only paths are compared; nothing outside of the input is looked at.
/// </summary>
internal static class KustomizationLinks
{
    /// <summary>Pairs of files, given by absolute paths, that belong to one application.</summary>
    public static IEnumerable<(string From, string To)> Between(IReadOnlyList<InputFile> files)
    {
        var kustomizations = files.Where(file => KustomizationFiles.Has(file.FullPath)).ToList();
        var targets = kustomizations.GroupBy(file => Path.GetDirectoryName(file.FullPath)!, StringComparer.Ordinal)
            .ToDictionary(folder => folder.Key, folder => folder.First().FullPath, StringComparer.Ordinal);
        foreach (var file in files)
            targets[file.FullPath] = file.FullPath;
        return kustomizations.SelectInParallel(LinksOf).SelectMany(links => links);

        List<(string From, string To)> LinksOf(InputFile file) =>
            [.. PathsIn(file, InputReader.Read(file, () => Stream.Null)).Where(targets.ContainsKey).Select(path => (file.FullPath, targets[path]))];
    }

    /// <summary>All that the texts of a kustomization are, if they are paths; absolute, and mostly of nothing.</summary>
    public static IEnumerable<string> PathsIn(InputFile file, YamlContent? content)
    {
        var folder = Path.GetDirectoryName(file.FullPath)!;
        var texts = content is null ? [] : content.Documents.SelectMany(document => TextsIn(document.Root));
        return texts.Where(MayBePath).Select(text => Path.GetFullPath(Path.Combine(folder, text)).TrimEnd(Path.DirectorySeparatorChar));
    }

    // Generators write files as key=path.
    private static IEnumerable<string> TextsIn(Node node)
    {
        if (node is ScalarNode { Kind: ScalarKind.String } scalar)
            return [scalar.Text.Substring(scalar.Text.IndexOf('=') + 1)];
        return node.Entries.Select(entry => entry.Value).Concat(node.Items).SelectMany(TextsIn);
    }

    private static bool MayBePath(string text) => text.Length is > 0 and < 4096 && text.IndexOfAny(['\n', '\0']) < 0 && text.IndexOf("://", StringComparison.Ordinal) < 0;
}
