using Hale.CSharp;
using Hale.Rules;
using Hale.Rules.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.Analyzer;

/// <summary>What the rules find in a compilation; it is evaluated once, when a file first asks.</summary>
internal sealed class CompilationFindings(Compilation compilation, BuildProperties properties, Action<Exception> onMistake)
{
    private readonly object _gate = new();
    private ILookup<SyntaxTree, Finding>? _byFile;

    /// <summary>The findings in a file.</summary>
    public IEnumerable<Diagnostic> In(SyntaxTree file, CancellationToken cancellation)
    {
        // No Lazy<T>: it would keep the cancellation of the first one who asks for all others.
        lock (_gate)
            _byFile ??= FindWithoutFail(cancellation);
        return _byFile[file].Where(finding => IsShown(finding, file, cancellation)).Select(finding => DiagnosticOf(finding, file));
    }

    // An exception would be the error or warning AD0001 of a build whose code is right.
    private ILookup<SyntaxTree, Finding> FindWithoutFail(CancellationToken cancellation)
    {
        try
        {
            return Find(cancellation);
        }
        catch (Exception mistake) when (mistake is not OperationCanceledException)
        {
            onMistake(mistake);
            return Array.Empty<Finding>().ToLookup(_ => (SyntaxTree)null!);
        }
    }

    private ILookup<SyntaxTree, Finding> Find(CancellationToken cancellation)
    {
        var files = new Dictionary<SourceText, SyntaxTree>();
        var documents = BuilderReader.Read(compilation, SourceOf, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var cluster = new Cluster([.. documents.GroupBy(document => new { document.Root.At.Source, document.Root.At.Start, document.Root.At.End }).Select(same => same.First())], [], properties.Facts);

        // All rules: which of them speak the compiler decides, by the descriptors and what the user says of them.
        return RuleRunner.Run(cluster, new RuleSelection { Preset = Preset.All }).ToLookup(finding => files[finding.Place.Source]);

        SourceText SourceOf(SyntaxTree file)
        {
            var source = new SourceText(PathOf(file), file.GetText(cancellation).ToString());
            files.Add(source, file);
            return source;
        }
    }

    // Folders above the project say nothing about what is in it.
    private string PathOf(SyntaxTree file)
    {
        var path = file.FilePath.StartsWith(properties.Folder, StringComparison.OrdinalIgnoreCase) ? file.FilePath.Substring(properties.Folder.Length) : file.FilePath;
        return path.Replace('\\', '/');
    }

    // As for 'hale check --rule', a note that is left out by default is shown to those who say something of its rule.
    private bool IsShown(Finding finding, SyntaxTree file, CancellationToken cancellation) =>
        finding.Severity is not Severity.Note || finding.Rule.Activation is not Activation.NotesOff || properties.HasEveryNote || IsConfigured(finding.Rule.Id, file, cancellation);

    private bool IsConfigured(string id, SyntaxTree file, CancellationToken cancellation)
    {
        var options = compilation.Options;
        return options.SpecificDiagnosticOptions.ContainsKey(id)
            || options.SyntaxTreeOptionsProvider?.TryGetDiagnosticValue(file, id, cancellation, out _) == true
            || options.SyntaxTreeOptionsProvider?.TryGetGlobalDiagnosticValue(id, cancellation, out _) == true;
    }

    private Diagnostic DiagnosticOf(Finding finding, SyntaxTree file) => Diagnostic.Create(
        Descriptors.Of(finding.Rule),
        LocationOf(file, finding.Place.Start, finding.Place.End),
        properties.FailsOn(finding.Severity) ? DiagnosticSeverity.Error : Descriptors.SeverityOf(finding.Severity),
        additionalLocations: null,
        properties: null,
        Printable.Escape(finding.MessageWithPlaces));

    private static Location LocationOf(SyntaxTree file, int start, int end) => Location.Create(file, TextSpan.FromBounds(start, end));
}
