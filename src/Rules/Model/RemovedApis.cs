using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>An API version that Kubernetes has stopped serving, or will stop serving. Versions are the minor versions of Kubernetes 1.</summary>
/// <param name="ApiVersion">The outdated version.</param>
/// <param name="Deprecated">The first Kubernetes that warns about it.</param>
/// <param name="Removed">The first Kubernetes that does not serve it; null where that is not tied to a Kubernetes version.</param>
/// <param name="Replacement">What to use instead.</param>
/// <param name="ReplacedSince">The first Kubernetes that has the replacement.</param>
/// <param name="Kinds">The kinds that it held.</param>
internal sealed record RemovedApi(string ApiVersion, int Deprecated, int? Removed, string Replacement, int ReplacedSince, string[] Kinds)
{
    public bool IsDeprecatedIn(KubernetesVersion version) => version >= new KubernetesVersion(1, Deprecated);

    public bool IsRemovedIn(KubernetesVersion version) => Removed is { } removed && version >= new KubernetesVersion(1, removed);
}

/// <summary>
/// The API versions that went out of service. Sources: the prerelease-lifecycle tags of https://github.com/kubernetes/api
/// (v0.37.0-beta); for what they no longer hold, and for the replacements,
/// https://kubernetes.io/docs/reference/using-api/deprecation-guide/ and FairwindsOps/pluto, versions.yaml. Where those
/// differ the tags stand.
/// </summary>
internal static class RemovedApis
{
    public static readonly IReadOnlyList<RemovedApi> All =
    [
        // version, deprecated, removed, replacement, available since, kinds
        new("extensions/v1beta1", 8, 16, "apps/v1", 9, ["Deployment", "DaemonSet", "ReplicaSet"]),
        new("extensions/v1beta1", 9, 16, "networking.k8s.io/v1", 8, ["NetworkPolicy"]),
        new("extensions/v1beta1", 10, 16, "Pod Security admission", 23, ["PodSecurityPolicy"]),
        new("extensions/v1beta1", 14, 22, "networking.k8s.io/v1", 19, ["Ingress"]),
        new("apps/v1beta1", 8, 16, "apps/v1", 9, ["Deployment", "StatefulSet", "ReplicaSet", "ControllerRevision"]),
        new("apps/v1beta2", 9, 16, "apps/v1", 9, ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ControllerRevision"]),
        new("networking.k8s.io/v1beta1", 19, 22, "networking.k8s.io/v1", 19, ["Ingress", "IngressClass"]),
        new("networking.k8s.io/v1beta1", 34, 37, "networking.k8s.io/v1", 33, ["IPAddress", "ServiceCIDR"]),
        new("rbac.authorization.k8s.io/v1alpha1", 17, 22, "rbac.authorization.k8s.io/v1", 8, ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"]),
        new("rbac.authorization.k8s.io/v1beta1", 17, 22, "rbac.authorization.k8s.io/v1", 8, ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"]),
        new("admissionregistration.k8s.io/v1beta1", 16, 22, "admissionregistration.k8s.io/v1", 16, ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"]),
        new("admissionregistration.k8s.io/v1alpha1", 29, 32, "admissionregistration.k8s.io/v1", 30, ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"]),
        new("admissionregistration.k8s.io/v1beta1", 31, 34, "admissionregistration.k8s.io/v1", 30, ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"]),
        new("apiextensions.k8s.io/v1beta1", 16, 22, "apiextensions.k8s.io/v1", 16, ["CustomResourceDefinition"]),
        new("apiregistration.k8s.io/v1beta1", 10, 22, "apiregistration.k8s.io/v1", 10, ["APIService"]),
        new("scheduling.k8s.io/v1beta1", 14, 22, "scheduling.k8s.io/v1", 14, ["PriorityClass"]),
        new("scheduling.k8s.io/v1alpha1", 14, 17, "scheduling.k8s.io/v1", 14, ["PriorityClass"]),
        new("storage.k8s.io/v1beta1", 19, 22, "storage.k8s.io/v1", 19, ["StorageClass", "VolumeAttachment", "CSIDriver"]),
        new("storage.k8s.io/v1beta1", 17, 22, "storage.k8s.io/v1", 17, ["CSINode"]),
        new("storage.k8s.io/v1beta1", 24, 27, "storage.k8s.io/v1", 24, ["CSIStorageCapacity"]),
        new("storage.k8s.io/v1alpha1", 32, 35, "storage.k8s.io/v1", 34, ["VolumeAttributesClass"]),
        new("storage.k8s.io/v1beta1", 34, 37, "storage.k8s.io/v1", 34, ["VolumeAttributesClass"]),
        new("coordination.k8s.io/v1beta1", 19, 22, "coordination.k8s.io/v1", 14, ["Lease"]),
        new("certificates.k8s.io/v1beta1", 19, 22, "certificates.k8s.io/v1", 19, ["CertificateSigningRequest"]),
        new("authentication.k8s.io/v1beta1", 19, 22, "authentication.k8s.io/v1", 6, ["TokenReview"]),
        new("authorization.k8s.io/v1beta1", 19, 22, "authorization.k8s.io/v1", 6, ["SubjectAccessReview", "LocalSubjectAccessReview", "SelfSubjectAccessReview", "SelfSubjectRulesReview"]),
        new("policy/v1beta1", 21, 25, "policy/v1", 21, ["PodDisruptionBudget"]),
        new("policy/v1beta1", 21, 25, "Pod Security admission", 23, ["PodSecurityPolicy"]),
        new("batch/v1beta1", 21, 25, "batch/v1", 21, ["CronJob"]),
        new("batch/v2alpha1", 21, 21, "batch/v1", 21, ["CronJob"]), // an alpha version, which nothing warned about: CHANGELOG-1.21
        new("discovery.k8s.io/v1beta1", 21, 25, "discovery.k8s.io/v1", 21, ["EndpointSlice"]),
        new("events.k8s.io/v1beta1", 22, 25, "events.k8s.io/v1", 19, ["Event"]),
        new("node.k8s.io/v1beta1", 22, 25, "node.k8s.io/v1", 20, ["RuntimeClass"]),
        new("autoscaling/v2beta1", 22, 25, "autoscaling/v2", 23, ["HorizontalPodAutoscaler"]),
        new("autoscaling/v2beta2", 23, 26, "autoscaling/v2", 23, ["HorizontalPodAutoscaler"]),
        new("flowcontrol.apiserver.k8s.io/v1beta1", 23, 26, "flowcontrol.apiserver.k8s.io/v1", 29, ["FlowSchema", "PriorityLevelConfiguration"]),
        new("flowcontrol.apiserver.k8s.io/v1beta2", 26, 29, "flowcontrol.apiserver.k8s.io/v1", 29, ["FlowSchema", "PriorityLevelConfiguration"]),
        new("flowcontrol.apiserver.k8s.io/v1beta3", 29, 32, "flowcontrol.apiserver.k8s.io/v1", 29, ["FlowSchema", "PriorityLevelConfiguration"]),
        new("resource.k8s.io/v1alpha3", 32, 34, "resource.k8s.io/v1", 34, ["ResourceClaim", "ResourceClaimTemplate", "ResourceSlice", "DeviceClass"]),
        new("resource.k8s.io/v1beta1", 35, 38, "resource.k8s.io/v1", 34, ["ResourceClaim", "ResourceClaimTemplate", "ResourceSlice", "DeviceClass"]),
        new("storagemigration.k8s.io/v1alpha1", 35, 35, "storagemigration.k8s.io/v1beta1", 35, ["StorageVersionMigration"]),

        // Custom resources, which are installed apart from Kubernetes: v1 came with 1.20 and CSI's external-snapshotter 4.
        new("snapshot.storage.k8s.io/v1alpha1", 20, null, "snapshot.storage.k8s.io/v1", 20, ["VolumeSnapshot", "VolumeSnapshotContent", "VolumeSnapshotClass"]),
        new("snapshot.storage.k8s.io/v1beta1", 20, null, "snapshot.storage.k8s.io/v1", 20, ["VolumeSnapshot", "VolumeSnapshotContent", "VolumeSnapshotClass"]),
    ];

    private static readonly ILookup<string, RemovedApi> ByVersion = All.ToLookup(api => api.ApiVersion, StringComparer.Ordinal);

    /// <summary>Whether some kind of this version has been deprecated or removed.</summary>
    public static bool HasVersion(string version) => ByVersion.Contains(version);

    /// <summary>What became of a version of a kind; null for one that is still current, or is not known.</summary>
    public static RemovedApi? Find(Field<string> apiVersion, Field<string> kind)
    {
        if (!apiVersion.TryGet(out var version) || !kind.TryGet(out var name))
            return null;
        foreach (var api in ByVersion[version])
        {
            if (api.Kinds.Contains(name))
                return api;
        }

        return null;
    }
}
