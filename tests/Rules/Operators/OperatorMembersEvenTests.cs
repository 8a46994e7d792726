using Hale.Rules.Operators;
using Hale.Testing;

namespace Hale.Rules.Tests.Operators;

public sealed class OperatorMembersEvenTests
{
    [Theory]
    [InlineData("mysql.oracle.com/v2", "InnoDBCluster", "instances: {|HA1602:2|}")]
    [InlineData("rabbitmq.com/v1beta1", "RabbitmqCluster", "replicas: {|HA1602:4|}")]
    [InlineData("moco.cybozu.com/v1beta2", "MySQLCluster", "replicas: {|HA1602:2|}")]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "pxc: { size: {|HA1602:4|} }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ galera: { enabled: true }, replicas: {|HA1602:2|} }")]
    [InlineData("psmdb.percona.com/v1", "PerconaServerMongoDB", "replsets: [{ size: {|HA1602:3|}, arbiter: { enabled: true, size: 1 } }]")]
    [InlineData("mongodbcommunity.mongodb.com/v1", "MongoDBCommunity", "{ members: {|HA1602:3|}, arbiters: 1 }")]
    [InlineData("databases.spotahome.com/v1", "RedisFailover", "sentinel: { replicas: {|HA1602:2|} }")]
    [InlineData("kafka.strimzi.io/v1beta2", "Kafka", "zookeeper: { replicas: {|HA1602:2|} }")]
    [InlineData("platform.confluent.io/v1beta1", "Zookeeper", "replicas: {|HA1602:2|}")]
    [InlineData("mongodb.com/v1", "MongoDB", "{ type: ShardedCluster, mongodsPerShardCount: {|HA1602:4|} }")]
    [InlineData("operator.etcd.io/v1alpha1", "EtcdCluster", "size: {|HA1602:2|}")]
    [InlineData("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "{|HA1602:nodeSets|}: [{ count: 2 }, { count: 2, config: { node: { roles: [master] } } }]")]
    public void Reports_an_even_number_of_voters(string apiVersion, string kind, string spec) => Lint.Expect<OperatorMembersEven>(Resource(apiVersion, kind, spec));

    [Theory]
    [InlineData("mysql.oracle.com/v2", "InnoDBCluster", "instances: 3")]
    [InlineData("rabbitmq.com/v1beta1", "RabbitmqCluster", "replicas: 5")]
    [InlineData("rabbitmq.com/v1beta1", "RabbitmqCluster", "replicas: 0")]
    [InlineData("rabbitmq.com/v1beta1", "RabbitmqCluster", "replicas: ${REPLICAS}")] // unknown: stay silent
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "instances: 2")] // A standby does not vote.
    [InlineData("redis.redis.opstreelabs.in/v1beta2", "RedisCluster", "clusterSize: 4")] // shards
    [InlineData("crdb.cockroachlabs.com/v1alpha1", "CrdbCluster", "nodes: 4")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ replication: { enabled: true }, replicas: 2 }")]
    [InlineData("mongodbcommunity.mongodb.com/v1", "MongoDBCommunity", "{ members: 4, arbiters: 1 }")]
    [InlineData("mongodbcommunity.mongodb.com/v1", "MongoDBCommunity", "{ members: 4, arbiters: '${ARBITERS}' }")]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "{ allowUnsafeConfigurations: true, pxc: { size: 2 } }")] // HA1603
    [InlineData("platform.confluent.io/v1beta1", "KRaftController", "{ replicas: 2, clusterRef: { name: central } }")]
    [InlineData("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "nodeSets: [{ count: 3 }, { count: 2, config: { node.roles: [data] } }]")]
    [InlineData("controlplane.cluster.x-k8s.io/v1beta2", "KubeadmControlPlane", "replicas: 2")] // HA1505
    public void Is_silent_when_the_number_is_odd_or_votes_are_not_counted(string apiVersion, string kind, string spec) =>
        Lint.Expect<OperatorMembersEven>(Resource(apiVersion, kind, spec));

    [Theory]
    [InlineData("rabbitmq.com/v1beta1", "RabbitmqCluster", "replicas: 2", Severity.Error)]
    [InlineData("rabbitmq.com/v1beta1", "RabbitmqCluster", "replicas: 4", Severity.Warning)]
    [InlineData("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "nodeSets: [{ count: 2 }]", Severity.Warning)]
    [InlineData("opensearch.org/v1", "OpenSearchCluster", "nodePools: [{ roles: [cluster_manager], replicas: 2 }]", Severity.Warning)]
    [InlineData("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "nodeSets: [{ count: 4 }]", Severity.Note)] // It chooses three that vote.
    public void Two_are_worse_than_four(string apiVersion, string kind, string spec, Severity severity) =>
        Assert.Equal(severity, Lint.One<OperatorMembersEven>(Resource(apiVersion, kind, spec)).Severity);

    [Fact]
    public void Adds_up_the_controllers_of_node_pools()
    {
        var finding = Lint.One<OperatorMembersEven>(Pool("3", "controller") + Pool("1", "controller, broker") + Pool("4", "broker"));
        Assert.Equal("KafkaNodePool 'pool' has 4 controllers: a majority is 3, which tolerates 1 failure, no more than with 3", finding.Message);
        Assert.Equal(2, finding.Related.Count);
    }

    [Theory]
    [InlineData(2, "2 members: a majority is 2, which tolerates no failure and is less available than with 1")]
    [InlineData(6, "6 members: a majority is 4, which tolerates 2 failures, no more than with 5")]
    public void Says_what_the_last_member_is_worth(int instances, string text)
    {
        var finding = Lint.One<OperatorMembersEven>(Resource("mysql.oracle.com/v2", "InnoDBCluster", $"instances: {instances}"));
        Assert.Equal($"InnoDBCluster 'shop' has {text}", finding.Message);
        Assert.Empty(finding.Related);
    }

    [Fact]
    public void Is_a_note_for_what_is_small_on_purpose() => Assert.Equal(
        Severity.Note, Assert.Single(Lint.Run([new("dev/rabbit.yaml", Resource("rabbitmq.com/v1beta1", "RabbitmqCluster", "replicas: 2"))], "HA1602")).Severity);

    private static string Pool(string replicas, string roles) => $$"""
        ---
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaNodePool
        metadata: { name: pool, labels: { strimzi.io/cluster: shop } }
        spec: { replicas: {{replicas}}, roles: [{{roles}}] }

        """;

    private static string Resource(string apiVersion, string kind, string spec) =>
        $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: shop }}\nspec:\n  {spec}\n";
}
