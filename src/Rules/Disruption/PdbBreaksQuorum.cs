using Hale.Rules.Model;

namespace Hale.Rules.Disruption;

internal sealed class PdbBreaksQuorum : Rule<DisruptionBudget>
{
    public override RuleInfo Info { get; } = new("HA0305", "pdb-breaks-quorum")
    {
        Severity = Severity.Error,
        Title = "PodDisruptionBudget that lets a drain take the majority away",
        Why = """
            Members that decide by majority stop when half of them are away. A budget that allows as many evictions at once lets
            a node upgrade, which drains several nodes at a time or one after the other, stop the whole data store, although
            each of its members is well. Evictions are not the only thing that takes members away, so one at a time is best.
            """,
        Fix = """
            Set `maxUnavailable: 1`, and run at least three members: of two, none can be spared.
            """,
        Sources =
        [
            "https://etcd.io/docs/latest/faq/#what-is-failure-tolerance",
            "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
        ],
    };

    internal override IEnumerable<Finding> Check(Cluster cluster, Share share) =>
        base.Check(cluster, share).Concat(share.Of(cluster.Objects).Where(@object => @object.IsPartial.IsFalse).SelectMany(@object => @object.Members).SelectMany(CheckOperated));

    public override IEnumerable<Finding> Check(DisruptionBudget budget, Cluster cluster)
    {
        // Of several workloads under one budget it is not known which pods vote together.
        if (budget is not { Limit: { } limit, Pods: { } members and >= 2, Workloads.Count: 1 })
            yield break;

        var workload = budget.Workloads[0];
        if (Quorum.ProductOf(workload) is not { } product)
            yield break;

        if (budget.AllowedDisruptions(members).TryGet(out var evicted) && evicted > Quorum.Tolerated(members)
            && !Quorum.HasOtherMembers(workload, product, members))
        {
            var message = $"{budget.Title} with {limit.Name} {limit.Value} lets {evicted} of {members} {product.Name} members be evicted at once";
            yield return Report(limit.Value.Node, $"{message}, and a majority is {Quorum.Majority(members)}")
                .And(workload.Replicas.Node, workload.Replicas.SourceText)
                .As(product.VotesOn is null ? Severity.Error : Severity.Note);
        }
    }

    // An operator makes the budget that a resource asks for.
    private IEnumerable<Finding> CheckOperated(MemberCount members)
    {
        if (members is not { Part.Role: MemberRole.Voters, Budget: { InForce: { } limit } budget } || !members.Number.TryGet(out var count) || count < 2)
            yield break;
        if (budget.AllowedDisruptions(count).TryGet(out var evicted) && evicted > Quorum.Tolerated(count))
        {
            var message = $"{members.Holder.Title} with {limit.Name} {limit.Value} lets {evicted} of {members.Text} be evicted at once, and a majority is {Quorum.Majority(count)}";
            yield return Report(limit.Value.Node, message).And(members.Addends[0], $"{members.Text}");
        }
    }
}
