namespace Hale.Rules.Model;

/// <summary>A version of kubeadm's configuration that is deprecated. Versions are the minor versions of Kubernetes 1.</summary>
/// <param name="ApiVersion">Such as <c>kubeadm.k8s.io/v1beta2</c>.</param>
/// <param name="Deprecated">The first kubeadm that warns about it.</param>
/// <param name="Removed">The first kubeadm that does not read it; null when none is known.</param>
internal sealed record KubeadmVersion(string ApiVersion, int Deprecated, int? Removed)
{
    public bool IsDeprecatedIn(KubernetesVersion version) => version >= new KubernetesVersion(1, Deprecated);

    public bool IsRemovedIn(KubernetesVersion version) => Removed is { } removed && version >= new KubernetesVersion(1, removed);

    /// <summary>What a kubeadm in which it is deprecated or removed makes of it, in words.</summary>
    public string StateIn(KubernetesVersion version) => IsRemovedIn(version) ? $"not read by kubeadm since 1.{Removed}" : $"deprecated since kubeadm 1.{Deprecated}";
}

/// <summary>
/// The versions of kubeadm's configuration. Sources: kubernetes/kubernetes#65628, #69055, #75179, #101129, #125029;
/// kubernetes/kubeadm#2286.
/// </summary>
internal static class KubeadmVersions
{
    /// <summary>The version that is current.</summary>
    public const string Current = "kubeadm.k8s.io/v1beta4";

    // The first Kubernetes that has it.
    private const int CurrentSince = 31;

    private static readonly KubeadmVersion[] All =
    [
        new("kubeadm.k8s.io/v1alpha1", 11, 12),
        new("kubeadm.k8s.io/v1alpha2", 12, 13),
        new("kubeadm.k8s.io/v1alpha3", 13, 15),
        new("kubeadm.k8s.io/v1beta1", 17, 22),
        new("kubeadm.k8s.io/v1beta2", 22, 27),
        new("kubeadm.k8s.io/v1beta3", 31, null),
    ];

    /// <summary>The deprecated version of this name; null for any other.</summary>
    public static KubeadmVersion? Find(string apiVersion) => All.FirstOrDefault(version => version.ApiVersion == apiVersion);

    /// <summary>What to write for a kubeadm in place of a deprecated version.</summary>
    public static string ReplacementIn(KubernetesVersion version) =>
        version >= new KubernetesVersion(1, CurrentSince) ? Current : "a version that your kubeadm writes";

    /// <summary>
    /// What a field of v1alpha3 is in the versions behind it; null for one that is none, or the same. Source:
    /// https://pkg.go.dev/k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm/v1beta1
    /// </summary>
    public static string? ReplacementOf(string field) => field switch
    {
        "apiServerCertSANs" => "apiServer.certSANs",
        "apiServerExtraArgs" => "apiServer.extraArgs",
        "apiServerExtraVolumes" => "apiServer.extraVolumes",
        "controllerManagerExtraArgs" => "controllerManager.extraArgs",
        "controllerManagerExtraVolumes" => "controllerManager.extraVolumes",
        "schedulerExtraArgs" => "scheduler.extraArgs",
        "schedulerExtraVolumes" => "scheduler.extraVolumes",
        _ => null,
    };
}
