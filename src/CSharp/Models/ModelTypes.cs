using System.Globalization;
using Hale.CSharp.Evaluation;
using Hale.CSharp.Values;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Models;

/// <summary>What sort of collection a type is.</summary>
internal enum CollectionKind
{
    /// <summary>It is none.</summary>
    None,

    /// <summary>A list, array, set or other sequence.</summary>
    List,

    /// <summary>A dictionary.</summary>
    Map,
}

/// <summary>
/// What the types of Kubernetes libraries mean: which are models, and which JSON field each of their properties is. It goes
/// by the attributes of the types, so any version of a library will do.
/// </summary>
internal sealed class ModelTypes
{
    private static readonly HashSet<string> Wrappers = new(StringComparer.Ordinal)
    {
        "Input", "InputList", "InputMap", "InputUnion", "InputJson", "Output", "Union",
        "IntOrString", "IntstrIntOrString", "ResourceQuantity",
    };

    private readonly Dictionary<ITypeSymbol, bool> _models = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, CollectionKind> _collections = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, OwnFields> _ownFields = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, IReadOnlyDictionary<string, Value>> _defaults = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, string> _names = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a type is a part of manifests: a library's model, or a class whose properties name JSON fields.</summary>
    public bool IsModel(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct })
            return false;
        if (!_models.TryGetValue(type, out var isModel))
            _models.Add(type, isModel = HasKnownDefaults(type) || FieldNames.IsEntity(type) || NamesFields(type));
        return isModel;
    }

    private static bool NamesFields(ITypeSymbol type) => type.GetMembers().Any(member => FieldNames.Written(member) is not null);

    /// <summary>Whether a property that nobody writes is known to stay null.</summary>
    public static bool HasKnownDefaults(ITypeSymbol type)
    {
        var name = NamespaceName.Of(type);
        return name is "k8s.Models" || name.StartsWith("Pulumi.Kubernetes.Types.Inputs", StringComparison.Ordinal)
            || IsCustomResourceArgs(type) || (name is "Pulumi" && type.Name is "ResourceArgs" or "InputArgs");
    }

    /// <summary>Whether it is the class from which Pulumi's users derive the arguments of a custom resource.</summary>
    public static bool IsCustomResourceArgs(ITypeSymbol type) =>
        type.Name is "CustomResourceArgs" && NamespaceName.Of(type) is "Pulumi.Kubernetes.ApiExtensions";

    /// <summary>
    /// Under which name an object holds a member; one that starts with a dot for one that is not serialized. A property that the
    /// object's class overrides or hides has a value of its own beside the other one.
    /// </summary>
    /// <param name="member">The member.</param>
    /// <param name="holder">The object's class, where it may be derived from the one that declares the member.</param>
    public string SlotName(ISymbol member, ITypeSymbol? holder)
    {
        member = member is IFieldSymbol { AssociatedSymbol: IPropertySymbol property } ? property.OriginalDefinition : member.OriginalDefinition;
        if (IsCovered(member, holder))
            return NameBeside(member);
        if (!_names.TryGetValue(member, out var name))
            _names.Add(member, name = FindName(member));
        return name;
    }

    // What a property holds is not what it gives where code of its own gives that.
    private static string FindName(ISymbol member) => member switch
    {
        IPropertySymbol { ContainingType.IsAnonymousType: true } => member.Name,
        _ when HidesAnother(member) || (member is IPropertySymbol property && FieldNames.IsComputed(property)) => NameBeside(member),
        IPropertySymbol property => FieldNames.Of(property),
        _ => IsOutput(member) ? FieldNames.Lower(member.Name) : $".{member.Name}",
    };

    // A class may have a member of its own that is called as one of a class that it is derived from. Of public properties, the one of
    // the class itself is serialized.
    private static bool HidesAnother(ISymbol member) =>
        member is { IsOverride: false, IsStatic: false } and not IPropertySymbol { DeclaredAccessibility: Accessibility.Public } && IsInSource(member)
        && Hierarchy.Levels(member.ContainingType).Skip(1).Any(level => level.GetMembers(member.Name).Any(IsHeld));

    private static string NameBeside(ISymbol member) => $".{member.Name}:{Hierarchy.Levels(member.ContainingType).Count()}";

    private static bool IsCovered(ISymbol member, ITypeSymbol? holder) =>
        member is IPropertySymbol { IsStatic: false } && holder is INamedTypeSymbol type && Hierarchy.LevelsBelow(type, member.ContainingType)
            .Any(level => level.GetMembers(member.Name).Any(IsInItsPlace));

    private static bool IsInItsPlace(ISymbol member) =>
        member is IPropertySymbol { IsStatic: false } and ({ IsOverride: true } or { DeclaredAccessibility: Accessibility.Public });

    private static bool IsHeld(ISymbol member) => member is IFieldSymbol or IPropertySymbol;

    /// <summary>The fields of a class of which what is written is not, or not always, what an object of it holds.</summary>
    public OwnFields OwnFieldsOf(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { IsAnonymousType: false } named || !IsInSource(named))
            return OwnFields.None;
        if (!_ownFields.TryGetValue(named, out var fields))
            _ownFields.Add(named, fields = FindOwnFields(named));
        return fields;
    }

    private OwnFields FindOwnFields(INamedTypeSymbol type)
    {
        var properties = Hierarchy.Levels(type).SelectMany(level => level.GetMembers()).OfType<IPropertySymbol>()
            .Where(property => !property.IsStatic && !property.IsIndexer && !IsCovered(property, type)).ToList();
        return new OwnFields(
            [.. properties.Where(property => IsConverted(property) || FieldNames.IsLeftOutAtDefault(property)).Select(property => SlotName(property, type))],
            [.. properties.Where(FieldNames.IsComputed).Select(FieldNames.Of).Where(name => name[0] != '.')]);
    }

    /// <summary>
    /// The fields that are written although nobody sets them, with what they hold: numbers and flags that cannot be null. In
    /// KubernetesClient these are the ones that every object must have, such as <c>V1ContainerPort.ContainerPort</c>.
    /// </summary>
    public IReadOnlyDictionary<string, Value> DefaultsOf(INamedTypeSymbol type)
    {
        if (!_defaults.TryGetValue(type, out var defaults))
            _defaults.Add(type, defaults = FindDefaults(type));
        return defaults;
    }

    private Dictionary<string, Value> FindDefaults(INamedTypeSymbol type)
    {
        var defaults = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var level in Hierarchy.Levels(type).Where(level => !level.IsAnonymousType && (HasKnownDefaults(level) || IsInSource(level))))
        {
            foreach (var member in level.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false } property && IsNumberOrFlag(property.Type) && !IsCovered(property, type))
                    AddDefault(defaults, property, type);
            }
        }

        return defaults;
    }

    private void AddDefault(Dictionary<string, Value> defaults, IPropertySymbol property, ITypeSymbol type)
    {
        var name = SlotName(property, type);
        if (name[0] != '.' && !FieldNames.IsComputed(property) && !FieldNames.IsLeftOutAtDefault(property))
            defaults[name] = IsConverted(property) ? Value.Unknown("what a converter writes") : Value.DefaultOf(property.Type);
    }

    private static bool IsNumberOrFlag(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Boolean or (>= SpecialType.System_SByte and <= SpecialType.System_Double);

    /// <summary>Whether code of its own writes a member, or the objects of a class.</summary>
    public static bool IsConverted(ISymbol symbol) =>
        symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "JsonConverterAttribute" && !WritesNames(attribute));

    private static bool WritesNames(AttributeData converter) =>
        converter.ConstructorArguments is [{ Value: ITypeSymbol { Name: "JsonStringEnumConverter" or "StringEnumConverter" } }, ..];

    /// <summary>Whether something of this type may be a manifest of any kind.</summary>
    public static bool IsAnyManifest(ITypeSymbol type) =>
        type is ITypeParameterSymbol or IDynamicTypeSymbol or { SpecialType: SpecialType.System_Object }
            or { Name: "IKubernetesObject" or "IMetadata", TypeKind: TypeKind.Interface }
        || IsCustomResourceArgs(type);

    /// <summary>Whether a type stands for the value that it is made of.</summary>
    public static bool IsWrapper(ITypeSymbol type) => Wrappers.Contains(type.Name) && IsLibrary(type);

    /// <summary>Whether a type is a wrapper that an object of it is one scalar.</summary>
    public static bool IsScalarWrapper(ITypeSymbol type) =>
        type.Name is "IntOrString" or "IntstrIntOrString" or "ResourceQuantity" && IsLibrary(type);

    /// <summary>What a fraction is as a quantity: a number of thousandths.</summary>
    public static Value Quantity(decimal fraction) => Math.Abs(fraction) < 1_000_000 && fraction * 1000 % 1 == 0
        ? new Scalar(((long)(fraction * 1000)).ToString(CultureInfo.InvariantCulture) + "m")
        : Value.Present("a quantity smaller than a thousandth");

    /// <summary>Whether a type is the one for a number or a text.</summary>
    public static bool IsIntOrString(ITypeSymbol? type) => type is { Name: "IntOrString" or "IntstrIntOrString" } && IsLibrary(type);

    /// <summary>Whether an object of this type is a part of an object for the API server to merge.</summary>
    public static bool IsPatch(ITypeSymbol type) =>
        type.Name is "V1Patch" or "JsonPatchDocument" || type.Name.EndsWith("PatchArgs", StringComparison.Ordinal) || IsPatchResource(type);

    /// <summary>Whether it is a list or a dictionary.</summary>
    public bool IsCollection(ITypeSymbol? type) => type is not null && CollectionOf(type) is not CollectionKind.None;

    /// <summary>Whether it is an <c>Output</c> or <c>Input</c> of one.</summary>
    public bool IsWrappedCollection(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeArguments: [var inner] } && IsWrapper(type) && IsCollection(inner);

    /// <summary>What sort of collection a type is.</summary>
    public CollectionKind CollectionOf(ITypeSymbol type)
    {
        if (!_collections.TryGetValue(type, out var kind))
            _collections.Add(type, kind = FindCollection(type));
        return kind;
    }

    /// <summary>What an int-or-string is in JSON: a number where its text is one.</summary>
    public static Value IntOrString(Value value) =>
        long.TryParse(value.AsText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Value.Of(number)
            : value;

    /// <summary>Whether an object of this type stands for one in the cluster.</summary>
    public static bool IsPulumiResource(ITypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "KubernetesResourceTypeAttribute");

    // Pulumi's outputs have fields.
    private static bool IsOutput(ISymbol member) =>
        member is IFieldSymbol && KnownCalls.IsIn(member, "Pulumi.Kubernetes.Types.Outputs");

    private static bool IsPatchResource(ITypeSymbol type) =>
        type.Name.EndsWith("Patch", StringComparison.Ordinal) && KnownCalls.IsIn(type, "Pulumi.Kubernetes");

    private static bool IsLibrary(ITypeSymbol type) =>
        KnownCalls.IsPulumi(type) || NamespaceName.Of(type) is "k8s" or "k8s.Models";

    private static CollectionKind FindCollection(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol)
            return CollectionKind.List;
        if (type.SpecialType is SpecialType.System_String || type is not INamedTypeSymbol named || named.IsAnonymousType)
            return CollectionKind.None;
        if (named.Name is "LinkedList" or "ArraySegment" && !IsInSource(named))
            return CollectionKind.None; // Their nodes, and the array behind them, are changed without them.
        if (Hierarchy.Levels(named).Any(IsInSource) && Hierarchy.EnumeratorOf(named) is { } enumerator && IsInSource(enumerator))
            return CollectionKind.None; // What it holds is for its own code to say.
        if (Hierarchy.Levels(named).TakeWhile(IsInSource).SelectMany(Hierarchy.MethodsOf).Any(ChangesWhatIsAdded))
            return CollectionKind.None;
        var interfaces = named.AllInterfaces.Add(named);
        if (named.Name is "InputMap" || interfaces.Any(@interface => @interface.Name is "IDictionary" or "IReadOnlyDictionary"))
            return CollectionKind.Map;
        return named.Name is "InputList" || interfaces.Any(IsEnumerable) ? CollectionKind.List : CollectionKind.None;
    }

    // 'Collection<T>' asks those for every change.
    private static bool ChangesWhatIsAdded(IMethodSymbol method) =>
        method is { IsOverride: true, Name: "InsertItem" or "SetItem" or "RemoveItem" or "ClearItems" };

    private static bool IsInSource(ISymbol symbol) => symbol.Locations.Any(location => location.IsInSource);

    private static bool IsEnumerable(INamedTypeSymbol type) =>
        type is { Name: "IEnumerable", TypeKind: TypeKind.Interface } && KnownCalls.IsIn(type, "System.Collections");
}

/// <summary>Fields of a class of the source that are not simply what its properties hold.</summary>
/// <param name="Converted">Those whose value code of its own writes, or leaves out.</param>
/// <param name="Computed">Those that code of the class gives.</param>
internal sealed record OwnFields(IReadOnlyList<string> Converted, IReadOnlyList<string> Computed)
{
    public static OwnFields None { get; } = new([], []);
}
