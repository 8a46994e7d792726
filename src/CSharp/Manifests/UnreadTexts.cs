using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hale.CSharp.Manifests;

/// <summary>
/// Manifests in strings that nothing reads here, such as those that are written to a file or to the input of kubectl: nothing is known of
/// them but their kinds, so that nobody says that there is none.
/// </summary>
internal static class UnreadTexts
{
    private static readonly Lazy<Regex> Head = new(() => new(
        "^[ \\t]*apiVersion:[^\\n]*\\n[ \\t]*kind:[ \\t]*(?<kind>[A-Z][A-Za-z0-9]*)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, TimeSpan.FromSeconds(1)));

    /// <summary>Where they stand, in the order of the source.</summary>
    /// <param name="compilation">What is compiled together.</param>
    /// <param name="read">Where strings stand that were read.</param>
    public static IEnumerable<Unseen> In(Compilation compilation, ISet<SyntaxNode> read) =>
        compilation.SyntaxTrees.Where(tree => HasVersion(tree.GetText().ToString())).SelectMany(tree => In(tree.GetRoot(), read));

    // A query over tokens would have to be compiled for them, in each compiler that starts.
    private static IEnumerable<Unseen> In(SyntaxNode root, ISet<SyntaxNode> read)
    {
        foreach (var token in root.DescendantTokens())
        {
            if (!IsText(token) || !HasVersion(token.ValueText) || token.Parent!.AncestorsAndSelf().Any(read.Contains))
                continue;
            foreach (Match head in Head.Value.Matches(token.ValueText))
                yield return new Unseen(token.Parent!, head.Groups["kind"].Value);
        }
    }

    private static bool HasVersion(string text) => text.IndexOf("apiVersion:", StringComparison.Ordinal) >= 0;

    private static bool IsText(SyntaxToken token) => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken;
}
