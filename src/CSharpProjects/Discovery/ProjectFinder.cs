using Hale.Linting;
using Hale.Linting.CSharp;
using Hale.Rules.Tree;

namespace Hale.CSharp.Projects.Discovery;

/// <summary>Finds the projects of files: the nearest project file upward. Files without one make one project together, if they can.</summary>
internal sealed class ProjectFinder
{
    private readonly CSharpInput _input;
    private readonly Dictionary<string, CSharpFile> _given;
    private readonly Dictionary<string, string?> _projects = new(StringComparer.Ordinal); // by folder, the project file

    private ProjectFinder(CSharpInput input) =>
        (_input, _given) = (input, input.Files.ToDictionary(file => file.FullPath, StringComparer.Ordinal));

    public static IReadOnlyList<SourceProject> Find(CSharpInput input) => new ProjectFinder(input).Find();

    private List<SourceProject> Find()
    {
        var byProject = _input.Files.Where(file => !GeneratedFiles.Match(file.Source)).ToLookup(file => ProjectOf(Path.GetDirectoryName(file.FullPath)!), StringComparer.Ordinal);
        var projects = byProject.Where(same => same.Key is not null).Select(same => Project(same.Key!)).ToList();
        var loose = byProject[null!].Where(file => _input.IncludesTests || !TestNames.Match(file.FullPath, _input.Root)).ToList();
        if (loose.Count > 0)
            projects.AddRange(LooseFiles.Programs(loose).Select(program => new SourceProject(Paths.InCommon([.. program.Select(file => Path.GetDirectoryName(file.FullPath)!)]), new ProjectSettings(), () => program)));
        return projects;
    }

    private string? ProjectOf(string folder)
    {
        if (_projects.TryGetValue(folder, out var known))
            return known;
        var parent = Path.GetDirectoryName(folder);
        var project = Folders.ProjectIn(folder) ?? (parent is not null && folder != _input.Root && Paths.IsInside(_input.Root, parent) ? ProjectOf(parent) : null);
        _projects.Add(folder, project);
        return project;
    }

    private SourceProject Project(string path)
    {
        var settings = ProjectFile.Read(path, _input.Root);
        var folder = Path.GetDirectoryName(path)!;
        return new SourceProject(folder, settings, () => FilesOf(folder, settings).SelectInParallel(file => Of(folder, _given.TryGetValue(file, out var given) ? given : _input.Open(file))));
    }

    // A file that cannot be read is a problem of its own, whichever projects have it.
    private static CSharpFile Of(string folder, CSharpFile file) => file.Problem is null && Paths.IsInside(folder, file.FullPath)
        ? file with { Source = new SourceText(file.Source.Path, file.Source.Text) { Directory = Shown(folder, file) } }
        : file;

    // The base directory may lie inside of the project.
    private static string Shown(string folder, CSharpFile file)
    {
        var path = file.Source.Path.Split('/');
        var below = file.FullPath.Substring(folder.TrimEnd(Path.DirectorySeparatorChar).Length);
        var above = path.Length - below.Count(character => character == Path.DirectorySeparatorChar);
        return string.Join("/", above < 0 ? Enumerable.Repeat("..", -above) : path.Take(above));
    }

    private List<string> FilesOf(string folder, ProjectSettings settings)
    {
        IEnumerable<string> files = settings.TakesAllFiles ? Folders.CSharpFiles(folder) : [];
        return [.. files.Where(file => !settings.Removes.Any(glob => FileGlob.Matches(folder, glob, file)))
            .Concat(settings.Includes.SelectMany(glob => FileGlob.Files(folder, glob, _input.Root)).Where(file => Path.GetExtension(file) == ".cs"))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(file => file, StringComparer.Ordinal)];
    }
}
