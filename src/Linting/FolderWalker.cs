using MAB.DotIgnore;

namespace Hale.Linting;

/// <summary>
/// Lists the files below a folder, without what a <c>.gitignore</c> of the repository excludes, and without following links
/// to folders, which may form circles.
/// </summary>
internal static class FolderWalker
{
    /// <summary>The files below a folder. One that is excluded itself is meant by whoever names it: then only rules inside of it hold.</summary>
    public static IEnumerable<string> Files(string folder)
    {
        var root = Repository.RootOf(folder) ?? folder;
        var rules = IgnoreFiles.WithRulesOf(RulesAbove(root, folder) ?? new IgnoreList(), root, folder);
        var nested = FoldersIn(root, folder, rules).ToList().SelectInParallel(inner => Walk(root, inner, rules).ToList());
        return FilesIn(root, folder, rules).Concat(nested.SelectMany(files => files));
    }

    /// <summary>
    /// The files in a folder that a glob may match, whatever excludes them. Links to folders are followed where the glob has a part
    /// for them, and not by '**', which would go round in circles.
    /// </summary>
    public static IEnumerable<string> Candidates(string folder, string[] parts, int first = 0)
    {
        if (parts[first].Contains("**"))
            return AllFiles(folder);
        return first == parts.Length - 1
            ? FolderEntries.Of(folder, Directory.GetFiles)
            : FolderEntries.Of(folder, path => Directory.GetDirectories(path, parts[first])).Where(nested => !IsOfGit(nested)).SelectMany(nested => Candidates(nested, parts, first + 1));
    }

    private static IEnumerable<string> AllFiles(string folder) => FolderEntries.Of(folder, Directory.GetFiles)
        .Concat(FolderEntries.Of(folder, Directory.GetDirectories).Where(nested => !IsOfGit(nested) && !FolderEntries.IsLink(nested)).SelectMany(AllFiles));

    /// <summary>Those of some files, given by absolute paths, that are not excluded either.</summary>
    public static IEnumerable<string> NotIgnored(IEnumerable<string> files) =>
        files.GroupBy(file => Path.GetDirectoryName(file)!, StringComparer.Ordinal).SelectMany(folder => NotIgnored(folder.Key, folder));

    private static IEnumerable<string> NotIgnored(string folder, IEnumerable<string> files)
    {
        var root = Repository.RootOf(folder) ?? folder;
        if (RulesAbove(root, folder) is not { } rules)
            return [];
        IgnoreFiles.AddRules(rules, root, folder);
        return files.Where(file => !IgnoreFiles.IsIgnored(rules, root, file, isFolder: false));
    }

    // What the folders above say; null where that excludes the folder itself.
    private static IgnoreList? RulesAbove(string root, string folder)
    {
        var rules = new IgnoreList();
        foreach (var above in FoldersBetween(root, folder))
        {
            if (above != root && IgnoreFiles.IsIgnored(rules, root, above, isFolder: true))
                return null;
            IgnoreFiles.AddRules(rules, root, above);
        }

        return folder != root && IgnoreFiles.IsIgnored(rules, root, folder, isFolder: true) ? null : rules;
    }

    private static IEnumerable<string> Walk(string root, string folder, IgnoreList rules)
    {
        rules = IgnoreFiles.WithRulesOf(rules, root, folder);
        return FilesIn(root, folder, rules).Concat(FoldersIn(root, folder, rules).SelectMany(nested => Walk(root, nested, rules)));
    }

    private static IEnumerable<string> FilesIn(string root, string folder, IgnoreList rules) =>
        FolderEntries.Of(folder, Directory.GetFiles).Where(file => !IgnoreFiles.IsIgnored(rules, root, file, isFolder: false));

    private static IEnumerable<string> FoldersIn(string root, string folder, IgnoreList rules) =>
        FolderEntries.Of(folder, Directory.GetDirectories)
            .Where(nested => !IsOfGit(nested) && !FolderEntries.IsLink(nested) && !IgnoreFiles.IsIgnored(rules, root, nested, isFolder: true));

    private static IEnumerable<string> FoldersBetween(string root, string folder)
    {
        var folders = new List<string>();
        for (var current = folder; current.Length > root.Length; current = Path.GetDirectoryName(current)!)
            folders.Add(Path.GetDirectoryName(current)!);
        folders.Reverse();
        return folders;
    }

    private static bool IsOfGit(string folder) => Path.GetFileName(folder) == ".git";
}
