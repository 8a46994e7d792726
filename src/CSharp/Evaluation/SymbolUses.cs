using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>Where the source names a variable, member or method.</summary>
internal sealed class SymbolUses(SourceMethods methods)
{
    private readonly Dictionary<ISymbol, bool> _areSetOnce = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation?> _given = new(SymbolEqualityComparer.Default);
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

    /// <summary>Whether nothing but one assignment can set a member, always to the same value.</summary>
    public bool IsSetOnlyBy(ICoalesceAssignmentOperation assignment, ISymbol member) =>
        methods.InitializerOf(member) is null && SettersOf(member) is { } setters && assignment.Value.DescendantsAndSelf().All(IsTheSameEverywhere)
        && SettingsOf(setters, member).ToList() is [var only] && assignment.Syntax.Contains(only);

    private static bool IsTheSameEverywhere(IOperation part) => part is not (IParameterReferenceOperation or ILocalReferenceOperation
        or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance });

    /// <summary>
    /// What the only constructor of a class gives to a read-only member, from its parameters and nothing else; of a static member, the
    /// static constructor that sets it. Null where neither does.
    /// </summary>
    public IOperation? GivenByConstructor(ISymbol member)
    {
        member = member.OriginalDefinition;
        if (!_given.TryGetValue(member, out var given))
            _given.Add(member, given = member.IsStatic ? StaticConstructorOf(member) : FindGiven(member));
        return given;
    }

    private IOperation? FindGiven(ISymbol member) =>
        IsFixed(member) && methods.InitializerOf(member) is null && OnlyConstructorOf(member.ContainingType) is { } constructor
        && AssignedBy(constructor, member) is { } value && value.DescendantsAndSelf().All(IsFromParameters)
            ? value
            : null;

    private IOperation? StaticConstructorOf(ISymbol member)
    {
        if (member.ContainingType.StaticConstructors is not [var constructor] || methods.BodyOf(constructor) is not IConstructorBodyOperation body)
            return null;
        var settings = SettersOf(member) is { } setters ? SettingsOf(setters, member).ToList() : [];
        return settings.Count > 0 && settings.TrueForAll(setting => IsDirectlyIn(setting, body.Syntax)) ? body : null;
    }

    // And not in a lambda or local function of it.
    private static bool IsDirectlyIn(SyntaxNode node, SyntaxNode constructor) =>
        node.Ancestors().FirstOrDefault(outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax) == constructor;

    private static bool IsFixed(ISymbol member) => member is IFieldSymbol { IsStatic: false, IsReadOnly: true }
        or IPropertySymbol { IsStatic: false, SetMethod: null, IsVirtual: false, IsOverride: false };

    // One that goes from its beginning to its end.
    private IConstructorBodyOperation? OnlyConstructorOf(INamedTypeSymbol type) =>
        type.InstanceConstructors is [var constructor] && methods.BodyOf(constructor) is IConstructorBodyOperation body
        && !body.Syntax.DescendantNodes().Any(node => node is ReturnStatementSyntax or GotoStatementSyntax)
            ? body
            : null;

    private IOperation? AssignedBy(IConstructorBodyOperation constructor, ISymbol member)
    {
        var statements = (constructor.BlockBody ?? constructor.ExpressionBody)!.Operations.OfType<IExpressionStatementOperation>();
        var assignments = statements.Select(statement => statement.Operation).OfType<ISimpleAssignmentOperation>();
        var found = assignments.FirstOrDefault(assignment => Sets(assignment.Target, member));
        return found is not null && CountOfUses(constructor.Syntax, member) == 1 ? found.Value : null;
    }

    private static bool Sets(IOperation target, ISymbol member) =>
        target is IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: var set }
        && SymbolEqualityComparer.Default.Equals(set.OriginalDefinition, member);

    private int CountOfUses(SyntaxNode code, ISymbol symbol) => code.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Count(name => name.Identifier.ValueText == symbol.Name && IsUseOf(name, symbol));

    // The object itself may not be finished there, and locals and parameters that are set may have had another value.
    private bool IsFromParameters(IOperation part) => part switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } or ILocalReferenceOperation => false,
        IParameterReferenceOperation { Parameter: var parameter } => !IsSetInItsClass(parameter),
        _ => true,
    };

    /// <summary>Whether a parameter of a constructor is given another value in its class.</summary>
    public bool IsSetInItsClass(IParameterSymbol parameter)
    {
        if (!_areSetOnce.TryGetValue(parameter.OriginalDefinition, out var isSet))
            _areSetOnce.Add(parameter.OriginalDefinition, isSet = IsSetIn(DeclarationsOf(parameter.ContainingType), parameter));
        return isSet;
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
        var set = member is IPropertySymbol { IsStatic: true, SetMethod: { } setter } ? setter : member; // What reads databases sets those of objects.
        var isHidden = set.DeclaredAccessibility is Accessibility.Private && member.GetAttributes().IsEmpty;
        return isHidden && type.TypeKind is TypeKind.Class && !DeclarationsOf(type).Any(IsPartial) ? DeclarationsOf(type) : null;
    }

    private static IEnumerable<SyntaxNode> DeclarationsOf(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax());

    private static bool IsPartial(SyntaxNode type) =>
        type is TypeDeclarationSyntax { Modifiers: var modifiers } && modifiers.Any(SyntaxKind.PartialKeyword);

    private bool IsSetIn(IEnumerable<SyntaxNode> code, ISymbol member) => SettingsOf(code, member).Any();

    private IEnumerable<IdentifierNameSyntax> SettingsOf(IEnumerable<SyntaxNode> code, ISymbol member) =>
        code.SelectMany(part => part.DescendantNodes()).SelectMany(Targets)
            .SelectMany(target => target.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
            .Where(name => name.Identifier.ValueText == member.Name && IsUseOf(name, member));

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
        var named = (symbol as IMethodSymbol)?.PartialDefinitionPart ?? symbol; // As calls of a partial method see it.
        return SymbolEqualityComparer.Default.Equals(declared?.OriginalDefinition, named.OriginalDefinition);
    }
}
