using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.StatefulSets;

internal sealed class StsUnreplicated : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0807", "sts-unreplicated")
    {
        Severity = Severity.Error,
        Title = "Replicas of a database that do not replicate",
        Why = """
            A StatefulSet starts as many servers as it has replicas, and gives each a volume. It copies nothing between them: that
            is up to the database, which has to be told. Servers that are not told are so many databases, and which one a client
            reaches through the Service is chance: what it has written is not there when it reads, and no other pod has what is
            lost with a volume.
            """,
        Fix = """
            Run one replica, or let the operator of the database set up replication, and give clients the Service of the primary
            that it keeps. To do it by hand takes a configuration of its own for each pod, a copy of the data before a replica
            starts, and something that chooses a new primary.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/tasks/run-application/run-replicated-stateful-application/",
            "https://dev.mysql.com/doc/refman/8.4/en/replication-configuration.html",
            "https://www.postgresql.org/docs/current/warm-standby.html",
            "https://www.mongodb.com/docs/manual/tutorial/deploy-replica-set/",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (workload.Kind is not WorkloadKind.StatefulSet || !workload.Replicas.AtTimesSeveral.IsTrue || workload.Object.IsForDevelopment || !workload.Object.IsOwned.IsFalse)
            yield break;
        if (!workload.KeepsData.IsTrue || Membership.LoneServerOf(workload) is not { } server || !IsAddressedByName(workload).IsFalse)
            yield break;

        var data = $"each is a {server.Image.Product!.Name} with data of its own";
        yield return server.CallingService is { } service
            ? Report(workload.Replicas.Node, $"{service.Title} sends its clients to any of {workload.Replicas} of {workload.Title}, and nothing makes them replicate: {data}")
                .And(service.Selector.Node, "chooses all of them")
            : Report(workload.Replicas.Node, $"Nothing makes {workload.Replicas} of {workload.Title} replicate: {data}").As(Severity.Warning);
    }

    // Who names single pods may know which one has what.
    private static Truth IsAddressedByName(Workload set) =>
        set.Name.TryGet(out var name) ? set.Cluster.IsMentionedBeside(set.Object, $"{name}-0") : Truth.Unknown;
}
