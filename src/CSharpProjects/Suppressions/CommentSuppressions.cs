using Hale.Rules.Suppressions;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Projects.Suppressions;

/// <summary>
/// Reads <c>// hale:ignore HA0101 -- reason</c>: behind something for its line, above something for all of it; and
/// <c>// hale:ignore-file</c> for the whole file.
/// </summary>
internal static class CommentSuppressions
{
    public static IEnumerable<SuppressedText> In(SyntaxTree tree, SourceText source) =>
        tree.GetRoot().DescendantTrivia()
            .Where(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia)
            .SelectMany(comment => Read(comment, source));

    private static IReadOnlyList<SuppressedText> Read(SyntaxTrivia comment, SourceText source)
    {
        var text = comment.ToString();
        var words = text.TrimStart('/', '*', ' ', '\t');
        var directive = words.Split([' ', '\t', '\r', '\n', '*'], 2)[0];
        var start = comment.SpanStart + text.Length - words.Length;
        if (Directive.IsMistaken(directive))
            return [new SuppressedText(new Place(source, start, start + directive.Length), directive, null, [])];
        if (!Directive.IsOne(directive))
            return [];
        var end = comment.IsKind(SyntaxKind.MultiLineCommentTrivia) ? comment.Span.End - "*/".Length : comment.Span.End;
        var stretch = directive == Directive.File ? new Place(source, 0, source.Text.Length) : StretchOf(comment, source);
        return SuppressedText.Parse(new Place(source, start + directive.Length, end), [stretch]);
    }

    private static Place StretchOf(SyntaxTrivia comment, SourceText source)
    {
        var (text, start) = (source.Text, comment.SpanStart);
        var line = start == 0 ? 0 : text.LastIndexOfAny(['\r', '\n'], start - 1) + 1;
        if (text.Substring(line, start - line).Trim().Length == 0)
            return CSharpSuppressions.PlaceOf(source, Below(comment.Token).Span);
        var end = text.IndexOfAny(['\r', '\n'], start);
        return new Place(source, line, end < 0 ? text.Length : end);
    }

    // The largest thing that starts with the token, such as a statement or an assignment.
    private static SyntaxNodeOrToken Below(SyntaxToken token)
    {
        SyntaxNodeOrToken below = token;
        for (var node = token.Parent; node is not (null or CompilationUnitSyntax) && node.SpanStart == token.SpanStart; node = node.Parent)
            below = node;
        return below;
    }
}
