namespace Hale.Rules.Model;

/// <summary>Operators that make workloads and undo edits to them (the operators' own documentation).</summary>
internal static class Operators
{
    /// <summary>Values of <c>app.kubernetes.io/managed-by</c> that name one.</summary>
    public static readonly HashSet<string> Names = new(
        [
            "cloudnative-pg", "postgres-operator", "percona-xtradb-cluster-operator", "percona-server-mongodb-operator",
            "percona-server-mysql-operator", "mysql-operator", "mariadb-operator", "strimzi-cluster-operator",
            "rabbitmq-cluster-operator", "elastic-operator", "redis-operator", "mongodb-kubernetes-operator",
            "rook-ceph-operator", "tidb-operator", "cockroach-operator", "prometheus-operator", "confluent-operator",
        ],
        StringComparer.Ordinal);
}
