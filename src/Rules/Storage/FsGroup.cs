using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Storage;

internal sealed class FsGroup : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0709", "fsgroup")
    {
        Severity = Severity.Note,
        Title = "Volume whose group is missing or set anew at every mount",
        Why = """
            A new volume belongs to root, and a process of another user cannot write to it until `fsGroup` gives it a group of
            the volume: the first start fails. With `fsGroup` alone, Kubernetes sets owner and mode of every file at each
            mount. On a volume with many files that takes minutes, and a failover takes these minutes longer.
            """,
        Fix = """
            Set `fsGroup` in the pod's `securityContext` to the group of the process, and `fsGroupChangePolicy: OnRootMismatch`,
            so that the files are changed only when the top folder does not have the group yet.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#configure-volume-permission-and-ownership-change-policy-for-pods",
            "https://github.com/kubernetes/enhancements/issues/695",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!workload.IsReplicated)
            yield break;

        var group = workload.Pod["securityContext"]["fsGroup"];
        if ((ChangedAtEachMount(workload, group) ?? Unwritable(workload, group)) is { } finding)
            yield return finding;
    }

    private Finding? ChangedAtEachMount(Workload workload, Node group)
    {
        var policy = workload.Pod["securityContext"]["fsGroupChangePolicy"];
        if (!(group.Exists && !policy.Exists).IsTrue || ClaimsOf(workload).FirstOrDefault() is not { } claim)
            return null;
        return Report(policy, $"{workload.Title} has the group of every file of {claim.Quoted} set anew at each mount")
            .And(group, "fsGroup is set, and fsGroupChangePolicy is Always by default");
    }

    private Finding? Unwritable(Workload workload, Node group)
    {
        if (!group.Exists.IsFalse || FirstUnwritable(workload) is not { } found)
            return null;
        return Report(group, $"{found.Container.Title} of {workload.Title} does not run as root, and without fsGroup it cannot write to a new volume of {found.Claim.Quoted}")
            .And(found.Claim.Name.Node, "the container mounts this claim");
    }

    // Shared file systems keep their owners, and folders of a node are writable for all.
    private static IEnumerable<DeclaredClaim> ClaimsOf(Workload workload) =>
        workload.DeclaredClaims.Where(claim => (claim.IsSingleNode && !workload.Cluster.IsNodeLocal(claim)).IsTrue);

    private static MountedBy? FirstUnwritable(Workload workload) => (
        from claim in ClaimsOf(workload)
        from container in workload.Containers
        where NonRoot.Check(container).IsTrue
        from mount in container.VolumeMounts
        where (Mounts(mount, claim) && !mount.IsReadOnly && !IsPrepared(claim, workload)).IsTrue
        select new MountedBy(container, claim)).FirstOrDefault();

    private sealed record MountedBy(Container Container, DeclaredClaim Claim);

    // An init container may give the folder its owner.
    private static Truth IsPrepared(DeclaredClaim claim, Workload workload) =>
        Truth.Any(workload.InitContainers, init => init.Node["volumeMounts"].IsOpen ? Truth.Unknown : Truth.Any(init.VolumeMounts, mount => Mounts(mount, claim)))
        || (workload.Pod["initContainers"].IsOpen ? Truth.Unknown : Truth.False);

    private static Truth Mounts(VolumeMount mount, DeclaredClaim claim) =>
        mount.Name.MayBeOther ? Truth.Unknown
        : mount.Template is { } template ? ReferenceEquals(template["spec"], claim.Spec)
        : mount.Volume is { } volume && ReferenceEquals(volume["persistentVolumeClaim"]["claimName"], claim.Name.Node);
}
