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
        from tree in compilation.SyntaxTrees
        where tree.GetText().ToString().IndexOf("apiVersion:", StringComparison.Ordinal) >= 0
        from token in tree.GetRoot().DescendantTokens()
        where IsText(token) && token.ValueText.IndexOf("apiVersion:", StringComparison.Ordinal) >= 0 && !token.Parent!.AncestorsAndSelf().Any(read.Contains)
        from Match head in Head.Value.Matches(token.ValueText)
        select new Unseen(token.Parent!, head.Groups["kind"].Value);

    private static bool IsText(SyntaxToken token) => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken;
}
