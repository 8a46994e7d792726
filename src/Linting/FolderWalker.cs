using MAB.DotIgnore;

namespace Hale.Linting;

/// <summary>
/// Lists the files below a folder, without what a <c>.gitignore</c> of the repository excludes, and without following links
/// to folders, which may form circles.
/// </summary>
internal static class FolderWalker
{
    public static IEnumerable<string> Files(string folder)
    {
        var root = Repository.RootOf(folder) ?? folder;
        var rules = new IgnoreList();
        foreach (var above in FoldersBetween(root, folder))
            AddRules(rules, root, above);
        rules = WithRulesOf(rules, root, folder);
        var nested = FoldersIn(root, folder, rules).ToList().SelectInParallel(inner => Walk(root, inner, rules).ToList());
        return FilesIn(root, folder, rules).Concat(nested.SelectMany(files => files));
    }

    /// <summary>Those of some files, given by absolute paths, that are not excluded either.</summary>
    public static IEnumerable<string> NotIgnored(IEnumerable<string> files) =>
        files.GroupBy(file => Path.GetDirectoryName(file)!, StringComparer.Ordinal).SelectMany(folder => NotIgnored(folder.Key, folder));

    private static IEnumerable<string> NotIgnored(string folder, IEnumerable<string> files)
    {
        var root = Repository.RootOf(folder) ?? folder;
        var rules = new IgnoreList();
        foreach (var above in FoldersBetween(root, folder).Append(folder))
        {
            if (above != root && IsIgnored(rules, root, above, isFolder: true))
                return [];
            AddRules(rules, root, above);
        }

        return files.Where(file => !IsIgnored(rules, root, file, isFolder: false));
    }

    private static IEnumerable<string> Walk(string root, string folder, IgnoreList rules)
    {
        rules = WithRulesOf(rules, root, folder);
        return FilesIn(root, folder, rules).Concat(FoldersIn(root, folder, rules).SelectMany(nested => Walk(root, nested, rules)));
    }

    private static IEnumerable<string> FilesIn(string root, string folder, IgnoreList rules) =>
        Entries(folder, Directory.GetFiles).Where(file => !IsIgnored(rules, root, file, isFolder: false));

    private static IEnumerable<string> FoldersIn(string root, string folder, IgnoreList rules) =>
        Entries(folder, Directory.GetDirectories)
            .Where(nested => Path.GetFileName(nested) != ".git" && !IsLink(nested) && !IsIgnored(rules, root, nested, isFolder: true));

    // The library takes a path apart before it looks whether there are rules.
    private static bool IsIgnored(IgnoreList rules, string root, string path, bool isFolder) =>
        rules.Rules.Count > 0 && rules.IsIgnored(Relative(root, path), isFolder);

    private static IgnoreList WithRulesOf(IgnoreList rules, string root, string folder)
    {
        if (!RegularFile.Exists(Path.Combine(folder, ".gitignore")))
            return rules;
        var extended = rules.Clone();
        AddRules(extended, root, folder);
        return extended;
    }

    // A rule of a folder below the root is written for that folder: seen from the root, it starts with the folder's path.
    private static void AddRules(IgnoreList rules, string root, string folder)
    {
        var path = Path.Combine(folder, ".gitignore");
        if (!RegularFile.Exists(path))
            return;
        var prefix = Relative(root, folder);
        foreach (var line in File.ReadAllLines(path))
        {
            var rule = line.TrimEnd();
            if (rule.Length > 0 && rule[0] != '#')
                rules.AddRule(prefix.Length == 0 ? rule : Below(prefix, rule));
        }
    }

    private static string Below(string prefix, string rule)
    {
        var isNegated = rule[0] == '!';
        var pattern = isNegated ? rule.Substring(1) : rule;
        var isAnchored = pattern.TrimEnd('/').IndexOf('/') >= 0;
        return $"{(isNegated ? "!" : "")}/{prefix}/{(isAnchored ? "" : "**/")}{pattern.TrimStart('/')}";
    }

    private static IEnumerable<string> FoldersBetween(string root, string folder)
    {
        var folders = new List<string>();
        for (var current = folder; current.Length > root.Length; current = Path.GetDirectoryName(current)!)
            folders.Add(Path.GetDirectoryName(current)!);
        folders.Reverse();
        return folders;
    }

    // A folder that cannot be opened, or vanishes meanwhile, has no files that could be linted.
    private static IEnumerable<string> Entries(string folder, Func<string, string[]> list)
    {
        try
        {
            var entries = list(folder);
            Array.Sort(entries, StringComparer.Ordinal);
            return entries;
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static bool IsLink(string folder) => File.GetAttributes(folder).HasFlag(FileAttributes.ReparsePoint);

    private static string Relative(string root, string path) =>
        path.Length <= root.Length ? "" : path.Substring(root.TrimEnd(Path.DirectorySeparatorChar).Length + 1).Replace(Path.DirectorySeparatorChar, '/');
}
