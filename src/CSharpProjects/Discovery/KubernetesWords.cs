namespace Hale.CSharp.Projects.Discovery;

/// <summary>The words without which C# builds no manifest that Hale reads.</summary>
internal static class KubernetesWords
{
    /// <summary>The namespace of KubernetesClient.</summary>
    public const string Client = "k8s";

    /// <summary>The namespace of the resources of Pulumi.</summary>
    public const string Pulumi = "Pulumi.Kubernetes";

    private static readonly string[] Serializers = ["JsonPropertyName", "JsonProperty", "YamlMember"];

    /// <summary>Whether a text may build manifests: it names a client, or describes types that are written as manifests.</summary>
    public static bool AreIn(string text) =>
        Has(text, Client) || Has(text, Pulumi) || Has(text, "KubernetesEntity") || (Has(text, "apiVersion") && Array.Exists(Serializers, word => Has(text, word)));

    /// <summary>Whether a text has a word.</summary>
    public static bool Has(string text, string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;
}
