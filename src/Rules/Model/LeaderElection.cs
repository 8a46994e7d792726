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

    private static readonly string[] ControllerSuffixes = ["-operator", "-controller", "-controller-manager"];

    public static Truth Check(Workload workload) => workload.AnyContainer(IsElected) || MayTakeLeases(workload);

    private static Truth IsElected(Container container) =>
        IsFlag(container.Node["args"]) || IsFlag(container.Node["command"])
        || container.Env.Any(IsSwitchedOn)
        || container.Image.NameEndsIn(ControllerSuffixes);

    private static Truth IsFlag(Node words) => words.Exists.IsFalse ? Truth.False : words.Any(word => BeginsOtherwise(word) ? Truth.False : word.Text().Is(Flag.IsMatch));

    // Whatever the holes of a script hold, it is no flag.
    private static bool BeginsOtherwise(Node word) => word is PartialNode { Segments: var segments } && segments[0] is { Length: > 0 } first && first[0] is not '-';

    private static Truth IsSwitchedOn(Node variable) =>
        variable["name"].Text().Is(name => name.IndexOf("LEADER_ELECT", StringComparison.OrdinalIgnoreCase) >= 0)
        && !variable["value"].Text().Is(value => value is "false" or "False" or "0");

    private static Truth MayTakeLeases(Workload workload)
    {
        if (!workload.Pod["serviceAccountName"].Text().TryGet(out var account))
            return workload.Pod["serviceAccountName"].Exists.IsFalse ? Truth.False : Truth.Unknown;
        return workload.Cluster.MayTakeLeases(workload.Object, account);
    }
}
