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
        var found = Nearest(workingDirectory);
        return found.Count <= 1
            ? found.SingleOrDefault()
            : throw new UsageException($"There are two configurations, {string.Join(" and ", found.Select(path => $"'{Paths.Relative(workingDirectory, path)}'"))}: remove one");
    }

    /// <summary>All that the nearest folder with any has.</summary>
    public static IReadOnlyList<string> Nearest(string workingDirectory)
    {
        var root = Repository.RootOf(workingDirectory) ?? workingDirectory;
        for (var folder = workingDirectory; folder is not null && Paths.IsInside(root, folder); folder = Path.GetDirectoryName(folder))
        {
            var found = HaleConfiguration.FileNames.Select(name => Path.Combine(folder, name)).Where(File.Exists).ToList();
            if (found.Count > 0)
                return found;
        }

        return [];
    }

    /// <summary>The content of a configuration; an absent value when it holds none.</summary>
    /// <exception cref="UsageException">Something in it is wrong.</exception>
    public static Node Read(string path, string shownPath)
    {
        var content = InputReader.Read(new InputFile(path, shownPath), () => Stream.Null)!;
        var mistakes = content.Problems.Select(problem => new Mistake(problem.At, problem.Message)).ToList();
        if (content.Documents.Count > 1)
            mistakes.Add(new Mistake(content.Documents[1].Root.At, "The configuration has to be one document"));
        if (mistakes.Count == 0 && content.Documents.Count == 1)
            mistakes.AddRange(ShapeCheck.Mistakes(content.Documents[0].Root, Settings.All));
        if (mistakes.Count > 0)
            throw new UsageException(mistakes);
        return content.Documents.Count == 1 ? content.Documents[0].Root : new AbsentNode(new Place(new SourceText(shownPath, ""), 0, 0));
    }
}
