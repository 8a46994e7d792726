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
    public static IReadOnlyList<Document> Read(Compilation compilation, Func<SyntaxTree, SourceText> sourceOf, CancellationToken cancellation)
    {
        _ = sourceOf(compilation.SyntaxTrees.First());
        cancellation.ThrowIfCancellationRequested();
        return [];
    }
}
