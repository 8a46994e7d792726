using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hale.CSharp.Evaluation;

/// <summary>Locals of which each turn of a loop has its own.</summary>
internal static class LoopVariables
{
    /// <summary>The loops of the same member that a node stands in.</summary>
    public static IReadOnlyList<SyntaxNode> LoopsAround(SyntaxNode node) =>
    [
        .. node.Ancestors().TakeWhile(outer => outer is not MemberDeclarationSyntax).Where(outer => outer
            is CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax),
    ];

    /// <summary>Whether a variable is a local that is declared in a turn of one of some loops.</summary>
    public static bool IsDeclaredIn(ISymbol variable, IReadOnlyList<SyntaxNode> loops) =>
        variable is ILocalSymbol && LoopOf(variable, loops) is not null;

    /// <summary>Whether a local is declared in a turn of one of some loops, and nothing in it sets it later, going by its name.</summary>
    public static bool IsSetOnceIn(ISymbol local, IReadOnlyList<SyntaxNode> loops) =>
        LoopOf(local, loops) is { } loop
        && !loop.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == local.Name && MaySet(name));

    private static SyntaxNode? LoopOf(ISymbol local, IReadOnlyList<SyntaxNode> loops)
    {
        var declaration = local.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).FirstOrDefault();
        return declaration is null
            ? null
            : loops.FirstOrDefault(loop => loop.Span.Contains(declaration.Span) && !IsInHead(declaration, loop));
    }

    // All turns of a 'for' share what its head declares.
    private static bool IsInHead(SyntaxNode declaration, SyntaxNode loop) =>
        loop is ForStatementSyntax { Declaration: { } head } && head.Span.Contains(declaration.Span);

    private static bool MaySet(IdentifierNameSyntax name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or RefExpressionSyntax => true,
        ArgumentSyntax { Parent.Parent: AssignmentExpressionSyntax } => true,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
        _ => false,
    };
}
