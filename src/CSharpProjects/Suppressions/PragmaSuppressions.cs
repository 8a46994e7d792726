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
    public static IEnumerable<SuppressedText> In(SyntaxTree tree, SourceText source)
    {
        var pragmas = PragmasOf(tree).ToList();
        for (var i = 0; i < pragmas.Count; i++)
        {
            var pragma = pragmas[i];
            if (!IsDisabling(pragma))
                continue;
            var restoring = pragmas.Skip(i + 1).Where(later => !IsDisabling(later)).ToList();
            if (pragma.ErrorCodes.Count == 0)
                yield return Suppression(pragma.Span, id: null);
            foreach (var code in pragma.ErrorCodes.Where(code => CSharpSuppressions.IsRuleId(code.ToString())))
                yield return Suppression(code.Span, code.ToString());

            SuppressedText Suppression(TextSpan at, string? id)
            {
                var end = restoring.FirstOrDefault(later => later.ErrorCodes.Count == 0 || later.ErrorCodes.Any(code => code.ToString() == id))?.SpanStart ?? source.Text.Length;
                return new SuppressedText(CSharpSuppressions.PlaceOf(source, at), id, ReasonOf(pragma), [new Place(source, pragma.Span.End, end)]);
            }
        }
    }

    private static IEnumerable<PragmaWarningDirectiveTriviaSyntax> PragmasOf(SyntaxTree tree)
    {
        for (var directive = ((CompilationUnitSyntax)tree.GetRoot()).GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            if (directive is PragmaWarningDirectiveTriviaSyntax { IsActive: true } pragma)
                yield return pragma;
        }
    }

    private static bool IsDisabling(PragmaWarningDirectiveTriviaSyntax pragma) =>
        pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword);

    private static string? ReasonOf(PragmaWarningDirectiveTriviaSyntax pragma)
    {
        var comment = pragma.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)).ToString().TrimStart('/', '-', ' ', '\t').Trim();
        return comment.Length > 0 ? comment : null;
    }
}
