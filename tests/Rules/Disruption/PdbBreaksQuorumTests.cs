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
    public void Is_silent_when_an_arbiter_may_vote_too() => Lint.Expect<PdbBreaksQuorum>(Etcd("replicas: 2", "mongo:8") + Budget("maxUnavailable: 1") + """

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
