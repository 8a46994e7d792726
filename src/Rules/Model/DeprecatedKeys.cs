namespace Hale.Rules.Model;

/// <summary>A key of labels, annotations or taints that Kubernetes has replaced.</summary>
/// <param name="Key">The outdated key.</param>
/// <param name="Since">The first Kubernetes, as a minor version of 1, in which the replacement is what counts.</param>
/// <param name="Replacement">What to use instead.</param>
internal sealed record DeprecatedKey(string Key, int Since, string Replacement)
{
    /// <summary>Whether only the choice of nodes by it is outdated: it may still mark an object.</summary>
    public bool IsForNodeChoice { get; init; }

    /// <summary>A key that makes it harmless when both are named side by side, to fit old and new clusters alike.</summary>
    public string? Companion { get; init; }

    /// <summary>Where the object says the same in the new way, as a path of keys; null where it is not said beside the key.</summary>
    public string[]? Field { get; init; }

    public bool IsReplacedIn(KubernetesVersion version) => version >= new KubernetesVersion(1, Since);
}

/// <summary>
/// The keys that were replaced. Sources: https://kubernetes.io/docs/reference/labels-annotations-taints/; for node labels
/// KEP-793 and KEP-2067; for the scheduler's annotations https://github.com/kubernetes/kubernetes/pull/38957 (1.6) and
/// https://github.com/kubernetes/kubernetes/pull/80342 (1.16). Three other <c>scheduler.alpha.kubernetes.io</c> annotations,
/// of namespaces, have no successor and are not outdated.
/// </summary>
internal static class DeprecatedKeys
{
    private const string ControlPlane = "node-role.kubernetes.io/control-plane";

    private static readonly Dictionary<string, DeprecatedKey> ByKey = new DeprecatedKey[]
    {
        new("volume.beta.kubernetes.io/storage-class", 6, "'spec.storageClassName'") { Field = ["spec", "storageClassName"] },
        new("storageclass.beta.kubernetes.io/is-default-class", 6, "'storageclass.kubernetes.io/is-default-class'")
        {
            Field = ["metadata", "annotations", "storageclass.kubernetes.io/is-default-class"],
        },
        new("failure-domain.beta.kubernetes.io/zone", 17, "'topology.kubernetes.io/zone'"),
        new("failure-domain.beta.kubernetes.io/region", 17, "'topology.kubernetes.io/region'"),
        new("service.alpha.kubernetes.io/tolerate-unready-endpoints", 11, "'spec.publishNotReadyAddresses'") { Field = ["spec", "publishNotReadyAddresses"] },
        new("beta.kubernetes.io/os", 14, "'kubernetes.io/os'"),
        new("beta.kubernetes.io/arch", 14, "'kubernetes.io/arch'"),
        new("scheduler.alpha.kubernetes.io/affinity", 6, "the pod's 'affinity'"),
        new("scheduler.alpha.kubernetes.io/tolerations", 6, "the pod's 'tolerations'"),
        new("scheduler.alpha.kubernetes.io/taints", 6, "the node's 'taints'"),
        new("scheduler.alpha.kubernetes.io/name", 6, "the pod's 'schedulerName'"),
        new("scheduler.alpha.kubernetes.io/critical-pod", 16, "the pod's 'priorityClassName'"),
        new("scheduler.alpha.kubernetes.io/preferAvoidPods", 22, "the node's 'taints'"),
        new("node-role.kubernetes.io/master", 24, $"'{ControlPlane}'") { IsForNodeChoice = true, Companion = ControlPlane },
    }.ToDictionary(key => key.Key, StringComparer.Ordinal);

    /// <summary>What became of a key; null for one that is still current, or is not known.</summary>
    public static DeprecatedKey? Find(string key) => ByKey.TryGetValue(key, out var deprecated) ? deprecated : null;
}
