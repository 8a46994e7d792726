using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Evaluation;

/// <summary>What foreign methods do with what they are given, as far as that is known by their names.</summary>
internal static class KnownCalls
{
    private static readonly string[] Pure = ["System", "Microsoft.Extensions.Logging", "k8s", "Pulumi", "Newtonsoft.Json", "YamlDotNet", "Xunit", "NUnit", "FluentAssertions"];

    // How methods of collections and arrays begin that change nothing.
    private static readonly string[] Reading =
    [
        "As", "BinarySearch", "Clone", "Contains", "Convert", "Copy", "Count", "Create", "Empty", "Ensure", "Equals", "Exists", "Find", "ForEach", "GetEnumerator",
        "GetHashCode", "GetLength", "GetLowerBound", "GetRange", "GetType", "GetUpperBound", "GetValue", "Index", "Is", "LastIndex", "Overlaps", "Peek", "SetEquals", "Slice", "To", "Trim", "TrueForAll", "TryGet", "TryPeek",
    ];

    /// <summary>Whether it is a call of a Kubernetes client, which takes a manifest and leaves it as it is.</summary>
    public static bool IsClient(IMethodSymbol method) => IsIn(method, "k8s") && !IsIn(method, "k8s.Models") || IsIn(method, "KubeOps");

    /// <summary>Whether it sends a part of an object only.</summary>
    public static bool IsPatch(IMethodSymbol method) =>
        method.Name.StartsWith("Patch", StringComparison.Ordinal) || method.Name.EndsWith("Patch", StringComparison.Ordinal) || method.Name.EndsWith("PatchAsync", StringComparison.Ordinal);

    /// <summary>Whether it only looks at what it is given, so that nothing leaves the source by it.</summary>
    public static bool IsInspection(IMethodSymbol method) =>
        method.Name is "ThrowIfNull" or "Equals" or "ReferenceEquals" or "GetHashCode" or "ToString" or "GetType" or "Validate"
        || IsIn(method, "System.Linq") || IsIn(method, "System.Collections") || method.ContainingType.SpecialType is SpecialType.System_String
        || IsIn(method, "Microsoft.Extensions.Logging") || IsIn(method, "System.Diagnostics");

    /// <summary>Whether it leaves what it is given as it is.</summary>
    public static bool IsPure(IMethodSymbol method) =>
        method.Name is "Validate" || (Pure.Any(name => IsIn(method, name)) && !IsWriting(method));

    // A delegate may be anybody's code.
    private static bool IsWriting(IMethodSymbol method) =>
        method.MethodKind is MethodKind.DelegateInvoke || IsIn(method, "System.Reflection") || method.Name.StartsWith("Populate", StringComparison.Ordinal);

    /// <summary>Whether it leaves the collection that it is called on as it is, and gives another one.</summary>
    public static bool IsImmutable(IMethodSymbol method) =>
        method.ContainingType.Name.StartsWith("Immutable", StringComparison.Ordinal) || method.ContainingType.Name.StartsWith("IImmutable", StringComparison.Ordinal);

    /// <summary>Whether it may change the collection or array that it is called on or given.</summary>
    public static bool MayChangeCollection(IMethodSymbol method) =>
        (IsIn(method, "System.Collections") || method.ContainingType.SpecialType is SpecialType.System_Array)
        && !method.IsExtensionMethod && !IsImmutable(method) && !Reading.Any(name => method.Name.StartsWith(name, StringComparison.Ordinal));

    /// <summary>Whether a method changes a collection, going by its name alone.</summary>
    public static bool IsChange(string method) =>
        method is "Add" or "AddRange" or "TryAdd" or "Insert" or "InsertRange" or "Clear" or "Push" or "Enqueue" or "Sort" or "Reverse" || method.StartsWith("Remove", StringComparison.Ordinal);

    /// <summary>Whether the type that declares a method is in a namespace, or one inside of it.</summary>
    public static bool IsIn(IMethodSymbol method, string name)
    {
        var containing = method.ContainingNamespace?.ToDisplayString() ?? "";
        return containing == name || containing.StartsWith(name + ".", StringComparison.Ordinal);
    }
}
