using System.Text.RegularExpressions;
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

    // What a method is called that takes a whole manifest away, whoever wrote it.
    private static readonly Regex SinkName = new(
        "^(Create|Apply|Deploy|Replace|Save|Write|Send|Post|Put|Submit|Publish|Upsert|Store|Export|Emit|Print|Dump|Serialize)"
        + "(Or(Update|Replace|Patch))?(Namespaced|Cluster)?(Object|Resource|Manifest|Deployment|StatefulSet|DaemonSet|Service|Pod|Job|CronJob|ConfigMap|Secret|Ingress)?s?(Async)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>Whether a method of this name takes manifests away as they are.</summary>
    public static bool IsSinkName(string name) => SinkName.IsMatch(name);

    /// <summary>Whether it takes manifests away as they are.</summary>
    public static bool IsSink(IMethodSymbol method) => IsClient(method) || (!IsIn(method, "System") && IsSinkName(method.Name));

    /// <summary>Whether a type belongs to Pulumi.</summary>
    public static bool IsPulumi(ITypeSymbol type) => IsIn(type, "Pulumi");

    /// <summary>Whether a type is the stand-in for one of a package that could not be found.</summary>
    public static bool IsStub(ITypeSymbol type) => type.ContainingAssembly?.Name.StartsWith("Hale.Stubs.", StringComparison.Ordinal) == true;

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

    /// <summary>Whether it puts what it is given into a collection, and does nothing to it.</summary>
    public static bool IsCollecting(IMethodSymbol method) => IsIn(method, "System.Collections") && !Readings.Contains(method.Name);

    // A delegate may be anybody's code.
    private static bool IsWriting(IMethodSymbol method) =>
        method.MethodKind is MethodKind.DelegateInvoke || IsIn(method, "k8s.Models") || IsIn(method, "System.Reflection") || method.Name.StartsWith("Populate", StringComparison.Ordinal);

    /// <summary>Whether a type, or the type that declares a method, is in a namespace, or one inside of it.</summary>
    public static bool IsIn(ISymbol member, string name)
    {
        var containing = member.ContainingNamespace?.ToDisplayString() ?? "";
        return containing == name || containing.StartsWith(name + ".", StringComparison.Ordinal);
    }
}
