using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>Base classes and interfaces: what a member of one means on an object of a class.</summary>
internal static class Hierarchy
{
    /// <summary>A class, and those that it derives from.</summary>
    public static IEnumerable<INamedTypeSymbol> Levels(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
            yield return level;
    }

    /// <summary>A class, and those that it derives from, up to one of them and without it; none where that is not among them.</summary>
    public static IReadOnlyList<INamedTypeSymbol> LevelsBelow(INamedTypeSymbol type, ITypeSymbol top)
    {
        if (IsSame(type.OriginalDefinition, top))
            return [];
        var levels = Levels(type).ToList();
        var end = levels.FindIndex(level => IsSame(level.OriginalDefinition, top));
        return levels.GetRange(0, Math.Max(end, 0));
    }

    /// <summary>Every type that a namespace of the source declares, nested ones included.</summary>
    public static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>()
            .SelectMany(member => member is INamedTypeSymbol type ? TypesIn(type).Prepend(type) : TypesIn(member));

    /// <summary>The methods that a class declares.</summary>
    public static IEnumerable<IMethodSymbol> MethodsOf(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>();

    /// <summary>The method of a class, or else the one that it inherits, that has a name and takes nothing; null for none.</summary>
    public static IMethodSymbol? MethodOf(INamedTypeSymbol type, string name) => Levels(type)
        .SelectMany(level => level.GetMembers(name).OfType<IMethodSymbol>()).FirstOrDefault(method => method.Parameters.IsEmpty);

    /// <summary>The member that a member of an interface or base class means on an object of a class.</summary>
    public static ISymbol Actual(ISymbol member, ITypeSymbol? type)
    {
        if (type is null || (!member.IsVirtual && !member.IsAbstract && !member.IsOverride))
            return member;
        if (member.ContainingType.TypeKind is TypeKind.Interface)
            return type.TypeKind is TypeKind.Interface || !IsOfSource(type) ? member : ImplementationOf(member, type) ?? member;
        for (var level = type; level is not null; level = level.BaseType)
        {
            var own = level.GetMembers(member.Name).FirstOrDefault(candidate => IsOrOverrides(candidate, member));
            if (own is not null)
                return own;
        }

        return member;
    }

    // Nobody follows what a library's class does, and the compiler takes long to find out which of its members it is.
    private static bool IsOfSource(ITypeSymbol type) =>
        type is INamedTypeSymbol named && Levels(named).Any(level => !level.DeclaringSyntaxReferences.IsEmpty);

    /// <summary>The property whose <c>get</c> a property has: an override may leave it to the one that it overrides.</summary>
    public static ISymbol ReadBy(ISymbol member) =>
        member is IPropertySymbol { GetMethod: null, OverriddenProperty: { } overridden } ? ReadBy(overridden) : member;

    /// <summary>The same for <c>set</c>.</summary>
    public static ISymbol SetBy(ISymbol member) =>
        member is IPropertySymbol { SetMethod: null, OverriddenProperty: { } overridden } && SetBy(overridden) is IPropertySymbol { SetMethod: not null } setter
            ? setter
            : member;

    private static bool IsOrOverrides(ISymbol candidate, ISymbol member)
    {
        for (var current = candidate; current is not null; current = OverriddenBy(current))
        {
            if (IsSame(current.OriginalDefinition, member.OriginalDefinition))
                return true;
        }

        return false;
    }

    private static ISymbol? OverriddenBy(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    // Inside a generic method the interface may have a type parameter for what the class has a type for.
    private static ISymbol? ImplementationOf(ISymbol member, ITypeSymbol type)
    {
        if (type.FindImplementationForInterfaceMember(member) is { } implementation)
            return implementation;
        var declaring = member.ContainingType.OriginalDefinition;
        var interfaces = type.AllInterfaces.Where(@interface => IsSame(@interface.OriginalDefinition, declaring)).ToList();
        var same = interfaces is [var only]
            ? only.GetMembers(member.Name).FirstOrDefault(candidate => IsSame(candidate.OriginalDefinition, member.OriginalDefinition))
            : null;
        return same is null ? null : type.FindImplementationForInterfaceMember(same);
    }

    /// <summary>A method, and those of base classes and interfaces by which it can be called too.</summary>
    public static IEnumerable<IMethodSymbol> DeclarationsOf(IMethodSymbol method)
    {
        for (var overridden = method; overridden is not null; overridden = overridden.OverriddenMethod)
            yield return overridden.OriginalDefinition;
        foreach (var member in method.ContainingType.AllInterfaces.SelectMany(MethodsOf))
        {
            if (IsSame(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                yield return member.OriginalDefinition;
        }
    }

    /// <summary>The method of a class that makes it text in other text; null where another than <c>ToString()</c> does.</summary>
    public static IMethodSymbol? ToStringOf(INamedTypeSymbol type) =>
        type.AllInterfaces.Any(@interface => @interface.Name is "IFormattable") ? null : MethodOf(type, "ToString");

    /// <summary>The method of a class that <c>foreach</c> calls; null where the class has none.</summary>
    public static IMethodSymbol? EnumeratorOf(INamedTypeSymbol type)
    {
        var all = Levels(type).SelectMany(MethodsOf).Where(method => method.Parameters.IsEmpty).ToList();
        return all.Find(method => method.Name is "GetEnumerator")
            ?? all.Find(method => method.Name.EndsWith(">.GetEnumerator", StringComparison.Ordinal));
    }

    private static bool IsSame(ISymbol? one, ISymbol? other) => SymbolEqualityComparer.Default.Equals(one, other);
}
