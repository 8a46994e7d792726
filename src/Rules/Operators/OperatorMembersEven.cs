using Hale.Rules.Model;

namespace Hale.Rules.Operators;

internal sealed class OperatorMembersEven : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA1602", "operator-members-even")
    {
        Severity = Severity.Warning,
        Title = "Operated cluster with an even number of voting members",
        Why = """
            Members that decide by majority go on as long as more than half of them are there. Of two both are needed, so that
            the second one makes an outage more likely; four tolerate the loss of one, as three do. When the network parts an
            even number into halves, no side has a majority.
            """,
        Fix = """
            Run three or five voting members.
            """,
        Sources =
        [
            "https://etcd.io/docs/latest/faq/#why-an-odd-number-of-cluster-members",
            "https://www.rabbitmq.com/docs/clustering#node-count",
            "https://www.mongodb.com/docs/manual/core/replica-set-architectures/",
            "https://www.elastic.co/docs/deploy-manage/distributed-architecture/discovery-cluster-formation/modules-discovery-quorums",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject @object, Cluster cluster)
    {
        foreach (var members in @object.Members)
        {
            if (!members.IsEvenMajority || !members.IsUnsafeAllowed.IsFalse || !members.Number.TryGet(out var number))
                continue;
            var finding = Report(members.Number.Node, $"{@object.Title} has {members.Text}: a majority is {Quorum.Majority(number)}, which tolerates {Quorum.ToleranceOf(number)}");
            yield return WithAddends(finding, members).As(SeverityOf(members, number));
        }
    }

    private static Severity SeverityOf(MemberCount members, long number) =>
        !MemberCount.IsModest(members.Holder).IsFalse ? Severity.Note
        : members.Part.IsDynamic ? (number == 2 ? Severity.Warning : Severity.Note)
        : number == 2 ? Severity.Error
        : Severity.Warning;

    private static Finding WithAddends(Finding finding, MemberCount members) =>
        members.Addends.Count < 2 ? finding : members.Addends.Aggregate(finding, (all, addend) => all.And(addend, $"some of the {members.Part.Plural}"));
}
