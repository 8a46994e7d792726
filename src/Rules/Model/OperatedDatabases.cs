using Hale.Rules.Tree;

using static Hale.Rules.Model.OperatorTable;

namespace Hale.Rules.Model;

/// <summary>The resources of operators for databases.</summary>
internal static class OperatedDatabases
{
    private const string UnsafeConfigurations = "spec.allowUnsafeConfigurations";
    private const string NoAntiAffinity = "may put several members on one node";
    private const string NoBudget = "has no PodDisruptionBudget, so that a drain may evict all members at once";
    private const string InPods = "keeps its data in its pods, and loses it with them";
    private const string UnsafeSize = "may run a number of members that the operator refuses otherwise";
    private const string UnsafeProxies = "may run a number of proxies that the operator refuses otherwise";
    private const string OnOneNodeInStackGres = "spec.nonProductionOptions.disableClusterPodAntiAffinity";
    private const string UnsafeBackup = "may be backed up while it is not healthy";

    public static readonly IReadOnlyList<OperatedKind> All =
    [
        // https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/
        new("postgresql.cnpg.io", "Cluster")
        {
            Parts = [new("spec.instances", MemberRole.Copies, "instance", 2) { Default = 1 }],
            Switches =
            [
                new("spec.enablePDB", IsFalse, NoBudget),
                new("spec.affinity.enablePodAntiAffinity", IsFalse, NoAntiAffinity) { Unless = "spec.affinity.additionalPodAntiAffinity" },
            ],
            Following = ["spec.replica", "spec.bootstrap.recovery", "spec.bootstrap.pg_basebackup"],
        },
        new("postgresql.cnpg.io", "Pooler") { Parts = [new("spec.instances", MemberRole.Proxies, "instance", 2) { Default = 1 }] },

        // https://postgres-operator.readthedocs.io/en/latest/reference/cluster_manifest/
        new("acid.zalan.do", "postgresql")
        {
            Parts =
            [
                new("spec.numberOfInstances", MemberRole.Copies, "instance", 2),
                new("spec.connectionPooler.numberOfInstances", MemberRole.Proxies, "connection pooler", 2),
            ],
            Following = ["spec.standby", "spec.clone"],
        },

        // https://access.crunchydata.com/documentation/postgres-operator/latest/references/crd/
        Postgres("postgres-operator.crunchydata.com", "PostgresCluster"),
        Postgres("pgv2.percona.com", "PerconaPGCluster"),

        // https://dev.mysql.com/doc/mysql-operator/en/mysql-operator-properties.html
        new("mysql.oracle.com", "InnoDBCluster")
        {
            Parts =
            [
                new("spec.instances", MemberRole.Voters, "member", 3) { Default = 1 },
                new("spec.router.instances", MemberRole.Proxies, "router", 2) { Default = 1 },
            ],
        },

        // The first MySQL operator, whose API was v1alpha1: https://github.com/oracle/mysql-operator
        new("mysql.oracle.com", "Cluster") { Parts = [new("spec.members", MemberRole.Voters, "member", 3)] },

        // https://docs.percona.com/percona-operator-for-mysql/pxc/operator.html
        new("pxc.percona.com", "PerconaXtraDBCluster")
        {
            Parts =
            [
                new("spec.pxc.size", MemberRole.Voters, "member", 3)
                {
                    Unsafe = [UnsafeConfigurations, "spec.unsafeFlags.pxcSize"], Budget = "spec.pxc.podDisruptionBudget",
                },
                Proxies("spec.haproxy", "size", "HAProxy pod", UnsafeConfigurations, "spec.unsafeFlags.proxySize"),
                Proxies("spec.proxysql", "size", "ProxySQL pod", UnsafeConfigurations, "spec.unsafeFlags.proxySize"),
            ],
            Switches =
            [
                Unsafe(UnsafeConfigurations, UnsafeSize), Unsafe("spec.unsafeFlags.pxcSize", UnsafeSize), Unsafe("spec.unsafeFlags.proxySize", UnsafeProxies),
                Unsafe("spec.unsafeFlags.backupIfUnhealthy", UnsafeBackup), OnOneNode("spec.pxc.affinity"),
            ],
        },

        // https://docs.percona.com/percona-operator-for-mysql/ps/operator.html
        new("ps.percona.com", "PerconaServerMySQL")
        {
            Parts =
            [
                new("spec.mysql.size", MemberRole.Voters, "member", 3)
                {
                    Has = Says("spec.mysql.clusterType", "group-replication"), Unsafe = [UnsafeConfigurations, "spec.unsafeFlags.mysqlSize"],
                },
                new("spec.mysql.size", MemberRole.Copies, "member", 2)
                {
                    Has = Says("spec.mysql.clusterType", "async"), Unsafe = [UnsafeConfigurations, "spec.unsafeFlags.mysqlSize"],
                },
                new("spec.orchestrator.size", MemberRole.Voters, "Orchestrator member", 3)
                {
                    Has = IsOn("spec.orchestrator.enabled"), Unsafe = [UnsafeConfigurations, "spec.unsafeFlags.orchestratorSize"],
                },
                Proxies("spec.proxy.haproxy", "size", "HAProxy pod", UnsafeConfigurations, "spec.unsafeFlags.proxySize"),
                Proxies("spec.proxy.router", "size", "router", UnsafeConfigurations, "spec.unsafeFlags.proxySize"),
            ],
            Switches =
            [
                Unsafe(UnsafeConfigurations, UnsafeSize), Unsafe("spec.unsafeFlags.mysqlSize", UnsafeSize), Unsafe("spec.unsafeFlags.proxySize", UnsafeProxies),
                Unsafe("spec.unsafeFlags.orchestratorSize", UnsafeSize), OnOneNode("spec.mysql.affinity"),
            ],
        },

        // https://docs.percona.com/percona-operator-for-mongodb/operator.html
        new("psmdb.percona.com", "PerconaServerMongoDB")
        {
            Parts =
            [
                new("size", MemberRole.Voters, "voting member", 3)
                {
                    List = "spec.replsets", Others = Arbiters, Unsafe = [UnsafeConfigurations, "spec.unsafeFlags.replsetSize"], Budget = "podDisruptionBudget",
                },
                new("spec.sharding.configsvrReplSet.size", MemberRole.Voters, "config server", 3)
                {
                    Has = IsOn("spec.sharding.enabled"), Unsafe = [UnsafeConfigurations, "spec.unsafeFlags.replsetSize"],
                    Budget = "spec.sharding.configsvrReplSet.podDisruptionBudget",
                },
                new("spec.sharding.mongos.size", MemberRole.Proxies, "mongos", 2)
                {
                    Plural = "mongos",
                    Has = IsOn("spec.sharding.enabled"), Unsafe = [UnsafeConfigurations, "spec.unsafeFlags.mongosSize"],
                },
            ],
            Switches =
            [
                Unsafe(UnsafeConfigurations, UnsafeSize), Unsafe("spec.unsafeFlags.replsetSize", UnsafeSize), Unsafe("spec.unsafeFlags.mongosSize", UnsafeProxies),
                Unsafe("spec.unsafeFlags.backupIfUnhealthy", UnsafeBackup), OnOneNode("affinity") with { List = "spec.replsets" },
            ],
            Joined = ["spec.unmanaged"],
        },

        // https://github.com/mongodb/mongodb-kubernetes
        new("mongodbcommunity.mongodb.com", "MongoDBCommunity")
        {
            Parts = [new("spec.members", MemberRole.Voters, "voting member", 3) { Others = static root => root["spec"]["arbiters"].Integer().Or(0) }],
        },

        // https://www.mongodb.com/docs/kubernetes/current/reference/k8s-operator-specification/
        new("mongodb.com", "MongoDB")
        {
            Parts =
            [
                new("spec.members", MemberRole.Voters, "voting member", 3) { Has = Says("spec.type", "ReplicaSet") },
                new("spec.mongodsPerShardCount", MemberRole.Voters, "voting member of each shard", 3) { Has = Says("spec.type", "ShardedCluster"), Plural = "voting members of each shard" },
                new("spec.configServerCount", MemberRole.Voters, "config server", 3) { Has = Says("spec.type", "ShardedCluster") },
                new("spec.mongosCount", MemberRole.Proxies, "mongos", 2) { Has = Says("spec.type", "ShardedCluster"), Plural = "mongos" },
            ],
            Switches = [new("spec.persistent", IsFalse, InPods) { IsUnsafe = true }],
        },

        // https://github.com/mariadb-operator/mariadb-operator/blob/main/docs/api_reference.md
        new("k8s.mariadb.com", "MariaDB")
        {
            Parts =
            [
                new("spec.replicas", MemberRole.Voters, "member", 3) { Default = 1, Has = IsOn("spec.galera.enabled"), Budget = "spec.podDisruptionBudget" },
                new("spec.replicas", MemberRole.Copies, "replica", 2) { Default = 1, Has = static root => !IsTrue(root["spec"]["galera"]["enabled"]) },
                new("spec.maxScale.replicas", MemberRole.Proxies, "MaxScale pod", 2) { Has = IsOn("spec.maxScale.enabled") },
            ],
            Switches =
            [
                new("spec.storage.ephemeral", IsTrue, InPods) { IsUnsafe = true },
                new("spec.affinity.antiAffinityEnabled", IsNotTrue, NoAntiAffinity) { Severity = Severity.Note, Unless = "spec.affinity.podAntiAffinity" },
                new("spec.galera.recovery.enabled", IsFalse, "has to be started by hand once all its members have stopped"),
                .. Failover("spec.galera.primary"), .. Failover("spec.replication.primary"),
            ],
            Following = ["spec.bootstrapFrom"],
            Joined = ["spec.multiCluster"],
        },
        new("k8s.mariadb.com", "MaxScale") { Parts = [new("spec.replicas", MemberRole.Proxies, "pod", 2) { Default = 1 }] },

        // https://github.com/bitpoke/mysql-operator
        new("mysql.presslabs.org", "MysqlCluster")
        {
            Parts = [new("spec.replicas", MemberRole.Copies, "replica", 2)],
            Following = ["spec.initBucketURL", "spec.initBucketUrl"],
        },

        // https://cybozu-go.github.io/moco/crd_mysqlcluster_v1beta2.html: an even number is refused.
        new("moco.cybozu.com", "MySQLCluster")
        {
            Parts = [new("spec.replicas", MemberRole.Voters, "instance", 3) { Default = 1 }],
            Following = ["spec.replicationSourceSecretName", "spec.restore"],
        },

        // https://github.com/planetscale/vitess-operator/blob/main/docs/api.md
        new("planetscale.com", "VitessCluster") { Parts = [new("gateway.replicas", MemberRole.Proxies, "VTGate", 2) { Default = 2, List = "spec.cells" }] },

        // https://github.com/spotahome/redis-operator
        new("databases.spotahome.com", "RedisFailover")
        {
            Parts =
            [
                new("spec.sentinel.replicas", MemberRole.Voters, "Sentinel", 3) { Default = 3 },
                new("spec.redis.replicas", MemberRole.Copies, "Redis pod", 2) { Default = 3 },
            ],
            Following = ["spec.bootstrapNode"],
            Joined = ["spec.sentinel.disabled"],
        },

        // https://redis-operator.opstree.dev/docs/crd-reference/
        new("redis.redis.opstreelabs.in", "RedisCluster") { Parts = [new("spec.clusterSize", MemberRole.Shards, "leader", 3)] },
        new("redis.redis.opstreelabs.in", "RedisReplication") { Parts = [new("spec.clusterSize", MemberRole.Copies, "Redis pod", 2)] },
        new("redis.redis.opstreelabs.in", "RedisSentinel") { Parts = [new("spec.clusterSize", MemberRole.Voters, "Sentinel", 3) { Default = 3 }] },

        // https://docs.pingcap.com/tidb-in-kubernetes/stable/
        new("pingcap.com", "TidbCluster")
        {
            Parts =
            [
                new("spec.pd.replicas", MemberRole.Voters, "PD member", 3),
                new("spec.tikv.replicas", MemberRole.Shards, "TiKV store", 3),
                new("spec.tidb.replicas", MemberRole.Proxies, "TiDB server", 2),
            ],
            Joined = ["spec.cluster"],
        },
        new("core.pingcap.com", "PDGroup") { Parts = [new("spec.replicas", MemberRole.Voters, "PD member", 3) { Whole = ClusterOf }] },
        new("core.pingcap.com", "TiKVGroup") { Parts = [new("spec.replicas", MemberRole.Shards, "TiKV store", 3) { Whole = ClusterOf }] },
        new("core.pingcap.com", "TiDBGroup") { Parts = [new("spec.replicas", MemberRole.Proxies, "TiDB server", 2) { Whole = ClusterOf }] },

        // https://docs.pingcap.com/tidb-in-kubernetes/stable/deploy-tidb-dm/: the masters elect their leader by etcd, which they embed.
        new("pingcap.com", "DMCluster") { Parts = [new("spec.master.replicas", MemberRole.Voters, "DM-master", 3)] },

        // https://github.com/etcd-io/etcd-operator, and CoreOS' operator of the same purpose: https://github.com/coreos/etcd-operator
        new("operator.etcd.io", "EtcdCluster") { Parts = [new("spec.size", MemberRole.Voters, "member", 3)] },
        new("etcd.database.coreos.com", "EtcdCluster") { Parts = [new("spec.size", MemberRole.Voters, "member", 3)] },

        // https://github.com/cockroachdb/cockroach-operator
        new("crdb.cockroachlabs.com", "CrdbCluster") { Parts = [new("spec.nodes", MemberRole.Shards, "node", 3)] },

        // https://docs.yugabyte.com/stable/deploy/checklist/
        new("yugabyte.com", "YBCluster")
        {
            Parts =
            [
                new("spec.master.replicas", MemberRole.Voters, "YB-Master", 3),
                new("spec.tserver.replicas", MemberRole.Shards, "YB-TServer", 3),
            ],
        },

        // https://operator.docs.scylladb.com/stable/; the kind has had two names.
        Scylla("ScyllaCluster"), Scylla("Cluster"),

        // https://docs.k8ssandra.io/reference/crd/cass-operator-crds-latest/: datacenters of one cluster have a resource each.
        new("cassandra.datastax.com", "CassandraDatacenter")
        {
            Parts = [new("spec.size", MemberRole.Shards, "node", 3) { Whole = static datacenter => datacenter.Spec["clusterName"].Text() }],
            Switches = [new("spec.allowMultipleNodesPerWorker", IsTrue, NoAntiAffinity)],
            Joined = ["spec.additionalSeeds"],
        },

        // https://stackgres.io/doc/latest/reference/crd/sgcluster/
        new("stackgres.io", "SGCluster")
        {
            Parts = [new("spec.instances", MemberRole.Copies, "instance", 2)],
            Switches =
            [
                new(OnOneNodeInStackGres, IsTrue, NoAntiAffinity),
                new("spec.profile", static profile => profile.Text().Is(name => name is "testing" or "development"), NoAntiAffinity) { Unless = OnOneNodeInStackGres },
            ],
            Following = ["spec.replicateFrom", "spec.initialData.restore"],
        },

        // https://github.com/FoundationDB/fdb-kubernetes-operator/blob/main/docs/manual/fault_domains.md
        new("apps.foundationdb.org", "FoundationDBCluster")
        {
            Switches =
            [
                new("spec.faultDomain.key", static key => key.Text().Is("foundationdb.org/none"), "takes each pod for a fault domain of its own, so that one node may keep all copies of the data")
                {
                    IsUnsafe = true,
                },
            ],
        },

        // https://www.dragonflydb.io/docs/managing-dragonfly/high-availability
        new("dragonflydb.io", "Dragonfly") { Parts = [new("spec.replicas", MemberRole.Copies, "instance", 2)] },
    ];

