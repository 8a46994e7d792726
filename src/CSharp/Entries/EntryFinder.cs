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
/// Finds where to start: the methods that have to do with manifests and that no other such method calls. What only they call
/// is followed from there, with the arguments that it really gets.
/// </summary>
internal sealed class EntryFinder
{
    // Types of the libraries are V1Pod, V2HorizontalPodAutoscaler, Corev1Event, DeploymentArgs, DeploymentV1.
    private static readonly Regex LibraryType = new(
        "^(([A-Z][a-z]+)?[Vv][0-9]+((alpha|beta)[0-9]+)?[A-Z].*|[A-Z].*Args|[A-Z].*V[0-9]+((Alpha|Beta)[0-9]+)?)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static readonly HashSet<string> KindNames = new(KubernetesKinds.All.Select(kind => kind.Kind), StringComparer.Ordinal);

    private readonly Func<SyntaxTree, SemanticModel> _modelOf;
    private readonly SourceMethods _methods;
    private readonly List<Member> _members = [];
    private readonly Dictionary<IMethodSymbol, HashSet<IMethodSymbol>> _used = new(SymbolEqualityComparer.Default);

    private EntryFinder(SourceMethods methods, Func<SyntaxTree, SemanticModel> modelOf)
    {
        _modelOf = modelOf;
        _methods = methods;
    }

    /// <summary>The entries, then every other method that has to do with manifests, each in the order of the source.</summary>
    public static (IReadOnlyList<IMethodSymbol> Entries, IReadOnlyList<IMethodSymbol> Others) Find(
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
            if (IsMember(node) && MethodOf(_modelOf(node.SyntaxTree).GetDeclaredSymbol(node)) is { } method)
                _members.Add(new Member(method, NamesIn(node), node));
        }
    }

