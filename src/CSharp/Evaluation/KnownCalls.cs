using System.Text.RegularExpressions;
using Hale.CSharp.Models;
using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>What foreign methods do with what they are given, as far as that is known by their names.</summary>
internal static class KnownCalls
{
    private static readonly string[] Pure =
    [
        "System", "Microsoft.Extensions.Logging", "k8s", "Pulumi", "Newtonsoft.Json", "YamlDotNet", "Xunit", "NUnit", "FluentAssertions",
    ];

    // How methods of collections and arrays begin that change nothing.
    private static readonly string[] Reading =
    [
        "As", "BinarySearch", "Clone", "Contains", "Convert", "Count", "Create", "Empty", "Ensure", "Equals", "Exists", "Find", "ForEach",
        "GetEnumerator", "GetHashCode", "GetLength", "GetLowerBound", "GetRange", "GetType", "GetUpperBound", "GetValue", "Index", "Is",
        "LastIndex", "Overlaps", "Peek", "SetEquals", "Slice", "To", "Trim", "TrueForAll", "TryGet", "TryPeek",
    ];

    // What a method is called that takes a whole manifest away, whoever wrote it.
    private static readonly Regex SinkName = Pattern(
        "^(Create|Apply|Deploy|Replace|Save|Write|Send|Post|Put|Submit|Publish|Upsert|Store|Export|Emit|Print|Dump|Serialize)"
        + "(Or(Update|Replace|Patch))?(Namespaced|Cluster)?"
        + "(Object|CustomObject|Resource|Manifest|Deployment|StatefulSet|DaemonSet|ReplicaSet|Service|Pod|Job|CronJob|ConfigMap|Secret|Ingress|Namespace"
        + "|PersistentVolume|PersistentVolumeClaim|StorageClass|NetworkPolicy|PodDisruptionBudget|HorizontalPodAutoscaler|ServiceAccount)?"
        + "s?(WithHttpMessages)?(Async)?$");

    private static readonly Regex TakingName = Pattern("^(Create|Replace|Apply|Save|Update|Upsert)");

    private static readonly Regex PatchingName =
        Pattern("^Patch(Namespaced|Cluster)?(?<kind>[A-Z][A-Za-z]+?)(Status|Scale)?(WithHttpMessages)?(Async)?$");

    /// <summary>Whether a method of this name takes manifests away as they are.</summary>
    public static bool IsSinkName(string name) => SinkName.IsMatch(name);

    /// <summary>Whether it takes manifests away as they are.</summary>
    public static bool IsSink(IMethodSymbol method) => IsClient(method) || (!IsIn(method, "System") && IsSinkName(method.Name));

    /// <summary>Whether a type belongs to Pulumi.</summary>
    public static bool IsPulumi(ITypeSymbol type) => IsIn(type, "Pulumi");

    /// <summary>Whether a resource of Pulumi makes objects of a chart or of files, which may be any.</summary>
    public static bool MakesAnything(ITypeSymbol type) =>
        IsIn(type, "Pulumi.Kubernetes.Helm") || IsIn(type, "Pulumi.Kubernetes.Yaml") || IsIn(type, "Pulumi.Kubernetes.Kustomize");

    /// <summary>Whether a type is the stand-in for one of a package that could not be found.</summary>
    public static bool IsStub(ITypeSymbol type) =>
        type.ContainingAssembly is { Name: var name } && name.StartsWith("Hale.Stubs.", StringComparison.Ordinal);

    /// <summary>Whether it is a call of a Kubernetes client, which takes a manifest and leaves it as it is.</summary>
    public static bool IsClient(IMethodSymbol method) => IsIn(method, "k8s") && !IsIn(method, "k8s.Models") || IsIn(method, "KubeOps");

    /// <summary>Whether a method of a client that has this name gets a whole object for the cluster.</summary>
    public static bool IsTakingName(string name) => TakingName.IsMatch(name);

