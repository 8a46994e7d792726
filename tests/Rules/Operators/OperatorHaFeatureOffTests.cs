using Hale.Rules.Operators;
using Hale.Testing;

namespace Hale.Rules.Tests.Operators;

public sealed class OperatorHaFeatureOffTests
{
    [Theory]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "{ allowUnsafeConfigurations: {|HA1603:true|}, pxc: { size: 1 } }")]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "unsafeFlags: { backupIfUnhealthy: {|HA1603:true|} }")]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "pxc: { size: 3, affinity: { antiAffinityTopologyKey: {|HA1603:none|} } }")]
    [InlineData("psmdb.percona.com/v1", "PerconaServerMongoDB", "{ unsafeFlags: { replsetSize: {|HA1603:true|} }, replsets: [{ size: 2 }] }")]
    [InlineData("psmdb.percona.com/v1", "PerconaServerMongoDB", "replsets: [{ size: 3, affinity: { antiAffinityTopologyKey: {|HA1603:none|} } }]")]
    [InlineData("ps.percona.com/v1", "PerconaServerMySQL", "unsafeFlags: { orchestratorSize: {|HA1603:true|} }")]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "{ instances: 3, enablePDB: {|HA1603:false|}, affinity: { enablePodAntiAffinity: {|HA1603:false|} } }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ replicas: 3, affinity: { antiAffinityEnabled: {|HA1603:false|} } }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ replicas: 3, affinity: { antiAffinityEnabled: true }, storage: { ephemeral: {|HA1603:true|} } }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ replicas: 3, affinity: { antiAffinityEnabled: true }, galera: { enabled: true, recovery: { enabled: {|HA1603:false|} } } }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ replicas: 3, affinity: { antiAffinityEnabled: true }, galera: { primary: { automaticFailover: {|HA1603:false|} } } }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ replicas: 3, affinity: { antiAffinityEnabled: true }, replication: { primary: { autoFailover: {|HA1603:false|} } } }")]
    [InlineData("mongodb.com/v1", "MongoDB", "{ type: ShardedCluster, mongodsPerShardCount: 3, configServerCount: 3, persistent: {|HA1603:false|} }")]
    [InlineData("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "{ nodeSets: [{ count: 3 }], {|HA1603:podDisruptionBudget|}: {} }")]
    [InlineData("kafka.strimzi.io/v1beta2", "Kafka", "kafka: { replicas: 3, {|HA1603:storage|}: { type: ephemeral } }")]
    [InlineData("kafka.strimzi.io/v1beta2", "Kafka", "kafka: { replicas: 3, {|HA1603:storage|}: { type: jbod, volumes: [{ type: ephemeral }] } }")]
    [InlineData("cassandra.datastax.com/v1beta1", "CassandraDatacenter", "{ clusterName: shop, size: 3, allowMultipleNodesPerWorker: {|HA1603:true|} }")]
    [InlineData("stackgres.io/v1", "SGCluster", "{ instances: 2, nonProductionOptions: { disableClusterPodAntiAffinity: {|HA1603:true|} } }")]
    [InlineData("stackgres.io/v1", "SGCluster", "{ instances: 2, profile: {|HA1603:development|} }")]
    [InlineData("apps.foundationdb.org/v1beta2", "FoundationDBCluster", "faultDomain: { key: {|HA1603:foundationdb.org/none|} }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ replicas: 1, storage: { ephemeral: {|HA1603:true|} } }")] // Nobody else has the data of a single one.
    [InlineData("mongodb.com/v1", "MongoDB", "{ type: ReplicaSet, members: 1, persistent: {|HA1603:false|} }")]
    [InlineData("kafka.strimzi.io/v1beta2", "Kafka", "{ kafka: { replicas: 1, {|HA1603:storage|}: { type: ephemeral } }, zookeeper: { replicas: 1, {|HA1603:storage|}: { type: ephemeral } } }")]
    public void Reports_what_is_switched_off(string apiVersion, string kind, string spec) => Lint.Expect<OperatorHaFeatureOff>(Resource(apiVersion, kind, spec));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Reports_the_pool_whose_data_is_lost_with_its_pods(int replicas) => Lint.Expect<OperatorHaFeatureOff>($$"""
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaNodePool
        metadata: { name: brokers, labels: { strimzi.io/cluster: shop } }
        spec: { replicas: {{replicas}}, roles: [broker, controller], {|HA1603:storage|}: { type: ephemeral } }
        """);

    [Theory]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "{ instances: 1, enablePDB: false, affinity: { enablePodAntiAffinity: false } }")] // A single one has to be let go.
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "{ instances: '${INSTANCES}', enablePDB: false }")] // unknown: stay silent
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "{ instances: 3, enablePDB: true }")]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "{ instances: 3, affinity: { enablePodAntiAffinity: false, additionalPodAntiAffinity: {} } }")]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "pxc: { size: 3, affinity: { antiAffinityTopologyKey: none, advanced: {} } }")]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "{ pxc: { size: 1, affinity: { antiAffinityTopologyKey: none } }, haproxy: { enabled: true, size: 2 } }")]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "{ allowUnsafeConfigurations: false, unsafeFlags: { tls: true } }")] // Encryption is another matter.
    [InlineData("mongodb.com/v1", "MongoDB", "{ type: ReplicaSet, members: 3, persistent: true }")]
    [InlineData("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "{ nodeSets: [{ count: 3 }], podDisruptionBudget: { spec: {} } }")]
    [InlineData("elasticsearch.k8s.elastic.co/v1", "Elasticsearch", "{ nodeSets: [{ count: 3 }], podDisruptionBudget: '${BUDGET}' }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ replicas: 3, affinity: { podAntiAffinity: {} } }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ replicas: 3, affinity: { podAntiAffinity: {} }, galera: { recovery: { enabled: true }, primary: { automaticFailover: true } } }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ replicas: 3, affinity: { podAntiAffinity: {} }, maxScaleRef: { name: shop }, replication: { primary: { autoFailover: false } } }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ replicas: 3, affinity: { podAntiAffinity: {} }, galera: { primary: { automaticFailover: '${FAILOVER}' } } }")] // unknown: stay silent
    [InlineData("kafka.strimzi.io/v1beta2", "Kafka", "kafka: { replicas: 3, storage: { type: persistent-claim } }")]
    [InlineData("ceph.rook.io/v1", "CephCluster", "mon: { allowMultiplePerNode: true }")] // HA0711
    [InlineData("cassandra.datastax.com/v1beta1", "CassandraDatacenter", "{ clusterName: shop, size: 1, allowMultipleNodesPerWorker: true }")]
    [InlineData("stackgres.io/v1", "SGCluster", "{ instances: 2, profile: production }")]
    [InlineData("stackgres.io/v1", "SGCluster", "{ instances: 2, profile: testing, nonProductionOptions: { disableClusterPodAntiAffinity: false } }")]
    [InlineData("stackgres.io/v1", "SGCluster", "{ instances: 1, profile: testing }")]
    [InlineData("apps.foundationdb.org/v1beta2", "FoundationDBCluster", "faultDomain: { key: kubernetes.io/hostname }")]
    public void Is_silent_when_it_protects_or_there_is_nothing_to_protect(string apiVersion, string kind, string spec) =>
        Lint.Expect<OperatorHaFeatureOff>(Resource(apiVersion, kind, spec));

    [Fact]
    public void Is_silent_when_the_file_says_what_it_is() => Lint.Expect<OperatorHaFeatureOff>([
        ("kafka-ephemeral.yaml", Resource("kafka.strimzi.io/v1beta2", "Kafka", "kafka: { replicas: 3, storage: { type: ephemeral } }")),
    ]);

    [Theory]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "{ unsafeFlags: { pxcSize: true }, pxc: { size: 2 } }", Severity.Error)]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "{ unsafeFlags: { pxcSize: true }, pxc: { size: 4 } }", Severity.Error)]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "{ unsafeFlags: { pxcSize: true }, pxc: { size: 3 } }", Severity.Warning)]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "{ unsafeFlags: { backupIfUnhealthy: true }, pxc: { size: 1 } }", Severity.Warning)]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "{ unsafeFlags: { pxcSize: true }, pxc: { size: '${SIZE}' } }", Severity.Warning)]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "replicas: 3", Severity.Note)]
    public void Is_an_error_when_the_switch_is_made_use_of(string apiVersion, string kind, string spec, Severity severity)
    {
        var finding = Lint.One<OperatorHaFeatureOff>(Resource(apiVersion, kind, spec));
        Assert.Equal(severity, finding.Severity);
        Assert.Equal(severity is Severity.Error, finding.Message.Contains(", and has ", StringComparison.Ordinal));
    }

    [Fact]
    public void Is_a_note_for_development() => Assert.Equal(Severity.Note, Assert.Single(Lint.Run(
        [new("dev/shop.yaml", Resource("pxc.percona.com/v1", "PerconaXtraDBCluster", "{ unsafeFlags: { pxcSize: true }, pxc: { size: 2 } }"))], "HA1603")).Severity);

    [Fact]
    public void Names_all_that_the_switch_lets_pass()
    {
        var finding = Lint.One<OperatorHaFeatureOff>(Resource(
            "psmdb.percona.com/v1",
            "PerconaServerMongoDB",
            "{ allowUnsafeConfigurations: true, replsets: [{ size: 1 }], sharding: { enabled: true, configsvrReplSet: { size: 2 }, mongos: { size: 1 } } }"));
        Assert.EndsWith("refuses otherwise, and has 1 voting member, 2 config servers and 1 mongos", finding.Message, StringComparison.Ordinal);
        Assert.Equal(["1 voting member here", "2 config servers here", "1 mongos here"], finding.Related.Select(place => place.Message));
    }

    [Fact]
    public void Says_what_the_switch_lets_pass()
    {
        var finding = Lint.One<OperatorHaFeatureOff>(Resource("pxc.percona.com/v1", "PerconaXtraDBCluster", "{ unsafeFlags: { pxcSize: true }, pxc: { size: 2 } }"));
        Assert.Equal("PerconaXtraDBCluster 'shop' may run a number of members that the operator refuses otherwise, and has 2 members", finding.Message);
        Assert.Single(finding.Related);
    }

    private static string Resource(string apiVersion, string kind, string spec) =>
        $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: shop }}\nspec:\n  {spec}\n";
}
