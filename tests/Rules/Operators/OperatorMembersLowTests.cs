using Hale.Rules.Operators;
using Hale.Testing;

namespace Hale.Rules.Tests.Operators;

public sealed class OperatorMembersLowTests
{
    [Theory]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "instances: {|HA1601:1|}")]
    [InlineData("acid.zalan.do/v1", "postgresql", "numberOfInstances: {|HA1601:1|}")]
    [InlineData("postgres-operator.crunchydata.com/v1beta1", "PostgresCluster", "instances: [{ replicas: {|HA1601:1|} }]")]
    [InlineData("postgres-operator.crunchydata.com/v1beta1", "PostgresCluster", "instances: [{ {|HA1601:name: a|} }]")]
    [InlineData("pgv2.percona.com/v2", "PerconaPGCluster", "instances: [{ replicas: {|HA1601:1|} }]")]
    [InlineData("mysql.oracle.com/v2", "InnoDBCluster", "instances: {|HA1601:1|}")]
    [InlineData("mysql.oracle.com/v1alpha1", "Cluster", "members: {|HA1601:1|}")]
    [InlineData("moco.cybozu.com/v1beta2", "MySQLCluster", "replicas: {|HA1601:1|}")]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "pxc: { size: {|HA1601:1|} }")]
    [InlineData("ps.percona.com/v1", "PerconaServerMySQL", "mysql: { clusterType: group-replication, size: {|HA1601:1|} }")]
    [InlineData("ps.percona.com/v1", "PerconaServerMySQL", "mysql: { clusterType: async, size: {|HA1601:1|} }")]
    [InlineData("psmdb.percona.com/v1", "PerconaServerMongoDB", "replsets: [{ size: 3 }, { size: {|HA1601:1|} }]")]
    [InlineData("mongodbcommunity.mongodb.com/v1", "MongoDBCommunity", "members: {|HA1601:1|}")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ galera: { enabled: true }, replicas: {|HA1601:1|} }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "replicas: {|HA1601:1|}")]
    [InlineData("mysql.presslabs.org/v1alpha1", "MysqlCluster", "replicas: {|HA1601:1|}")]
    [InlineData("platform.confluent.io/v1beta1", "Kafka", "replicas: {|HA1601:2|}")]
    [InlineData("platform.confluent.io/v1beta1", "KRaftController", "replicas: {|HA1601:1|}")]
    [InlineData("rabbitmq.com/v1beta1", "RabbitmqCluster", "replicas: {|HA1601:1|}")]
    [InlineData("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "nodeSets: [{ count: {|HA1601:1|} }, { count: 3, config: { node.roles: [data] } }]")]
    [InlineData("opensearch.org/v1", "OpenSearchCluster", "nodePools: [{ roles: [cluster_manager, data], replicas: {|HA1601:1|} }, { roles: [data], replicas: 3 }]")]
    [InlineData("opensearch.opster.io/v1", "OpenSearchCluster", "nodePools: [{ roles: [master], replicas: {|HA1601:1|} }]")]
    [InlineData("kibana.k8s.elastic.co/v1", "Kibana", "count: {|HA1601:1|}")]
    [InlineData("databases.spotahome.com/v1", "RedisFailover", "redis: { replicas: {|HA1601:1|} }")]
    [InlineData("redis.redis.opstreelabs.in/v1beta2", "RedisCluster", "clusterSize: {|HA1601:2|}")]
    [InlineData("redis.redis.opstreelabs.in/v1beta2", "RedisReplication", "clusterSize: {|HA1601:1|}")]
    [InlineData("redis.redis.opstreelabs.in/v1beta2", "RedisSentinel", "clusterSize: {|HA1601:1|}")]
    [InlineData("ceph.rook.io/v1", "CephCluster", "mgr: { count: {|HA1601:1|} }")]
    [InlineData("pingcap.com/v1alpha1", "TidbCluster", "{ pd: { replicas: {|HA1601:1|} }, tikv: { replicas: {|HA1601:2|} } }")]
    [InlineData("core.pingcap.com/v1alpha1", "PDGroup", "{ cluster: { name: basic }, replicas: {|HA1601:1|} }")]
    [InlineData("core.pingcap.com/v1alpha1", "TiKVGroup", "{ cluster: { name: basic }, replicas: {|HA1601:2|} }")]
    [InlineData("mongodb.com/v1", "MongoDB", "{ type: ReplicaSet, members: {|HA1601:1|} }")]
    [InlineData("mongodb.com/v1", "MongoDB", "{ type: ShardedCluster, mongodsPerShardCount: {|HA1601:1|}, configServerCount: 3, mongosCount: 2 }")]
    [InlineData("operator.etcd.io/v1alpha1", "EtcdCluster", "size: {|HA1601:1|}")]
    [InlineData("etcd.database.coreos.com/v1beta2", "EtcdCluster", "size: {|HA1601:1|}")]
    [InlineData("crdb.cockroachlabs.com/v1alpha1", "CrdbCluster", "nodes: {|HA1601:2|}")]
    [InlineData("pingcap.com/v1alpha1", "DMCluster", "master: { replicas: {|HA1601:1|} }")]
    [InlineData("yugabyte.com/v1alpha1", "YBCluster", "{ master: { replicas: {|HA1601:1|} }, tserver: { replicas: {|HA1601:2|} } }")]
    [InlineData("scylla.scylladb.com/v1", "ScyllaCluster", "datacenter: { {|HA1601:racks|}: [{ members: 1 }, { members: 1 }] }")]
    [InlineData("scylla.scylladb.com/v1alpha1", "Cluster", "datacenter: { racks: [{ members: {|HA1601:1|} }] }")]
    [InlineData("cassandra.datastax.com/v1beta1", "CassandraDatacenter", "{ clusterName: shop, size: {|HA1601:1|} }")]
    [InlineData("stackgres.io/v1", "SGCluster", "instances: {|HA1601:1|}")]
    [InlineData("dragonflydb.io/v1alpha1", "Dragonfly", "replicas: {|HA1601:1|}")]
    [InlineData("apps.emqx.io/v2beta1", "EMQX", "coreTemplate: { spec: { replicas: {|HA1601:1|} } }")]
    [InlineData("seaweed.seaweedfs.com/v1", "Seaweed", "master: { replicas: {|HA1601:1|} }")]
    [InlineData("monitoring.coreos.com/v1", "Prometheus", "replicas: {|HA1601:1|}")]
    [InlineData("monitoring.coreos.com/v1", "Alertmanager", "replicas: {|HA1601:1|}")]
    [InlineData("cluster.x-k8s.io/v1beta2", "MachineDeployment", "{ clusterName: shop, replicas: {|HA1601:1|} }")]
    public void Reports_too_few_members(string apiVersion, string kind, string spec) => Lint.Expect<OperatorMembersLow>(Resource(apiVersion, kind, spec));

    [Theory]
    [InlineData("postgresql.cnpg.io/v1", "Cluster")]
    [InlineData("mysql.oracle.com/v2", "InnoDBCluster")]
    [InlineData("rabbitmq.com/v1beta1", "RabbitmqCluster")]
    [InlineData("monitoring.coreos.com/v1", "Prometheus")]
    public void Reports_a_number_left_out_that_means_one(string apiVersion, string kind) => Lint.Expect<OperatorMembersLow>($$"""
        apiVersion: {{apiVersion}}
        kind: {{kind}}
        metadata: { name: shop }
        {|HA1601:spec|}: {}
        """);

    [Theory]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "instances: 2")]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "instances: 3")]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "instances: 0")] // switched off
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "instances: ${INSTANCES}")] // unknown: stay silent
    [InlineData("cluster.x-k8s.io/v1beta2", "Cluster", "instances: 1")] // another group's Cluster
    [InlineData("postgresql.cnpg.io/v1", "Pooler", "instances: 1")] // HA1604 speaks of proxies.
    [InlineData("rabbitmq.com/v1beta1", "RabbitmqCluster", "replicas: 2")] // HA1602 speaks of even numbers.
    [InlineData("rabbitmq.com/v1beta1", "RabbitmqCluster", "replicas: 3")]
    [InlineData("mysql.oracle.com/v2", "InnoDBCluster", "instances: 3")]
    [InlineData("postgres-operator.crunchydata.com/v1beta1", "PostgresCluster", "instances: [{ replicas: 1 }, { replicas: 1 }]")]
    [InlineData("postgres-operator.crunchydata.com/v1beta1", "PostgresCluster", "instances: '${SETS}'")]
    [InlineData("psmdb.percona.com/v1", "PerconaServerMongoDB", "{ replsets: [{ size: 2, arbiter: { enabled: true, size: 1 } }], sharding: { enabled: false, configsvrReplSet: { size: 1 } } }")]
    [InlineData("psmdb.percona.com/v1", "PerconaServerMongoDB", "{ unmanaged: true, replsets: [{ size: 1 }] }")]
    [InlineData("mongodbcommunity.mongodb.com/v1", "MongoDBCommunity", "{ members: 2, arbiters: 1 }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ galera: { enabled: '${GALERA}' }, replicas: 1 }")]
    [InlineData("ps.percona.com/v1", "PerconaServerMySQL", "mysql: { size: 1 }")] // The default of clusterType has changed.
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "{ unsafeFlags: { pxcSize: true }, pxc: { size: 1 } }")] // HA1603
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "{ allowUnsafeConfigurations: '${UNSAFE}', pxc: { size: 1 } }")]
    [InlineData("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "nodeSets: [{ count: 1 }, { count: 1 }, { count: 1 }]")]
    [InlineData("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "nodeSets: [{ count: 1 }, { count: 3, config: '${CONFIG}' }]")]
    [InlineData("opensearch.org/v1", "OpenSearchCluster", "nodePools: [{ roles: [cluster_manager], replicas: 3 }, { roles: [data], replicas: 1 }]")]
    [InlineData("opensearch.org/v1", "OpenSearchCluster", "nodePools: [{ roles: [cluster_manager], replicas: 1 }, { roles: '${ROLES}', replicas: 2 }]")]
    [InlineData("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "nodeSets: [{ count: 3 }, { count: 1, config: { node.master: false } }]")]
    [InlineData("ceph.rook.io/v1", "CephCluster", "mon: { count: 1 }")] // HA0711
    [InlineData("ceph.rook.io/v1", "CephCluster", "{ external: { enable: true }, mgr: { count: 1 } }")]
    [InlineData("monitoring.coreos.com/v1", "Alertmanager", "replicas: 2")]
    [InlineData("controlplane.cluster.x-k8s.io/v1beta2", "KubeadmControlPlane", "replicas: 1")] // HA1505
    [InlineData("platform.confluent.io/v1beta1", "Zookeeper", "{ replicas: 1, configOverrides: { peers: [a, b] } }")]
    [InlineData("pingcap.com/v1alpha1", "DMCluster", "{ master: { replicas: 3 }, worker: { replicas: 1 } }")] // One for each source will do.
    [InlineData("yugabyte.com/v1alpha1", "YBCluster", "{ master: { replicas: 3 }, tserver: { replicas: 3 } }")]
    [InlineData("scylla.scylladb.com/v1", "ScyllaCluster", "datacenter: { racks: [{ members: 1 }, { members: 1 }, { members: 1 }] }")]
    [InlineData("scylla.scylladb.com/v1", "ScyllaCluster", "{ externalSeeds: [10.0.0.1], datacenter: { racks: [{ members: 1 }] } }")]
    [InlineData("scylla.scylladb.com/v1alpha1", "NodeConfig", "datacenter: { racks: [{ members: 1 }] }")]
    [InlineData("cassandra.datastax.com/v1beta1", "CassandraDatacenter", "{ clusterName: shop, size: 1, additionalSeeds: [10.0.0.1] }")]
    [InlineData("cassandra.datastax.com/v1beta1", "CassandraDatacenter", "{ clusterName: shop, size: 3 }")]
    [InlineData("stackgres.io/v1", "SGCluster", "instances: 2")]
    [InlineData("dragonflydb.io/v1alpha1", "Dragonfly", "replicas: 2")]
    [InlineData("apps.emqx.io/v2beta1", "EMQX", "coreTemplate: { spec: { replicas: 2 } }")]
    [InlineData("seaweed.seaweedfs.com/v1", "Seaweed", "{ master: { replicas: 3 }, volume: { replicas: 1 } }")]
    public void Is_silent_when_members_suffice_or_are_not_known(string apiVersion, string kind, string spec) =>
        Lint.Expect<OperatorMembersLow>(Resource(apiVersion, kind, spec));

    [Theory]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "instances: 1", Severity.Warning)]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "{ instances: 1, replica: { enabled: true } }", Severity.Note)]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "{ instances: 1, replica: '${REPLICA}' }", Severity.Note)]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "{ instances: 1, bootstrap: { recovery: {} } }", Severity.Note)]
    [InlineData("rabbitmq.com/v1beta1", "RabbitmqCluster", "replicas: 1", Severity.Error)]
    [InlineData("kibana.k8s.elastic.co/v1", "Kibana", "count: 1", Severity.Note)]
    [InlineData("stackgres.io/v1", "SGCluster", "{ instances: 1, replicateFrom: { instance: { sgCluster: shop } } }", Severity.Note)]
    [InlineData("stackgres.io/v1", "SGCluster", "{ instances: 1, initialData: { restore: {} } }", Severity.Note)]
    public void Is_as_severe_as_the_loss_of_one(string apiVersion, string kind, string spec, Severity severity) =>
        Assert.Equal(severity, Lint.One<OperatorMembersLow>(Resource(apiVersion, kind, spec)).Severity);

    [Theory]
    [InlineData("dev/rabbit.yaml")]
    [InlineData("rabbit-single.yaml")]
    [InlineData("minimal-rabbit.yaml")]
    [InlineData("cluster-test.yaml")]
    public void Is_a_note_for_what_is_small_on_purpose(string path)
    {
        var source = new Hale.Rules.Tree.SourceText(path, Resource("rabbitmq.com/v1beta1", "RabbitmqCluster", "replicas: 1"));
        Assert.Equal(Severity.Note, Assert.Single(Lint.Run([source], "HA1601")).Severity);
    }

    [Fact]
    public void Says_what_is_missing()
    {
        Assert.Equal("Cluster 'shop' has 1 instance: nothing takes over when its node fails or is drained",
            Lint.One<OperatorMembersLow>(Resource("postgresql.cnpg.io/v1", "Cluster", "instances: 1")).Message);
        Assert.Equal("RabbitmqCluster 'shop' has 1 member, because replicas is not set: a majority that outlives the loss of one takes 3",
            Lint.One<OperatorMembersLow>(Resource("rabbitmq.com/v1beta1", "RabbitmqCluster", "{}")).Message);
        Assert.Equal("Kafka 'shop' has 2 brokers: data that outlives the loss of one while another is away takes 3",
            Lint.One<OperatorMembersLow>(Resource("platform.confluent.io/v1beta1", "Kafka", "replicas: 2")).Message);
    }

    [Fact]
    public void Adds_up_the_node_pools_of_a_Kafka_cluster() => Lint.Expect<OperatorMembersLow>(
        Pool("{|HA1601:1|}", "controller") + Pool("1", "broker") + Pool("1", "broker") + Pool("1", "broker"));

    [Fact]
    public void Counts_a_broker_that_is_a_controller_once() => Lint.Expect<OperatorMembersLow>(Pool("{|HA1601:1|}", "controller, broker"));

    [Theory]
    [InlineData("1", "controller, broker", "2", "controller")]
    [InlineData("3", "controller", "'${BROKERS}'", "broker")]
    [InlineData("3", "controller, broker", "1", "broker")]
    [InlineData("1", "'${ROLE}'", "1", "broker")]
    public void Is_silent_when_node_pools_suffice_or_are_not_known(string first, string firstRoles, string second, string secondRoles) =>
        Lint.Expect<OperatorMembersLow>(Pool(first, firstRoles) + Pool(second, secondRoles));

    [Fact]
    public void Is_silent_when_pools_in_other_files_may_belong_to_it() =>
        Lint.Expect<OperatorMembersLow>([("a.yaml", Pool("1", "controller")), ("b.yaml", Pool("2", "controller"))]);

    [Fact]
    public void Keeps_apart_clusters_that_have_a_file_each() => Lint.Expect<OperatorMembersLow>([
        ("a.yaml", Pool("{|HA1601:1|}", "controller") + Resource("kafka.strimzi.io/v1", "Kafka", "{}")),
        ("b.yaml", Pool("3", "controller") + Resource("kafka.strimzi.io/v1", "Kafka", "{}")),
    ]);

    [Fact]
    public void Is_silent_about_one_machine_for_each_zone() => Lint.Expect<OperatorMembersLow>(
        Resource("cluster.x-k8s.io/v1beta2", "MachineDeployment", "{ clusterName: shop, replicas: 1 }") + "\n---\n"
        + Resource("cluster.x-k8s.io/v1beta2", "MachineDeployment", "{ clusterName: shop, replicas: 1 }"));

    [Fact]
    public void Adds_up_the_datacenters_of_a_Cassandra_cluster()
    {
        Lint.Expect<OperatorMembersLow>(Datacenter("{|HA1601:1|}") + Datacenter("1"));
        Lint.Expect<OperatorMembersLow>(Datacenter("1") + Datacenter("2"));
    }

    private static string Datacenter(string size) =>
        Resource("cassandra.datastax.com/v1beta1", "CassandraDatacenter", $"{{ clusterName: shop, size: {size} }}") + "---\n";

    private static string Pool(string replicas, string roles) => $$"""
        ---
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaNodePool
        metadata: { name: pool, labels: { strimzi.io/cluster: shop } }
        spec: { replicas: {{replicas}}, roles: [{{roles}}] }
        ---

        """;

    private static string Resource(string apiVersion, string kind, string spec) =>
        $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: shop }}\nspec:\n  {spec}\n";
}
