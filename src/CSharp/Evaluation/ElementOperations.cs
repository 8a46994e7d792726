using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hale.CSharp.Evaluation;

/// <summary>
/// The operations of what stands in a collection expression and takes its type from there, such as <c>new()</c>. Roslyn 4.8
/// has none for it. So it is compiled once more, as the operand of a cast to that type, and at the same offset, so that its
/// places stay right.
/// </summary>
internal sealed class ElementOperations(Func<SyntaxTree, SemanticModel> modelOf)
{
    private readonly Dictionary<SyntaxNode, IOperation?> _operations = [];
    private readonly Dictionary<SyntaxTree, (SyntaxTree Origin, SemanticModel Model)> _copies = [];

    /// <summary>The operation of an element that is converted to a type; null when there is none.</summary>
    public IOperation? OperationAt(ExpressionSyntax element, ITypeSymbol type)
    {
        if (!_operations.TryGetValue(element, out var operation))
            _operations.Add(element, operation = Compile(element, type));
        return operation;
    }

    /// <summary>What tells the meaning of a copy; null for a tree that is none.</summary>
    public SemanticModel? ModelOf(SyntaxTree tree) => _copies.TryGetValue(tree, out var copy) ? copy.Model : null;

    /// <summary>The tree of which one is a copy in part, at the same offsets; itself for any other.</summary>
    public SyntaxTree OriginOf(SyntaxTree tree) => _copies.TryGetValue(tree, out var copy) ? copy.Origin : tree;

    private IOperation? Compile(ExpressionSyntax element, ITypeSymbol type)
    {
        var origin = OriginOf(element.SyntaxTree);
        var start = $"int _ = ({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})";
        var padding = element.SpanStart - start.Length;
        if (padding < 0)
            return null;
        var text = new string(' ', padding) + start + element + ";";
        var statement = SyntaxFactory.ParseStatement(text, options: (CSharpParseOptions)origin.Options);
        var value = statement.DescendantNodes().OfType<EqualsValueClauseSyntax>().First();
        var model = modelOf(origin);
        if (!model.TryGetSpeculativeSemanticModel(element.SpanStart, statement, out var copy)
            && !model.TryGetSpeculativeSemanticModel(element.SpanStart, value, out copy))
        {
            return null;
        }

        _copies[statement.SyntaxTree] = (origin, copy);
        return copy.GetOperation(((CastExpressionSyntax)value.Value).Expression);
    }
}
