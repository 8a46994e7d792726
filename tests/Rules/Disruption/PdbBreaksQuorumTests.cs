using Hale.Rules.Disruption;
using Hale.Testing;

namespace Hale.Rules.Tests.Disruption;

public sealed class PdbBreaksQuorumTests
{
    [Theory]
    [InlineData("replicas: 3", "maxUnavailable: {|HA0305:2|}")]
    [InlineData("replicas: 3", "maxUnavailable: {|HA0305:34%|}")] // 1.02 of 3, rounded up
    [InlineData("replicas: 3", "minAvailable: {|HA0305:1|}")]
    [InlineData("replicas: 2", "maxUnavailable: {|HA0305:1|}")] // a majority of 2 is 2
    [InlineData("replicas: 5", "maxUnavailable: {|HA0305:3|}")]
    [InlineData("replicas: 4", "minAvailable: {|HA0305:50%|}")]
    [InlineData("replicas: 3", "maxUnavailable: 1")]
    [InlineData("replicas: 3", "maxUnavailable: 33%")]
    [InlineData("replicas: 3", "minAvailable: 2")]
    [InlineData("replicas: 5", "maxUnavailable: 2")]
    [InlineData("replicas: 1", "maxUnavailable: 1")]
    [InlineData("", "minAvailable: 0")]
    [InlineData("replicas: 3", "maxUnavailable: '${LIMIT}'")] // unknown: stay silent
    [InlineData("replicas: '${REPLICAS}'", "maxUnavailable: 2")]
    [InlineData("replicas: 3", "maxUnavailable: 2, minAvailable: 1")] // rejected by the API server
    public void Compares_the_allowed_evictions_with_the_tolerated_failures(string replicas, string limit) =>
        Lint.Expect<PdbBreaksQuorum>(Etcd(replicas) + Budget(limit));

    [Theory]
    [InlineData("replicas: 3, galera: { enabled: true }, podDisruptionBudget: { maxUnavailable: {|HA0305:66%|} }")]
    [InlineData("replicas: 3, galera: { enabled: true }, podDisruptionBudget: { minAvailable: {|HA0305:1|} }")]
    [InlineData("replicas: 3, galera: { enabled: true }, podDisruptionBudget: { maxUnavailable: 33% }")]
    [InlineData("replicas: 3, galera: { enabled: true }")]
    [InlineData("replicas: 1, galera: { enabled: true }, podDisruptionBudget: { maxUnavailable: 1 }")]
    [InlineData("replicas: 3, podDisruptionBudget: { maxUnavailable: 2 }")] // one primary, no majority
    [InlineData("replicas: '${N}', galera: { enabled: true }, podDisruptionBudget: { maxUnavailable: 2 }")] // unknown: stay silent
    [InlineData("replicas: 3, galera: { enabled: true }, podDisruptionBudget: '${BUDGET}'")]
    public void Looks_at_the_budget_that_an_operator_makes(string spec) =>
        Lint.Expect<PdbBreaksQuorum>($"apiVersion: k8s.mariadb.com/v1alpha1\nkind: MariaDB\nmetadata: {{ name: shop }}\nspec: {{ {spec} }}\n");

    [Theory]
    [InlineData("size: 3", "{|HA0305:2|}")]
    [InlineData("size: 2, arbiter: { enabled: true, size: 1 }", "1")] // the arbiter has no part in the budget
    public void Looks_at_the_budget_of_each_replica_set(string size, string limit) => Lint.Expect<PdbBreaksQuorum>($$"""
        apiVersion: psmdb.percona.com/v1
        kind: PerconaServerMongoDB
        metadata: { name: shop }
        spec: { replsets: [{ name: rs0, {{size}}, podDisruptionBudget: { maxUnavailable: {{limit}} } }] }
        """);

