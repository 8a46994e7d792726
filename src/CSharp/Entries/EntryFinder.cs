using System.Text.RegularExpressions;
using Hale.CSharp.Evaluation;
using Hale.CSharp.Models;
using Hale.Rules.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hale.CSharp.Entries;

/// <summary>
/// Finds where to start: the methods, and the fields and properties with an initializer, that have to do with manifests and that
/// no other of them uses. What only they use is followed from there, with the arguments that it really gets.
/// </summary>
internal sealed class EntryFinder
{
    // Types of the libraries are V1Pod, V2HorizontalPodAutoscaler, Corev1Event, DeploymentArgs, DeploymentV1. Where a client's method
    // is called, or a text is read, there need be none.
    private static readonly Regex LibraryName = new(
        "^(([A-Z][a-z]+)?[Vv][0-9]+((alpha|beta)[0-9]+)?[A-Z].*|[A-Z].*Args|[A-Z].*V[0-9]+((Alpha|Beta)[0-9]+)?|(Create|Replace|Patch)(Namespaced|Cluster)[A-Z].*|Kubernetes(Yaml|Json))$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static readonly HashSet<string> KindNames = new(KubernetesKinds.All.Select(kind => kind.Kind), StringComparer.Ordinal);

    private readonly Func<SyntaxTree, SemanticModel> _modelOf;
    private readonly SourceMethods _methods;
    private readonly List<Member> _members = [];
    private readonly Dictionary<ISymbol, HashSet<ISymbol>> _used = new(SymbolEqualityComparer.Default);

    private EntryFinder(SourceMethods methods, Func<SyntaxTree, SemanticModel> modelOf)
    {
        _modelOf = modelOf;
        _methods = methods;
    }

    /// <summary>The entries, then everything else that has to do with manifests, each in the order of the source.</summary>
    public static (IReadOnlyList<ISymbol> Entries, IReadOnlyList<ISymbol> Others) Find(
        SourceMethods methods, Func<SyntaxTree, SemanticModel> modelOf, CancellationToken cancellation)
    {
        var finder = new EntryFinder(methods, modelOf);
        foreach (var tree in methods.Compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            finder.AddMembers(tree.GetRoot(cancellation));
        }

        return finder.Divide(finder.Relevant());
    }

    private void AddMembers(SyntaxNode root)
    {
        foreach (var node in root.DescendantNodesAndSelf(node => node is not (StatementSyntax or ExpressionSyntax)))
        {
            if (IsMember(node) && SymbolOf(_modelOf(node.SyntaxTree).GetDeclaredSymbol(node)) is { } symbol)
                _members.Add(new Member(symbol, NamesIn(node), node));
        }
    }

    private static HashSet<string> NamesIn(SyntaxNode member)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in PartsOf(member))
        {
            foreach (var name in part.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
                names.Add(name.Identifier.ValueText);
        }

        return names;
    }