    private static HashSet<string> NamesIn(SyntaxNode member)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in member is CompilationUnitSyntax unit ? unit.Members.OfType<GlobalStatementSyntax>() : (IEnumerable<SyntaxNode>)[member])
        {
            foreach (var token in part.DescendantTokens())
            {
                if (token.IsKind(SyntaxKind.IdentifierToken))
                    names.Add(token.ValueText);
            }
        }

        return names;
    }

    private static bool IsMember(SyntaxNode node) => node switch
    {
        CompilationUnitSyntax unit => unit.Members.Any(member => member is GlobalStatementSyntax),
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        PropertyDeclarationSyntax property => property.ExpressionBody is not null,
        IndexerDeclarationSyntax indexer => indexer.ExpressionBody is not null,
        _ => false,
    };

    private static IMethodSymbol? MethodOf(ISymbol? symbol) => symbol as IMethodSymbol ?? (symbol as IPropertySymbol)?.GetMethod;

    // Those that name a type of manifests, and those that use one of them, however many steps away.
    private HashSet<IMethodSymbol> Relevant()
    {
        var own = OwnModelNames();
        var naming = _members.Where(member => member.Names.Any(name => own.Contains(name) || LibraryType.IsMatch(name) || IsNamedKind(name, member.Body)));
        var relevant = new HashSet<IMethodSymbol>(naming.Select(member => member.Method), SymbolEqualityComparer.Default);
        for (var before = 0; before != relevant.Count;)
        {
            before = relevant.Count;
            AddUsers(relevant);
        }

        return relevant;
    }

    private void AddUsers(HashSet<IMethodSymbol> relevant)
    {
        var names = new HashSet<string>(relevant.SelectMany(NamesOf), StringComparer.Ordinal);
        foreach (var member in _members.Where(member => !relevant.Contains(member.Method) && member.Names.Overlaps(names)))
        {
            if (UsedBy(member.Method).Overlaps(relevant))
                relevant.Add(member.Method);
        }
    }

    private HashSet<string> OwnModelNames() => new(
        Hierarchy.TypesIn(_methods.Compilation.Assembly.GlobalNamespace).Where(FieldNames.IsEntity).Select(type => type.Name), StringComparer.Ordinal);

    // Of libraries whose classes are called as the kinds are: 'Deployment' in a file that uses one of them.
    private static bool IsNamedKind(string name, SyntaxNode member) =>
        KindNames.Contains(name) && member.SyntaxTree.GetRoot()
            .DescendantNodes(node => node is not (MemberDeclarationSyntax or StatementSyntax) || node is BaseNamespaceDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>().Any(IsOfNamedKinds);

    private static bool IsOfNamedKinds(UsingDirectiveSyntax @using) => @using.Name?.ToString() is { } used
        && (used.StartsWith("Kanyon", StringComparison.Ordinal) || used.StartsWith("Aspire.Hosting.Kubernetes", StringComparison.Ordinal));

    // Under which identifiers a use of a method may be written: its own, its class's for a constructor, its property's.
    private static IEnumerable<string> NamesOf(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Constructor ? [method.ContainingType.Name] : [method.AssociatedSymbol?.Name ?? method.Name];

    // From the operations, which the evaluation needs too: they bind a body once; to ask for the symbols of names does it for each of them.
    private HashSet<IMethodSymbol> UsedBy(IMethodSymbol method)
    {
        if (!_used.TryGetValue(method, out var used))
        {
            var operations = _methods.BodyOf(method)?.DescendantsAndSelf() ?? [];
            _used.Add(method, used = new HashSet<IMethodSymbol>(operations.SelectMany(UsedIn), SymbolEqualityComparer.Default));
        }

        return used;
    }

    private IEnumerable<IMethodSymbol> UsedIn(IOperation operation) => operation switch
    {
        IInvocationOperation call => [Declared(call.TargetMethod)],
        IMethodReferenceOperation reference => [Declared(reference.Method)],
        IObjectCreationOperation { Constructor: { } constructor } => [Declared(constructor)],
        IPropertyReferenceOperation { Property.OriginalDefinition.GetMethod: { } getter } => [getter],
        IInvalidOperation invalid when _methods.Unbound.Of(invalid) is { } call => [Declared(call.Method)],
        { Kind: OperationKind.None, Syntax: CollectionExpressionSyntax collection } => UsedIn(collection),
        _ => [],
    };

    // Roslyn 4.8 has no operation that says what is in it.
    private IEnumerable<IMethodSymbol> UsedIn(CollectionExpressionSyntax collection) =>
        collection.DescendantNodes().OfType<SimpleNameSyntax>().Select(UsedBy).OfType<IMethodSymbol>();

    private IMethodSymbol? UsedBy(SimpleNameSyntax name)
    {
        SyntaxNode user = name.Parent is ObjectCreationExpressionSyntax creation ? creation : name;
        return _modelOf(name.SyntaxTree).GetSymbolInfo(user).Symbol switch
        {
            IMethodSymbol called => Declared(called),
            IPropertySymbol property => property.OriginalDefinition.GetMethod,
            _ => null,
        };
    }

    private static IMethodSymbol Declared(IMethodSymbol method) => (method.ReducedFrom ?? method).OriginalDefinition;

    private (IReadOnlyList<IMethodSymbol>, IReadOnlyList<IMethodSymbol>) Divide(HashSet<IMethodSymbol> relevant)
    {
        var members = _members.Where(member => relevant.Contains(member.Method) && !IsGenerated(member.Method)).ToList();
        var used = new HashSet<IMethodSymbol>(members.SelectMany(member => OthersUsedBy(member.Method)), SymbolEqualityComparer.Default);
        var isUsed = members.Select(member => member.Method).ToLookup(method => Hierarchy.DeclarationsOf(method).Any(used.Contains));
        return ([.. isUsed[false]], [.. isUsed[true]]);
    }

    // A method that only calls itself is called by nobody.
    private IEnumerable<IMethodSymbol> OthersUsedBy(IMethodSymbol method) =>
        UsedBy(method).Where(used => !SymbolEqualityComparer.Default.Equals(used, method));

    // Nobody would change it by hand. It is followed where other code calls it.
    private static bool IsGenerated(ISymbol? symbol) =>
        symbol is IMethodSymbol or INamedTypeSymbol
        && (symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "GeneratedCodeAttribute") || IsGenerated(symbol.ContainingSymbol));

    /// <summary>A method with a body.</summary>
    private sealed record Member(IMethodSymbol Method, HashSet<string> Names, SyntaxNode Body);
}
