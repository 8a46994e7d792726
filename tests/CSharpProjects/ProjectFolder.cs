using System.Text;
using Hale.CSharp.Projects.Discovery;
using Hale.Linting.CSharp;
using Hale.Rules.Tree;
using Hale.Testing;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Projects.Tests;

/// <summary>Projects in a folder of their own, as a run that names some of their files sees them.</summary>
internal sealed class ProjectFolder : IDisposable
{
    public const string Builder = "using k8s.Models; class Web { public V1Pod Pod() => new V1Pod(); }";

    private readonly TempFolder _folder = new();

    /// <summary>The paths that were read beside those that are named.</summary>
    public List<string> Opened { get; } = [];

    public string Path => _folder.Path;

    public bool IncludesTests { get; set; }

    public ProjectFolder With(string path, string text)
    {
        _folder.With(path, Encoding.UTF8.GetBytes(text));
        return this;
    }

    /// <summary>What a run on some of the files is given.</summary>
    public CSharpInput Input(params string[] named) => new([.. named.Order(StringComparer.Ordinal).Select(path => Open(PathOf(path)))], _folder.Path, OpenMore) { IncludesTests = IncludesTests };

    /// <summary>The projects of some of the files.</summary>
    public IReadOnlyList<SourceProject> Find(params string[] named) => ProjectFinder.Find(Input(named));

    /// <summary>The settings of the only project.</summary>
    public ProjectSettings Settings(params string[] named) => Assert.Single(Find(named)).Settings;

    /// <summary>The files of the only project, as they are shown.</summary>
    public IEnumerable<string> Files(params string[] named) => Assert.Single(Find(named)).Files.Select(file => file.Source.Path);

    /// <summary>The project of a file, compiled.</summary>
    public CompiledProject Compile(params string[] named)
    {
        var projects = Find(named);
        return new Compiler(projects).Compile(projects.Single(project => project.Files.Any(file => file.Source.Path == named[0])));
    }

    /// <summary>What the compiler finds wrong with the project of a file.</summary>
    public IEnumerable<string> Errors(params string[] named) =>
        Compile(named).Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString());

    public string PathOf(string path) => System.IO.Path.Combine(_folder.Path, path);

    public void Dispose() => _folder.Dispose();

    private CSharpFile OpenMore(string path)
    {
        var file = Open(path);
        lock (Opened)
            Opened.Add(file.Source.Path);
        return file;
    }

    private CSharpFile Open(string path) => new(path, new SourceText(System.IO.Path.GetRelativePath(_folder.Path, path).Replace('\\', '/'), File.ReadAllText(path)));
}
