using Hale.Rules.Model;

namespace Hale.Rules.Operators;

internal sealed class OperatorProxySingle : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA1604", "operator-proxy-single")
    {
        Severity = Severity.Note,
        Title = "Single proxy or worker of an operated cluster",
        Why = """
            Clients reach the members of a cluster through its router, pooler or proxy. When only one of those runs, its node is
            a point of failure for all members behind it, however many there are.
            """,
        Fix = """
            Run at least two of them. They keep no data, so that another one costs little.
            """,
        Sources =
        [
            "https://dev.mysql.com/doc/mysql-operator/en/mysql-operator-properties.html",
            "https://cloudnative-pg.io/documentation/current/connection_pooling/",
            "https://docs.percona.com/percona-operator-for-mysql/pxc/operator.html",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject @object, Cluster cluster)
    {
        foreach (var members in @object.Members)
        {
            if (members.Part.Role is MemberRole.Proxies && members.IsLow && members.IsUnsafeAllowed.IsFalse && !@object.IsForDevelopment)
                yield return Report(members.Number.Node, $"{@object.Title} has {members.Text}{members.Reason}: nothing takes over when its node fails or is drained");
        }
    }
}
