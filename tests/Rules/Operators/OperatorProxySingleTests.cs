using Hale.Rules.Operators;
using Hale.Testing;

namespace Hale.Rules.Tests.Operators;

public sealed class OperatorProxySingleTests
{
    [Theory]
    [InlineData("mysql.oracle.com/v2", "InnoDBCluster", "router: { instances: {|HA1604:1|} }")]
    [InlineData("mysql.oracle.com/v2", "InnoDBCluster", "{|HA1604:router|}: {}")]
    [InlineData("postgresql.cnpg.io/v1", "Pooler", "instances: {|HA1604:1|}")]
    [InlineData("acid.zalan.do/v1", "postgresql", "connectionPooler: { numberOfInstances: {|HA1604:1|} }")]
    [InlineData("postgres-operator.crunchydata.com/v1beta1", "PostgresCluster", "proxy: { {|HA1604:pgBouncer|}: {} }")]
    [InlineData("pgv2.percona.com/v2", "PerconaPGCluster", "proxy: { pgBouncer: { replicas: {|HA1604:1|} } }")]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "haproxy: { enabled: true, size: {|HA1604:1|} }")]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "proxysql: { enabled: true, size: {|HA1604:1|} }")]
    [InlineData("ps.percona.com/v1", "PerconaServerMySQL", "proxy: { router: { enabled: true, size: {|HA1604:1|} } }")]
    [InlineData("psmdb.percona.com/v1", "PerconaServerMongoDB", "sharding: { enabled: true, mongos: { size: {|HA1604:1|} } }")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MaxScale", "replicas: {|HA1604:1|}")]
    [InlineData("k8s.mariadb.com/v1alpha1", "MariaDB", "maxScale: { enabled: true, replicas: {|HA1604:1|} }")]
    [InlineData("kafka.strimzi.io/v1", "KafkaConnect", "replicas: {|HA1604:1|}")]
    [InlineData("kafka.strimzi.io/v1", "KafkaMirrorMaker2", "replicas: {|HA1604:1|}")]
    [InlineData("kafka.strimzi.io/v1", "KafkaBridge", "replicas: {|HA1604:1|}")]
    [InlineData("platform.confluent.io/v1beta1", "Connect", "replicas: {|HA1604:1|}")]
    [InlineData("platform.confluent.io/v1beta1", "SchemaRegistry", "replicas: {|HA1604:1|}")]
    [InlineData("platform.confluent.io/v1beta1", "KafkaRestProxy", "replicas: {|HA1604:1|}")]
    [InlineData("mongodb.com/v1", "MongoDB", "{ type: ShardedCluster, mongosCount: {|HA1604:1|} }")]
    [InlineData("pingcap.com/v1alpha1", "TidbCluster", "tidb: { replicas: {|HA1604:1|} }")]
    [InlineData("planetscale.com/v2", "VitessCluster", "cells: [{ name: a }, { name: b, gateway: { replicas: {|HA1604:1|} } }]")]
    [InlineData("core.pingcap.com/v1alpha1", "TiDBGroup", "{ cluster: { name: basic }, replicas: {|HA1604:1|} }")]
    [InlineData("k8s.keycloak.org/v2alpha1", "Keycloak", "instances: {|HA1604:1|}")]
    public void Reports_a_single_proxy(string apiVersion, string kind, string spec) => Lint.Expect<OperatorProxySingle>(Resource(apiVersion, kind, spec));

    [Theory]
    [InlineData("mysql.oracle.com/v2", "InnoDBCluster", "router: { instances: 2 }")]
    [InlineData("mysql.oracle.com/v2", "InnoDBCluster", "router: { instances: 0 }")] // No router is asked for.
    [InlineData("mysql.oracle.com/v2", "InnoDBCluster", "router: '${ROUTER}'")] // unknown: stay silent
    [InlineData("postgres-operator.crunchydata.com/v1beta1", "PostgresCluster", "port: 5432")]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "haproxy: { enabled: false, size: 1 }")]
    [InlineData("pxc.percona.com/v1", "PerconaXtraDBCluster", "{ unsafeFlags: { proxySize: true }, haproxy: { enabled: true, size: 1 } }")] // HA1603
    [InlineData("k8s.keycloak.org/v2alpha1", "Keycloak", "{}")] // An autoscaler may set the number.
    [InlineData("k8s.keycloak.org/v2alpha1", "Keycloak", "instances: 2")]
    [InlineData("postgresql.cnpg.io/v1", "Cluster", "instances: 1")]
    public void Is_silent_when_there_are_more_or_none(string apiVersion, string kind, string spec) => Lint.Expect<OperatorProxySingle>(Resource(apiVersion, kind, spec));

    [Fact]
    public void Adds_up_the_groups_of_one_cluster() => Lint.Expect<OperatorProxySingle>(
        string.Join("---\n", new[] { "a", "b" }.Select(name => Resource("core.pingcap.com/v1alpha1", "TiDBGroup", "{ cluster: { name: basic }, replicas: 1 }").Replace("shop", name, StringComparison.Ordinal))));

    [Fact]
    public void Is_silent_for_development() => Lint.Expect<OperatorProxySingle>([("dev/pooler.yaml", Resource("postgresql.cnpg.io/v1", "Pooler", "instances: 1"))]);

    [Theory]
    [InlineData("{}", "1 instance, because instances is not set")]
    [InlineData("instances: 1", "1 instance")]
    public void Says_whether_the_number_was_chosen(string spec, string text) => Assert.Equal(
        $"Pooler 'shop' has {text}: nothing takes over when its node fails or is drained",
        Lint.One<OperatorProxySingle>(Resource("postgresql.cnpg.io/v1", "Pooler", spec)).Message);

    private static string Resource(string apiVersion, string kind, string spec) =>
        $"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: shop }}\nspec:\n  {spec}\n";
}
