using Hale.Rules.Model;

namespace Hale.Rules.Operators;

internal sealed class OperatorRetiredApi : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA1606", "operator-retired-api")
    {
        Severity = Severity.Warning,
        Title = "Resource of an operator that is no longer maintained",
        Why = """
            An operator that nobody maintains is not made to work with newer versions of Kubernetes or of the database that it
            runs. What fails after an upgrade then stays as it is: nobody replaces a lost member or elects a new leader, and the
            manifest cannot be applied to a new cluster. Nor can a version of an API that its operator has stopped serving: a
            certificate is not issued, a route not served, a node not added.
            """,
        Fix = """
            Move to the operator or the API that took its place, with a backup and a restore where there is no other way.
            """,
        Sources =
        [
            "https://github.com/mysql/mysql-operator",
            "https://github.com/coreos/etcd-operator",
            "https://github.com/spotahome/redis-operator",
            "https://github.com/strimzi/strimzi-kafka-operator/blob/main/CHANGELOG.md",
            "https://cert-manager.io/docs/releases/upgrading/remove-deprecated-apis/",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject @object, Cluster cluster)
    {
        if (RetiredResources.Find(@object) is { } retired)
            yield return Report(@object.ApiVersion.Node, $"The API version '{@object.ApiVersion}' of {@object.Title} {retired.Fate}").As(retired.Severity);
        if (RetiredResources.ZooKeeperOf(@object) is { } zooKeeper)
            yield return Report(zooKeeper, $"{@object.Title} asks for ZooKeeper, which Strimzi runs no longer since 0.46");
    }
}
