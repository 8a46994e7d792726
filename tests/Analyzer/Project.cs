using System.Collections.Immutable;
using Hale.CSharp.Projects.References;
using Hale.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hale.Analyzer.Tests;

/// <summary>A project in memory, analysed as the compiler does it. The usual namespaces are imported.</summary>
/// <param name="Marked">Its files, in which findings may be marked.</param>
internal sealed record Project(params string[] Marked)
{
    private const string Folder = "/src/app/";

    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Diagnostics.CodeAnalysis;
        global using System.Linq;
        global using System.Threading.Tasks;
        """;

    private const string ClientUsings = """

        global using k8s;
        global using k8s.Models;
        """;

    /// <summary>Its <c>.editorconfig</c>.</summary>
    public string EditorConfig { get; init; } = "";

    /// <summary>What stands in a <c>.globalconfig</c>; the properties of the build come this way too.</summary>
    public string GlobalConfig { get; init; } = "";

    /// <summary>What options of the compiler say, such as those for <c>NoWarn</c> and <c>WarningsAsErrors</c>.</summary>
    public Dictionary<string, ReportDiagnostic> Severities { get; init; } = [];

    public ReportDiagnostic General { get; init; }

    public string AssemblyName { get; init; } = "App";

    /// <summary>The library with types of manifests that it refers to; null for none.</summary>
    public MetadataReference? Library { get; init; } = EmbeddedReferences.KubernetesClient;

    /// <summary>Paths of the files, relative to the project.</summary>
    public IReadOnlyList<string> Paths { get; init; } = ["Builder.cs", "Builder2.cs", "Builder3.cs"];

    /// <summary>Whether a compiler analyses it, which wants the findings of all files, or an editor, which may want those of one.</summary>
    public bool IsInCompiler { get; init; }

    /// <summary>Asserts that one rule, or all of them, report exactly what is marked, in an editor and in a compiler.</summary>
    public void Expect(string? ruleId = null)
    {
        var found = Diagnostics();
        Assert.Equal(found.Select(diagnostic => diagnostic.ToString()), (this with { IsInCompiler = !IsInCompiler }).Diagnostics().Select(diagnostic => diagnostic.ToString()));
        for (var i = 0; i < Marked.Length; i++)
        {
            var inFile = found.Where(diagnostic => diagnostic.Location.SourceTree!.FilePath == Folder + Paths[i] && (ruleId is null || diagnostic.Id == ruleId));
            Assert.Equal(Marked[i], Marks.Put(Marks.Remove(Marked[i]), inFile.Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.End))));
        }
    }

    /// <summary>The only finding of a rule.</summary>
    public Diagnostic One(string ruleId) => Assert.Single(Diagnostics(), diagnostic => diagnostic.Id == ruleId);

    /// <summary>What is reported and not suppressed, sorted by place. Hale must not fail, whatever the code is.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics(CancellationToken cancellation = default)
    {
        var mistakes = new List<Exception>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new ConfiguredOptions(Configuration())), (error, _, _) => mistakes.Add(error), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var found = Compilation().WithAnalyzers([new ManifestAnalyzer(IsInCompiler, mistakes.Add)], options).GetAnalyzerDiagnosticsAsync(cancellation).GetAwaiter().GetResult();
        Assert.Empty(mistakes);
        return [.. found.Where(diagnostic => !diagnostic.IsSuppressed).OrderBy(diagnostic => diagnostic.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    public CSharpCompilation Compilation()
    {
        var parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        var trees = Marked.Select((text, i) => CSharpSyntaxTree.ParseText(Marks.Remove(text), parsing, Folder + Paths[i]))
            .Append(CSharpSyntaxTree.ParseText(Library == EmbeddedReferences.KubernetesClient ? Usings + ClientUsings : Usings, parsing, Folder + "Usings.cs"));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, generalDiagnosticOption: General, specificDiagnosticOptions: Severities, nullableContextOptions: NullableContextOptions.Enable)
            .WithSyntaxTreeOptionsProvider(new ConfiguredSeverities(Configuration()));
        return CSharpCompilation.Create(AssemblyName, trees, [.. EmbeddedReferences.Framework, .. Library is null ? Array.Empty<MetadataReference>() : [Library]], options);
    }

    private AnalyzerConfigSet Configuration() => AnalyzerConfigSet.Create(ImmutableArray.Create(
        AnalyzerConfig.Parse($"root = true\n[*.cs]\n{EditorConfig}", $"{Folder}.editorconfig"),
        AnalyzerConfig.Parse($"is_global = true\nbuild_property.ProjectDir = {Folder}\n{GlobalConfig}", $"{Folder}.globalconfig")));

    private sealed class ConfiguredSeverities(AnalyzerConfigSet configuration) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            configuration.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            configuration.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
    }

    private sealed class ConfiguredOptions(AnalyzerConfigSet configuration) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => new Values(configuration.GlobalConfigOptions.AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(configuration.GetOptionsForSourcePath(tree.FilePath).AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(configuration.GetOptionsForSourcePath(textFile.Path).AnalyzerOptions);
    }

    private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
