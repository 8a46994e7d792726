using Hale.CSharp.Entries;
using Hale.CSharp.Evaluation;
using Hale.CSharp.Manifests;
using Hale.CSharp.Models;
using Hale.CSharp.Values;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp;

/// <summary>Typed C# manifest builders in, manifest trees out.</summary>
public static class BuilderReader
{
    /// <summary>The manifests that a compilation builds, in the order in which their creations stand in the source.</summary>
    /// <param name="compilation">What is compiled together; it may have errors.</param>
    /// <param name="sourceOf">The text of a syntax tree of the compilation, whose offsets are the tree's.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <param name="readYaml">Reads a YAML text that stands in a string; null to leave such texts alone.</param>
    /// <param name="modelOf">What tells the meaning of a syntax tree of the compilation, always the same for one; null to make it here.</param>
    public static IReadOnlyList<Document> Read(
        Compilation compilation,
        Func<SyntaxTree, SourceText> sourceOf,
        CancellationToken cancellation,
        Func<SourceText, IReadOnlyList<Document>>? readYaml = null,
        Func<SyntaxTree, SemanticModel>? modelOf = null)
    {
        var models = new Dictionary<SyntaxTree, SemanticModel>();
        modelOf ??= ModelOf;
        var sources = new Dictionary<SyntaxTree, SourceText>();
        var methods = new SourceMethods(compilation, modelOf);
        var (entries, others) = EntryFinder.Find(methods, modelOf, cancellation);
        if (entries.Count + others.Count == 0)
            return [];
        var kinds = new ManifestKinds();
        var types = new ModelTypes();
        var manifests = new ManifestRecorder(kinds);
        var runner = new EntryRunner(methods, types, manifests, new BuilderText(SourceOf, readYaml), cancellation);
        runner.RunAll(entries, others);
        var texts = new Dictionary<PartialText, PartialText>();
        var documents = manifests.Found.Select(snapshot => new TreeWriter(snapshot, kinds, types, SourceOf, texts).Write());
        return
        [
            .. documents,
            .. manifests.Hidden.Select(Write),
            .. runner.NotFollowed.Select(entry => Write(new Unseen(entry, Kind: null))),
            .. MissingKinds.In(compilation, modelOf).Select(Write),
            .. UnreadTexts.In(compilation, manifests.ReadTexts).Select(Write),
        ];

        SemanticModel ModelOf(SyntaxTree tree) =>
            models.TryGetValue(tree, out var model) ? model : models[tree] = compilation.GetSemanticModel(tree);

        SourceText SourceOf(SyntaxTree tree) =>
            sources.TryGetValue(tree, out var source) ? source : sources[tree] = sourceOf(methods.OriginOf(tree));

        Document Write(Unseen unseen)
        {
            var source = SourceOf(unseen.At.SyntaxTree);
            var root = new UnknownNode(new Place(source, unseen.At.SpanStart, unseen.At.SpanStart), isPresent: true);
            return new Document(source, root) { MentionedKinds = unseen.Kind is null ? null : [unseen.Kind], Format = DocumentFormat.CSharp };
        }
    }
}

/// <summary>The texts behind builders.</summary>
/// <param name="SourceOf">The text of a file.</param>
/// <param name="ReadYaml">Reads a YAML text that stands in a string; null to leave such texts alone.</param>
internal sealed record BuilderText(Func<SyntaxTree, SourceText> SourceOf, Func<SourceText, IReadOnlyList<Document>>? ReadYaml);
