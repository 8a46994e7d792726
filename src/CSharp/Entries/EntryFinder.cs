using System.Text.RegularExpressions;
using Hale.CSharp.Evaluation;
using Hale.CSharp.Models;
using Hale.Rules.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hale.CSharp.Entries;

/// <summary>
/// Finds where to start: the methods that have to do with manifests and that no other such method calls. What only they call
/// is followed from there, with the arguments that it really gets.
/// </summary>
internal sealed class EntryFinder
{
    // Types of the libraries are V1Pod, V2HorizontalPodAutoscaler, Corev1Event, DeploymentArgs, DeploymentV1.
    private static readonly Regex LibraryType =
        new("^(([A-Z][a-z]+)?[Vv][0-9]+((alpha|beta)[0-9]+)?[A-Z].*|[A-Z].*Args|[A-Z].*V[0-9]+((Alpha|Beta)[0-9]+)?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static readonly HashSet<string> KindNames = new(KubernetesKinds.All.Select(kind => kind.Kind), StringComparer.Ordinal);

    private readonly Compilation _compilation;
    private readonly Func<SyntaxTree, SemanticModel> _modelOf;
    private readonly List<(IMethodSymbol Method, HashSet<string> Names, SyntaxNode Body)> _members = [];

    private EntryFinder(Compilation compilation, Func<SyntaxTree, SemanticModel> modelOf)
    {
        _compilation = compilation;
        _modelOf = modelOf;
    }

    /// <summary>The entries, then every other method that has to do with manifests, each in the order of the source.</summary>
    public static (IReadOnlyList<IMethodSymbol> Entries, IReadOnlyList<IMethodSymbol> Others) Find(
        Compilation compilation, Func<SyntaxTree, SemanticModel> modelOf, CancellationToken cancellation)
    {
        var finder = new EntryFinder(compilation, modelOf);
        foreach (var tree in compilation.SyntaxTrees)
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
            if (!IsMember(node) || _modelOf(node.SyntaxTree).GetDeclaredSymbol(node) is not { } symbol || MethodOf(symbol) is not { } method)
                continue;
            var body = node is CompilationUnitSyntax unit ? unit.Members.OfType<GlobalStatementSyntax>().Cast<SyntaxNode>() : [node];
            var names = new HashSet<string>(
                body.SelectMany(part => part.DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText),
                StringComparer.Ordinal);
            _members.Add((method, names, node));
        }
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

    private static IMethodSymbol? MethodOf(ISymbol symbol) => symbol as IMethodSymbol ?? (symbol as IPropertySymbol)?.GetMethod;

    // Those that name a type of manifests, and those that use one of them, however many steps away.
    private HashSet<IMethodSymbol> Relevant()
    {
        var own = OwnModelNames();
        var relevant = new HashSet<IMethodSymbol>(_members.Where(member => member.Names.Any(name => own.Contains(name) || LibraryType.IsMatch(name) || IsNamedKind(name, member.Body))).Select(member => member.Method), SymbolEqualityComparer.Default);
        if (relevant.Count == 0)
            return relevant;
        for (var before = -1; before != relevant.Count;)
        {
            before = relevant.Count;
            var names = new HashSet<string>(relevant.SelectMany(NamesOf), StringComparer.Ordinal);
            foreach (var member in _members.Where(member => !relevant.Contains(member.Method) && member.Names.Overlaps(names)))
            {
                if (UsedBy(member.Body, names).Any(relevant.Contains))
                    relevant.Add(member.Method);
            }
        }

        return relevant;
    }

    private HashSet<string> OwnModelNames() => new(
        SourceMethods.SourceTypes(_compilation.Assembly.GlobalNamespace).Where(FieldNames.IsEntity).Select(type => type.Name), StringComparer.Ordinal);

    // Of libraries whose classes are called as the kinds are: 'Deployment' in a file that uses one of them.
    private static bool IsNamedKind(string name, SyntaxNode member) =>
        KindNames.Contains(name) && ((CompilationUnitSyntax)member.SyntaxTree.GetRoot()).DescendantNodes(node => node is not (MemberDeclarationSyntax or StatementSyntax) || node is BaseNamespaceDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>().Any(@using => @using.Name?.ToString() is { } used && (used.StartsWith("Kanyon", StringComparison.Ordinal) || used.StartsWith("Aspire.Hosting.Kubernetes", StringComparison.Ordinal)));

    // Under which identifiers a use of a method may be written: its own, its class's for a constructor, its property's.
    private static IEnumerable<string> NamesOf(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Constructor ? [method.ContainingType.Name] : [method.AssociatedSymbol?.Name ?? method.Name];

    private IEnumerable<IMethodSymbol> UsedBy(SyntaxNode body, HashSet<string> names)
    {
        var model = _modelOf(body.SyntaxTree);
        foreach (var name in body.DescendantNodes().OfType<SimpleNameSyntax>().Where(name => names.Contains(name.Identifier.ValueText)))
        {
            var symbol = name.Parent is ObjectCreationExpressionSyntax creation ? model.GetSymbolInfo(creation).Symbol : model.GetSymbolInfo(name).Symbol;
            var method = symbol switch
            {
                IMethodSymbol called => (called.ReducedFrom ?? called).OriginalDefinition,
                IPropertySymbol property => property.OriginalDefinition.GetMethod,
                _ => null,
            };
            if (method is not null)
                yield return method;
        }
    }

    private (IReadOnlyList<IMethodSymbol>, IReadOnlyList<IMethodSymbol>) Divide(HashSet<IMethodSymbol> relevant)
    {
        var members = _members.Where(member => relevant.Contains(member.Method)).ToList();
        var names = new HashSet<string>(relevant.SelectMany(NamesOf), StringComparer.Ordinal);
        var used = new HashSet<IMethodSymbol>(
            members.SelectMany(member => UsedBy(member.Body, names).Where(method => !SymbolEqualityComparer.Default.Equals(method, member.Method))),
            SymbolEqualityComparer.Default);
        var isEntry = members.ToLookup(member => !used.Contains(member.Method) && !Overridden(member.Method).Any(used.Contains), member => member.Method);
        return ([.. isEntry[true]], [.. isEntry[false]]);
    }

    private static IEnumerable<IMethodSymbol> Overridden(IMethodSymbol method)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            yield return overridden.OriginalDefinition;
        foreach (var member in method.ContainingType.AllInterfaces.SelectMany(@interface => @interface.GetMembers().OfType<IMethodSymbol>()))
        {
            if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                yield return member.OriginalDefinition;
        }
    }
}
