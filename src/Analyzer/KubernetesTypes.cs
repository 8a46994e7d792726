using Microsoft.CodeAnalysis;

namespace Hale.Analyzer;

/// <summary>Tells at once that a project has nothing to do with Kubernetes, as most projects do not.</summary>
internal static class KubernetesTypes
{
    // What every version of KubernetesClient, Pulumi.Kubernetes and KubeClient has.
    private static readonly string[] OfLibraries = ["k8s.Models.V1ObjectMeta", "Pulumi.Kubernetes.Types.Inputs.Meta.V1.ObjectMetaArgs", "KubeClient.Models.ObjectMetaV1"];

    // Libraries without a type that all of their versions have.
    private static readonly string[] Assemblies = ["Aspire.Hosting.Kubernetes", "Kanyon"];

    /// <summary>Whether a compilation refers to a library with types of manifests, or has such types of its own.</summary>
    public static bool AreIn(Compilation compilation) =>
        Array.Exists(OfLibraries, name => !compilation.GetTypesByMetadataName(name).IsEmpty)
        || compilation.ReferencedAssemblyNames.Any(assembly => Array.Exists(Assemblies, name => assembly.Name.StartsWith(name, StringComparison.Ordinal)))
        || compilation.ContainsSymbolsWithName(name => name is "KubernetesEntityAttribute" or "KubeObjectAttribute", SymbolFilter.Type);
}
