using Hale.CSharp.Projects.Discovery;
using Hale.CSharp.Projects.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RoslynText = Microsoft.CodeAnalysis.Text.SourceText;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Projects;

/// <summary>Compiles projects, each once, with the projects that they refer to.</summary>
/// <param name="projects">All projects of the run.</param>
internal sealed class Compiler(IReadOnlyList<SourceProject> projects)
{
    private readonly Dictionary<SourceProject, CompiledProject?> _compiled = [];

    /// <summary>A project as the compiler sees it.</summary>
    public CompiledProject Compile(SourceProject project) =>
        _compiled.TryGetValue(project, out var known) && known is not null ? known : Create(project);

    private CompiledProject Create(SourceProject project)
    {
        _compiled[project] = null; // A project that refers to itself, over others, does not see itself there.
        var settings = project.Settings;
        var parseOptions = new CSharpParseOptions(LanguageVersionOf(settings.LanguageVersion), DocumentationMode.None, preprocessorSymbols: settings.Symbols);
        var sources = new Dictionary<SyntaxTree, SourceText>();
        var files = project.CheckedFiles.Where(file => file.Problem is null).Select(file => (file.FullPath, file.Source)).Append((FullPath: "", Source: UsingsOf(settings))).ToList();
        foreach (var (tree, source) in files.SelectInParallel(file => (CSharpSyntaxTree.ParseText(RoslynText.From(file.Source.Text), parseOptions, file.FullPath), file.Source)))
            sources.Add(tree, source);
        var isProgram = sources.Keys.Any(tree => ((CompilationUnitSyntax)tree.GetRoot()).Members.Any(member => member is GlobalStatementSyntax));
        var options = new CSharpCompilationOptions(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: settings.IsNullable ? NullableContextOptions.Enable : NullableContextOptions.Disable,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default,
            metadataImportOptions: MetadataImportOptions.All); // The attributes of Pulumi's lists and maps are on private fields.
        var compilation = CSharpCompilation.Create(Path.GetFileNameWithoutExtension(settings.Path ?? "Files"), sources.Keys, ReferencesOf(project), options);
        var compiled = new CompiledProject(WithStubs(compilation, project), sources);
        _compiled[project] = compiled;
        return compiled;
    }

    private static SourceText UsingsOf(ProjectSettings settings) =>
        new("", string.Concat(settings.Usings.Select(name => $"global using {name};\n")));

    // Versions that this compiler does not know are newer than it.
    private static LanguageVersion LanguageVersionOf(string? version) =>
        version is not null && LanguageVersionFacts.TryParse(version, out var known) && known is not (LanguageVersion.Default or LanguageVersion.Latest or LanguageVersion.LatestMajor) ? known : LanguageVersion.Preview;

    private IEnumerable<MetadataReference> ReferencesOf(SourceProject project)
    {
        var settings = project.Settings;
        return
        [
            .. TargetingPacks.For(settings.TargetFramework, settings.IsWeb),
            .. settings.Path is null ? [] : RestoredPackages.Of(project.Folder, settings.TargetFramework),
            .. ReferredBy(project).Select(referred => Compile(referred).Compilation.ToMetadataReference()),
        ];
    }

    private List<SourceProject> ReferredBy(SourceProject project)
    {
        var found = new List<SourceProject>();
        var pending = new Stack<string>(project.Settings.ProjectReferences);
        while (pending.Count > 0)
        {
            var path = pending.Pop();
            var referred = projects.FirstOrDefault(each => each.Settings.Path == path);
            var isCircle = referred is not null && _compiled.TryGetValue(referred, out var known) && known is null;
            if (referred is null || isCircle || found.Contains(referred))
                continue;
            found.Add(referred);
            foreach (var further in referred.Settings.ProjectReferences)
                pending.Push(further);
        }

        return found;
    }

    private static CSharpCompilation WithStubs(CSharpCompilation compilation, SourceProject project)
    {
        bool Lacks(string type) => compilation.GetTypesByMetadataName(type).IsEmpty;
        var lacksClient = Lacks("k8s.Models.V1Deployment") && project.Texts.Any(KubernetesWords.AreOfClient);
        var lacksPulumi = Lacks("Pulumi.Kubernetes.Apps.V1.Deployment") && project.Texts.Any(KubernetesWords.AreOfPulumi);
        return compilation.AddReferences([.. lacksClient ? [EmbeddedReferences.KubernetesClient] : Array.Empty<MetadataReference>(), .. lacksPulumi ? [EmbeddedReferences.Pulumi] : Array.Empty<MetadataReference>()]);
    }
}