    private static IEnumerable<SyntaxNode> PartsOf(SyntaxNode member) => member switch
    {
        CompilationUnitSyntax unit => unit.Members.OfType<GlobalStatementSyntax>(),
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } => [declaration.Type, member],
        _ => [member],
    };

    private static bool IsMember(SyntaxNode node) => node switch
    {
        CompilationUnitSyntax unit => unit.Members.Any(member => member is GlobalStatementSyntax),
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        PropertyDeclarationSyntax property => property.ExpressionBody is not null || property.Initializer is not null,
        VariableDeclaratorSyntax { Initializer: not null, Parent.Parent: FieldDeclarationSyntax } => true,
        IndexerDeclarationSyntax indexer => indexer.ExpressionBody is not null,
        _ => false,
    };

    // A property is what its getter gives.
    private static ISymbol? SymbolOf(ISymbol? symbol) => symbol switch
    {
        IPropertySymbol property => property.OriginalDefinition.GetMethod,
        IFieldSymbol { IsConst: true } => null,
        _ => symbol,
    };

    // Those that name a type of manifests or a client's method, and those that use one of them, however many steps away.
    private HashSet<ISymbol> Relevant()
    {
        var own = OwnModelNames();
        var names = new HashSet<string>(_members.SelectMany(member => member.Names), StringComparer.Ordinal);
        names.RemoveWhere(name => !own.Contains(name) && !LibraryName.IsMatch(name));
        var naming = _members.Where(member => member.Names.Overlaps(names) || member.Names.Any(name => IsNamedKind(name, member.Body)));
        var relevant = new HashSet<ISymbol>(naming.Select(member => member.Symbol), SymbolEqualityComparer.Default);
        for (var before = 0; before != relevant.Count;)
        {
            before = relevant.Count;
            AddUsers(relevant);
        }

        return relevant;
    }

    private void AddUsers(HashSet<ISymbol> relevant)
    {
        var names = new HashSet<string>(relevant.Select(NameOf), StringComparer.Ordinal);
        var hooks = new HashSet<ISymbol>(relevant.OfType<IMethodSymbol>().SelectMany(DeclaredElsewhere), SymbolEqualityComparer.Default);
        foreach (var member in _members.Where(member => !relevant.Contains(member.Symbol) && member.Names.Overlaps(names)))
        {
            var used = UsedBy(member.Symbol);
            if (used.Overlaps(relevant) || used.Overlaps(hooks))
                relevant.Add(member.Symbol);
        }
    }

    // What a base class, or whoever knows only an interface, calls when it means them.
    private IEnumerable<IMethodSymbol> DeclaredElsewhere(IMethodSymbol method) =>
        Hierarchy.DeclarationsOf(method).Skip(1).Where(declared => _methods.IsInSource(declared.ContainingType));

    private HashSet<string> OwnModelNames() => new(
        Hierarchy.TypesIn(_methods.Compilation.Assembly.GlobalNamespace).Where(FieldNames.IsEntity).Select(type => type.Name), StringComparer.Ordinal);

    // Of libraries whose classes are called as the kinds are: 'Deployment' in a file that uses one of them.
    private static bool IsNamedKind(string name, SyntaxNode member) =>
        KindNames.Contains(name) && member.SyntaxTree.GetRoot()
            .DescendantNodes(node => node is not (MemberDeclarationSyntax or StatementSyntax) || node is BaseNamespaceDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>().Any(IsOfNamedKinds);

    private static bool IsOfNamedKinds(UsingDirectiveSyntax @using) => @using.Name?.ToString() is { } used
        && (used.StartsWith("Kanyon", StringComparison.Ordinal) || used.StartsWith("Aspire.Hosting.Kubernetes", StringComparison.Ordinal));

    // Under which identifier a use may be written: a constructor's class, a getter's property.
    private static string NameOf(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType.Name,
        IMethodSymbol { AssociatedSymbol: { } property } => property.Name,
        _ => symbol.Name,
    };

    // From the operations, which the evaluation needs too: they bind a body once; to ask for the symbols of names does it for each of them.
    private HashSet<ISymbol> UsedBy(ISymbol symbol)
    {
        if (!_used.TryGetValue(symbol, out var used))
        {
            var operations = OperationOf(symbol)?.DescendantsAndSelf() ?? [];
            _used.Add(symbol, used = new HashSet<ISymbol>(operations.SelectMany(UsedIn), SymbolEqualityComparer.Default));
        }

        return used;
    }

    private IOperation? OperationOf(ISymbol symbol) => symbol is IMethodSymbol method && _methods.BodyOf(method) is { } body
        ? body
        : _methods.InitializerOf((symbol as IMethodSymbol)?.AssociatedSymbol ?? symbol);

    private IEnumerable<ISymbol> UsedIn(IOperation operation) => operation switch
    {
        IInvocationOperation call => [Declared(call.TargetMethod)],
        IMethodReferenceOperation reference => [Declared(reference.Method)],
        IObjectCreationOperation { Constructor: { } constructor } => [Declared(constructor)],
        IPropertyReferenceOperation { Property.OriginalDefinition.GetMethod: { } getter } => [getter],
        IFieldReferenceOperation field => [field.Field.OriginalDefinition],
        IInvalidOperation invalid when _methods.Unbound.Of(invalid) is { } call => [Declared(call.Method)],
        { Kind: OperationKind.None, Syntax: CollectionExpressionSyntax collection } => UsedIn(collection),
        _ => [],
    };

    // Roslyn 4.8 has no operation that says what is in it.
    private IEnumerable<ISymbol> UsedIn(CollectionExpressionSyntax collection) =>
        collection.DescendantNodes().OfType<SimpleNameSyntax>().Select(UsedBy).OfType<ISymbol>();

    private ISymbol? UsedBy(SimpleNameSyntax name)
    {
        SyntaxNode user = name.Parent is ObjectCreationExpressionSyntax creation ? creation : name;
        return _modelOf(name.SyntaxTree).GetSymbolInfo(user).Symbol switch
        {
            IMethodSymbol called => Declared(called),
            IPropertySymbol property => property.OriginalDefinition.GetMethod,
            IFieldSymbol field => field.OriginalDefinition,
            _ => null,
        };
    }

    private static IMethodSymbol Declared(IMethodSymbol method) => SourceMethods.Implemented(method.ReducedFrom ?? method);

    private (IReadOnlyList<ISymbol>, IReadOnlyList<ISymbol>) Divide(HashSet<ISymbol> relevant)
    {
        var members = _members.Select(member => member.Symbol).Where(symbol => relevant.Contains(symbol) && !IsGenerated(symbol)).ToList();
        var used = new HashSet<ISymbol>(members.SelectMany(OthersUsedBy), SymbolEqualityComparer.Default);
        return (members.FindAll(symbol => !IsUsed(symbol)), members.FindAll(IsUsed));

        bool IsUsed(ISymbol symbol) => DeclarationsOf(symbol).Any(used.Contains);
    }

    private static IEnumerable<ISymbol> DeclarationsOf(ISymbol symbol) =>
        symbol is IMethodSymbol method ? Hierarchy.DeclarationsOf(method) : [symbol];

    // A method that only calls itself is called by nobody.
    private IEnumerable<ISymbol> OthersUsedBy(ISymbol symbol) =>
        UsedBy(symbol).Where(used => !SymbolEqualityComparer.Default.Equals(used, symbol));

    // Nobody would change it by hand. It is followed where other code calls it.
    private static bool IsGenerated(ISymbol? symbol) =>
        symbol is IMethodSymbol or IFieldSymbol or INamedTypeSymbol
        && (symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "GeneratedCodeAttribute") || IsGenerated(symbol.ContainingSymbol));

    /// <summary>A method with a body, or a field or property with an initializer.</summary>
    private sealed record Member(ISymbol Symbol, HashSet<string> Names, SyntaxNode Body);
}