    /// <summary>The kind of object that a call of a client sends a part of, which there is then; null when its name does not say.</summary>
    public static string? PatchedKind(IMethodSymbol method) =>
        PatchingName.Match(method.Name) is { Success: true } match ? match.Groups["kind"].Value : null;

    /// <summary>Whether a method of this name sends a part of an object only.</summary>
    public static bool IsPatch(string name) =>
        name.StartsWith("Patch", StringComparison.Ordinal) || name.EndsWith("Patch", StringComparison.Ordinal)
        || name.EndsWith("PatchAsync", StringComparison.Ordinal);

    /// <summary>Whether a client does away with the object that a method of this name gets, which may be no more than a name.</summary>
    public static bool IsDelete(string name) => name.StartsWith("Delete", StringComparison.Ordinal);

    /// <summary>Whether a method of a client that has this name sets how many pods some workload runs.</summary>
    public static bool IsScaling(string name) => name.IndexOf("Scale", StringComparison.Ordinal) >= 0
        && (name.StartsWith("PatchNamespaced", StringComparison.Ordinal) || name.StartsWith("ReplaceNamespaced", StringComparison.Ordinal));

    /// <summary>Whether it leaves what it is given as it is.</summary>
    public static bool IsPure(IMethodSymbol method) =>
        method.Name is "Validate" || (Pure.Any(name => IsIn(method, name)) && !IsWriting(method));

    // A delegate may be anybody's code.
    private static bool IsWriting(IMethodSymbol method) =>
        method.MethodKind is MethodKind.DelegateInvoke || IsIn(method, "k8s.Models") || IsIn(method, "System.Reflection")
        || method.Name.StartsWith("Populate", StringComparison.Ordinal);

    /// <summary>Whether objects of a type are text that is being built.</summary>
    public static bool IsTextBuilder(ITypeSymbol? type) => type is { Name: "StringBuilder" } && NamespaceName.Of(type) == "System.Text";

    /// <summary>Whether it leaves the collection that it is called on as it is, and gives another one.</summary>
    public static bool IsImmutable(IMethodSymbol method) =>
        method.ContainingType.Name.StartsWith("Immutable", StringComparison.Ordinal)
        || method.ContainingType.Name.StartsWith("IImmutable", StringComparison.Ordinal);

    /// <summary>Whether it may change the collection or array that it is called on or given.</summary>
    public static bool MayChangeCollection(IMethodSymbol method) =>
        (IsOfCollections(method) || IsOfMemory(method)) && !IsImmutable(method) && !IsReading(method);

    private static bool IsOfCollections(IMethodSymbol method) =>
        (!method.IsExtensionMethod || IsOfCollectionExtensions(method)) && (IsIn(method, "System.Collections") || method.ContainingType.SpecialType is SpecialType.System_Array);

    /// <summary>Whether it is a method for collections of a sort that is written as if it were their own.</summary>
    public static bool IsOfCollectionExtensions(IMethodSymbol method) => method.ContainingType.Name is "CollectionExtensions";

    // Those write into arrays and lists that they are given.
    private static bool IsOfMemory(IMethodSymbol method) => IsIn(method, "System") && method.ContainingType.Name
        is "MemoryExtensions" or "Span" or "Memory" or "ReadOnlySpan" or "ReadOnlyMemory" or "Buffer" or "CollectionsMarshal" or "MemoryMarshal"
        or "Random" or "RandomNumberGenerator";

    private static bool IsReading(IMethodSymbol method) => Reading.Any(name => method.Name.StartsWith(name, StringComparison.Ordinal));

    /// <summary>Whether a type, or the type that declares a method, is in a namespace, or one inside of it.</summary>
    public static bool IsIn(ISymbol member, string name)
    {
        var containing = NamespaceName.Of(member);
        return containing == name || containing.StartsWith(name + ".", StringComparison.Ordinal);
    }

    private static Regex Pattern(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
