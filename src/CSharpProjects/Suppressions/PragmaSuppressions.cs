using Hale.Rules.Suppressions;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Projects.Suppressions;

/// <summary>Reads <c>#pragma warning disable HA0101</c>, up to where the rule is restored.</summary>
internal static class PragmaSuppressions
{
    public static IEnumerable<SuppressedText> In(SyntaxTree tree, SourceText source)
    {
        var pragmas = PragmasOf(tree).ToList();
        for (var i = 0; i < pragmas.Count; i++)
        {
            foreach (var code in pragmas[i].ErrorCodes.Where(code => IsDisabling(pragmas[i]) && CSharpSuppressions.IsRuleId(code.ToString())))
            {
                var id = code.ToString();
                var restored = pragmas.Skip(i + 1).FirstOrDefault(later => !IsDisabling(later) && (later.ErrorCodes.Count == 0 || later.ErrorCodes.Any(other => other.ToString() == id)));
                var stretch = new Place(source, pragmas[i].Span.End, restored?.SpanStart ?? source.Text.Length);
                yield return new SuppressedText(CSharpSuppressions.PlaceOf(source, code.Span), id, ReasonOf(pragmas[i]), [stretch]);
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

    private static bool IsDisabling(PragmaWarningDirectiveTriviaSyntax pragma) => pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword);

    private static string? ReasonOf(PragmaWarningDirectiveTriviaSyntax pragma)
    {
        var comment = pragma.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)).ToString().TrimStart('/', '-', ' ', '\t').Trim();
        return comment.Length > 0 ? comment : null;
    }
}
