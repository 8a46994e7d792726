namespace Hale.CSharp.Projects.Discovery;

/// <summary>The words without which C# builds no manifest that Hale reads.</summary>
internal static class KubernetesWords
{
    private const string ClientNamespace = "k8s";
    private const string Entity = "KubernetesEntity";

    private static readonly string[] Serializers = ["JsonPropertyName", "JsonProperty", "YamlMember"];

    /// <summary>Whether a text may build manifests: it names a client, or describes types that are written as manifests.</summary>
    public static bool AreIn(string text) =>
        AreOfClient(text) || AreOfPulumi(text) || (Has(text, "apiVersion") && Array.Exists(Serializers, word => Has(text, word)));

    /// <summary>Whether a text has to do with KubernetesClient.</summary>
    public static bool AreOfClient(string text) => NamesClient(text) || Has(text, Entity);

    /// <summary>Whether a text has to do with the resources of Pulumi.</summary>
    public static bool AreOfPulumi(string text) => Has(text, "Pulumi.Kubernetes");

    // The namespace, as in 'using k8s;' and 'k8s.Models'; not 'k8s' in prose, nor 'networking.k8s.io'.
    private static bool NamesClient(string text)
    {
        for (var at = text.IndexOf(ClientNamespace, StringComparison.Ordinal); at >= 0; at = text.IndexOf(ClientNamespace, at + 1, StringComparison.Ordinal))
        {
            var end = at + ClientNamespace.Length;
            var isWord = at == 0 || (!char.IsLetterOrDigit(text[at - 1]) && text[at - 1] is not ('.' or '-' or '/' or '_' or '"'));
            if (isWord && end < text.Length && IsNamespaceBefore(text, end))
                return true;
        }

        return false;
    }

    private static bool IsNamespaceBefore(string text, int end)
    {
        if (text[end] == '.')
            return end + 1 < text.Length && char.IsUpper(text[end + 1]);
        while (end < text.Length && char.IsWhiteSpace(text[end]))
            end++;
        return end < text.Length && (text[end] is ';' or '{');
    }

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;
}
