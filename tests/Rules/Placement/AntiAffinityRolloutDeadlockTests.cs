using Hale.Rules.Model;
using Hale.Rules.Placement;
using Hale.Testing;

namespace Hale.Rules.Tests.Placement;

public sealed class AntiAffinityRolloutDeadlockTests
{
    private const string Own = "labelSelector: { matchLabels: { app: web } }";
    private const string ByHost = "topologyKey: kubernetes.io/hostname, " + Own;
    private const string ByZone = "topologyKey: topology.kubernetes.io/zone, " + Own;

    [Theory]
    [InlineData("")]
    [InlineData("replicas: 2")]
    [InlineData("replicas: 3")]
    [InlineData("replicas: 3, strategy: { type: RollingUpdate }")]
    [InlineData("replicas: 7, strategy: { rollingUpdate: { maxUnavailable: 0 } }")]
    [InlineData("replicas: 7, strategy: { rollingUpdate: { maxUnavailable: 10% } }")]
    public void Reports_a_rollout_that_starts_a_pod_first(string spec) =>
        Lint.Expect<AntiAffinityRolloutDeadlock>(Web(spec, Apart("topologyKey: {|HA0203:kubernetes.io/hostname|}, " + Own)));

    [Theory]
    [InlineData("{|HA0203:ports|}: [{ containerPort: 80, hostPort: 80 }]", "")]
    [InlineData("{|HA0203:ports|}: [{ containerPort: 80 }]", "hostNetwork: true")]
    public void Reports_host_ports(string container, string pod) => Lint.Expect<AntiAffinityRolloutDeadlock>(Web("replicas: 2", pod, container));

    [Theory]
    [InlineData("replicas: 1", "2 nodes for 1 replica", "maxUnavailable is not set: 25% of 1 rounds down to 0")]
    [InlineData("replicas: 3", "4 nodes for 3 replicas", "maxUnavailable is not set: 25% of 3 rounds down to 0")]
    [InlineData("replicas: 3, strategy: { rollingUpdate: { maxUnavailable: 10% } }", "4 nodes for 3 replicas", "comes to 0 of 3")]
    public void Says_how_many_nodes_a_rollout_needs(string spec, string nodes, string reason)
    {
        var finding = Lint.One<AntiAffinityRolloutDeadlock>(Web(spec, Apart(ByHost)));
        Assert.Equal(
            $"A rollout of Deployment 'web' needs {nodes}: maxUnavailable comes to 0, and required anti-affinity keeps the new pod from the nodes of the old ones",
            finding.Message);
        Assert.Equal(reason, Assert.Single(finding.Related).Message);
    }

    [Theory]
    [InlineData("replicas: 2", ByHost, Severity.Warning)]
    [InlineData("replicas: 3", ByHost, Severity.Warning)]
    [InlineData("replicas: 2", ByZone, Severity.Warning)] // Most regions have three zones.
    [InlineData("replicas: 3", ByZone, Severity.Error)]
    public void Is_an_error_when_it_needs_a_fourth_zone(string replicas, string term, Severity severity) =>
        Assert.Equal(severity, Lint.One<AntiAffinityRolloutDeadlock>(Web(replicas, Apart(term))).Severity);

