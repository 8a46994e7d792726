using Hale.CSharp.Projects.Discovery;
using Hale.CSharp.Projects.Suppressions;
using Hale.Linting.CSharp;
using Hale.Rules.Suppressions;
using Hale.Rules.Tree;

namespace Hale.CSharp.Projects;

/// <summary>Compiles projects and reads what they build.</summary>
internal static class BuilderProjects
{
    /// <param name="relevant">The projects to read.</param>
    /// <param name="all">These, and those that they may refer to.</param>
    public static CSharpContent Read(IReadOnlyList<SourceProject> relevant, IReadOnlyList<SourceProject> all)
    {
        var compiler = new Compiler(all);
        var compiled = relevant.Select(project => (Project: project, Compiled: compiler.Compile(project))).ToList();
        var contents = compiled.AsParallel().AsOrdered().Select(each => Read(each.Project, each.Compiled)).ToList();
        return new CSharpContent(
            [.. contents.SelectMany(content => content.Documents).GroupBy(document => document.Root.At).Select(same => same.First()).OrderBy(document => document.Source.Path, StringComparer.Ordinal)],
            contents.Sum(content => content.Files))
        {
            Problems = [.. contents.SelectMany(content => content.Problems).Distinct()],
            Suppressions = [.. contents.SelectMany(content => content.Suppressions)],
        };
    }

    private static CSharpContent Read(SourceProject project, CompiledProject compiled)
    {
        var unread = project.CheckedFiles.Where(file => file.Problem is not null).ToList();
        var (documents, suppressions, problems) = ReadCompiled(project, compiled);
        return new CSharpContent(
            [.. unread.Select(file => new Document(file.Source, new UnknownNode(file.Problem!.At, isPresent: true))), .. documents.Where(document => !GeneratedFiles.Match(document.Source))],
            project.Files.Count)
        {
            Problems = [.. unread.Select(file => file.Problem!), .. problems],
            Suppressions = suppressions,
        };
    }

    private static (IReadOnlyList<Document> Documents, IReadOnlyList<SuppressedText> Suppressions, IReadOnlyList<InputProblem> Problems) ReadCompiled(SourceProject project, CompiledProject compiled)
    {
        try
        {
            return (BuilderReader.Read(compiled.Compilation, tree => compiled.Sources[tree], CancellationToken.None), CSharpSuppressions.In(compiled), []);
        }
        catch (InsufficientExecutionStackException)
        {
            var source = project.Files[0].Source;
            return ([], [], [new InputProblem(InputProblemKind.OverLimit, new Place(source, 0, 0), "The project of this file is nested too deeply to be read")]);
        }
    }
}
