using Hale.CSharp.Models;
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
    private readonly Dictionary<IOperation, bool> _waiting = [];
    private readonly Dictionary<ISymbol, bool> _areSetOnce = new(SymbolEqualityComparer.Default);
    private MemberChanges? _changes;
    private readonly Dictionary<IOperation, IMethodSymbol?> _conversions = [];
    private Callbacks? _callbacks;
    private ILookup<ISymbol, IMethodSymbol>? _overrides;
    private ILookup<string, IdentifierNameSyntax>? _uses;

    public Compilation Compilation { get; } = compilation;

    /// <summary>The calls that the compiler gave up on.</summary>
    public UnboundCalls Unbound => field ??= new UnboundCalls(Compilation, ModelOf);

    /// <summary>The body of a method, accessor, constructor or local function; null when the source does not have one.</summary>
    public IOperation? BodyOf(IMethodSymbol? method)
    {
        if (method is null)
            return null;
        method = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
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

    /// <summary>Whether nothing but the source, or a library whose models hold nothing at first, gives an object its members.</summary>
    public bool IsDecidedBySource(INamedTypeSymbol type)
    {
        for (var level = type; level is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; level = level.BaseType)
        {
            if (!IsInSource(level))
                return ModelTypes.HasKnownDefaults(level);
        }

        return true;
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

    /// <summary>The constructor that another one begins with, and what it gives it; null where it begins with none of the source.</summary>
    public IInvocationOperation? ChainedFrom(IMethodSymbol constructor)
    {
        if (BodyOf(constructor) is IConstructorBodyOperation body)
            return (body.Initializer as IExpressionStatementOperation)?.Operation as IInvocationOperation;
        var bases = constructor.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>()
            .SelectMany(type => type.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>() ?? []);
        return bases.Select(OperationAt).OfType<IInvocationOperation>().FirstOrDefault();
    }

    /// <summary>The constructor of the base class that one without a word about it begins with.</summary>
    public IMethodSymbol? ImplicitBaseOf(IMethodSymbol constructor) =>
        constructor.ContainingType.BaseType is { } type && IsInSource(type) ? type.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.IsEmpty) : null;

    public bool IsIterator(IOperation body)
    {
        if (!_iterators.TryGetValue(body, out var isIterator))
            _iterators.Add(body, isIterator = OwnNodes(body).Any(node => node is YieldStatementSyntax));
        return isIterator;
    }

    /// <summary>Whether an asynchronous body waits for something, so that its caller may go on before it is done.</summary>
    public bool HasAwait(IOperation body)
    {
        if (!_waiting.TryGetValue(body, out var hasAwait))
            _waiting.Add(body, hasAwait = OwnNodes(body).Any(node => node.ChildTokens().Any(token => token.IsKind(SyntaxKind.AwaitKeyword))));
        return hasAwait;
    }

    // Without those of the lambdas and local functions in it.
    private static IEnumerable<SyntaxNode> OwnNodes(IOperation body) => body.Syntax.DescendantNodesAndSelf(
        node => node == body.Syntax || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));

    /// <summary>Whether nothing but its initializer can set a member: it is read-only, and no constructor sets it.</summary>
    public bool IsSetOnlyByInitializer(ISymbol member)
    {
        member = member.OriginalDefinition;
        if (!_areSetOnce.TryGetValue(member, out var isSetOnce))
            _areSetOnce.Add(member, isSetOnce = member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null } && !IsSetByConstructor(member));
        return isSetOnce;
    }

    /// <summary>Whether a local is declared in a turn of one of some loops.</summary>
    public static bool IsDeclaredIn(ISymbol local, IReadOnlyList<SyntaxNode> loops) => LoopOf(local, loops) is not null;

    private static SyntaxNode? LoopOf(ISymbol local, IReadOnlyList<SyntaxNode> loops)
    {
        var declaration = local.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).FirstOrDefault();
        return loops.FirstOrDefault(loop => declaration is not null && loop.Span.Contains(declaration.Span) && !(loop is ForStatementSyntax { Declaration: { } head } && head.Span.Contains(declaration.Span)));
    }

    /// <summary>Whether a local is declared in a turn of one of some loops, and nothing in it sets it later, going by its name.</summary>
    public static bool IsSetOnceIn(ISymbol local, IReadOnlyList<SyntaxNode> loops)
    {
        var loop = LoopOf(local, loops);
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
            return type.TypeKind is TypeKind.Interface ? member : ImplementationOf(member, type) ?? member;
        for (var level = type; level is not null; level = level.BaseType)
        {
            var own = level.GetMembers(member.Name).FirstOrDefault(candidate => Overrides(candidate, member));
            if (own is not null)
                return own;
        }

        return member;
    }

    // Inside a generic method the interface may have a type parameter for what the class has a type for.
    private static ISymbol? ImplementationOf(ISymbol member, ITypeSymbol type)
    {
        if (type.FindImplementationForInterfaceMember(member) is { } implementation)
            return implementation;
        var candidates = type.AllInterfaces.Where(@interface => SymbolEqualityComparer.Default.Equals(@interface.OriginalDefinition, member.ContainingType.OriginalDefinition)).ToList();
        return candidates is [var only]
            ? only.GetMembers(member.Name).Where(candidate => SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, member.OriginalDefinition))
                .Select(type.FindImplementationForInterfaceMember).FirstOrDefault()
            : null;
    }

    /// <summary>Every method of the source that a virtual or interface method may mean; none when others may exist elsewhere.</summary>
    public IReadOnlyList<IMethodSymbol> OverridesOf(IMethodSymbol method)
    {
        _overrides ??= FindOverrides();
        var overrides = _overrides[method.OriginalDefinition].Where(candidate => Has(candidate.ContainingType, method.ContainingType)).ToList();
        if (!method.IsAbstract)
            overrides.Insert(0, method);
        var isClosed = overrides.Count == 1 || method.ContainingType.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected);
        return isClosed ? overrides : [];
    }

    // Of a generic interface or base class, it may only be one for the same type arguments; those of type parameters are not known.
    private bool Has(INamedTypeSymbol type, INamedTypeSymbol ancestor) =>
        !ancestor.IsGenericType || type.IsGenericType || ancestor.TypeArguments.Any(argument => argument is ITypeParameterSymbol) || Compilation.HasImplicitConversion(type, ancestor);

    /// <summary>The method of a class that makes it text in other text; null where another than <c>ToString()</c> does.</summary>
    public static IMethodSymbol? ToStringOf(INamedTypeSymbol type) => type.AllInterfaces.Any(@interface => @interface.Name is "IFormattable")
        ? null
        : Levels(type).SelectMany(level => level.GetMembers("ToString").OfType<IMethodSymbol>()).FirstOrDefault(method => method.Parameters.IsEmpty);

    /// <summary>The method of a class that <c>foreach</c> calls; null where the class has none.</summary>
    public static IMethodSymbol? EnumeratorOf(INamedTypeSymbol type)
    {
        var all = Levels(type).SelectMany(level => level.GetMembers().OfType<IMethodSymbol>()).Where(method => method.Parameters.IsEmpty).ToList();
        return all.Find(method => method.Name is "GetEnumerator") ?? all.Find(method => method.Name.EndsWith(">.GetEnumerator", StringComparison.Ordinal));
    }

    /// <summary>The conversion of its own that the elements of a loop's collection go through; null for none.</summary>
    public IMethodSymbol? ElementConversionOf(IForEachLoopOperation loop)
    {
        if (!_conversions.TryGetValue(loop, out var conversion))
        {
            var found = loop.Syntax is CommonForEachStatementSyntax syntax ? ModelOf(syntax.SyntaxTree)?.GetForEachStatementInfo(syntax).ElementConversion.MethodSymbol : null;
            _conversions.Add(loop, conversion = BodyOf(found) is null ? null : found);
        }

        return conversion;
    }

    /// <summary>Whether the framework may change something by what it asks of an object of a class.</summary>
    public bool HasCallbacks(ITypeSymbol? type) => type is not null && (_callbacks ??= new Callbacks(this)).Has(type);

    /// <summary>A class, and those that it derives from.</summary>
    public static IEnumerable<INamedTypeSymbol> Levels(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
            yield return level;
    }

    /// <summary>What the end of a <c>using</c> calls on an object of a class; null when the class does not say.</summary>
    public IMethodSymbol? DisposeOf(INamedTypeSymbol type, bool isAsynchronous)
    {
        var @interface = Compilation.GetTypeByMetadataName(isAsynchronous ? "System.IAsyncDisposable" : "System.IDisposable");
        var declared = @interface?.GetMembers().OfType<IMethodSymbol>().FirstOrDefault();
        if (declared is not null && type.FindImplementationForInterfaceMember(declared) is IMethodSymbol implementation)
            return Actual(implementation, type) as IMethodSymbol;
        return Levels(type).SelectMany(level => level.GetMembers(isAsynchronous ? "DisposeAsync" : "Dispose").OfType<IMethodSymbol>())
            .Where(method => method.Parameters.IsEmpty).Select(method => Actual(method, type)).OfType<IMethodSymbol>().FirstOrDefault();
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

    /// <summary>Whether a constructor, static or not, gives a member a value.</summary>
    public bool IsSetByConstructor(ISymbol member) =>
        member.ContainingType.InstanceConstructors.Concat(member.ContainingType.StaticConstructors)
            .SelectMany(constructor => constructor.DeclaringSyntaxReferences)
            .Select(reference => reference.GetSyntax()).OfType<ConstructorDeclarationSyntax>()
            .SelectMany(constructor => constructor.DescendantNodes().SelectMany(Targets))
            .SelectMany(target => target.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
            .Any(name => name.Identifier.ValueText == member.Name && IsUseOf(name, member));

    private static IEnumerable<SyntaxNode> Targets(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax assignment => [assignment.Left],
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or RefExpressionSyntax => [node],
        ArgumentSyntax argument when !argument.RefKindKeyword.IsKind(SyntaxKind.None) => [argument],
        _ => [],
    };

    private bool IsUseOf(IdentifierNameSyntax name, ISymbol member)
    {
        var used = ModelOf(name.SyntaxTree)?.GetSymbolInfo(name).Symbol;
        return SymbolEqualityComparer.Default.Equals(((used as IMethodSymbol)?.ReducedFrom ?? used)?.OriginalDefinition, member.OriginalDefinition);
    }

    /// <summary>Whether some code may change what a member holds, by adding to it, say, so that its initializer does not tell.</summary>
    public bool IsChangedSomewhere(ISymbol member) => (_changes ??= new MemberChanges(this)).MayHappenTo(member);

    /// <summary>Where the source names a variable, member or method: the operation there; null where there is none that can be followed.</summary>
    public IEnumerable<IOperation?> UsesOf(ISymbol symbol)
    {
        _uses ??= Compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>()).ToLookup(name => name.Identifier.ValueText, StringComparer.Ordinal);
        var scope = ScopeOf(symbol);
        return _uses[symbol.Name]
            .Where(name => scope is null || scope.Any(part => part.SyntaxTree == name.SyntaxTree && part.Span.Contains(name.Span)))
            .Where(name => name.Parent is not (NameColonSyntax or NameEqualsSyntax) && IsUseOf(name, symbol) && !name.Ancestors().Any(node => node is AttributeSyntax))
            .Select(name => OperationAt(WholeOf(name, symbol)));
    }

    // Where the language lets code name a symbol; null for all of the source.
    private static IReadOnlyList<SyntaxReference>? ScopeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol or IParameterSymbol => symbol.ContainingSymbol.DeclaringSyntaxReferences,
        { DeclaredAccessibility: Accessibility.Private, ContainingType: { } type } => type.DeclaringSyntaxReferences,
        _ => null,
    };

    // 'x.Name' and 'x.Name()' for 'Name'.
    private static SyntaxNode WholeOf(IdentifierNameSyntax name, ISymbol symbol)
    {
        SyntaxNode whole = (name.Parent is MemberAccessExpressionSyntax access && access.Name == name) || name.Parent is MemberBindingExpressionSyntax ? name.Parent : name;
        return symbol is IMethodSymbol && whole.Parent is InvocationExpressionSyntax ? whole.Parent : whole;
    }

    /// <summary>The method in which a node stands.</summary>
    public IMethodSymbol? MethodAround(SyntaxNode node) => ModelOf(node.SyntaxTree)?.GetEnclosingSymbol(node.SpanStart) as IMethodSymbol;

    /// <summary>A method, and those of base classes and interfaces by which it can be called too.</summary>
    public static IEnumerable<IMethodSymbol> DeclarationsOf(IMethodSymbol method)
    {
        for (var overridden = method; overridden is not null; overridden = overridden.OverriddenMethod)
            yield return overridden.OriginalDefinition;
        foreach (var member in method.ContainingType.AllInterfaces.SelectMany(@interface => @interface.GetMembers().OfType<IMethodSymbol>()))
        {
            if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                yield return member.OriginalDefinition;
        }
    }

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
