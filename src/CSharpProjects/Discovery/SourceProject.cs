using Hale.Linting.CSharp;

namespace Hale.CSharp.Projects.Discovery;

/// <summary>Files that are compiled together.</summary>
/// <param name="folder">The folder of the project; of loose files, the one that all are below.</param>
/// <param name="settings">What the project file says, or would say.</param>
/// <param name="files">Reads the files, when they are wanted.</param>
internal sealed class SourceProject(string folder, ProjectSettings settings, Func<IReadOnlyList<CSharpFile>> files)
{
    private readonly Lazy<IReadOnlyList<CSharpFile>> _files = new(files);

    public string Folder { get; } = folder;

    public ProjectSettings Settings { get; } = settings;

    /// <summary>The files, also those that nobody asked about, sorted.</summary>
    public IReadOnlyList<CSharpFile> Files => _files.Value;

    /// <summary>The same for the compiler, which must not see those that have a problem.</summary>
    public IReadOnlyList<CSharpFile> CheckedFiles =>
        field ??= [.. Files.Select(file => file.Problem is null ? file with { Problem = Nesting.ProblemOf(file.Source) } : file)];

    /// <summary>What its files say, and what the project says for all of them.</summary>
    public IEnumerable<string> Texts => Files.Select(file => file.Source.Text).Concat(Settings.Usings);

    /// <summary>Whether it holds tests, which build broken objects on purpose.</summary>
    public bool IsTest => Settings.IsTest;
}
