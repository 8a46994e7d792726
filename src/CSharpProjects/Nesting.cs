using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Projects;

/// <summary>
/// How deeply code is nested. The compiler's parser is recursive and guards its stack in most places only: some 5,000 braces of
/// an array initializer, or angles of a type, end the process.
/// </summary>
internal static class Nesting
{
    private const int Limit = 256;

    /// <summary>What keeps the compiler from seeing a text; null when nothing does.</summary>
    public static InputProblem? ProblemOf(SourceText source)
    {
        if (Brackets(source.Text) <= Limit)
            return null;
        var (depth, angles) = (0, 0);
        foreach (var token in SyntaxFactory.ParseTokens(source.Text))
        {
            var step = StepOf(token);
            depth = Math.Max(0, depth + step);
            angles = step != 0 || token.IsKind(SyntaxKind.SemicolonToken) ? 0 : Math.Max(0, angles + AngleStepOf(token));
            if (depth + angles > Limit)
                return new InputProblem(InputProblemKind.OverLimit, new Place(source, token.SpanStart, token.Span.End), $"The code is nested more than {Limit} deep from here on, and the file is not read");
        }

        return null;
    }

    // Those in comments and strings too; more than there are tokens, and quickly counted.
    private static int Brackets(string text)
    {
        var count = 0;
        foreach (var character in text)
        {
            if (character is '(' or '[' or '{' or '<')
                count++;
        }

        return count;
    }

    // Those that only compare end with their statement.
    private static int AngleStepOf(SyntaxToken token) =>
        token.IsKind(SyntaxKind.LessThanToken) ? 1 : token.IsKind(SyntaxKind.GreaterThanToken) ? -1 : 0;

    private static int StepOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
        SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
        _ => 0,
    };
}
