using Hale.Rules.Suppressions;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Projects.Suppressions;

/// <summary>
/// Reads <c>#pragma warning disable HA0101</c>, up to where the rule is restored. Without any id it silences every rule, and
/// nobody is told where that silences nothing: it may be meant for the compiler.
/// </summary>
internal static class PragmaSuppressions
{
    public static IReadOnlyList<SuppressedText> In(SyntaxTree tree, SourceText source)
    {
        var suppressions = new List<SuppressedText>();
        var restored = new Restored(source.Text.Length);
        foreach (var pragma in PragmasOf(tree).Reverse())
        {
            if (IsDisabling(pragma))
                suppressions.AddRange(Read(pragma, source, restored).Reverse());
            else
                restored.Add(pragma);
        }

        suppressions.Reverse();
        return suppressions;
    }

    private static IEnumerable<SuppressedText> Read(PragmaWarningDirectiveTriviaSyntax pragma, SourceText source, Restored restored)
    {
        var reason = ReasonOf(pragma);
        if (pragma.ErrorCodes.Count == 0)
            yield return Suppression(pragma.Span, id: null);
        foreach (var code in pragma.ErrorCodes.Where(code => CSharpSuppressions.IsRuleId(code.ToString())))
            yield return Suppression(code.Span, code.ToString());

        SuppressedText Suppression(TextSpan at, string? id) =>
            new(CSharpSuppressions.PlaceOf(source, at), id, reason, [new Place(source, pragma.Span.End, restored.After(id))]);
    }

    // 'GetNextDirective' would look through all that stand before the next one.
    private static IEnumerable<PragmaWarningDirectiveTriviaSyntax> PragmasOf(SyntaxTree tree) =>
        tree.GetRoot().DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia))
            .Select(trivia => (PragmaWarningDirectiveTriviaSyntax)trivia.GetStructure()!).Where(pragma => pragma.IsActive);

    private static bool IsDisabling(PragmaWarningDirectiveTriviaSyntax pragma) =>
        pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword);

    private static string? ReasonOf(PragmaWarningDirectiveTriviaSyntax pragma)
    {
        var comment = pragma.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)).ToString().TrimStart('/', '-', ' ', '\t').Trim();
        return comment.Length > 0 ? comment : null;
    }

    /// <summary>Where rules are restored next, seen from a place that moves towards the start of a file.</summary>
    private sealed class Restored(int end)
    {
        private readonly Dictionary<string, int> _rules = new(StringComparer.Ordinal);
        private int _all = end;

        public void Add(PragmaWarningDirectiveTriviaSyntax pragma)
        {
            if (pragma.ErrorCodes.Count == 0)
            {
                _rules.Clear();
                _all = pragma.SpanStart;
            }

            foreach (var code in pragma.ErrorCodes)
                _rules[code.ToString()] = pragma.SpanStart;
        }

        public int After(string? id) => id is not null && _rules.TryGetValue(id, out var start) ? start : _all;
    }
}
