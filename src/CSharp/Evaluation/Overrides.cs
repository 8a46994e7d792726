using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>Every method of the source that a virtual or interface method may mean.</summary>
internal sealed class Overrides(Compilation compilation)
{
    private readonly Dictionary<ISymbol, List<IMethodSymbol>> _known = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ITypeSymbol> _bases = new(SymbolEqualityComparer.Default);
    private bool _isFilled;

    /// <summary>The methods that a call may mean; none when others may exist elsewhere.</summary>
    public IReadOnlyList<IMethodSymbol> Of(IMethodSymbol method)
    {
        if (!_isFilled)
            Fill();
        var overrides = _known.TryGetValue(method.OriginalDefinition, out var known)
            ? known.FindAll(one => MayBe(one.ContainingType, method.ContainingType))
            : [];
        if (!method.IsAbstract)
            overrides.Insert(0, method);
        var isOpen = method.ContainingType.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected;
        return overrides.Count == 1 || !isOpen ? overrides : [];
    }

    /// <summary>Whether a class of the source is derived from a type.</summary>
    public bool IsDerivedFrom(ITypeSymbol? type)
    {
        if (!_isFilled)
            Fill();
        return type is not null && _bases.Contains(type.OriginalDefinition);
    }

    // Of a generic interface or base class, it may only be one for the same type arguments; those of type parameters are not known.
    private bool MayBe(INamedTypeSymbol type, INamedTypeSymbol ancestor) =>
        !ancestor.IsGenericType || type.IsGenericType || ancestor.TypeArguments.Any(argument => argument is ITypeParameterSymbol)
        || compilation.HasImplicitConversion(type, ancestor);

    private void Fill()
    {
        _isFilled = true;
        var types = Hierarchy.TypesIn(compilation.Assembly.GlobalNamespace).ToList();
        foreach (var method in types.SelectMany(Hierarchy.MethodsOf).Where(method => !method.IsAbstract))
        {
            for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
                Add(overridden, method);
        }

        foreach (var type in types.Where(type => type.TypeKind is TypeKind.Class))
        {
            if (type.BaseType is { } ancestor)
                _bases.Add(ancestor.OriginalDefinition);
            foreach (var member in type.AllInterfaces.SelectMany(Hierarchy.MethodsOf))
                Add(member, type.FindImplementationForInterfaceMember(member) as IMethodSymbol);
        }
    }

    private void Add(IMethodSymbol declared, IMethodSymbol? method)
    {
        if (method is null)
            return;
        if (!_known.TryGetValue(declared.OriginalDefinition, out var known))
            _known.Add(declared.OriginalDefinition, known = []);
        if (!known.Contains(method, SymbolEqualityComparer.Default))
            known.Add(method);
    }
}
