using Microsoft.Extensions.FileSystemGlobbing;

namespace Hale.Linting;

/// <summary>Turns the paths that a user gives into the files to lint, each once, sorted by the path that is shown.</summary>
internal static class InputFinder
{
    public const string StandardInput = "-";

    /// <exception cref="UsageException">A path does not exist or is not read, or there is nothing to lint.</exception>
    public static IReadOnlyList<InputFile> Find(LintOptions options)
    {
        var baseDirectory = BaseDirectory.Of(options);
        var files = new SortedDictionary<string, InputFile>(StringComparer.Ordinal);
        if (options.Paths.Contains(StandardInput))
            files.Add(InputFile.StandardInput.DisplayPath, InputFile.StandardInput);
        foreach (var path in options.Paths.Where(path => path != StandardInput))
            AddAll(path, isReported: true);
        foreach (var file in Found(options).Where(options.Includes))
            Add(file, isNamed: false, isReported: true);
        foreach (var path in options.Context)
            AddAll(path, isReported: false);
        if (files.Count == 0 && options.Paths.Count > 0 && !options.ForcesExclude)
            throw NothingToLint(options);
        return ReportedOnly(options, [.. files.Values]);

        void AddAll(string path, bool isReported)
        {
            foreach (var (file, within) in FilesOf(path, options))
                Add(file, isNamed: within is null, isReported, within);
        }

        void Add(string file, bool isNamed, bool isReported, string? within = null)
        {
            var display = Paths.Relative(baseDirectory, file);
            // What is named counts as named, also where a folder in front of it holds it.
            if (!files.TryGetValue(display, out var known) || (isNamed && isReported == known.IsReported))
                files[display] = new InputFile(file, display, isNamed, isReported) { IsContext = !isReported, Within = within };
        }
    }

    public static UsageException NothingToLint(LintOptions options) =>
        new($"There is no manifest in {string.Join(", ", options.Paths.Select(path => $"'{path}'"))}: no *.yaml, *.yml, *.json, *.conf, *.cfg, *.sh or hosts file, and no C# that builds any (what .gitignore or hale.yaml excludes does not count)");

    /// <summary>The manifests among the files that a host has found.</summary>
    public static IEnumerable<string> Found(LintOptions options) =>
        FolderWalker.NotIgnored(options.Found.Select(options.FullPath).Where(IsManifest));

    /// <summary>The manifests in a folder.</summary>
    public static IEnumerable<string> Manifests(string folder) => FolderWalker.Files(folder).Where(IsManifest);

    /// <summary>Whether a file is called as those that are looked for.</summary>
    public static bool IsByName(string path) => IsManifest(path) || IsCSharp(path);

    private static IReadOnlyList<InputFile> ReportedOnly(LintOptions options, IReadOnlyList<InputFile> files)
    {
        if (options.ReportOnly.Count == 0)
            return files;
        var only = options.ReportOnly.Select(options.FullPath).ToList();
        var unread = only.FindIndex(path => !files.Any(file => Paths.IsInside(path, file.FullPath)));
        return unread < 0
            ? [.. files.Select(file => file with { IsReported = file.IsReported && only.Exists(path => Paths.IsInside(path, file.FullPath)) })]
            : throw new UsageException($"Nothing of '{options.ReportOnly[unread]}' is read, so nothing in it can be reported");
    }

    // With where a file of a folder has to lie: in the folder, or the repository around it.
    private static IEnumerable<(string File, string? Within)> FilesOf(string given, LintOptions options)
    {
        var path = options.FullPath(given);
        if (RegularFile.IsSpecial(path))
            throw new UsageException($"The path '{given}' is a pipe, a socket or a device: name a file, or - to read standard input");
        if (File.Exists(path))
            return Named([path], options);
        if (Directory.Exists(path))
        {
            var within = Repository.RootOf(path) ?? path;
            var files = FolderWalker.Files(path).Where(file => (IsManifest(file) || (options.CSharp is not null && IsCSharp(file))) && options.Includes(file));
            return (options.ForcesExclude ? FolderWalker.NotIgnored(files) : files).Select(file => (file, (string?)within));
        }

        if (path.IndexOf('*') < 0)
            throw new UsageException($"The path '{given}' does not exist");
        var matches = Glob(path).Where(file => NamesKind(path) || IsByName(file)).ToList();
        return matches.Count > 0 ? Named(matches, options) : throw new UsageException($"The path '{given}' matches no file");
    }

    private static IEnumerable<(string File, string? Within)> Named(IReadOnlyList<string> files, LintOptions options) =>
        (options.ForcesExclude ? FolderWalker.NotIgnored(files.Where(file => IsByName(file) && options.Includes(file))) : files).Select(file => (file, (string?)null));

    // Whether a glob says what files it means; 'deploy/**' does not mean the page that describes them.
    private static bool NamesKind(string glob) => Path.GetExtension(glob).Trim('.', '*').Length > 0;

    private static bool IsManifest(string path) =>
        (Path.GetExtension(path) is ".yaml" or ".yml" or ".json" or ".sh" || InputFile.IsConfigurationAt(path) || Path.GetFileName(path) is "Kustomization" or "hosts") && !OwnFiles.AreNamed(path);

    private static bool IsCSharp(string path) => Path.GetExtension(path) == ".cs";

    private static List<string> Glob(string path)
    {
        var folder = Paths.FolderOfGlob(path);
        var pattern = path.Substring(folder.Length).Replace('\\', '/');
        var parts = pattern.Split('/');
        if (!Directory.Exists(folder) || parts.Contains("..", StringComparer.Ordinal)) // What is left of '..' in a full path stood behind a backslash.
            return [];
        var files = FolderWalker.Candidates(folder, parts);
        return [.. new Matcher(StringComparison.Ordinal).AddInclude(pattern).Match(folder, files).Files.Select(match => Path.GetFullPath(Path.Combine(folder, match.Path)))];
    }
}
