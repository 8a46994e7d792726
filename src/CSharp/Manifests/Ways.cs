using Hale.CSharp.Evaluation;
using Hale.CSharp.Values;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hale.CSharp.Manifests;

/// <summary>Which ways of conditions lead to where an object is made. What a loop or a lambda makes, it may make on all of them.</summary>
internal static class Ways
{
    public static IReadOnlyList<Way> To(ObjectId made)
    {
        var ways = new List<Way>();
        var at = made.Creation;
        for (var frame = made.Frame; frame is not null && at is not null; frame = frame.Caller)
        {
            AddWays(ways, at, frame);
            at = frame.CallSite;
        }

        return ways;
    }

    private static void AddWays(List<Way> ways, SyntaxNode at, Frame frame)
    {
        for (var node = at; node.Parent is { } parent && parent is not (MemberDeclarationSyntax or LocalFunctionStatementSyntax); node = parent)
        {
            if (parent is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax)
                ways.Clear();
            else if (NumberOf(node, parent) is { } number)
                ways.Add(new Way(ForkAt(parent, frame), number));
            else if (parent is BlockSyntax block)
                AddWaysPast(ways, block, node, frame);
        }
    }

    private static int? NumberOf(SyntaxNode node, SyntaxNode parent) => parent switch
    {
        IfStatementSyntax @if => node == @if.Statement ? 0 : node == @if.Else ? 1 : null,
        ConditionalExpressionSyntax choice => node == choice.WhenTrue ? 0 : node == choice.WhenFalse ? 1 : null,
        SwitchExpressionSyntax @switch when node is SwitchExpressionArmSyntax arm => @switch.Arms.IndexOf(arm),
        SwitchStatementSyntax @switch when node is SwitchSectionSyntax section && !HasGoto(@switch) => @switch.Sections.IndexOf(section),
        _ => null,
    };

    private static bool HasGoto(SwitchStatementSyntax @switch) => @switch.DescendantNodes().Any(node => node is GotoStatementSyntax);

    // After 'if (...) { ...; return; }' the condition does not hold.
    private static void AddWaysPast(List<Way> ways, BlockSyntax block, SyntaxNode node, Frame frame)
    {
        foreach (var statement in block.Statements)
        {
            if (statement == node)
                return;
            if (statement is IfStatementSyntax { Else: null } @if && Last(@if.Statement) is ReturnStatementSyntax or ThrowStatementSyntax)
                ways.Add(new Way(ForkAt(statement, frame), 1));
        }
    }

    private static StatementSyntax? Last(StatementSyntax statement) =>
        statement is BlockSyntax { Statements: var statements } ? statements.LastOrDefault() : statement;

    private static Fork ForkAt(SyntaxNode at, Frame frame) => new(frame.Id, at.SpanStart, at.Span.End);

    private sealed record Fork(object Call, int Start, int End);
}
