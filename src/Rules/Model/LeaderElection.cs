using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Tells workloads of which only one pod is active, elected through a Lease.
/// Source: https://kubernetes.io/docs/concepts/architecture/leases/
/// </summary>
internal static class LeaderElection
{
    private static readonly Pattern Flag =
        new("^--?(enable-)?leader-?elect(ion)?(=true)?$");

    private static readonly Pattern Off =
        new("^--?(enable-)?leader-?elect(ion)?=false$");

    // Sidecars of CSI drivers (https://github.com/kubernetes-csi/external-attacher#command-line-options).
    private static readonly string[] ElectOnlyWhenTold = ["csi-provisioner", "csi-attacher", "csi-resizer", "csi-snapshotter", "snapshot-controller"];

    // Webhooks answer in each replica, and shards each do their own part.
    private static readonly string[] NeedNone = ["webhook", "shard"];

    private static readonly string[] ControllerSuffixes = ["-operator", "-controller", "-controller-manager"];

    public static Truth Check(Workload workload) => workload.AnyContainer(IsElected) || MayTakeLeases(workload);

    /// <summary>The word that tells a container to elect nobody; null without one, and where all replicas may be meant to act.</summary>
    public static Node? SwitchOff(Container container)
    {
        var words = container.CommandWords.ToList();
        var off = words.Find(word => word.Text().Is(Off.IsMatch).IsTrue);
        return off is not null && words.Append(container.Workload.Name.Node).All(NeedsIt) ? off : null;

        static bool NeedsIt(Node word) => word.Text().Is(text => Words.AnyIn(text, NeedNone)).IsFalse;
    }

    /// <summary>Whether a container elects somebody only when it is told to, and is not told to.</summary>
    public static bool IsLeftOut(Container container) =>
        container.Image.IsOneOf(ElectOnlyWhenTold).IsTrue && container.Script?.Shell is null
        && !container.MayHaveFlag("leader-election") && !container.MayHaveFlag("enable-leader-election");

    private static Truth IsElected(Container container) =>
        IsFlag(container.Node["args"]) || IsFlag(container.Node["command"])
        || container.Env.Any(IsSwitchedOn)
        || container.Image.NameEndsIn(ControllerSuffixes);

    private static Truth IsFlag(Node words) => words.Exists.IsFalse ? Truth.False : words.Any(word => BeginsOtherwise(word) ? Truth.False : word.Text().Is(Flag.IsMatch));

    // Whatever the holes of a script hold, it is no flag.
    private static bool BeginsOtherwise(Node word) => word is PartialNode { Segments: var segments } && segments[0] is { Length: > 0 } first && first[0] is not '-';

    private static Truth IsSwitchedOn(Node variable) =>
        variable["name"].Text().Is(name => Words.IsIn(name, "LEADER_ELECT"))
        && !variable["value"].Text().Is(value => value is "false" or "False" or "0");

    private static Truth MayTakeLeases(Workload workload)
    {
        if (!workload.Pod["serviceAccountName"].Text().TryGet(out var account))
            return workload.Pod["serviceAccountName"].Exists.IsFalse ? Truth.False : Truth.Unknown;
        return workload.Cluster.MayTakeLeases(workload.Object, account);
    }
}
