using Hale.CSharp.Projects.Discovery;
using Hale.CSharp.Projects.Suppressions;
using Hale.Linting.CSharp;
using Hale.Rules.Suppressions;
using Hale.Rules.Tree;
using Hale.Yaml;

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
        var contents = compiled.SelectInParallel(each => Read(each.Project, each.Compiled));
        return new CSharpContent(
            [.. OfFirstProjects(contents).OrderBy(document => document.Source.Path, StringComparer.Ordinal)],
            contents.Sum(content => content.Files))
        {
            Problems = [.. contents.SelectMany(content => content.Problems).Distinct()],
            Suppressions = [.. contents.SelectMany(content => content.Suppressions)],
        };
    }

    // What several projects compile is read in the first of them. One creation may make several objects there.
    private static IEnumerable<Document> OfFirstProjects(IEnumerable<CSharpContent> contents)
    {
        var read = new HashSet<(string, int, int)>();
        foreach (var content in contents)
        {
            var added = content.Documents.Where(document => !read.Contains(KeyOf(document))).ToList();
            read.UnionWith(added.Select(KeyOf));
            foreach (var document in added)
                yield return document;
        }

        static (string, int, int) KeyOf(Document document) => (document.Source.Path, document.Root.At.Start, document.Root.At.End);
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
            return (BuilderReader.Read(compiled.Compilation, tree => compiled.Sources[tree], CancellationToken.None, text => YamlReader.Read(text).Documents), CSharpSuppressions.In(compiled), []);
        }
        catch (InsufficientExecutionStackException)
        {
            var source = project.Files[0].Source;
            return ([], [], [new InputProblem(InputProblemKind.OverLimit, new Place(source, 0, 0), "The project of this file is nested too deeply to be read")]);
        }
    }
}
