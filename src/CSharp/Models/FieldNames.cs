using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hale.CSharp.Models;

/// <summary>Which JSON field a property is: by its attribute, else by its name.</summary>
internal static class FieldNames
{
    // Values of JsonIgnoreCondition.
    private const int IgnoredAlways = 1;
    private const int IgnoredAtDefault = 2;
    private const int IgnoredWhenWriting = 4;

    // Names of Pulumi's SDK that are not the field's in Pascal case. Its attributes stand on private fields of the
    // compiled assembly, which a compiler does not show.
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["ContainerPortValue"] = "containerPort",
        ["Ref"] = "$ref",
        ["Schema"] = "$schema",
    };

    /// <summary>The field that a property is; one that starts with a dot for a property that is not serialized.</summary>
    public static string Of(IPropertySymbol property)
    {
        if (IsIgnored(property) || property.Name.Length == 0) // of a record whose parameter has no name yet
            return $".{property.Name}";
        if (Written(property) is { } name)
            return name;
        if (property.DeclaredAccessibility is not Accessibility.Public && !Has(property, "JsonIncludeAttribute"))
            return $".{property.Name}";
        var isPulumi = NamespaceName.Of(property).StartsWith("Pulumi", StringComparison.Ordinal);
        return Exceptions.TryGetValue(property.Name, out var exception) && isPulumi
            ? exception
            : Lower(property.Name);
    }

    // The other conditions of JsonIgnore leave out what is null, which is no field anyway, or nothing.
    private static bool IsIgnored(ISymbol property) =>
        Has(property, "YamlIgnoreAttribute") || IgnoreCondition(property) is IgnoredAlways or IgnoredWhenWriting;

    /// <summary>Whether a property is not written while it has the default value of its type, such as 0.</summary>
    public static bool IsLeftOutAtDefault(IPropertySymbol property) =>
        IgnoreCondition(property) is IgnoredAtDefault && property.Type.IsValueType;

    private static int? IgnoreCondition(ISymbol property)
    {
        foreach (var attribute in property.GetAttributes())
        {
            if (attribute.AttributeClass?.Name is "JsonIgnoreAttribute")
                return ArgumentOf(attribute, "Condition")?.Value as int? ?? IgnoredAlways;
        }

        return null;
    }

    private static bool Has(ISymbol property, string attributeName)
    {
        foreach (var attribute in property.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == attributeName)
                return true;
        }

        return false;
    }

    /// <summary>Whether code of the source gives a property, rather than what it was set to.</summary>
    public static bool IsComputed(IPropertySymbol property)
    {
        if (property.GetMethod is not { } getter)
            return false;
        foreach (var reference in getter.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is ArrowExpressionClauseSyntax or AccessorDeclarationSyntax and not AccessorDeclarationSyntax { Body: null, ExpressionBody: null })
                return true;
        }

        return false;
    }

    /// <summary>A name in Pascal case as the field that it is.</summary>
    public static string Lower(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>The field's name in an attribute of a property; null where there is none.</summary>
    public static string? Written(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            var name = attribute.AttributeClass?.Name switch
            {
                "JsonPropertyNameAttribute" or "InputAttribute" => FirstArgument(attribute),
                "JsonPropertyAttribute" => NamedArgument(attribute, "PropertyName") ?? FirstArgument(attribute),
                "YamlMemberAttribute" => NamedArgument(attribute, "Alias"),
                _ => null,
            };
            if (name is not null)
                return name;
        }

        return null;
    }

    /// <summary>Whether a class says that it is a kind of object of the cluster.</summary>
    public static bool IsEntity(ITypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "KubernetesEntityAttribute" or "KubeObjectAttribute");

    /// <summary>What an attribute says under a name; null for nothing, and for what is no text.</summary>
    public static string? NamedArgument(AttributeData attribute, string name) => ArgumentOf(attribute, name)?.Value as string;

    private static TypedConstant? ArgumentOf(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value;
        }

        return null;
    }

    private static string? FirstArgument(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Value: string name }, ..] ? name : null;
}