    // Several groups may serve one cluster, each in a zone of its own.
    private static Field<string> ClusterOf(KubernetesObject group) => group.Spec["cluster"]["name"].Text();

    private static OperatedKind Postgres(string group, string kind) => new(group, kind)
    {
        Parts =
        [
            new("replicas", MemberRole.Copies, "instance", 2) { Default = 1, List = "spec.instances", IsSum = true },
            new("spec.proxy.pgBouncer.replicas", MemberRole.Proxies, "PgBouncer pod", 2) { Default = 1, Has = static root => root["spec"]["proxy"]["pgBouncer"].Exists },
        ],
        Following = ["spec.standby", "spec.dataSource"],
    };

    private static OperatedKind Scylla(string kind) => new("scylla.scylladb.com", kind)
    {
        Parts = [new("members", MemberRole.Shards, "member", 3) { List = "spec.datacenter.racks", IsSum = true }],
        Joined = ["spec.externalSeeds"],
    };

    private static OperatedPart Proxies(string section, string size, string noun, params string[] @unsafe) =>
        new($"{section}.{size}", MemberRole.Proxies, noun, 2) { Has = IsOn($"{section}.enabled"), Unsafe = @unsafe };

    private static SafetySwitch Unsafe(string path, string effect) => new(path, IsTrue, effect) { IsUnsafe = true };

    // The field has had two names; MaxScale moves the primary by itself.
    private static IEnumerable<SafetySwitch> Failover(string primary) =>
        from field in new[] { "automaticFailover", "autoFailover" }
        select new SafetySwitch($"{primary}.{field}", IsFalseWithoutMaxScale, "leaves the primary on a pod that has failed");

    private static Truth IsFalseWithoutMaxScale(Node failover) =>
        failover.Parent?.Parent?.Parent is not { } spec ? Truth.False : IsFalse(failover) && !spec["maxScale"].Exists && !spec["maxScaleRef"].Exists;

    private static SafetySwitch OnOneNode(string affinity) =>
        new($"{affinity}.antiAffinityTopologyKey", static key => key.Text().Is("none"), NoAntiAffinity) { Unless = $"{affinity}.advanced" };

    // There are no arbiters unless they are switched on.
    private static Field<long> Arbiters(Node replicaSet)
    {
        var arbiter = replicaSet["arbiter"];
        var isOn = IsTrue(arbiter["enabled"]);
        return isOn ? arbiter["size"].Integer()
            : isOn.IsFalse ? new Field<long>(arbiter, Origin.Defaulted, 0)
            : Field<long>.Unknown(arbiter);
    }
}
