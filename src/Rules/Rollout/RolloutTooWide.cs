using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Rollout;

internal sealed class RolloutTooWide : Rule<Workload>
{
    private const long MostPercentOfNodes = 34;

    // Before, StatefulSets updated one pod at a time unless an alpha feature was switched on (KEP-961).
    private static readonly KubernetesVersion FirstWithWideStatefulSets = new(1, 35);

    public override RuleInfo Info { get; } = new("HA0402", "rollout-too-wide")
    {
        Severity = Severity.Warning,
        Title = "A rollout may take away too many pods at once",
        Why = """
            A rolling update may take away as many pods as `maxUnavailable` says before new ones are ready. With all of them
            every update is an outage, whatever `maxSurge` adds; with more than half the rest gets more than twice its usual
            load; and members that decide by majority stop when half of them are away. A DaemonSet of the network, storage,
            DNS or ingress takes that part of the nodes out of service.
            """,
        Fix = """
            Set `maxUnavailable: 0` with `maxSurge: 1` for a Deployment, 1 for a StatefulSet, and 1 or a tenth of the nodes for
            a DaemonSet.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable",
            "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#maximum-unavailable-pods",
            "https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var finding = workload.Kind switch
        {
            WorkloadKind.Deployment => CheckDeployment(workload),
            WorkloadKind.StatefulSet when cluster.Facts.Version >= FirstWithWideStatefulSets => CheckStatefulSet(workload),
            WorkloadKind.DaemonSet => CheckDaemonSet(workload),
            _ => null,
        };
        return finding is null ? [] : [finding];
    }

    private Finding? CheckDeployment(Workload workload)
    {
        var unavailable = RolloutBudget.Of(workload).MaxUnavailable;
        if (!workload.Strategy.Is("RollingUpdate").IsTrue || !unavailable.TryGet(out var count)
            || !workload.Replicas.Minimum.TryGet(out var replicas) || replicas < 2)
            return null;

        var isAll = count >= replicas;
        if (!isAll && !(count * 2 > replicas && workload.IsServed.IsTrue))
            return null;
        var severity = workload.IsQuorum.IsTrue ? Severity.Error : Severity.Warning;
        return ReportWidth(workload, unavailable.Node, $"{(isAll ? "all" : count)} of the {replicas} replicas at once").As(severity);
    }

    private Finding? CheckStatefulSet(Workload workload)
    {
        var limit = Limit(workload);
        if (!IsRolling(workload) || !limit.TryGet(out var unavailable) || !workload.Replicas.Minimum.TryGet(out var members) || members < 2)
            return null;

        var count = Math.Min(members, unavailable.RoundedUp(members));
        if (count <= Quorum.Tolerated(members) || Quorum.ProductOf(workload) is not { } product || !Quorum.HasOtherMembers(workload, product, members).IsFalse)
            return null;
        var severity = product.VotesOn is null ? Severity.Error : Severity.Warning;
        return ReportWidth(workload, limit.Node, $"{count} of {members} {product.Name} members at once, and a majority is {Quorum.Majority(members)}").As(severity);
    }

    // A number cannot be compared: how many nodes there are is not known.
    private Finding? CheckDaemonSet(Workload workload)
    {
        var limit = Limit(workload);
        var isWide = limit.Is(unavailable => unavailable.IsPercent && unavailable.Value > MostPercentOfNodes);
        if (!(isWide.IsTrue && IsRolling(workload)))
            return null;

        foreach (var (role, images) in ImageTraits.NodeAgents)
        {
            if (workload.AnyContainer(container => container.Image.IsOneOf(images)))
                return Report(limit.Node, $"A rollout of {workload.Title} may stop {role} on {limit} of the nodes at once");
        }

        return null;
    }

    private Finding ReportWidth(Workload workload, Node limit, string width) =>
        Report(limit, $"A rollout of {workload.Title} may take away {width}").And(workload.Replicas.Node, workload.Replicas.SourceText);

    private static Field<IntOrPercent> Limit(Workload workload) =>
        workload.Spec["updateStrategy"]["rollingUpdate"]["maxUnavailable"].IntOrPercent();

    private static bool IsRolling(Workload workload) => workload.UpdateStrategy.Is("RollingUpdate").IsTrue;
}
