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
        return Walk(root, folder, rules);
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
            if (above != root && rules.IsIgnored(Relative(root, above), pathIsDirectory: true))
                return [];
            AddRules(rules, root, above);
        }

        return files.Where(file => !rules.IsIgnored(Relative(root, file), pathIsDirectory: false));
    }

    private static IEnumerable<string> Walk(string root, string folder, IgnoreList rules)
    {
        rules = WithRulesOf(rules, root, folder);
        foreach (var file in Entries(folder, Directory.GetFiles))
        {
            if (!rules.IsIgnored(Relative(root, file), pathIsDirectory: false))
                yield return file;
        }

        foreach (var nested in Entries(folder, Directory.GetDirectories))
        {
            if (Path.GetFileName(nested) == ".git" || IsLink(nested) || rules.IsIgnored(Relative(root, nested), pathIsDirectory: true))
                continue;
            foreach (var file in Walk(root, nested, rules))
                yield return file;
        }
    }

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
        path.Length <= root.Length ? "" : path.Substring(root.TrimEnd(Path.DirectorySeparatorChar).Length + 1).Replace('\\', '/');
}
