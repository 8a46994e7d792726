using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>What foreign methods do with what they are given, as far as that is known by their names.</summary>
internal static class KnownCalls
{
    private static readonly string[] Pure = ["System", "Microsoft.Extensions.Logging", "k8s", "Pulumi", "Newtonsoft.Json", "YamlDotNet", "Xunit", "NUnit", "FluentAssertions"];

    // Methods of collections that change nothing.
    private static readonly HashSet<string> Readings = new(StringComparer.Ordinal)
    {
        "Contains", "ContainsKey", "ContainsValue", "IndexOf", "LastIndexOf", "FindIndex", "BinarySearch", "CopyTo", "GetEnumerator", "TryGetValue", "GetValueOrDefault",
        "AsReadOnly", "ToArray", "Peek", "Equals", "GetHashCode", "ToString", "IsSubsetOf", "IsSupersetOf", "Overlaps", "SetEquals", "EnsureCapacity", "TrimExcess",
    };

    /// <summary>Whether it is a call of a Kubernetes client, which takes a manifest and leaves it as it is.</summary>
    public static bool IsClient(IMethodSymbol method) => IsIn(method, "k8s") && !IsIn(method, "k8s.Models") || IsIn(method, "KubeOps");

    /// <summary>Whether it sends a part of an object only.</summary>
    public static bool IsPatch(IMethodSymbol method) =>
        method.Name.StartsWith("Patch", StringComparison.Ordinal) || method.Name.EndsWith("Patch", StringComparison.Ordinal) || method.Name.EndsWith("PatchAsync", StringComparison.Ordinal);

    /// <summary>Whether it only looks at what it is given, so that nothing leaves the source by it.</summary>
    public static bool IsInspection(IMethodSymbol method) =>
        method.Name is "ThrowIfNull" or "Equals" or "ReferenceEquals" or "GetHashCode" or "ToString" or "GetType" or "Validate"
        || IsIn(method, "Microsoft.Extensions.Logging") || IsIn(method, "System.Diagnostics");

    /// <summary>Whether it leaves what it is given as it is.</summary>
    public static bool IsPure(IMethodSymbol method) =>
        method.Name is "Validate"
        || (IsIn(method, "System.Collections") ? Readings.Contains(method.Name) : Pure.Any(name => IsIn(method, name)) && !IsWriting(method));

    // A delegate may be anybody's code.
    private static bool IsWriting(IMethodSymbol method) =>
        method.MethodKind is MethodKind.DelegateInvoke || IsIn(method, "System.Reflection") || method.Name.StartsWith("Populate", StringComparison.Ordinal);

    /// <summary>Whether the type that declares a method is in a namespace, or one inside of it.</summary>
    public static bool IsIn(IMethodSymbol method, string name)
    {
        var containing = method.ContainingNamespace?.ToDisplayString() ?? "";
        return containing == name || containing.StartsWith(name + ".", StringComparison.Ordinal);
    }
}
