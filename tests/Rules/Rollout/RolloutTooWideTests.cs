using Hale.Rules.Model;
using Hale.Rules.Rollout;
using Hale.Testing;

namespace Hale.Rules.Tests.Rollout;

public sealed class RolloutTooWideTests
{
    [Theory]
    [InlineData("replicas: 3", "maxUnavailable: {|HA0402:100%|}")]
    [InlineData("replicas: 3", "maxUnavailable: {|HA0402:3|}")]
    [InlineData("replicas: 3", "maxUnavailable: {|HA0402:10|}")]
    [InlineData("replicas: 3", "maxUnavailable: {|HA0402:100%|}, maxSurge: 100%")] // the old ones go before the new ones are ready
    [InlineData("replicas: 2", "maxUnavailable: {|HA0402:2|}")]
    [InlineData("replicas: 3", "maxUnavailable: 2")] // most of them, but nobody is served
    [InlineData("replicas: 3", "maxUnavailable: 99%")] // 2.97, rounded down
    [InlineData("replicas: 2", "maxUnavailable: 1")]
    [InlineData("replicas: 2", "maxSurge: 0")] // Kubernetes takes one away where both are 0
    [InlineData("replicas: 1", "maxUnavailable: 100%")]
    [InlineData("", "maxUnavailable: 100%")]
    [InlineData("replicas: '${REPLICAS}'", "maxUnavailable: 100%")] // unknown: stay silent
    [InlineData("replicas: 3", "maxUnavailable: '${LIMIT}'")]
    public void Reports_a_deployment_that_may_lose_all_replicas(string replicas, string limits) => Lint.Expect<RolloutTooWide>(Shop(replicas, limits));

    [Theory]
    [InlineData("replicas: 3", "maxUnavailable: {|HA0402:2|}")]
    [InlineData("replicas: 10", "maxUnavailable: {|HA0402:60%|}")]
    [InlineData("replicas: 4", "maxUnavailable: 50%")] // half
    [InlineData("replicas: 3", "maxUnavailable: 1")]
    public void Reports_a_served_deployment_that_may_lose_more_than_half(string replicas, string limits) =>
        Lint.Expect<RolloutTooWide>(Shop(replicas, limits) + Service("app: shop"));

    [Theory]
    [InlineData("app: other")]
    [InlineData("app: '${APP}'")] // may select others
    public void Is_silent_about_more_than_half_when_no_service_is_known(string selector) =>
        Lint.Expect<RolloutTooWide>(Shop("replicas: 3", "maxUnavailable: 2") + Service(selector));

    [Fact]
    public void Names_the_replicas()
    {
        var finding = Lint.One<RolloutTooWide>(Shop("replicas: 3", "maxUnavailable: 100%"));
        Assert.Equal("A rollout of Deployment 'shop' may take away all of the 3 replicas at once", finding.Message);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("replicas set here", Assert.Single(finding.Related).Message);
        Assert.Equal(
            "A rollout of Deployment 'shop' may take away 2 of the 3 replicas at once",
            Lint.One<RolloutTooWide>(Shop("replicas: 3", "maxUnavailable: 2") + Service("app: shop")).Message);
    }

    [Fact]
    public void Is_an_error_for_members_of_a_quorum() =>
        Assert.Equal(Severity.Error, Lint.One<RolloutTooWide>(Shop("replicas: 3", "maxUnavailable: 3", "zookeeper:3.9")).Severity);

    [Theory]
    [InlineData("Recreate")] // HA0401
    [InlineData("'${STRATEGY}'")]
    public void Is_silent_about_other_strategies(string type) =>
        Lint.Expect<RolloutTooWide>(Shop("replicas: 3", "maxUnavailable: 3").Replace("RollingUpdate", type, StringComparison.Ordinal));

    [Fact]
    public void Takes_the_floor_of_an_autoscaler() => Lint.Expect<RolloutTooWide>(Shop("", "maxUnavailable: {|HA0402:2|}") + """

        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: shop }
        spec: { scaleTargetRef: { kind: Deployment, name: shop }, minReplicas: 2, maxReplicas: 20 }
        """);

    [Theory]
    [InlineData("replicas: 3", "maxUnavailable: {|HA0402:2|}")]
    [InlineData("replicas: 3", "maxUnavailable: {|HA0402:34%|}")] // 1.02, rounded up
    [InlineData("replicas: 2", "maxUnavailable: {|HA0402:1|}")]
    [InlineData("replicas: 3", "maxUnavailable: 33%")]
    [InlineData("replicas: 5", "maxUnavailable: 2")]
    [InlineData("replicas: 2", "partition: 0")] // one at a time by default
    [InlineData("replicas: 1", "maxUnavailable: 1")]
    [InlineData("replicas: '${REPLICAS}'", "maxUnavailable: 2")] // unknown: stay silent
    [InlineData("replicas: 3", "maxUnavailable: '${LIMIT}'")]
    public void Reports_a_stateful_set_that_may_lose_its_majority(string replicas, string limits) => Lint.Expect<RolloutTooWide>(Etcd(replicas, limits));

