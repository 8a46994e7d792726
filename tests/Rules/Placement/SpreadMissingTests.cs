using Hale.Rules.Placement;
using Hale.Testing;

namespace Hale.Rules.Tests.Placement;

public sealed class SpreadMissingTests
{
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";

    [Fact]
    public void Reports_replicas_that_nothing_keeps_apart()
    {
        Lint.Expect<SpreadMissing>(Reported("replicas: 2"));
        var finding = Lint.One<SpreadMissing>(Web("replicas: 2"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.StartsWith("Nothing keeps 2 replicas of Deployment 'web' off one node: ", finding.Message, StringComparison.Ordinal);
        Assert.Contains("maxSkew 3 on hostname and 5 on zone", finding.Message, StringComparison.Ordinal);
        Assert.Equal("replicas set here", Assert.Single(finding.Related).Message);
    }

    [Theory]
    [InlineData("minReplicas: 2, maxReplicas: 4")]
    [InlineData("minReplicas: 3, maxReplicas: 3")]
    public void Reports_the_minimum_of_an_autoscaler(string limits) => Lint.Expect<SpreadMissing>(Reported("") + Autoscaler(limits));

    [Fact]
    public void Is_silent_about_a_rollout_of_pods_that_stand_elsewhere() => Lint.Expect<SpreadMissing>(
        "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: web }\nspec: { replicas: 3, workloadRef: { kind: Deployment, name: web } }");

    [Theory]
    [InlineData("replicas: 1")]
    [InlineData("")]
    [InlineData("replicas: 0")]
    [InlineData("replicas: ${REPLICAS}")] // unknown: stay silent
    public void Is_silent_about_one_replica_or_an_unknown_number(string replicas) => Lint.Expect<SpreadMissing>(Web(replicas));

    [Fact]
    public void Is_silent_when_an_autoscaler_goes_down_to_one() => Lint.Expect<SpreadMissing>(Web("replicas: 3") + Autoscaler("maxReplicas: 4"));

    [Fact]
    public void Is_silent_when_KEDA_goes_down_to_none() => Lint.Expect<SpreadMissing>(Web("") + """

        ---
        kind: ScaledObject
        apiVersion: keda.sh/v1alpha1
        spec: { scaleTargetRef: { name: web } }
        """);

    [Theory]
    [InlineData("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } }")]
    [InlineData("topologyKey: topology.kubernetes.io/zone, labelSelector: { matchLabels: { app: web } }")]
    [InlineData("topologyKey: topology.kubernetes.io/region, labelSelector: { matchExpressions: [{ key: app, operator: In, values: [web] }] }")]
    [InlineData("topologyKey: rack.example.com/name, labelSelector: { matchLabels: { app: web } }")] // A node label of their own.
    [InlineData("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: '${APP}' } }")] // unknown: stay silent
    [InlineData("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: wbe } }")] // HA0202 speaks of it.
    public void Is_silent_when_a_term_is_about_its_own_pods(string term)
    {
        Lint.Expect<SpreadMissing>(Web("replicas: 2", $"topologySpreadConstraints: [{{ {term} }}]"));
        Lint.Expect<SpreadMissing>(Web("replicas: 2", $"affinity: {{ podAntiAffinity: {{ {Required}: [{{ {term} }}] }} }}"));
        Lint.Expect<SpreadMissing>(Web("replicas: 2", $"affinity: {{ podAntiAffinity: {{ preferredDuringSchedulingIgnoredDuringExecution: [{{ podAffinityTerm: {{ {term} }} }}] }} }}"));
    }

    [Theory]
    [InlineData("affinity: ${AFFINITY}")]
    [InlineData("affinity: { podAntiAffinity: '${ANTI}' }")]
    [InlineData("topologySpreadConstraints: ${CONSTRAINTS}")]
    public void Is_silent_when_terms_cannot_be_seen(string pod) => Lint.Expect<SpreadMissing>(Web("replicas: 2", pod));

    [Theory]
    [InlineData("labelSelector: { matchLabels: { app: redis } }")]
    [InlineData("labelSelector: { matchLabels: { app: web } }, mismatchLabelKeys: [app]")]
    public void Reports_when_the_only_term_is_about_other_pods(string term) =>
        Lint.Expect<SpreadMissing>(Reported("replicas: 2", $"affinity: {{ podAntiAffinity: {{ {Required}: [{{ topologyKey: kubernetes.io/hostname, {term} }}] }} }}") + """

            ---
            kind: Deployment
            metadata: { name: redis }
            spec: { template: { metadata: { labels: { app: redis } }, spec: { containers: [{ name: redis, image: redis:8 }] } } }
            """);

    [Fact]
    public void Is_silent_when_a_term_is_about_its_own_pods_and_others() =>
        Lint.Expect<SpreadMissing>(Web("replicas: 2", "topologySpreadConstraints: [{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } } }]") + """

            ---
            kind: Deployment
            metadata: { name: web-canary }
            spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web:2 }] } } }
            """);

    [Theory]
    [InlineData("nodeName: node-1")]
    [InlineData("nodeSelector: { kubernetes.io/hostname: node-1 }")]
    [InlineData("nodeName: ${NODE}")] // unknown: stay silent
    [InlineData("affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } } }] } }")]
    public void Is_silent_when_the_pods_are_bound_to_one_node_on_purpose(string pod) => Lint.Expect<SpreadMissing>(Web("replicas: 2", pod));

    [Theory]
    [InlineData("ports: [{ containerPort: 80, hostPort: 80 }]", "")]
    [InlineData("ports: [{ containerPort: 80 }]", "hostNetwork: true")]
    public void Is_silent_when_a_host_port_keeps_the_pods_apart(string container, string pod) => Lint.Expect<SpreadMissing>(Web("replicas: 2", pod, container));

    [Fact]
    public void Is_a_note_for_a_standby_of_an_elected_leader() =>
        Assert.Equal(Severity.Note, Lint.One<SpreadMissing>(Web("replicas: 2", container: "args: [--leader-elect]")).Severity);

    [Fact]
    public void Is_a_warning_for_an_elected_leader_that_serves() => Assert.Equal(Severity.Warning, Lint.One<SpreadMissing>(Web("replicas: 2", container: "args: [--leader-elect]") + """

        ---
        kind: Service
        apiVersion: v1
        spec: { selector: { app: web } }
        """).Severity);

    [Theory]
    [InlineData("DaemonSet")]
    [InlineData("Job")]
    [InlineData("CloneSet")] // Its operator may spread them.
    public void Is_silent_about_other_kinds(string kind) => Lint.Expect<SpreadMissing>(Web("replicas: 2", kind: kind));

    private static string Reported(string replicas, string pod = "") =>
        Web(replicas, pod).Replace("    spec:", "    {|HA0201:spec|}:", StringComparison.Ordinal);

    private static string Web(string replicas, string pod = "", string container = "", string kind = "Deployment") => $$"""
        kind: {{kind}}
        metadata: { name: web }
        spec:
          {{replicas}}
          template:
            metadata: { labels: { app: web } }
            spec:
              {{pod}}
              containers:
              - name: web
                image: web:1
                {{container}}
        """;

    private static string Autoscaler(string limits) => $$"""

        ---
        kind: HorizontalPodAutoscaler
        apiVersion: autoscaling/v2
        spec: { scaleTargetRef: { kind: Deployment, name: web }, {{limits}} }
        """;
}
