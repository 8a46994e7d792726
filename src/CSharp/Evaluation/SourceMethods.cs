using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>What the source says of methods and members: their bodies, initializers and overrides, each looked up once.</summary>
internal sealed class SourceMethods(Compilation compilation, Func<SyntaxTree, SemanticModel> modelOf)
{
    private readonly ElementOperations _elements = new(modelOf);
    private readonly Dictionary<IMethodSymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation?> _initializers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IOperation, bool> _iterators = [];
    private readonly Dictionary<ISymbol, bool> _areSetOnce = new(SymbolEqualityComparer.Default);
    private ILookup<ISymbol, IMethodSymbol>? _overrides;
    private HashSet<string>? _changed;

    public Compilation Compilation { get; } = compilation;

    /// <summary>The body of a method, accessor, constructor or local function; null when the source does not have one.</summary>
    public IOperation? BodyOf(IMethodSymbol? method)
    {
        if (method is null)
            return null;
        method = method.OriginalDefinition;
        if (!_bodies.TryGetValue(method, out var body))
            _bodies.Add(method, body = FindBody(method));
        return body;
    }

    /// <summary>What a field or property is given where it is declared; null for nothing, and for what is not in the source.</summary>
    public IOperation? InitializerOf(ISymbol member)
    {
        member = member.OriginalDefinition;
        if (!_initializers.TryGetValue(member, out var initializer))
            _initializers.Add(member, initializer = InitializerSyntax(member) is { } syntax ? OperationAt(syntax) : null);
        return initializer;
    }

    public IOperation? OperationAt(SyntaxNode syntax) => ModelOf(syntax.SyntaxTree)?.GetOperation(syntax);

    /// <summary>The operation of an element of a collection expression.</summary>
    public IOperation? ElementAt(ExpressionSyntax element, ITypeSymbol? type) =>
        OperationAt(element) ?? (type is null ? null : _elements.OperationAt(element, type));

    /// <summary>The tree that a node of an operation stands in, in the source.</summary>
    public SyntaxTree OriginOf(SyntaxTree tree) => _elements.OriginOf(tree);

    public bool IsInSource(ITypeSymbol type) => type.OriginalDefinition.DeclaringSyntaxReferences.Any(reference => Compilation.ContainsSyntaxTree(reference.SyntaxTree));

    /// <summary>A class and its base classes as far as they are in the source, the base first.</summary>
    public IEnumerable<INamedTypeSymbol> SourceLevels(INamedTypeSymbol type)
    {
        var levels = new Stack<INamedTypeSymbol>();
        for (var level = type; level is not null && IsInSource(level); level = level.BaseType)
            levels.Push(level);
        return levels;
    }

