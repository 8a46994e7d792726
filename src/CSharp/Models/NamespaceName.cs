using Microsoft.CodeAnalysis;

namespace Hale.CSharp.Models;

/// <summary>Names of namespaces. The compiler's way to show a symbol is made for messages, and slow.</summary>
internal static class NamespaceName
{
    /// <summary>The namespace that a symbol is in, such as <c>k8s.Models</c>; empty for none.</summary>
    public static string Of(ISymbol? symbol) => NameOf(symbol?.ContainingNamespace);

    private static string NameOf(INamespaceSymbol? @namespace)
    {
        if (@namespace is null or { IsGlobalNamespace: true })
            return "";
        var outer = NameOf(@namespace.ContainingNamespace);
        return outer.Length == 0 ? @namespace.Name : $"{outer}.{@namespace.Name}";
    }
}