    [Theory]
    [InlineData(3, "")]
    [InlineData(3, "nodeSelector: { disk: ssd }")]
    [InlineData(2, "nodeSelector: { disk: ssd }")]
    public void Is_an_error_when_there_are_too_few_nodes(int nodes, string pod)
    {
        var finding = Lint.One<AntiAffinityRolloutDeadlock>(Web("replicas: 3", $"{pod}\n      {Apart(ByHost)}"), new ClusterFacts { Nodes = nodes });
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.StartsWith($"A rollout of Deployment 'web' needs 4 nodes for 3 replicas, and there are {nodes}: maxUnavailable comes to 0", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_silent_when_there_are_enough_nodes() =>
        Lint.Expect<AntiAffinityRolloutDeadlock>(Web("replicas: 3", Apart(ByHost)), new ClusterFacts { Nodes = 4 });

    [Theory]
    [InlineData("nodeSelector: { disk: ssd }")]
    [InlineData("affinity: { nodeAffinity: { a: b } }")]
    public void Is_a_warning_when_only_some_of_many_nodes_are_chosen(string pod) => Assert.Equal(
        Severity.Warning, Lint.One<AntiAffinityRolloutDeadlock>(Web("replicas: 3", pod, "ports: [{ hostPort: 80 }]"), new ClusterFacts { Nodes = 9 }).Severity);

    [Theory]
    [InlineData(2, "Error")]
    [InlineData(3, "")]
    [InlineData(null, "Warning")]
    public void Counts_the_zones(int? zones, string severity) => Assert.Equal(
        severity,
        string.Concat(Lint.Findings<AntiAffinityRolloutDeadlock>(Web("replicas: 2", Apart(ByZone)), new ClusterFacts { Zones = zones, Nodes = 2 }).Select(finding => finding.Severity)));

    [Fact]
    public void Counts_from_the_minimum_of_an_autoscaler() => Assert.StartsWith("A rollout of Deployment 'web' needs 3 nodes for 2 replicas: ", Lint.One<AntiAffinityRolloutDeadlock>(Web("replicas: 9", Apart(ByHost)) + """

        ---
        kind: HorizontalPodAutoscaler
        apiVersion: autoscaling/v2
        spec: { scaleTargetRef: { kind: Deployment, name: web }, minReplicas: 2, maxReplicas: 9 }
        """).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("replicas: 4")] // 25% of 4 is 1
    [InlineData("replicas: 0")]
    [InlineData("replicas: 0, strategy: { rollingUpdate: { maxSurge: 1 } }")]
    [InlineData("replicas: '${REPLICAS}'")] // unknown: stay silent
    [InlineData("replicas: 3, strategy: { type: Recreate }")]
    [InlineData("replicas: 3, strategy: { type: '${STRATEGY}' }")]
    [InlineData("replicas: 3, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }")]
    [InlineData("replicas: 3, strategy: { rollingUpdate: { maxUnavailable: 34% } }")]
    [InlineData("replicas: 3, strategy: { rollingUpdate: { maxUnavailable: '${MAX}' } }")]
    [InlineData("replicas: 3, strategy: { rollingUpdate: { maxSurge: 0 } }")] // Kubernetes then takes one away.
    [InlineData("replicas: 3, strategy: { rollingUpdate: { maxSurge: '${MAX}' } }")] // It may be 0.
    public void Is_silent_when_a_rollout_takes_a_pod_away_first(string spec) =>
        Lint.Expect<AntiAffinityRolloutDeadlock>(Web(spec, Apart(ByHost), "ports: [{ hostPort: 80 }]"));

    [Theory]
    [InlineData("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: redis } }")]
    [InlineData("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: '${APP}' } }")] // unknown: stay silent
    [InlineData(ByHost + ", matchLabelKeys: [pod-template-hash]")]
    [InlineData(ByHost + ", matchLabelKeys: '${KEYS}'")]
    [InlineData("topologyKey: rack.example.com/name, " + Own)]
    [InlineData("topologyKey: '${KEY}', " + Own)]
    public void Is_silent_when_the_term_lets_the_new_pod_in(string term) => Lint.Expect<AntiAffinityRolloutDeadlock>(Web("replicas: 2", Apart(term)));

    [Fact]
    public void Is_silent_about_preferred_anti_affinity() => Lint.Expect<AntiAffinityRolloutDeadlock>(
        Web("replicas: 2", $"affinity: {{ podAntiAffinity: {{ preferredDuringSchedulingIgnoredDuringExecution: [{{ podAffinityTerm: {{ {ByHost} }} }}] }} }}"));

    [Theory]
    [InlineData("ports: [{ containerPort: 80 }]", "")]
    [InlineData("ports: [{ containerPort: 80 }]", "hostNetwork: '${HOST}'")] // unknown: stay silent
    [InlineData("ports: [{ containerPort: 80, hostPort: '${PORT}' }]", "")]
    [InlineData("ports: [{ containerPort: 80, hostPort: 0 }]", "")]
    [InlineData("", "hostNetwork: true")]
    public void Is_silent_without_known_host_ports(string container, string pod) => Lint.Expect<AntiAffinityRolloutDeadlock>(Web("replicas: 2", pod, container));

    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    [InlineData("ReplicaSet")]
    public void Is_silent_about_kinds_that_never_start_a_pod_first(string kind) =>
        Lint.Expect<AntiAffinityRolloutDeadlock>(Web("replicas: 2", Apart(ByHost)).Replace("Deployment", kind, StringComparison.Ordinal));

    private static string Apart(string term) => $"affinity: {{ podAntiAffinity: {{ requiredDuringSchedulingIgnoredDuringExecution: [{{ {term} }}] }} }}";

    private static string Web(string spec, string pod, string container = "") => $$"""
        kind: Deployment
        metadata: { name: web }
        spec:
          {{spec.Replace(", strategy", "\n  strategy", StringComparison.Ordinal)}}
          template:
            metadata: { labels: { app: web } }
            spec:
              {{pod}}
              containers:
              - name: web
                image: web:1
                {{container}}
        """;
}
