using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hale.CSharp.Evaluation;

/// <summary>Where the source names a variable, member or method.</summary>
internal sealed class SymbolUses(SourceMethods methods)
{
    private readonly Dictionary<ISymbol, bool> _areSetOnce = new(SymbolEqualityComparer.Default);
    private ILookup<string, IdentifierNameSyntax>? _names;

    private ILookup<string, IdentifierNameSyntax> Names => _names ??= methods.Compilation.SyntaxTrees
        .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>())
        .ToLookup(name => name.Identifier.ValueText, StringComparer.Ordinal);

    /// <summary>The operation at each place; null where there is none that can be followed.</summary>
    public IEnumerable<IOperation?> Of(ISymbol symbol)
    {
        var scope = ScopeOf(symbol);
        foreach (var name in Names[symbol.Name])
        {
            var isInScope = scope is null || scope.Any(part => part.SyntaxTree == name.SyntaxTree && part.Span.Contains(name.Span));
            if (isInScope && IsCode(name) && IsUseOf(name, symbol))
                yield return methods.OperationAt(WholeOf(name, symbol));
        }
    }

    // Where the language lets code name a symbol; null for all of the source.
    private static IReadOnlyList<SyntaxReference>? ScopeOf(ISymbol symbol) => symbol switch
    {
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } => constructor.ContainingType.DeclaringSyntaxReferences,
        ILocalSymbol or IParameterSymbol => symbol.ContainingSymbol.DeclaringSyntaxReferences,
        { DeclaredAccessibility: Accessibility.Private, ContainingType: { } type } => type.DeclaringSyntaxReferences,
        _ => null,
    };

    // Neither what names an argument nor a part of an attribute.
    private static bool IsCode(IdentifierNameSyntax name) =>
        name.Parent is not (NameColonSyntax or NameEqualsSyntax) && !name.Ancestors().Any(node => node is AttributeSyntax);

    // 'x.Name' and 'x.Name()' for 'Name'.
    private static SyntaxNode WholeOf(IdentifierNameSyntax name, ISymbol symbol)
    {
        SyntaxNode whole = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => name,
        };
        return symbol is IMethodSymbol && whole.Parent is InvocationExpressionSyntax call ? call : whole;
    }

    /// <summary>Whether nothing but its initializer can set a member.</summary>
    public bool IsSetOnlyByInitializer(ISymbol member)
    {
        member = member.OriginalDefinition;
        if (!_areSetOnce.TryGetValue(member, out var isSetOnce))
            _areSetOnce.Add(member, isSetOnce = SettersOf(member) is { } setters && !IsSetIn(setters, member));
        return isSetOnce;
    }

    // The code that may set a member; null for any code. Of a partial class there may be a part that a tool makes of another file.
    private static IEnumerable<SyntaxNode>? SettersOf(ISymbol member)
    {
        var type = member.ContainingType;
        if (member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null })
        {
            return type.InstanceConstructors.Concat(type.StaticConstructors)
                .SelectMany(DeclarationsOf).OfType<ConstructorDeclarationSyntax>();
        }
        var isHidden = member.DeclaredAccessibility is Accessibility.Private && member.GetAttributes().IsEmpty;
        return isHidden && type.TypeKind is TypeKind.Class && !DeclarationsOf(type).Any(IsPartial) ? DeclarationsOf(type) : null;
    }

    private static IEnumerable<SyntaxNode> DeclarationsOf(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax());

    private static bool IsPartial(SyntaxNode type) =>
        type is TypeDeclarationSyntax { Modifiers: var modifiers } && modifiers.Any(SyntaxKind.PartialKeyword);

    private bool IsSetIn(IEnumerable<SyntaxNode> code, ISymbol member) =>
        code.SelectMany(part => part.DescendantNodes()).SelectMany(Targets)
            .SelectMany(target => target.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
            .Any(name => name.Identifier.ValueText == member.Name && IsUseOf(name, member));

    private static IEnumerable<SyntaxNode> Targets(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment => [assignment.Left],
        PrefixUnaryExpressionSyntax prefix when !prefix.IsKind(SyntaxKind.LogicalNotExpression) => [node],
        PostfixUnaryExpressionSyntax or RefExpressionSyntax => [node],
        ArgumentSyntax argument when !argument.RefKindKeyword.IsKind(SyntaxKind.None) => [argument],
        _ => [],
    };

    private bool IsUseOf(IdentifierNameSyntax name, ISymbol symbol)
    {
        var used = methods.ModelOf(name.SyntaxTree)?.GetSymbolInfo(name).Symbol;
        var declared = (used as IMethodSymbol)?.ReducedFrom ?? used;
        return SymbolEqualityComparer.Default.Equals(declared?.OriginalDefinition, symbol.OriginalDefinition);
    }
}
