using Hale.Rules.Tree;

namespace Hale.Rules.Model;

// Which storage a claim gets, and who keeps data on it.
public sealed partial class Cluster
{
    private ILookup<KubernetesObject, (Workload Workload, DeclaredClaim Claim)>? _claimsOn;

    /// <summary>Whether a claim gets a network file system, which is not attached to a node: its class is known to hand them out.</summary>
    internal Truth IsOnSharedStorage(Node claimSpec, KubernetesObject from)
    {
        var className = Claim.ClassNameOf(claimSpec);
        if (className.Origin is Origin.Unknown || MayBindSharedVolume(claimSpec, from))
            return Truth.Unknown;
        if (className.Origin is Origin.Absent)
            return Truth.False;
        if (Find<StorageClass>(from, className) is { } storageClass)
            return storageClass.IsShared;
        if (MayHide("StorageClass", from) || ByName<StorageClass>()[""].Any(other => IsNear(from, other.Object)))
            return Truth.Unknown;
        var answers = ByName<StorageClass>()[className.ToString()].Select(other => other.IsShared).Distinct().ToList();
        return answers.Count switch
        {
            0 => className.Is(Provisioners.IsNetworkFileSystem),
            1 => answers[0],
            _ => Truth.Unknown,
        };
    }

    /// <summary>The claims that name a StorageClass or PersistentVolume, with the workloads whose data is in them.</summary>
    internal IReadOnlyList<(Workload Workload, DeclaredClaim Claim)> ClaimsOn(KubernetesObject storage)
    {
        _claimsOn ??= (from workload in All<Workload>()
            from claim in workload.DeclaredClaims
            from named in new ObjectView?[] { ClassOf(claim), Find<PersistentVolume>(claim.DeclaredIn, claim.Spec["volumeName"].Text()) }
            where named is not null
            select (storage: named.Object, use: (workload, claim))).ToLookup(pair => pair.storage, pair => pair.use);
        return [.. _claimsOn[storage]];
    }

    /// <summary>
    /// Whether a claim's volume may be mounted by a node without being given to it first, so that a lost node does not hold on
    /// to it: a driver of the input says so of itself, and the claim is not known to have another one.
    /// </summary>
    internal bool MayNeedNoAttach(DeclaredClaim claim)
    {
        var provisioner = ClassOf(claim)?.Provisioner;
        return MayHide("CSIDriver", claim.DeclaredIn) || All<CsiDriver>().Any(driver => !driver.NeedsAttach.IsTrue
            && (provisioner is null || !driver.Name.TryGet(out var name) || !provisioner.Value.Is(name).IsFalse));
    }

    /// <summary>Whether a claim, or claim template, may be kept to some zones or nodes: by its volume, or by its class.</summary>
    internal bool MayBeBoundToTopology(Node claimSpec, KubernetesObject from)
    {
        var className = Claim.ClassNameOf(claimSpec);
        return !claimSpec["volumeName"].Exists.IsFalse || MayHide("StorageClass", from)
            || All<StorageClass>().Any(storageClass => !storageClass.Root["allowedTopologies"].Exists.IsFalse && !IsOfClass(storageClass).IsFalse);

        Truth IsOfClass(StorageClass storageClass) =>
            className.Origin is Origin.Absent ? storageClass.IsDefault
            : className.TryGet(out var name) ? storageClass.Name.Is(name)
            : Truth.Unknown;
    }

    private StorageClass? ClassOf(DeclaredClaim claim) => Find<StorageClass>(claim.DeclaredIn, Claim.ClassNameOf(claim.Spec));

    private bool MayBindSharedVolume(Node claimSpec, KubernetesObject from) =>
        MayHide("PersistentVolume", from)
        || All<PersistentVolume>().Any(volume => IsNear(from, volume.Object) && !volume.IsShared.IsFalse && !volume.MayBeBoundBy(claimSpec).IsFalse);
}
