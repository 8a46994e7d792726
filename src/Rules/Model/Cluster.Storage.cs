using Hale.Rules.Tree;

namespace Hale.Rules.Model;

// Which storage a claim gets, and who keeps data on it.
public sealed partial class Cluster
{
    private Kept<bool>? _mayRunBackups;

    /// <summary>Whether something of the input makes backups, or may; schedules of backup tools left out.</summary>
    internal bool MayRunBackups => _mayRunBackups ?? Once(ref _mayRunBackups, () => Backups.MayBeMade(this));

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
        if (from.MayHaveUnseen("StorageClass") || Unnamed<StorageClass>().To(from).Any())
            return Truth.Unknown;
        var answers = Called<StorageClass>(className.ToString()).All.Select(other => other.IsShared).Distinct().ToList();
        return answers.Count switch
        {
            0 => className.Is(Provisioners.IsNetworkFileSystem),
            1 => answers[0],
            _ => Truth.Unknown,
        };
    }

    /// <summary>The claims that name a StorageClass or PersistentVolume, with the workloads whose data is in them.</summary>
    internal IReadOnlyList<StoredClaim> ClaimsOn(KubernetesObject storage) => [.. ClaimsByStorage[storage]];

    private ILookup<KubernetesObject, StoredClaim> ClaimsByStorage => field ?? Once(ref field, () => (
        from workload in All<Workload>()
        from claim in workload.DeclaredClaims
        from named in new ObjectView?[] { ClassOf(claim), Find<PersistentVolume>(claim.DeclaredIn, claim.Spec["volumeName"].Text()) }
        where named is not null
        select new StoredClaim(named.Object, workload, claim)).ToLookup(stored => stored.Storage));

    internal sealed record StoredClaim(KubernetesObject Storage, Workload Workload, DeclaredClaim Claim);

    /// <summary>
    /// Whether a claim's volume may be mounted by a node without being given to it first, so that a lost node does not hold on
    /// to it: a driver of the input says so of itself, and the claim is not known to have another one.
    /// </summary>
    internal bool MayNeedNoAttach(DeclaredClaim claim)
    {
        var used = ClassOf(claim)?.Driver;
        return claim.DeclaredIn.MayHaveUnseen("CSIDriver") || All<CsiDriver>().Any(driver => !driver.NeedsAttach.IsTrue
            && (used is null || !driver.Name.TryGet(out var name) || !used.Value.Is(name).IsFalse));
    }

    /// <summary>
    /// Whether the volume of a claim is a disk or folder of one node: the volume that it binds says so, or its class does. A
    /// class by hand (no provisioner) that waits for the pod is for local volumes, unless volumes of the input say otherwise.
    /// </summary>
    internal Truth IsNodeLocal(DeclaredClaim claim)
    {
        var className = Claim.ClassNameOf(claim.Spec);
        var volumeName = claim.Spec["volumeName"].Text();
        if (className.Origin is Origin.Unknown || volumeName.Origin is Origin.Unknown || claim.DeclaredIn.MayHaveUnseen("PersistentVolume"))
            return Truth.Unknown;
        var volumes = VolumesFor(claim);
        if (volumes.Count > 0)
            return AllAgree(volumes.Select(volume => volume.MayBeBoundBy(claim.Spec) && volume.IsNodeLocal));
        return volumeName.Origin is Origin.Absent && className.TryGet(out var name) ? IsNodeLocalClass(claim, name) : Truth.False;
    }

    private Truth IsNodeLocalClass(DeclaredClaim claim, string name)
    {
        if (ClassOf(claim) is { } storageClass)
        {
            var waits = storageClass.BindingMode.Is("WaitForFirstConsumer");
            return storageClass.Driver.Is(Provisioners.IsNodeLocal)
                || (storageClass.Provisioner.Is(Provisioners.None) && (waits.IsTrue ? Truth.True : Truth.Unknown));
        }

        return claim.DeclaredIn.MayHaveUnseen("StorageClass") || Called<StorageClass>(name).All.Count + Unnamed<StorageClass>().All.Count > 0
            ? Truth.Unknown
            : Provisioners.IsNodeLocalClass(name);
    }

    // A claim without a class gets the cluster's default one, and then no volume that was made by hand.
    private List<PersistentVolume> VolumesFor(DeclaredClaim claim) =>
        Claim.ClassNameOf(claim.Spec).Origin is Origin.Absent && claim.Spec["volumeName"].Exists.IsFalse
            ? []
            : [.. Near<PersistentVolume>(claim.DeclaredIn).Where(volume => !volume.MayBeBoundBy(claim.Spec).IsFalse)];

    private static Truth AllAgree(IEnumerable<Truth> answers)
    {
        var distinct = answers.Distinct().ToList();
        return distinct.Count == 1 ? distinct[0] : Truth.Unknown;
    }

    /// <summary>Whether a claim, or claim template, may be kept to some zones or nodes: by its volume, or by its class.</summary>
    internal bool MayBeBoundToTopology(Node claimSpec, KubernetesObject from)
    {
        var className = Claim.ClassNameOf(claimSpec);
        return !claimSpec["volumeName"].Exists.IsFalse || from.MayHaveUnseen("StorageClass")
            || All<StorageClass>().Any(storageClass => !storageClass.Root["allowedTopologies"].Exists.IsFalse && !IsOfClass(storageClass).IsFalse);

        Truth IsOfClass(StorageClass storageClass) =>
            className.Origin is Origin.Absent ? storageClass.IsDefault
            : className.TryGet(out var name) ? storageClass.Name.Is(name)
            : Truth.Unknown;
    }

    private StorageClass? ClassOf(DeclaredClaim claim) => Find<StorageClass>(claim.DeclaredIn, Claim.ClassNameOf(claim.Spec));

    private bool MayBindSharedVolume(Node claimSpec, KubernetesObject from) =>
        from.MayHaveUnseen("PersistentVolume")
        || Near<PersistentVolume>(from).Any(volume => !volume.IsShared.IsFalse && !volume.MayBeBoundBy(claimSpec).IsFalse);
}
