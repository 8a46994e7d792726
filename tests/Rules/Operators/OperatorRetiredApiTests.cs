using Hale.Rules.Operators;
using Hale.Testing;

namespace Hale.Rules.Tests.Operators;

public sealed class OperatorRetiredApiTests
{
    [Theory]
    [InlineData("{|HA1606:mysql.oracle.com/v1alpha1|}", "Cluster", "{}")]
    [InlineData("{|HA1606:etcd.database.coreos.com/v1beta2|}", "EtcdCluster", "{}")]
    [InlineData("{|HA1606:databases.spotahome.com/v1|}", "RedisFailover", "{}")]
    [InlineData("{|HA1606:kubedb.com/v1alpha1|}", "Postgres", "{}")]
    [InlineData("{|HA1606:ceph.rook.io/v1beta1|}", "Cluster", "{}")]
    [InlineData("{|HA1606:yugabyte.com/v1alpha1|}", "YBCluster", "{}")]
    [InlineData("{|HA1606:pg.percona.com/v1|}", "PerconaPGCluster", "{}")]
    [InlineData("{|HA1606:nfs.rook.io/v1alpha1|}", "NFSServer", "{}")]
    [InlineData("{|HA1606:mariadb.mmontes.io/v1alpha1|}", "MariaDB", "{ replicas: 3 }")]
    [InlineData("{|HA1606:kafka.strimzi.io/v1beta1|}", "KafkaTopic", "{}")]
    [InlineData("{|HA1606:kafka.strimzi.io/v1alpha1|}", "KafkaUser", "{}")]
    [InlineData("{|HA1606:keda.k8s.io/v1alpha1|}", "ScaledObject", "{}")]
    [InlineData("{|HA1606:cert-manager.io/v1alpha2|}", "Issuer", "{ selfSigned: {} }")]
    [InlineData("{|HA1606:cert-manager.io/v1alpha3|}", "Issuer", "{ selfSigned: {} }")]
    [InlineData("{|HA1606:cert-manager.io/v1beta1|}", "Certificate", "{}")]
    [InlineData("{|HA1606:certmanager.k8s.io/v1alpha1|}", "Certificate", "{}")]
    [InlineData("{|HA1606:karpenter.sh/v1alpha5|}", "Provisioner", "{}")]
    [InlineData("kafka.strimzi.io/v1beta2", "Kafka", "{ {|HA1606:zookeeper|}: { replicas: 3 } }")]
    public void Reports_what_nobody_maintains(string apiVersion, string kind, string spec) => Lint.Expect<OperatorRetiredApi>(Resource(apiVersion, kind, spec));

    [Theory]
    [InlineData("mysql.oracle.com/v2", "InnoDBCluster", "{}")]
    [InlineData("acid.zalan.do/v1", "postgresql", "{}")]
    [InlineData("kubedb.com/v1", "Postgres", "{}")]
    [InlineData("ceph.rook.io/v1", "CephCluster", "{}")]
    [InlineData("kafka.strimzi.io/v1beta2", "Kafka", "{ kafka: {} }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "{ replicas: 3 }")]
    [InlineData("platform.confluent.io/v1beta1", "Kafka", "{ zookeeper: {} }")]
    [InlineData("pgv2.percona.com/v2", "PerconaPGCluster", "{}")]
    [InlineData("cert-manager.io/v1", "Issuer", "{ selfSigned: {} }")]
    [InlineData("external-secrets.io/v1alpha1", "PushSecret", "{}")] // still its only version
    [InlineData("karpenter.sh/v1", "NodePool", "{}")]
    [InlineData("traefik.io/v1alpha1", "IngressRoute", "{}")]
    [InlineData("operator.yugabyte.io/v1alpha1", "YBUniverse", "{}")]
    [InlineData("v1", "Service", "{}")]
    [InlineData("'${API}'", "Cluster", "{}")] // unknown: stay silent
    public void Is_silent_about_current_ones(string apiVersion, string kind, string spec) => Lint.Expect<OperatorRetiredApi>(Resource(apiVersion, kind, spec));

    [Fact]
    public void Is_silent_about_ZooKeeper_that_KRaft_replaces() => Lint.Expect<OperatorRetiredApi>("""
        apiVersion: kafka.strimzi.io/v1beta2
        kind: Kafka
        metadata: { name: shop, annotations: { strimzi.io/kraft: enabled } }
        spec: { zookeeper: { replicas: 3 } }
        """);

    [Theory]
    [InlineData("databases.spotahome.com/v1", "RedisFailover")]
    [InlineData("external-secrets.io/v1beta1", "ExternalSecret")] // served until 2025
    [InlineData("traefik.containo.us/v1alpha1", "IngressRoute")]
    public void What_still_works_for_many_is_a_note(string apiVersion, string kind) =>
        Assert.Equal(Severity.Note, Lint.One<OperatorRetiredApi>(Resource(apiVersion, kind, "{}")).Severity);

    private static string Resource(string apiVersion, string kind, string spec) => $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: shop }}\nspec: {spec}\n";
}
