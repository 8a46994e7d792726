using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Projects.References;

/// <summary>The reference assemblies that Hale carries, for code that is not restored and machines without an SDK.</summary>
public static class EmbeddedReferences
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> LoadedFramework = new(() => Load("framework/"));
    private static readonly Lazy<MetadataReference> LoadedClient = new(() => Load("stubs/Hale.Stubs.KubernetesClient").Single());
    private static readonly Lazy<MetadataReference> LoadedPulumi = new(() => Load("stubs/Hale.Stubs.Pulumi").Single());

    /// <summary>The part of .NET that code that builds manifests needs.</summary>
    public static IReadOnlyList<MetadataReference> Framework => LoadedFramework.Value;

    /// <summary>What the package KubernetesClient has: models, operations, loaders.</summary>
    public static MetadataReference KubernetesClient => LoadedClient.Value;

    /// <summary>What the packages Pulumi and Pulumi.Kubernetes have: inputs, outputs, resources and their arguments.</summary>
    public static MetadataReference Pulumi => LoadedPulumi.Value;

    private static IReadOnlyList<MetadataReference> Load(string prefix)
    {
        var assembly = typeof(EmbeddedReferences).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(name => name, StringComparer.Ordinal)
            .Select(name => MetadataReference.CreateFromStream(assembly.GetManifestResourceStream(name)!, filePath: name))];
    }
}
