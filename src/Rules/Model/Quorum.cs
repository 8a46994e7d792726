using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// What holds for members that decide by majority.
/// Source: https://etcd.io/docs/latest/faq/#what-is-failure-tolerance
/// </summary>
internal static class Quorum
{
    /// <summary>How many of them have to agree.</summary>
    public static long Majority(long members) => members / 2 + 1;

    /// <summary>How many of them may be away.</summary>
    public static long Tolerated(long members) => (members - 1) / 2;

    /// <summary>The product whose members the pods of a workload are; null when they are not known to be any's.</summary>
    public static KnownImage? ProductOf(Workload workload) =>
        workload.Containers.FirstOrDefault(container => container.IsQuorum.IsTrue)?.Image.Product;

    /// <summary>Whether more members than the pods of a workload vote: those of another workload, or members that only vote.</summary>
    public static Truth HasOtherMembers(Workload workload, KnownImage product, long members) =>
        IsJoinedByOthers(workload, product)
        | (members > 1 && product.Arbiter is { } word ? workload.Cluster.IsMentionedNear(workload.Object, word) : Truth.False);

    // One cluster may be made of several workloads, one for each member or zone.
    private static Truth IsJoinedByOthers(Workload workload, KnownImage product) =>
        Truth.Any(workload.Cluster.Neighbours(workload).Select(other => other.RunsForever & other.AnyContainer(container => Runs(container, product))))
        | (workload.Cluster.MayHideWorkload(workload.Object) ? Truth.Unknown : Truth.False);

    private static Truth Runs(Container container, KnownImage product) =>
        container.IsStateful & (container.Image.Product is { } found ? found == product : Truth.Unknown);
}