    [Fact]
    public void Names_members_and_majority()
    {
        var finding = Lint.One<RolloutTooWide>(Etcd("replicas: 3", "maxUnavailable: 2"));
        Assert.Equal("A rollout of StatefulSet 'etcd' may take away 2 of 3 etcd members at once, and a majority is 2", finding.Message);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal(Severity.Warning, Lint.One<RolloutTooWide>(Etcd("replicas: 3", "maxUnavailable: 2", "rabbitmq:4.1")).Severity);
    }

    [Theory]
    [InlineData("postgres:17")]
    [InlineData("'${IMAGE}'")]
    public void Is_silent_about_stateful_sets_without_a_known_quorum(string image) => Lint.Expect<RolloutTooWide>(Etcd("replicas: 3", "maxUnavailable: 3", image));

    [Fact]
    public void Is_silent_about_stateful_sets_that_update_one_pod_at_a_time()
    {
        Lint.Expect<RolloutTooWide>(Etcd("replicas: 3", "maxUnavailable: {|HA0402:2|}"), new ClusterFacts { Version = new KubernetesVersion(1, 35) });
        Lint.Expect<RolloutTooWide>(Etcd("replicas: 3", "maxUnavailable: 2"), new ClusterFacts { Version = new KubernetesVersion(1, 34) });
        Lint.Expect<RolloutTooWide>(Etcd("replicas: 3", "maxUnavailable: 2").Replace("updateStrategy: {", "updateStrategy: { type: OnDelete,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("docker.io/calico/node:v3.30.0", "{|HA0402:50%|}")]
    [InlineData("quay.io/cilium/cilium:v1.17.0", "{|HA0402:100%|}")]
    [InlineData("registry.k8s.io/sig-storage/csi-node-driver-registrar:v2.13.0", "{|HA0402:35%|}")]
    [InlineData("registry.k8s.io/dns/k8s-dns-node-cache:1.26.0", "{|HA0402:50%|}")]
    [InlineData("registry.k8s.io/ingress-nginx/controller:v1.12.0", "{|HA0402:50%|}")]
    [InlineData("'${REGISTRY}/traefik:v3.4'", "{|HA0402:50%|}")] // the name is known
    [InlineData("registry.k8s.io/ingress-nginx/controller:v1.12.0", "34%")]
    [InlineData("registry.k8s.io/ingress-nginx/controller:v1.12.0", "50")] // of how many nodes is not known
    [InlineData("registry.k8s.io/ingress-nginx/controller:v1.12.0", "'${LIMIT}'")]
    [InlineData("fluent/fluent-bit:4.0", "100%")] // another role
    [InlineData("registry.example/batch/controller:1.0", "100%")]
    [InlineData("'${REGISTRY}/controller:1.0'", "100%")] // may be one
    [InlineData("'${IMAGE}'", "100%")]
    public void Reports_daemon_sets_that_the_pods_of_a_node_need(string image, string unavailable) => Lint.Expect<RolloutTooWide>(Agent(image, unavailable));

    [Fact]
    public void Is_silent_about_daemon_sets_that_are_updated_by_hand() => Lint.Expect<RolloutTooWide>(
        Agent("docker.io/calico/node:v3.30.0", "50%").Replace("updateStrategy: {", "updateStrategy: { type: OnDelete,", StringComparison.Ordinal));

    [Fact]
    public void Names_the_role() => Assert.Equal(
        "A rollout of DaemonSet 'agent' may stop the pod network on 50% of the nodes at once",
        Lint.One<RolloutTooWide>(Agent("docker.io/calico/node:v3.30.0", "50%")).Message);

    [Fact]
    public void Is_silent_about_other_kinds() =>
        Lint.Expect<RolloutTooWide>(Shop("replicas: 3", "maxUnavailable: 3").Replace("kind: Deployment", "kind: ReplicaSet", StringComparison.Ordinal));

    private static string Shop(string replicas, string limits, string image = "shop:1") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          {{replicas}}
          strategy: { type: RollingUpdate, rollingUpdate: { {{limits}} } }
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              containers: [{ name: shop, image: {{image}} }]
        """;

    private static string Etcd(string replicas, string limits, string image = "registry.k8s.io/etcd:3.6.4-0") => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: etcd }
        spec:
          {{replicas}}
          updateStrategy: { rollingUpdate: { {{limits}} } }
          selector: { matchLabels: { app: etcd } }
          template:
            metadata: { labels: { app: etcd } }
            spec:
              containers: [{ name: etcd, image: {{image}} }]
        """;

    private static string Agent(string image, string unavailable) => $$"""
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: agent }
        spec:
          updateStrategy: { rollingUpdate: { maxUnavailable: {{unavailable}} } }
          selector: { matchLabels: { app: agent } }
          template:
            metadata: { labels: { app: agent } }
            spec:
              containers: [{ name: agent, image: {{image}} }]
        """;

    private static string Service(string selector) => $$"""

        ---
        apiVersion: v1
        kind: Service
        metadata: { name: shop }
        spec: { selector: { {{selector}} }, ports: [{ port: 80 }] }
        """;
}
