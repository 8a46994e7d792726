namespace Hale.Rules.Model;

/// <summary>
/// Labels that pods get from controllers or from the programs in them, so that no template shows them.
/// Source: https://kubernetes.io/docs/reference/labels-annotations-taints/
/// </summary>
internal static class PodLabels
{
    private static readonly string[] OfJobs = ["job-name", "controller-uid", "batch.kubernetes.io/job-name", "batch.kubernetes.io/controller-uid"];

    private static readonly string[] OfControllers =
    [
        .. OfJobs, "pod-template-hash", "controller-revision-hash", "pod-template-generation",
        // Patroni marks the leader's pod (https://patroni.readthedocs.io/en/latest/kubernetes.html).
        "role", "spilo-role",
    ];

    private static readonly string[] OfUsers = ["app.kubernetes.io", "helm.sh"];

    /// <summary>Whether Kubernetes gives the label to the pods of a Job.</summary>
    public static bool IsOfJob(string key) => OfJobs.Contains(key);

    /// <summary>Whether it may be somebody else than the template's author who sets the label: its prefix is not one for general use.</summary>
    public static bool MayBeSetByOthers(string key)
    {
        var slash = key.IndexOf('/');
        return slash < 0 ? OfControllers.Contains(key) : !OfUsers.Contains(key.Substring(0, slash));
    }
}
