using Hale.CSharp.Evaluation;
using Hale.Rules.Schema;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Models;

/// <summary>Which types are whole manifests, and of which kind.</summary>
internal sealed class ManifestKinds
{
    private const string PulumiInputs = "Pulumi.Kubernetes.Types.Inputs.";

    private readonly Dictionary<ITypeSymbol, ManifestKind?> _kinds = new(SymbolEqualityComparer.Default);
    private readonly Lazy<Dictionary<string, ManifestKind>> _pulumi = new(() => KubernetesKinds.All.ToDictionary(
        kind => PulumiName(kind.ApiVersion, kind.Kind), kind => new ManifestKind(kind.ApiVersion, kind.Kind), StringComparer.OrdinalIgnoreCase));

    private readonly Lazy<ILookup<string, ManifestKind>> _named = new(() =>
        KubernetesKinds.All.ToLookup(kind => kind.Kind, kind => new ManifestKind(kind.ApiVersion, kind.Kind), StringComparer.Ordinal));

    /// <summary>The API version and kind that an object of a type has; null for a type that is no whole manifest.</summary>
    public ManifestKind? Of(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { IsAnonymousType: false })
            return null;
        if (!_kinds.TryGetValue(type, out var kind))
            _kinds.Add(type, kind = Find(type));
        return kind;
    }

    /// <summary>Whether the library names an object that has no name.</summary>
    public static bool IsNamedByLibrary(ITypeSymbol? type) =>
        NamespaceName.Of(type).StartsWith(PulumiInputs, StringComparison.Ordinal) || IsCustomResource(type);

    /// <summary>Whether a type holds what Pulumi takes for any custom resource.</summary>
    public static bool IsCustomResource(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && Hierarchy.Levels(named).Any(ModelTypes.IsCustomResourceArgs);

    private ManifestKind? Find(ITypeSymbol type)
    {
        if (IsCustomResource(type))
            return new(ApiVersion: null, Kind: null);
        var found = FromPulumi(type) ?? FromAttribute(type) ?? FromConstants(type) ?? FromName(type);
        return found?.Kind?.EndsWith("List", StringComparison.Ordinal) == true ? null : found;
    }

    private ManifestKind? FromPulumi(ITypeSymbol type)
    {
        var name = NamespaceName.Of(type);
        if (!name.StartsWith(PulumiInputs, StringComparison.Ordinal) || !type.Name.EndsWith("Args", StringComparison.Ordinal))
            return null;
        var path = $"{name.Substring(PulumiInputs.Length)}.{type.Name.Substring(0, type.Name.Length - "Args".Length)}";
        return _pulumi.Value.TryGetValue(path, out var kind) ? kind : OfOtherVersion(type, path.Split('.'));
    }

    // 'Policy.V1Beta1.PodDisruptionBudget' of a version that Kubernetes no longer has, or does not have yet; else what a tool made of
    // the definition of a custom resource.
    private ManifestKind? OfOtherVersion(ITypeSymbol type, string[] path)
    {
        if (path is not [var group, var version, var kind])
            return null;
        if (!_named.Value.Contains(kind))
            return IsWhole(type) ? new(ApiVersion: null, kind) : null;
        var isSame = group + ".";
        var same = _pulumi.Value.FirstOrDefault(known => known.Key.StartsWith(isSame, StringComparison.OrdinalIgnoreCase)).Value?.ApiVersion;
        var name = same is null ? group.ToLowerInvariant() : same.Substring(0, Math.Max(same.IndexOf('/'), 0));
        return new(ApiVersion(name, version.ToLowerInvariant()), kind);
    }

    private static bool IsWhole(ITypeSymbol type) =>
        new[] { "ApiVersion", "Kind", "Metadata" }.All(name => type.GetMembers(name).OfType<IPropertySymbol>().Any());

    private static ManifestKind? FromAttribute(ITypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass?.Name is "KubernetesEntityAttribute" && FieldNames.NamedArgument(attribute, "Kind") is { } kind)
                return new(ApiVersion(FieldNames.NamedArgument(attribute, "Group"), FieldNames.NamedArgument(attribute, "ApiVersion")), kind);
            var given = attribute.ConstructorArguments;
            if (attribute.AttributeClass?.Name is "KubeObjectAttribute" && given is [{ Value: string name }, { Value: string version }, ..])
                return new(version, name);
        }

        return null;
    }

    // Libraries that say the kind by the name of the class only.
    private ManifestKind? FromName(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Class && (KnownCalls.IsIn(type, "Aspire.Hosting.Kubernetes") || KnownCalls.IsIn(type, "Kanyon"))
        && _named.Value[type.Name].ToList() is [var only]
            ? only
            : null;

    // Versions of the client up to 1.5 have no attribute.
    private static ManifestKind? FromConstants(ITypeSymbol type) =>
        NamespaceName.Of(type) is "k8s.Models" && Constant(type, "KubeKind") is { } kind
            ? new(ApiVersion(Constant(type, "KubeGroup"), Constant(type, "KubeApiVersion")), kind)
            : null;

    private static string? ApiVersion(string? group, string? version) => string.IsNullOrEmpty(group) ? version : $"{group}/{version}";

    private static string? Constant(ITypeSymbol type, string name) =>
        type.GetMembers(name).OfType<IFieldSymbol>().Where(field => field.HasConstantValue)
            .Select(field => field.ConstantValue as string).FirstOrDefault();

    // 'networking.k8s.io/v1' is the namespace Networking.V1, 'v1' is Core.V1.
    private static string PulumiName(string apiVersion, string kind)
    {
        var slash = apiVersion.IndexOf('/');
        var group = slash < 0 ? "core" : apiVersion.Substring(0, slash).Split('.')[0];
        return $"{group}.{apiVersion.Substring(slash + 1)}.{kind}";
    }
}

/// <summary>What an object says that it is.</summary>
/// <param name="ApiVersion">Such as <c>apps/v1</c>; null when its type does not tell.</param>
/// <param name="Kind">Such as <c>Deployment</c>; null when only its constructor is told.</param>
internal sealed record ManifestKind(string? ApiVersion, string? Kind);
