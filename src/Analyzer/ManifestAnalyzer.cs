using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hale.Analyzer;

/// <summary>
/// Reports what Hale's rules find in the manifests that C# builds. Every finding is reported with the file that it is in: how many
/// replicas a Deployment has may be decided in another file, so no rule is about one file only, and all of a compilation is
/// evaluated once, for the first file that asks. A compiler asks for all files; an editor may ask for one, and takes no findings
/// of others with it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ManifestAnalyzer : DiagnosticAnalyzer
{
    private readonly bool _isInCompiler;
    private readonly Action<Exception> _onMistake;

    /// <summary>Makes the analyzer that a compiler uses: a mistake in Hale costs its findings, and no build.</summary>
    public ManifestAnalyzer()
        : this(Assembly.GetEntryAssembly()?.GetName().Name is "csc" or "VBCSCompiler", _ => { })
    {
    }

    internal ManifestAnalyzer(bool isInCompiler, Action<Exception> onMistake) => (_isInCompiler, _onMistake) = (isInCompiler, onMistake);

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        var properties = new BuildProperties(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
        if (!properties.IsEnabled || !KubernetesTypes.AreIn(context.Compilation) || (TestProjects.Has(context.Compilation, properties) && !properties.IncludesTests))
            return;

        var findings = new CompilationFindings(context.Compilation, properties, isWaitedFor: !_isInCompiler, _onMistake);
        context.RegisterSemanticModelAction(file =>
        {
            foreach (var diagnostic in findings.For(file.SemanticModel.SyntaxTree, file.CancellationToken))
                file.ReportDiagnostic(diagnostic);
        });
    }
}
