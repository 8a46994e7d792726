using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Replication;

internal sealed class QuorumReplicas : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0103", "quorum-replicas")
    {
        Severity = Severity.Error,
        Title = "Number of members that a majority gains nothing from",
        Why = """
            Members that decide by majority go on as long as more than half of them are there. Of two members both are needed,
            so a second one makes an outage more likely, not less. Four tolerate one failure, as three do, and one tolerates
            none. Members of a new etcd that are told of more than there are wait for a majority that never comes together, as
            those of Consul wait for the number that they expect; members of Galera that all start a new cluster never make
            up one.
            """,
        Fix = """
            Run three or five members, each on its own node. A product that does not discover its members has to be told of
            them too.
            """,
        Sources =
        [
            "https://etcd.io/docs/latest/faq/#why-an-odd-number-of-cluster-members",
            "https://www.mongodb.com/docs/manual/core/replica-set-architectures/",
            "https://www.rabbitmq.com/docs/quorum-queues",
            "https://mariadb.com/docs/reference/mdb/cli/mariadbd/wsrep-new-cluster/",
            "https://developer.hashicorp.com/consul/docs/reference/agent/configuration-file/bootstrap",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!IsControlledKind(workload.Kind) || Quorum.ProductOf(workload) is not { } product || !workload.Replicas.Minimum.TryGet(out var members))
            yield break;

        if (Quorum.MembersToldTo(workload) is var (told, count) && members > 0 && members < Quorum.Majority(count))
        {
            yield return Report(workload.Replicas.Node, WaitingMessage(workload, product, members, count)).And(told, "the members that it is told of");
            yield break;
        }

        if (Quorum.AwaitedBy(workload) is var (said, awaited) && members > 0 && members < awaited)
        {
            // Each member may be a workload of its own.
            if (workload.Kind is WorkloadKind.StatefulSet && Quorum.HasOtherMembers(workload, product, members).IsFalse)
                yield return Report(workload.Replicas.Node, AwaitingMessage(workload, product, members, awaited)).And(said, "the members that are awaited");
            yield break;
        }

        if (members > 1 && StartOfNewCluster(workload) is { } start)
        {
            yield return Report(start, $"Each of {members} {product.Name} members of {workload.Title} starts a cluster of its own: '{start.Text()}' is for the first start of the first one only")
                .WithFix("Remove the argument, and let a script give it to the first member alone, while no other one runs.");
            yield break;
        }

        if (IsWeak(members, product) && !workload.Containers.Any(MayNameOthers) && !Quorum.HasOtherMembers(workload, product, members))
        {
            var finding = Report(workload.Replicas.Node, MessageFor(workload, product, members));
            yield return finding.As(product.VotesOn is not null ? Severity.Note : members == 2 ? Severity.Error : Severity.Warning);
        }
    }

    private static Node? StartOfNewCluster(Workload workload) =>
        workload.Containers.Where(container => container.IsQuorum.IsTrue).Select(Galera.StartOfNewCluster).OfType<Node>().FirstOrDefault();

    // Options that are filled in may say that the members are more, and elsewhere.
    private static bool MayNameOthers(Container container) =>
        container.IsQuorum.IsTrue && container.CommandLine is null && container.Script?.Shell is null;

    private static bool IsControlledKind(WorkloadKind kind) =>
        kind is WorkloadKind.StatefulSet or WorkloadKind.Deployment or WorkloadKind.ReplicationController;

    private static bool IsWeak(long members, KnownImage product) =>
        members is 1 or 2 || (members >= 4 && members % 2 == 0 && !product.MayBeEven);

    private static string WaitingMessage(Workload workload, KnownImage product, long members, long told) => members == 1
        ? $"1 {product.Name} member of {workload.Title} waits for a majority of the {told} that it is told of, and does not start"
        : $"{members} {product.Name} members of {workload.Title} wait for a majority of the {told} that they are told of, and do not start";

    private static string AwaitingMessage(Workload workload, KnownImage product, long members, long awaited) => members == 1
        ? $"1 {product.Name} member of {workload.Title} waits until there are {awaited}, and elects no leader"
        : $"{members} {product.Name} members of {workload.Title} wait until there are {awaited}, and elect no leader";

    private static string MessageFor(Workload workload, KnownImage product, long members)
    {
        var start = $"A majority of {members} {product.Name} {(members == 1 ? "member" : "members")} is {Quorum.Majority(members)}: {workload.Title} tolerates";
        var reason = members == 1 && workload.Replicas.Source is ReplicaSource.Default ? ", because replicas is not set" : "";
        var subject = product.VotesOn is { } votes ? $" ({votes} only)" : "";
        return $"{start} {Quorum.ToleranceOf(members)}{reason}{subject}";
    }
}
