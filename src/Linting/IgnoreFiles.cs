using MAB.DotIgnore;

namespace Hale.Linting;

/// <summary>What the <c>.gitignore</c> files of a repository exclude, read as git reads them.</summary>
internal static class IgnoreFiles
{
    private const string Name = ".gitignore";

    /// <summary>Whether a file or folder is excluded.</summary>
    public static bool IsIgnored(IgnoreList rules, string root, string path, bool isFolder) =>
        rules.Rules.Count > 0 // The library takes a path apart before it looks whether there are rules.
        && rules.IsIgnored(Relative(root, path), isFolder);

    /// <summary>The rules with those of one more folder.</summary>
    public static IgnoreList WithRulesOf(IgnoreList rules, string root, string folder)
    {
        if (!RegularFile.Exists(Path.Combine(folder, Name)))
            return rules;
        var extended = rules.Clone();
        AddRules(extended, root, folder);
        return extended;
    }

    /// <summary>Adds the rules of a folder. One below the root writes them for itself: seen from the root, they start with its path.</summary>
    public static void AddRules(IgnoreList rules, string root, string folder)
    {
        var prefix = Relative(root, folder);
        foreach (var line in LinesOf(Path.Combine(folder, Name)))
        {
            var rule = line.TrimEnd();
            if (rule.Length > 0 && rule[0] != '#')
                Add(rules, prefix.Length == 0 ? Plain(rule) : Below(prefix, Plain(rule)));
        }
    }

    // As for git, a file that cannot be read has no rules.
    private static string[] LinesOf(string path)
    {
        try
        {
            return RegularFile.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // To git, a pattern such as '[a' matches nothing.
    private static void Add(IgnoreList rules, string rule)
    {
        try
        {
            rules.AddRule(rule);
        }
        catch (ArgumentException)
        {
        }
    }

    // What git and the library read differently: several asterisks beside other characters are one, and '^' negates as '!' does.
    private static string Plain(string rule) => rule.IndexOf('\\') >= 0
        ? rule
        : string.Join("/", rule.Split('/').Select(part => part is "**" or "!**" ? part : OneAsterisk(part))).Replace("[^", "[!");

    private static string OneAsterisk(string part)
    {
        while (part.Contains("**"))
            part = part.Replace("**", "*");
        return part;
    }

    private static string Below(string prefix, string rule)
    {
        var isNegated = rule[0] == '!';
        var pattern = isNegated ? rule.Substring(1) : rule;
        var isAnchored = pattern.TrimEnd('/').IndexOf('/') >= 0;
        return $"{(isNegated ? "!" : "")}/{prefix}/{(isAnchored ? "" : "**/")}{pattern.TrimStart('/')}";
    }

    private static string Relative(string root, string path) =>
        path.Length <= root.Length ? "" : path.Substring(root.TrimEnd(Path.DirectorySeparatorChar).Length + 1).Replace(Path.DirectorySeparatorChar, '/');
}
