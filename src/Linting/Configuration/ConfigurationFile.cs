using Hale.Rules.Tree;

namespace Hale.Linting.Configuration;

/// <summary>Finds the configuration, and reads it with all its mistakes.</summary>
internal static class ConfigurationFile
{
    /// <summary>
    /// The nearest configuration from a folder upward to the root of its repository, and outside of any repository that of the
    /// folder itself; null when there is none.
    /// </summary>
    /// <exception cref="UsageException">There are two in one folder.</exception>
    public static string? Find(string workingDirectory)
    {
        var root = Repository.RootOf(workingDirectory) ?? workingDirectory;
        for (var folder = workingDirectory; folder is not null && Paths.IsInside(root, folder); folder = Path.GetDirectoryName(folder))
        {
            var found = HaleConfiguration.FileNames.Select(name => Path.Combine(folder, name)).Where(File.Exists).ToList();
            if (found.Count > 1)
                throw new UsageException($"There are two configurations, {string.Join(" and ", found.Select(path => $"'{Paths.Relative(workingDirectory, path)}'"))}: remove one");
            if (found.Count == 1)
                return found[0];
        }

        return null;
    }

    /// <summary>The content of a configuration; an absent value when it holds none.</summary>
    /// <exception cref="UsageException">Something in it is wrong: one sentence for each mistake.</exception>
    public static Node Read(string path, string shownPath)
    {
        var content = InputReader.Read(new InputFile(path, shownPath), () => Stream.Null)!;
        var mistakes = content.Problems.Select(problem => (problem.At, problem.Message)).ToList();
        if (content.Documents.Count > 1)
            mistakes.Add((content.Documents[1].Root.At, "The configuration has to be one document"));
        if (mistakes.Count == 0 && content.Documents.Count == 1)
            mistakes.AddRange(ShapeCheck.Mistakes(content.Documents[0].Root, Settings.All));
        if (mistakes.Count > 0)
            throw new UsageException([.. mistakes.Select(mistake => $"{mistake.At}: {mistake.Message}")]);
        return content.Documents.Count == 1 ? content.Documents[0].Root : new AbsentNode(new Place(new SourceText(shownPath, ""), 0, 0));
    }
}
