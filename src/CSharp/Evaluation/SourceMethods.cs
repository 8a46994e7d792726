using Hale.CSharp.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Evaluation;

/// <summary>What the source says of methods and members: their bodies, initializers, and what becomes of them, each looked up once.</summary>
internal sealed class SourceMethods(Compilation compilation, Func<SyntaxTree, SemanticModel> modelOf)
{
    private readonly ElementOperations _elements = new(modelOf);
    private readonly Dictionary<IMethodSymbol, IOperation?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation?> _initializers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IOperation, bool> _iterators = [];
    private readonly Dictionary<IOperation, bool> _waiting = [];
    private readonly Dictionary<IOperation, IMethodSymbol?> _conversions = [];

    public Compilation Compilation { get; } = compilation;

    /// <summary>The calls that the compiler gave up on.</summary>
    public UnboundCalls Unbound => field ??= new UnboundCalls(Compilation, ModelOf);

    /// <summary>Where the source names a variable, member or method.</summary>
    public SymbolUses Uses => field ??= new SymbolUses(this);

    /// <summary>What a call of a virtual or interface method may mean.</summary>
    public Overrides Overrides => field ??= new Overrides(Compilation);

    private MemberChanges Changes => field ??= new MemberChanges(this);

    private Callbacks Callbacks => field ??= new Callbacks(this);

    /// <summary>The body of a method, accessor, constructor or local function; null when the source does not have one.</summary>
    public IOperation? BodyOf(IMethodSymbol? method)
    {
        if (method is null)
            return null;
        method = Implemented(method);
        if (!_bodies.TryGetValue(method, out var body))
            _bodies.Add(method, body = FindBody(method));
        return body;
    }

    /// <summary>A method as it is defined; of a partial one, the part that has the body.</summary>
    public static IMethodSymbol Implemented(IMethodSymbol method) => method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;

    /// <summary>A parameter as the body of its method uses it.</summary>
    public static IParameterSymbol Implemented(IParameterSymbol parameter) =>
        parameter.OriginalDefinition.ContainingSymbol is IMethodSymbol { PartialImplementationPart: { } body }
            ? body.Parameters[parameter.Ordinal]
            : parameter.OriginalDefinition;

    /// <summary>What a field or property is given where it is declared; null for nothing, and for what is not in the source.</summary>
    public IOperation? InitializerOf(ISymbol member)
    {
        member = member.OriginalDefinition;
        if (!_initializers.TryGetValue(member, out var initializer))
            _initializers.Add(member, initializer = InitializerSyntax(member) is { } syntax ? Made(OperationAt(syntax)) : null);
        return initializer;
    }

    // 'string[] Names = { "a", "b" }' has its elements only where the value would stand.
    private static IOperation? Made(IOperation? initializer) =>
        initializer is IArrayInitializerOperation { Parent: IArrayCreationOperation array } ? array : initializer;

    public IOperation? OperationAt(SyntaxNode syntax) => ModelOf(syntax.SyntaxTree)?.GetOperation(syntax);

    /// <summary>The operation of an element of a collection expression.</summary>
    public IOperation? ElementAt(ExpressionSyntax element, ITypeSymbol? type) =>
        OperationAt(element) ?? (type is null ? null : _elements.OperationAt(element, type));

    /// <summary>The tree that a node of an operation stands in, in the source.</summary>
    public SyntaxTree OriginOf(SyntaxTree tree) => _elements.OriginOf(tree);

    /// <summary>What tells the meaning of a tree; null for one that is not of the source.</summary>
    public SemanticModel? ModelOf(SyntaxTree tree) => Compilation.ContainsSyntaxTree(tree) ? modelOf(tree) : _elements.ModelOf(tree);

    /// <summary>The method in which a node stands.</summary>
    public IMethodSymbol? MethodAround(SyntaxNode node) => ModelOf(node.SyntaxTree)?.GetEnclosingSymbol(node.SpanStart) as IMethodSymbol;

    public bool IsInSource(ITypeSymbol type) =>
        type.OriginalDefinition.DeclaringSyntaxReferences.Any(reference => Compilation.ContainsSyntaxTree(reference.SyntaxTree));