    [Fact]
    public void Is_silent_about_a_patch_of_a_resource() => Lint.Expect<PdbBreaksQuorum>(
        [("patches/shop.yaml", "apiVersion: k8s.mariadb.com/v1alpha1\nkind: MariaDB\nmetadata: { name: shop }\nspec: { replicas: 3, galera: { enabled: true }, podDisruptionBudget: { maxUnavailable: 2 } }\n")]);

    [Fact]
    public void Names_the_resource_that_asks_for_the_budget() => Assert.Equal(
        "PerconaXtraDBCluster 'shop' with maxUnavailable 2 lets 2 of 3 members be evicted at once, and a majority is 2",
        Lint.One<PdbBreaksQuorum>("""
            apiVersion: pxc.percona.com/v1
            kind: PerconaXtraDBCluster
            metadata: { name: shop }
            spec: { pxc: { size: 3, podDisruptionBudget: { maxUnavailable: 2 } } }
            """).Message);

    [Fact]
    public void Names_limit_members_and_majority()
    {
        var finding = Lint.One<PdbBreaksQuorum>(Etcd("replicas: 3") + Budget("minAvailable: 1"));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("PodDisruptionBudget 'etcd' with minAvailable 1 lets 2 of 3 etcd members be evicted at once, and a majority is 2", finding.Message);
        Assert.Equal("replicas set here", Assert.Single(finding.Related).Message);
    }

    [Fact]
    public void Takes_the_floor_of_an_autoscaler() => Lint.Expect<PdbBreaksQuorum>(Etcd("") + Budget("maxUnavailable: {|HA0305:2|}") + """

        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: etcd }
        spec: { scaleTargetRef: { kind: StatefulSet, name: etcd }, minReplicas: 3, maxReplicas: 5 }
        """);

    [Fact]
    public void Is_a_note_where_only_a_part_of_the_product_votes() =>
        Assert.Equal(Severity.Note, Lint.One<PdbBreaksQuorum>(Etcd("replicas: 3", "rabbitmq:4.1") + Budget("maxUnavailable: 2")).Severity);

    [Theory]
    [InlineData("postgres:17")] // no quorum
    [InlineData("registry.example/etcd-operator:1")]
    [InlineData("apache/kafka:4.0.0")] // only its controllers vote
    [InlineData("'${IMAGE}'")] // unknown: stay silent
    public void Is_silent_about_products_without_a_known_quorum(string image) =>
        Lint.Expect<PdbBreaksQuorum>(Etcd("replicas: 3", image) + Budget("maxUnavailable: 2"));

    [Fact]
    public void Is_silent_when_several_workloads_make_up_the_members()
    {
        Lint.Expect<PdbBreaksQuorum>(Etcd("replicas: 3") + "\n---\n" + Etcd("replicas: 3", name: "etcd-b", app: "etcd-b") + Budget("maxUnavailable: 2"));
        Lint.Expect<PdbBreaksQuorum>(Etcd("replicas: 1") + "\n---\n" + Etcd("replicas: 2", name: "etcd-b") + Budget("maxUnavailable: 2"));
    }

    [Fact]
    public void Is_silent_when_an_arbiter_may_vote_too() => Lint.Expect<PdbBreaksQuorum>(Etcd("replicas: 2", "mongo:8, args: [--replSet, rs0]") + Budget("maxUnavailable: 1") + """

        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: mongo-arbiter }
        """);

    [Fact]
    public void Is_silent_without_the_workload() => Lint.Expect<PdbBreaksQuorum>(Budget("maxUnavailable: 2").TrimStart().Substring(3));

    private static string Etcd(string replicas, string image = "registry.k8s.io/etcd:3.6.4-0", string name = "etcd", string app = "etcd") => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: {{name}} }
        spec:
          {{replicas}}
          serviceName: etcd
          selector: { matchLabels: { app: {{app}} } }
          template:
            metadata: { labels: { app: {{app}} } }
            spec:
              containers: [{ name: etcd, image: {{image}} }]
        """;

    private static string Budget(string limit) => $$"""

        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: etcd }
        spec: { {{limit}}, selector: { matchLabels: { app: etcd } } }
        """;
}
