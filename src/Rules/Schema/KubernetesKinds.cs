namespace Hale.Rules.Schema;

/// <summary>The kinds of object that Kubernetes itself has.</summary>
public static class KubernetesKinds
{
    /// <summary>API version and kind of each, such as <c>apps/v1</c> and <c>Deployment</c> (Kubernetes API 1.36).</summary>
    public static IReadOnlyCollection<ApiKind> All => KubernetesSchema.Default.Kinds;
}

/// <summary>A kind of object in one version of its API.</summary>
/// <param name="ApiVersion">Such as <c>apps/v1</c>.</param>
/// <param name="Kind">Such as <c>Deployment</c>.</param>
public sealed record ApiKind(string ApiVersion, string Kind);
