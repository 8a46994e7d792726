using Hale.CSharp.Models;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>Types whose values nobody can change, nor what they hold.</summary>
internal static class ImmutableTypes
{
    /// <summary>Types within types that are looked at.</summary>
    private const int MaximumDepth = 4;

    private static readonly HashSet<string> ReadOnly = new(StringComparer.Ordinal)
    {
        "IEnumerable", "IEnumerator", "IReadOnlyList", "IReadOnlyCollection", "IReadOnlyDictionary", "IReadOnlySet",
        "IGrouping", "ILookup", "IOrderedEnumerable",
        "Nullable", "Task", "ValueTask", "KeyValuePair", "Lazy", "Func",
    };

    public static bool Has(ITypeSymbol? type) => Has(type, depth: 0);

    /// <summary>Whether the elements of a collection are such values.</summary>
    public static bool AreIn(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Has(array.ElementType),
        INamedTypeSymbol { IsGenericType: true } named => named.TypeArguments.All(Has),
        _ => false,
    };

    /// <summary>Whether the fields of an object are such values, so that a copy of it shares nothing with it that can be changed.</summary>
    public static bool AreFieldsOf(ITypeSymbol? type) => type is INamedTypeSymbol named && FieldsOf(named).All(field => Has(field.Type));

    private static bool Has(ITypeSymbol? type, int depth) => type switch
    {
        null => false,
        { SpecialType: SpecialType.System_String or SpecialType.System_Void or SpecialType.System_Delegate } => true,
        { TypeKind: TypeKind.Enum or TypeKind.Delegate } => true,
        { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Double } => true,
        INamedTypeSymbol { IsGenericType: true } named when IsReadOnly(named.Name) =>
            named.TypeArguments.All(argument => Has(argument, depth + 1)),
        INamedTypeSymbol { IsValueType: true } named => depth < MaximumDepth && FieldsOf(named).All(field => Has(field.Type, depth + 1)),
        INamedTypeSymbol { TypeKind: TypeKind.Class, IsSealed: true } named when named.Locations.Any(location => location.IsInSource) =>
            depth < MaximumDepth && FieldsOf(named).All(field => field.IsReadOnly && Has(field.Type, depth + 1)),
        { Name: "Type" or "Uri" or "Version", ContainingType: null } => NamespaceName.Of(type) is "System",
        { Name: "Regex", ContainingType: null } => NamespaceName.Of(type) is "System.Text.RegularExpressions",
        _ => false,
    };

    private static IEnumerable<IFieldSymbol> FieldsOf(INamedTypeSymbol type) =>
        Hierarchy.Levels(type).SelectMany(level => level.GetMembers().OfType<IFieldSymbol>())
            .Where(field => !field.IsStatic && !SymbolEqualityComparer.Default.Equals(field.Type, type));

    private static bool IsReadOnly(string name) => ReadOnly.Contains(name) || name.StartsWith("Immutable", StringComparison.Ordinal)
        || name.StartsWith("IImmutable", StringComparison.Ordinal) || name.StartsWith("Frozen", StringComparison.Ordinal);
}
