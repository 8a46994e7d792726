using Hale.Rules.Model;

namespace Hale.Rules.Operators;

internal sealed class OperatorMembersLow : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA1601", "operator-members-low")
    {
        Severity = Severity.Warning,
        Title = "Operated cluster with too few members",
        Why = """
            An operator moves the work of a lost member to another one, if there is another one. With a single instance it can
            only wait until the pod starts again, which after the loss of a node takes minutes, and the data is gone if it was
            on that node. Products that decide by majority need three members to go on without one of them.
            """,
        Fix = """
            Ask for at least two members where one of them leads and others follow it, three where they decide by majority, and
            let them run on different nodes.
            """,
        Sources =
        [
            "https://cloudnative-pg.io/documentation/current/architecture/",
            "https://dev.mysql.com/doc/mysql-operator/en/mysql-operator-properties.html",
            "https://www.rabbitmq.com/kubernetes/operator/using-operator",
            "https://etcd.io/docs/latest/faq/#what-is-failure-tolerance",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject @object, Cluster cluster)
    {
        foreach (var members in @object.Members)
        {
            // HA1604 speaks of proxies, HA1602 of even numbers, and HA1603 of switches that allow few members.
            if (members.Part.Role is MemberRole.Proxies || !members.IsLow || members.IsEvenMajority || !members.IsUnsafeAllowed.IsFalse)
                continue;
            var finding = Report(members.Number.Node, $"{@object.Title} has {members.Text}{members.Reason}: {EffectOf(members)}");
            yield return finding.As(SeverityOf(members));
        }
    }

    private static Severity SeverityOf(MemberCount members) =>
        members.Part.IsMinor || !MemberCount.IsModest(members.Holder).IsFalse ? Severity.Note
        : members.Part.Role is MemberRole.Copies ? Severity.Warning
        : Severity.Error;

    private static string EffectOf(MemberCount members) =>
        members.Part.Role is not MemberRole.Copies ? $"a majority that outlives the loss of one takes {members.Part.Minimum}"
        : members.Number.Is(1) ? "nothing takes over when its node fails or is drained"
        : $"data that outlives the loss of one while another is away takes {members.Part.Minimum}";
}
