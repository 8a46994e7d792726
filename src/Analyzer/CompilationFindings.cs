using Hale.CSharp;
using Hale.Rules;
using Hale.Rules.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.Analyzer;

/// <summary>What the rules find in a compilation; it is evaluated once, when a file first asks.</summary>
/// <param name="compilation">What is compiled together.</param>
/// <param name="properties">What the project says of Hale.</param>
/// <param name="isWaitedFor">Whether who asks for a file has to get its findings at once.</param>
/// <param name="onMistake">Is told of exceptions.</param>
internal sealed class CompilationFindings(Compilation compilation, BuildProperties properties, bool isWaitedFor, Action<Exception> onMistake)
{
    private readonly object _gate = new();
    private readonly HashSet<SyntaxTree> _left = [];
    private bool _isUnderWay;
    private ILookup<SyntaxTree, Finding>? _byFile;

    /// <summary>
    /// What to report when a file asks: its findings. A file that asks while another thread evaluates is left to that one, so
    /// that no thread stands and waits, unless it is waited for.
    /// </summary>
    public IEnumerable<Diagnostic> For(SyntaxTree file, CancellationToken cancellation) =>
        (isWaitedFor ? Wait(file, cancellation) : EvaluateOrLeave(file, cancellation)).SelectMany(each => In(each, cancellation));

    // No Lazy<T>: it would keep the cancellation of the first one who asks for all others.
    private IReadOnlyCollection<SyntaxTree> Wait(SyntaxTree file, CancellationToken cancellation)
    {
        lock (_gate)
            _byFile ??= FindWithoutFail(Models(), cancellation);
        return [file];
    }

    private IReadOnlyCollection<SyntaxTree> EvaluateOrLeave(SyntaxTree file, CancellationToken cancellation)
    {
        Dictionary<SyntaxTree, SemanticModel> models;
        lock (_gate)
        {
            if (_byFile is not null)
                return [file];
            _left.Add(file);
            if (_isUnderWay)
                return [];
            _isUnderWay = true;
            models = Models();
        }

        ILookup<SyntaxTree, Finding>? found = null;
        try
        {
            found = FindWithoutFail(models, cancellation);
        }
        finally
        {
            lock (_gate)
                (_byFile, _isUnderWay) = (found, false);
        }

        return _left;
    }

    // They hold what other analyzers have asked about the code. The compiler drops that of a file as soon as the file is done, and
    // files that are left are done soon: what they hold would then have to be found out again.
    private Dictionary<SyntaxTree, SemanticModel> Models() => compilation.SyntaxTrees.ToDictionary(file => file, file => compilation.GetSemanticModel(file));

    private IEnumerable<Diagnostic> In(SyntaxTree file, CancellationToken cancellation) =>
        _byFile![file].Where(finding => IsShown(finding, file, cancellation)).Select(finding => DiagnosticOf(finding, file));

    // An exception would be the error or warning AD0001 of a build whose code is right.
    private ILookup<SyntaxTree, Finding> FindWithoutFail(Dictionary<SyntaxTree, SemanticModel> models, CancellationToken cancellation)
    {
        try
        {
            return Find(models, cancellation);
        }
        catch (Exception mistake) when (mistake is not OperationCanceledException)
        {
            onMistake(mistake);
            return Array.Empty<Finding>().ToLookup(_ => (SyntaxTree)null!);
        }
    }

    private ILookup<SyntaxTree, Finding> Find(Dictionary<SyntaxTree, SemanticModel> models, CancellationToken cancellation)
    {
        var files = new Dictionary<SourceText, SyntaxTree>();
        var documents = BuilderReader.Read(compilation, SourceOf, cancellation, readYaml: null, file => models[file]);
        cancellation.ThrowIfCancellationRequested();
        var cluster = new Cluster(documents, [], properties.Facts);

        // All rules that may speak: which of them do the compiler decides, by the descriptors and what the user says of them.
        var selection = new RuleSelection { Preset = Preset.All, Overrides = [Off(cancellation)] };
        return RuleRunner.Run(cluster, selection).ToLookup(finding => files[finding.Place.Source]);

        SourceText SourceOf(SyntaxTree file)
        {
            var source = new SourceText(PathOf(file), file.GetText(cancellation).ToString()) { Directory = "" };
            files.Add(source, file);
            return source;
        }
    }

    // Rules that are off, and that nobody says anything of.
    private RuleOverride Off(CancellationToken cancellation)
    {
        var off = new Dictionary<string, Severity?>(StringComparer.Ordinal);
        foreach (var rule in RuleCatalog.All)
        {
            if (rule.Info.Activation is Activation.Off && !compilation.SyntaxTrees.Any(file => IsConfigured(rule.Info.Id, file, cancellation)))
                off.Add(rule.Info.Id, null);
        }

        return new RuleOverride(off);
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