    /// <summary>The instance fields and properties of a class that have an initializer.</summary>
    public IEnumerable<(ISymbol Member, IOperation Initializer)> MemberInitializers(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers().Where(member => member is IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } or IPropertySymbol { IsStatic: false }))
        {
            if (InitializerOf(member) is { } initializer)
                yield return (member, initializer);
        }
    }

    /// <summary>Whether a constructor stands in the head of its class.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);

    public bool IsIterator(IOperation body)
    {
        if (!_iterators.TryGetValue(body, out var isIterator))
        {
            isIterator = body.Syntax.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) || node == body.Syntax)
                .Any(node => node is YieldStatementSyntax);
            _iterators.Add(body, isIterator);
        }

        return isIterator;
    }

    /// <summary>Whether nothing but its initializer can set a member: it is read-only, and no constructor sets it.</summary>
    public bool IsSetOnlyByInitializer(ISymbol member)
    {
        member = member.OriginalDefinition;
        if (!_areSetOnce.TryGetValue(member, out var isSetOnce))
            _areSetOnce.Add(member, isSetOnce = member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null } && !IsSetByConstructor(member));
        return isSetOnce;
    }

    /// <summary>Whether something in the source changes what a member holds, going by names: adds to it, or sets a part of it.</summary>
    public bool IsChangedInPlace(ISymbol member)
    {
        _changed ??= new HashSet<string>(Compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().SelectMany(ChangedNames)), StringComparer.Ordinal);
        return _changed.Contains(member.Name);
    }

    private static IEnumerable<string> ChangedNames(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: var holder } } => NamesIn(holder),
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: var holder } } => NamesIn(holder),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var holder, Name.Identifier.ValueText: var method } } when KnownCalls.IsChange(method) => NamesIn(holder),
        _ => [],
    };

    private static IEnumerable<string> NamesIn(ExpressionSyntax holder) =>
        holder.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText);

    /// <summary>Whether a local is declared in a turn of one of some loops, and nothing in it sets it later, going by its name.</summary>
    public static bool IsSetOnceIn(ISymbol local, IReadOnlyList<SyntaxNode> loops)
    {
        var declaration = local.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).FirstOrDefault();
        var loop = loops.FirstOrDefault(loop => declaration is not null && loop.Span.Contains(declaration.Span) && !(loop is ForStatementSyntax { Declaration: { } head } && head.Span.Contains(declaration.Span)));
        return loop is not null && !loop.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == local.Name && name.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == name,
            PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or RefExpressionSyntax => true,
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent?.Parent is AssignmentExpressionSyntax,
            _ => false,
        });
    }

    /// <summary>The member that a member of an interface or base class means on an object of a class.</summary>
    public static ISymbol Actual(ISymbol member, ITypeSymbol? type)
    {
        if (type is null || (!member.IsVirtual && !member.IsAbstract && !member.IsOverride))
            return member;
        if (member.ContainingType.TypeKind is TypeKind.Interface)
            return type.TypeKind is TypeKind.Interface ? member : type.FindImplementationForInterfaceMember(member) ?? member;
        for (var level = type; level is not null; level = level.BaseType)
        {
            var own = level.GetMembers(member.Name).FirstOrDefault(candidate => Overrides(candidate, member));
            if (own is not null)
                return own;
        }

        return member;
    }

    /// <summary>Every method of the source that a virtual or interface method may mean; none when others may exist elsewhere.</summary>
    public IReadOnlyList<IMethodSymbol> OverridesOf(IMethodSymbol method)
    {
        _overrides ??= FindOverrides();
        var overrides = _overrides[method.OriginalDefinition].ToList();
        if (!method.IsAbstract)
            overrides.Insert(0, method);
        var isClosed = overrides.Count == 1 || method.ContainingType.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected);
        return isClosed ? overrides : [];
    }

    private static bool Overrides(ISymbol candidate, ISymbol member)
    {
        for (var current = candidate; current is not null; current = current switch
        {
            IMethodSymbol method => method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            _ => null,
        })
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, member.OriginalDefinition))
                return true;
        }

        return false;
    }

    private ILookup<ISymbol, IMethodSymbol> FindOverrides()
    {
        var methods = SourceTypes(Compilation.Assembly.GlobalNamespace).SelectMany(type => type.GetMembers().OfType<IMethodSymbol>().Where(method => !method.IsAbstract)).ToList();
        var overrides = methods.SelectMany(method => OverriddenBy(method).Select(overridden => (overridden, method)));
        var implementations = SourceTypes(Compilation.Assembly.GlobalNamespace).Where(type => type.TypeKind is TypeKind.Class)
            .SelectMany(type => type.AllInterfaces.SelectMany(@interface => @interface.GetMembers().OfType<IMethodSymbol>())
                .Select(member => (overridden: (ISymbol)member.OriginalDefinition, method: type.FindImplementationForInterfaceMember(member) as IMethodSymbol)))
            .Where(pair => pair.method is not null).Select(pair => (pair.overridden, pair.method!));
        return overrides.Concat(implementations).Distinct().ToLookup(pair => pair.Item1, pair => pair.Item2, SymbolEqualityComparer.Default);
    }

    private static IEnumerable<ISymbol> OverriddenBy(IMethodSymbol method)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            yield return overridden.OriginalDefinition;
    }

    /// <summary>Every type that a namespace of the source declares, nested ones included.</summary>
    public static IEnumerable<INamedTypeSymbol> SourceTypes(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>()
            .SelectMany(member => member is INamedTypeSymbol type ? SourceTypes(type).Prepend(type) : SourceTypes(member));

    private static bool IsSetByConstructor(ISymbol member) =>
        member.ContainingType.InstanceConstructors.Concat(member.ContainingType.StaticConstructors)
            .SelectMany(constructor => constructor.DeclaringSyntaxReferences)
            .SelectMany(reference => reference.GetSyntax().DescendantNodes().OfType<AssignmentExpressionSyntax>())
            .Any(assignment => assignment.Left.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == member.Name));

    private IOperation? FindBody(IMethodSymbol method)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (BodySyntax(reference.GetSyntax()) is { } syntax && OperationAt(syntax) is { } body and not IInvalidOperation)
                return body is ILocalFunctionOperation { Body: { } local } ? local : body;
        }

        return null;
    }

    private static SyntaxNode? BodySyntax(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } => null,
        BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax => declaration,
        AccessorDeclarationSyntax { Body: null, ExpressionBody: null } => null,
        AccessorDeclarationSyntax => declaration,
        ArrowExpressionClauseSyntax => declaration,
        PropertyDeclarationSyntax { ExpressionBody: { } arrow } => arrow,
        IndexerDeclarationSyntax { ExpressionBody: { } arrow } => arrow,
        _ => null,
    };

    private static ExpressionSyntax? InitializerSyntax(ISymbol member) =>
        member.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).Select(syntax => syntax switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } => value,
            PropertyDeclarationSyntax { Initializer.Value: var value } => value,
            _ => null,
        }).FirstOrDefault(value => value is not null);

    private SemanticModel? ModelOf(SyntaxTree tree) => Compilation.ContainsSyntaxTree(tree) ? modelOf(tree) : _elements.ModelOf(tree);
}
