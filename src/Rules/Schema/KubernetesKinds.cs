namespace Hale.Rules.Schema;

/// <summary>The kinds of object that Kubernetes itself has.</summary>
public static class KubernetesKinds
{
    /// <summary>API version and kind of each, such as <c>apps/v1</c> and <c>Deployment</c> (Kubernetes API 1.36).</summary>
    public static IReadOnlyCollection<(string ApiVersion, string Kind)> All => KubernetesSchema.Default.Kinds;
}
