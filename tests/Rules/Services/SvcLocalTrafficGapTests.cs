using Hale.Rules.Model;
using Hale.Rules.Services;
using Hale.Testing;

namespace Hale.Rules.Tests.Services;

public sealed class SvcLocalTrafficGapTests
{
    private const string Spread =
        "topologySpreadConstraints: [{ topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: edge } } }]";

    [Theory]
    [InlineData("LoadBalancer", "replicas: 1", "")]
    [InlineData("NodePort", "", "")]
    [InlineData("LoadBalancer", "replicas: 3", "")] // they may all stand on one node
    [InlineData("LoadBalancer", "replicas: 1", Spread)]
    public void Reports_external_traffic_that_only_some_nodes_take(string type, string replicas, string pod) =>
        Lint.Expect<SvcLocalTrafficGap>(Service($"type: {type}, externalTrafficPolicy: {{|HA0904:Local|}}") + Edge("Deployment", replicas, pod));

    [Theory]
    [InlineData("replicas: 3", Spread)]
    [InlineData("replicas: 1", "")]
    public void Reports_internal_traffic_unless_every_node_has_a_pod(string replicas, string pod) =>
        Lint.Expect<SvcLocalTrafficGap>(Service("internalTrafficPolicy: {|HA0904:Local|}") + Edge("Deployment", replicas, pod));

    [Theory]
    [InlineData("type: LoadBalancer, externalTrafficPolicy: Cluster", "replicas: 1", "")]
    [InlineData("type: LoadBalancer", "replicas: 1", "")]
    [InlineData("type: LoadBalancer, externalTrafficPolicy: '${POLICY}'", "replicas: 1", "")]
    [InlineData("type: ClusterIP, externalTrafficPolicy: Local", "replicas: 1", "")] // no traffic from outside
    [InlineData("type: '${TYPE}', externalTrafficPolicy: Local", "replicas: 1", "")]
    [InlineData("type: LoadBalancer, externalTrafficPolicy: Local", "replicas: 2", Spread)]
    [InlineData("type: LoadBalancer, externalTrafficPolicy: Local", "replicas: 2", "topologySpreadConstraints: '{{ .Values.spread }}'")]
    [InlineData("type: LoadBalancer, externalTrafficPolicy: Local", "replicas: '{{ .Values.replicas }}'", "")]
    [InlineData("internalTrafficPolicy: Cluster", "replicas: 1", "")]
    public void Is_silent_when_traffic_is_not_lost_or_it_is_not_known(string spec, string replicas, string pod) =>
        Lint.Expect<SvcLocalTrafficGap>(Service(spec) + Edge("Deployment", replicas, pod));

    [Fact]
    public void Is_silent_about_replicas_that_take_a_port_of_their_node() => Lint.Expect<SvcLocalTrafficGap>(
        Service("type: LoadBalancer, externalTrafficPolicy: Local") + Edge("Deployment", "replicas: 2", "").Replace("image: edge:1", "image: edge:1, ports: [{ containerPort: 443, hostPort: 443 }]"));

    [Theory]
    [InlineData("externalTrafficPolicy", "replicas: 3", 3, 0)]
    [InlineData("internalTrafficPolicy", "replicas: 3", 3, 0)]
    [InlineData("internalTrafficPolicy", "", 1, 0)]
    [InlineData("internalTrafficPolicy", "replicas: 3", 4, 1)]
    [InlineData("externalTrafficPolicy", "", 2, 1)]
    [InlineData("internalTrafficPolicy", "replicas: ${REPLICAS}", 4, 0)] // unknown: stay silent
    public void Is_silent_when_there_are_no_more_nodes_than_pods(string policy, string replicas, int nodes, int findings) => Assert.Equal(
        findings,
        Lint.Findings<SvcLocalTrafficGap>(Service($"type: LoadBalancer, {policy}: Local") + Edge("Deployment", replicas, ""), new ClusterFacts { Nodes = nodes }).Count);

    [Theory]
    [InlineData("externalTrafficPolicy")]
    [InlineData("internalTrafficPolicy")]
    public void Is_silent_about_a_daemon_set(string policy) =>
        Lint.Expect<SvcLocalTrafficGap>(Service($"type: LoadBalancer, {policy}: Local") + Edge("DaemonSet", "", ""));

    [Fact]
    public void Is_silent_when_a_daemon_set_has_some_of_the_pods() =>
        Lint.Expect<SvcLocalTrafficGap>(Service("type: LoadBalancer, externalTrafficPolicy: Local") + Edge("Deployment", "", "") + Edge("DaemonSet", "", ""));

    [Fact]
    public void Counts_the_minimum_of_an_autoscaler() => Lint.Expect<SvcLocalTrafficGap>(
        Service("type: LoadBalancer, externalTrafficPolicy: Local") + Edge("Deployment", "", Spread) + """
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: edge }
        spec: { scaleTargetRef: { kind: Deployment, name: edge }, minReplicas: 2, maxReplicas: 5 }
        """);

    [Fact]
    public void Is_silent_when_the_pods_are_declared_elsewhere() => Lint.Expect<SvcLocalTrafficGap>(Service("type: LoadBalancer, externalTrafficPolicy: Local"));

    private static string Service(string spec) => $$"""
        apiVersion: v1
        kind: Service
        metadata: { name: edge }
        spec: { selector: { app: edge }, {{spec}} }

        """;

    private static string Edge(string kind, string replicas, string pod) => $$"""
        ---
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: { name: edge }
        spec:
          {{replicas}}
          selector: { matchLabels: { app: edge } }
          template:
            metadata: { labels: { app: edge } }
            spec:
              containers: [{ name: edge, image: edge:1 }]
              {{pod}}

        """;
}
