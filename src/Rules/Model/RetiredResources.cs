using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A resource whose operator is no longer maintained, or no longer takes it.</summary>
/// <param name="Group">Its API group.</param>
/// <param name="Version">Its version; null for every one.</param>
/// <param name="Fate">What became of it, after the API version.</param>
/// <param name="Severity">How much that matters.</param>
internal sealed record RetiredResource(string Group, string? Version, string Fate, Severity Severity = Severity.Warning);

/// <summary>The APIs of operators that went out of service. Sources: the projects' repositories.</summary>
internal static class RetiredResources
{
    private const string StrimziFate = "is an API that Strimzi no longer serves: its successors are v1beta2 and v1";

    private const string CertManagerFate = "is an API that cert-manager no longer serves since version 1.6: its successor is v1";

    private static readonly RetiredResource[] All =
    [
        // https://github.com/oracle/mysql-operator, https://github.com/mysql/mysql-operator
        new("mysql.oracle.com", "v1alpha1", "is the API of the first MySQL operator, which is given up for one with InnoDBCluster of mysql.oracle.com/v2"),

        // https://github.com/coreos/etcd-operator
        new("etcd.database.coreos.com", null, "is the API of CoreOS' etcd operator, which is archived"),

        // https://github.com/spotahome/redis-operator
        new("databases.spotahome.com", null, "is the API of a Redis operator that is archived", Severity.Note),

        // https://keda.sh/docs/latest/migration/
        new("keda.k8s.io", null, "is the API of KEDA before version 2, which has keda.sh in its place"),

        // https://github.com/mariadb-operator/mariadb-operator/pull/418
        new("mariadb.mmontes.io", null, "is the API of MariaDB's operator before version 0.0.26, which has k8s.mariadb.com in its place"),

        // https://cert-manager.io/docs/releases/upgrading/remove-deprecated-apis/
        new("cert-manager.io", "v1alpha2", CertManagerFate),
        new("cert-manager.io", "v1alpha3", CertManagerFate),
        new("cert-manager.io", "v1beta1", CertManagerFate),
        new("certmanager.k8s.io", null, "is the API of cert-manager before version 0.11, which has cert-manager.io in its place"),

        // https://github.com/external-secrets/external-secrets/releases/tag/v0.17.0
        new("external-secrets.io", "v1beta1", "is an API that External Secrets no longer serves since version 0.17: its successor is v1", Severity.Note),

        // https://aws.amazon.com/blogs/containers/karpenter-graduates-to-beta/
        new("karpenter.sh", "v1alpha5", "is the API of Karpenter before version 0.33, which has NodePool of karpenter.sh/v1 in its place"),

        // https://doc.traefik.io/traefik/migration/v2-to-v3-details/; version 2.11 is still maintained.
        new("traefik.containo.us", null, "is the API of Traefik before version 3, which has traefik.io in its place", Severity.Note),

        // https://github.com/strimzi/strimzi-kafka-operator/releases/tag/0.24.0, and 1.0.0 for topics and users
        new("kafka.strimzi.io", "v1alpha1", StrimziFate),
        new("kafka.strimzi.io", "v1beta1", StrimziFate),

        // https://github.com/rook/rook/releases/tag/v0.9.0
        new("ceph.rook.io", "v1beta1", "is the API of Rook before version 0.9, which has CephCluster and others of ceph.rook.io/v1 in its place"),

        // https://github.com/rook/nfs
        new("nfs.rook.io", null, "is the API of Rook's NFS operator, which is given up"),

        // https://github.com/yugabyte/yugabyte-operator
        new("yugabyte.com", null, "is the API of YugabyteDB's first operator, which nobody maintains any more"),

        // https://www.percona.com/?p=55720, the lifecycle of Percona's operators
        new("pg.percona.com", null, "is the API of version 1 of Percona's PostgreSQL operator, whose support ended on 2024-06-30: version 2 has pgv2.percona.com in its place"),

        // https://kubedb.com/docs/latest/
        new("kubedb.com", "v1alpha1", "is an API that KubeDB no longer serves: its successors are v1alpha2 and v1"),
    ];

    /// <summary>What became of the API of a resource; null for one that is current, or is not known.</summary>
    public static RetiredResource? Find(KubernetesObject @object)
    {
        if (@object.Group is not { Length: > 0 } group || !@object.ApiVersion.TryGet(out var apiVersion))
            return null;
        var version = apiVersion.Substring(group.Length + 1);
        return All.FirstOrDefault(retired => retired.Group == group && (retired.Version is null || retired.Version == version));
    }

    /// <summary>
    /// Where a Kafka cluster asks for ZooKeeper, which Strimzi no longer runs since 0.46
    /// (https://github.com/strimzi/strimzi-kafka-operator/blob/main/CHANGELOG.md).
    /// </summary>
    public static Node? ZooKeeperOf(KubernetesObject @object) =>
        @object.IsA("Kafka", "kafka.strimzi.io") && OperatedStreams.UsesZooKeeper(@object.Root).IsTrue ? @object.Spec["zookeeper"] : null;
}
