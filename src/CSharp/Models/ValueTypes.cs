using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Models;

/// <summary>What kind of values a type has.</summary>
internal static class ValueTypes
{
    /// <summary>Whether it is <c>Nullable&lt;T&gt;</c>.</summary>
    public static bool IsNullable(ITypeSymbol? type) => type?.OriginalDefinition.SpecialType is SpecialType.System_Nullable_T;

    /// <summary>The <c>T</c> of a <c>Nullable&lt;T&gt;</c>, and any other type itself.</summary>
    public static ITypeSymbol? Underlying(ITypeSymbol? type) => IsNullable(type) ? ((INamedTypeSymbol)type!).TypeArguments[0] : type;

    /// <summary>Whether it is an enum.</summary>
    public static bool IsEnum(ITypeSymbol? type) => type is { TypeKind: TypeKind.Enum };

    /// <summary>Whether it is <c>TimeSpan</c>.</summary>
    public static bool IsTimeSpan(ITypeSymbol? type) => type is { Name: "TimeSpan" } && NamespaceName.Of(type) == "System";
}
