using Hale.Rules.Suppressions;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Projects.Suppressions;

/// <summary>
/// Reads <c>[SuppressMessage("Hale", "HA0101:replicas-single")]</c> on types and members, and on assemblies with or without
/// a target.
/// </summary>
internal static class AttributeSuppressions
{
    public static IEnumerable<SuppressedText> In(SyntaxTree tree, SourceText source, CompiledProject project)
    {
        var model = new Lazy<SemanticModel>(() => project.Compilation.GetSemanticModel(tree));
        return tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>().Where(IsSuppression).Select(attribute => Read(attribute, source, project, model)).OfType<SuppressedText>();
    }

    private static bool IsSuppression(AttributeSyntax attribute) =>
        attribute.Name.ToString().Split('.', ':').Last() is "SuppressMessage" or "SuppressMessageAttribute" && attribute.ArgumentList?.Arguments.Count >= 2;

    private static SuppressedText? Read(AttributeSyntax attribute, SourceText source, CompiledProject project, Lazy<SemanticModel> model)
    {
        var arguments = attribute.ArgumentList!.Arguments;
        var check = arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText is "checkId") ?? arguments[1];
        var id = Text(check)?.Split(':')[0].Trim() ?? "";
        return CSharpSuppressions.IsRuleId(id) ? new SuppressedText(PlaceOf(check.Expression, id, source), id, Text(Named("Justification")), Stretches()) : null;

        AttributeArgumentSyntax? Named(string name) => arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);

        string? Text(AttributeArgumentSyntax? argument) => argument?.Expression switch
        {
            null => null,
            LiteralExpressionSyntax literal => literal.Token.Value as string,
            var expression => model.Value.GetConstantValue(expression).Value as string,
        };

        IReadOnlyList<Place> Stretches()
        {
            var list = (AttributeListSyntax)attribute.Parent!;
            var isGlobal = list.Target?.Identifier.Kind() is SyntaxKind.AssemblyKeyword or SyntaxKind.ModuleKeyword;
            if (!isGlobal)
                return DeclarationsOf(list.Parent!, model.Value, project);
            return Text(Named("Target")) is { } target
                ? [.. DocumentationCommentId.GetSymbolsForDeclarationId(target.TrimStart('~'), project.Compilation).SelectMany(symbol => DeclarationsOf(symbol, project))]
                : [.. project.Sources.Values.Select(text => new Place(text, 0, text.Text.Length))];
        }
    }

    private static IReadOnlyList<Place> DeclarationsOf(SyntaxNode declaration, SemanticModel model, CompiledProject project)
    {
        IReadOnlyList<Place> declared = model.GetDeclaredSymbol(declaration) is { } symbol ? [.. DeclarationsOf(symbol, project)] : [];
        return declared.Count > 0 ? declared : [CSharpSuppressions.PlaceOf(project.Sources[declaration.SyntaxTree], declaration.Span)];
    }

    private static IEnumerable<Place> DeclarationsOf(ISymbol symbol, CompiledProject project) =>
        symbol.DeclaringSyntaxReferences.Where(reference => project.Sources.ContainsKey(reference.SyntaxTree)).Select(reference => CSharpSuppressions.PlaceOf(project.Sources[reference.SyntaxTree], reference.Span));

    // The id in the text, where it is written there.
    private static Place PlaceOf(ExpressionSyntax expression, string id, SourceText source)
    {
        var start = source.Text.IndexOf(id, expression.SpanStart, expression.Span.Length, StringComparison.Ordinal);
        return start < 0 ? CSharpSuppressions.PlaceOf(source, expression.Span) : new Place(source, start, start + id.Length);
    }
}
