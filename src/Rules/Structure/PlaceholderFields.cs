using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Structure;

/// <summary>What a value may look like by the field that it is in, so that a placeholder can be told from it.</summary>
internal static class PlaceholderFields
{
    // Text in which anything may stand: programs, files, base64, explanations, expressions.
    private static readonly HashSet<string> FreeText = new(
        ["command", "args", "script", "data", "binaryData", "expr", "expression", "query", "description", "summary", "message", "documentation", "example", "regex"],
        StringComparer.OrdinalIgnoreCase);

    // Most keys begin with another letter, and need no lookup.
    private static readonly string BeginningsOfFreeText = string.Concat(FreeText.Select(key => key.Substring(0, 1)).Distinct());

    // Fields for IP addresses and names of hosts, which have no word in capitals alone.
    private static readonly HashSet<string> Addresses = new(
        ["advertiseAddress", "certSANs", "clusterIP", "clusterIPs", "controlPlaneEndpoint", "externalIPs", "externalName", "loadBalancerIP"],
        StringComparer.Ordinal);

    // Fields of Kubernetes' own kinds for names of objects, which have no capitals.
    private static readonly HashSet<string> NamesOfObjects = new(
        ["claimName", "ingressClassName", "namespace", "nodeName", "priorityClassName", "secretName", "serviceAccountName", "storageClassName"],
        StringComparer.Ordinal);

    /// <summary>Whether anything may stand under a key. That of an annotation ends in what it is about, such as <c>kubernetes.io/description</c>.</summary>
    public static bool TakesAnyText(string key)
    {
        var start = key.LastIndexOf('/') + 1;
        return start < key.Length && BeginningsOfFreeText.IndexOf((char)(key[start] | ' ')) >= 0 && FreeText.Contains(key.Substring(start));
    }

    /// <summary>Whether the value is an address or the name of an object, neither of which is a word in capitals.</summary>
    public static bool TakesNoCapitals(Node node, KubernetesObject subject) => IsAddress(node) || IsNameOfObject(node, subject);

    /// <summary>Whether the value is the image of a container.</summary>
    public static bool IsImage(Node node) => node.Key == "image" && node.Parent?.Parent?.Key is "containers" or "initContainers";

    private static bool IsAddress(Node node) => (node.Key ?? node.Parent?.Key) is { } key && Addresses.Contains(key);

    // The namespace may be a kustomization's.
    private static bool IsNameOfObject(Node node, KubernetesObject subject) =>
        node.Key is { } key && NamesOfObjects.Contains(key) && subject.Schema is not null && !subject.IsCustom && !(key == "namespace" && subject.Kustomizations.Count > 0);
}