    /// <summary>Whether nothing but the source, or a library whose models hold nothing at first, gives an object its members.</summary>
    public bool IsDecidedBySource(INamedTypeSymbol type)
    {
        var foreign = Hierarchy.Levels(type).FirstOrDefault(level => !IsInSource(level));
        return foreign is null or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType } || ModelTypes.HasKnownDefaults(foreign);
    }

    /// <summary>Whether some code may change what a member holds, by adding to it, say, so that its initializer does not tell.</summary>
    public bool IsChangedSomewhere(ISymbol member) => Changes.MayHappenTo(member);

    /// <summary>Whether the framework may change something by what it asks of an object of a class.</summary>
    public bool HasCallbacks(ITypeSymbol? type) => type is not null && Callbacks.Has(type);

    /// <summary>The instance fields and properties of a class that have an initializer.</summary>
    public IEnumerable<(ISymbol Member, IOperation Initializer)> MemberInitializers(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            var mayHaveOne = member is IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } or IPropertySymbol { IsStatic: false };
            if (mayHaveOne && InitializerOf(member) is { } initializer)
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
    public IMethodSymbol? ImplicitBaseOf(IMethodSymbol constructor) => constructor.ContainingType.BaseType is { } type && IsInSource(type)
        ? type.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.IsEmpty)
        : null;

    public bool IsIterator(IOperation body)
    {
        if (!_iterators.TryGetValue(body, out var isIterator))
            _iterators.Add(body, isIterator = StatementsIn(body).Any(node => node is YieldStatementSyntax));
        return isIterator;
    }

    /// <summary>Whether an asynchronous body waits for something, so that its caller may go on before it is done.</summary>
    public bool HasAwait(IOperation body)
    {
        if (!_waiting.TryGetValue(body, out var hasAwait))
            _waiting.Add(body, hasAwait = OwnNodes(body).Any(IsAwait));
        return hasAwait;
    }

    private static bool IsAwait(SyntaxNode node) => node switch
    {
        AwaitExpressionSyntax => true,
        CommonForEachStatementSyntax loop => loop.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword),
        UsingStatementSyntax @using => @using.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword),
        LocalDeclarationStatementSyntax declaration => declaration.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword),
        _ => false,
    };

    // Without those of lambdas and local functions.
    private static IEnumerable<SyntaxNode> StatementsIn(IOperation body) => body.Syntax.DescendantNodesAndSelf(
        node => node == body.Syntax || node is not (ExpressionSyntax or LocalFunctionStatementSyntax));

    // Without those of the lambdas and local functions in it.
    private static IEnumerable<SyntaxNode> OwnNodes(IOperation body) => body.Syntax.DescendantNodesAndSelf(
        node => node == body.Syntax || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));

    /// <summary>The conversion of its own that the elements of a loop's collection go through; null for none.</summary>
    public IMethodSymbol? ElementConversionOf(IForEachLoopOperation loop)
    {
        if (!_conversions.TryGetValue(loop, out var conversion))
            _conversions.Add(loop, conversion = FindElementConversion(loop));
        return conversion;
    }

    private IMethodSymbol? FindElementConversion(IForEachLoopOperation loop)
    {
        if (loop.Syntax is not CommonForEachStatementSyntax syntax)
            return null;
        var found = ModelOf(syntax.SyntaxTree)?.GetForEachStatementInfo(syntax).ElementConversion.MethodSymbol;
        return BodyOf(found) is null ? null : found;
    }

    /// <summary>Whether a 'Deconstruct' of the source gives the parts of what an assignment or loop takes apart.</summary>
    public bool IsTakenApartBySource(SyntaxNode whole) => ModelOf(whole.SyntaxTree) is not { } model || whole switch
    {
        ForEachVariableStatementSyntax loop => IsOfSource(model.GetDeconstructionInfo(loop)),
        AssignmentExpressionSyntax assignment => IsOfSource(model.GetDeconstructionInfo(assignment)),
        _ => true,
    };

    private bool IsOfSource(DeconstructionInfo parts) => BodyOf(parts.Method) is not null || parts.Nested.Any(IsOfSource);

    /// <summary>What the end of a <c>using</c> calls on an object of a class; null when the class does not say.</summary>
    public IMethodSymbol? DisposeOf(INamedTypeSymbol type, bool isAsynchronous)
    {
        var @interface = Compilation.GetTypeByMetadataName(isAsynchronous ? "System.IAsyncDisposable" : "System.IDisposable");
        var declared = @interface?.GetMembers().OfType<IMethodSymbol>().FirstOrDefault();
        if (declared is not null && type.FindImplementationForInterfaceMember(declared) is IMethodSymbol implementation)
            return Hierarchy.Actual(implementation, type) as IMethodSymbol;
        var method = Hierarchy.MethodOf(type, isAsynchronous ? "DisposeAsync" : "Dispose");
        return method is null ? null : Hierarchy.Actual(method, type) as IMethodSymbol;
    }

    private IOperation? FindBody(IMethodSymbol method)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (BodySyntax(reference.GetSyntax()) is { } syntax && IsDeclaredBy(method, syntax) && OperationAt(syntax) is { } body and not IInvalidOperation)
                return body is ILocalFunctionOperation { Body: { } local } ? local : body;
        }

        return null;
    }

    // What an 'extension' block declares is also a method of the class around it, with another parameter for the receiver.
    private static bool IsDeclaredBy(IMethodSymbol method, SyntaxNode body) =>
        body.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || IsOrdinary(type)
        || method.ContainingType.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == type.SyntaxTree && reference.Span == type.Span);

    private static bool IsOrdinary(TypeDeclarationSyntax type) =>
        type is ClassDeclarationSyntax or StructDeclarationSyntax or InterfaceDeclarationSyntax or RecordDeclarationSyntax;

    /// <summary>Whether a parameter is what an <c>extension</c> block extends: what its methods are called on.</summary>
    public static bool IsReceiver(IParameterSymbol parameter) => parameter.ContainingSymbol is INamedTypeSymbol { TypeKind: not TypeKind.Delegate };

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
}
