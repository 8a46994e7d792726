using Hale.Rules.Placement;
using Hale.Testing;

namespace Hale.Rules.Tests.Placement;

public sealed class SpreadTooWeakTests
{
    private const string ByHost = "topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } }";
    private const string ByZone = "topologyKey: topology.kubernetes.io/zone, labelSelector: { matchLabels: { app: web } }";
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";
    private const string Preferred = "preferredDuringSchedulingIgnoredDuringExecution";

    [Theory]
    [InlineData("replicas: 2", "2")]
    [InlineData("replicas: 2", "5")]
    [InlineData("replicas: 3", "3")]
    public void Reports_a_skew_that_all_replicas_fit_in(string replicas, string skew)
    {
        Lint.Expect<SpreadTooWeak>(Web(replicas, Constraints($"{ByHost}, maxSkew: {{|HA0204:{skew}|}}")));
        var finding = Lint.One<SpreadTooWeak>(Web(replicas, Constraints($"{ByHost}, maxSkew: {skew}")));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal($"A maxSkew of {skew} allows all {replicas.Substring(10)} replicas of Deployment 'web' on one node", finding.Message);
        Assert.Equal("replicas set here", Assert.Single(finding.Related).Message);
    }

    [Theory]
    [InlineData("replicas: 3", "2")]
    [InlineData("replicas: 1", "1")]
    [InlineData("", "2")]
    [InlineData("replicas: ${REPLICAS}", "3")] // unknown: stay silent
    [InlineData("replicas: 3", "'{{ .Values.skew }}'")]
    public void Is_silent_when_the_skew_keeps_replicas_apart_or_is_unknown(string replicas, string skew) =>
        Lint.Expect<SpreadTooWeak>(Web(replicas, Constraints($"{ByHost}, maxSkew: {skew}")));

    [Fact]
    public void Terms_about_other_pods_do_not_matter() => Lint.Expect<SpreadTooWeak>(Web(
        "replicas: 2", Constraints(ByHost + ", maxSkew: {|HA0204:2|} }, { topologyKey: kubernetes.io/hostname, maxSkew: 1, labelSelector: { matchLabels: { app: api } }")));

    [Theory]
    [InlineData(ByZone + ", maxSkew: 1")]
    [InlineData(ByHost + ", maxSkew: 1")]
    [InlineData("topologyKey: rack, maxSkew: 1, labelSelector: { matchLabels: { app: web } }")]
    [InlineData("topologyKey: rack, maxSkew: 1, labelSelector: { matchLabels: { app: '${APP}' } }")] // unknown: stay silent
    public void Is_silent_when_another_constraint_keeps_replicas_apart(string other) =>
        Lint.Expect<SpreadTooWeak>(Web("replicas: 2", Constraints($"{ByHost}, maxSkew: 2 }}, {{ {other}")));

    [Theory]
    [InlineData("affinity: { podAntiAffinity: { " + Required + ": [{ " + ByHost + " }] } }")]
    [InlineData("affinity: { podAntiAffinity: { " + Preferred + ": [{ podAffinityTerm: { " + ByHost + " } }] } }")]
    [InlineData("affinity: ${AFFINITY}")]
    [InlineData("affinity: { podAntiAffinity: '${AFFINITY}' }")]
    [InlineData("affinity: { podAffinity: '${AFFINITY}' }")] // may keep them together on purpose
    [InlineData("hostNetwork: true")]
    public void Is_silent_when_something_else_keeps_replicas_apart(string pod) =>
        Lint.Expect<SpreadTooWeak>(Web("replicas: 2", Constraints($"{ByHost}, maxSkew: 2") + "\n      " + pod));

    [Fact]
    public void Is_silent_when_there_is_no_spread_of_its_own_pods()
    {
        Lint.Expect<SpreadTooWeak>(Web("replicas: 2"));
        Lint.Expect<SpreadTooWeak>(Web("replicas: 2", Constraints("topologyKey: kubernetes.io/hostname, maxSkew: 2, labelSelector: { matchLabels: { app: api } }")));
        Lint.Expect<SpreadTooWeak>(Web("replicas: 2", Constraints("topologyKey: kubernetes.io/hostname, maxSkew: 2, labelSelector: { matchLabels: { app: '${APP}' } }"))); // unknown: stay silent
        Lint.Expect<SpreadTooWeak>(Web("replicas: 2", Constraints(ByZone + ", maxSkew: 2"))); // HA0205 speaks of zones.
    }

    [Fact]
    public void Reports_a_quorum_that_only_a_preference_keeps_apart()
    {
        Lint.Expect<SpreadTooWeak>(Web("replicas: 3", Constraints($"{ByHost}, maxSkew: 1, whenUnsatisfiable: {{|HA0204:ScheduleAnyway|}}"), "etcd:3.6"));
        Lint.Expect<SpreadTooWeak>(Web("replicas: 3", Anti(Preferred, $"podAffinityTerm: {{ {ByHost.Replace("kubernetes.io/hostname", "{|HA0204:kubernetes.io/hostname|}", StringComparison.Ordinal)} }}"), "etcd:3.6"));
        var finding = Lint.One<SpreadTooWeak>(Web("replicas: 3", Constraints($"{ByHost}, maxSkew: 1, whenUnsatisfiable: ScheduleAnyway"), "etcd:3.6"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("Only a preference keeps the 3 members of Deployment 'web' apart, and a majority of them may share a node", finding.Message);
    }

    [Theory]
    [InlineData("web:1", "ScheduleAnyway")]
    [InlineData("postgres:18", "ScheduleAnyway")] // No quorum.
    [InlineData("${IMAGE}", "ScheduleAnyway")]
    [InlineData("etcd:3.6", "DoNotSchedule")]
    [InlineData("etcd:3.6", "${POLICY}")]
    public void Is_silent_when_a_quorum_is_kept_apart_or_it_is_none(string image, string policy) =>
        Lint.Expect<SpreadTooWeak>(Web("replicas: 3", Constraints($"{ByHost}, maxSkew: 1, whenUnsatisfiable: '{policy}'"), image));

    [Fact]
    public void Is_silent_when_a_preference_of_a_quorum_may_be_about_other_pods() => Lint.Expect<SpreadTooWeak>(Web(
        "replicas: 3", Constraints("topologyKey: kubernetes.io/hostname, maxSkew: 1, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: '${APP}' } }"), "etcd:3.6"));

    [Fact]
    public void Is_silent_when_zones_are_required_to_differ() => Lint.Expect<SpreadTooWeak>(Web(
        "replicas: 3", Constraints($"{ByHost}, maxSkew: 1, whenUnsatisfiable: ScheduleAnyway }}, {{ {ByZone}, maxSkew: 1, whenUnsatisfiable: DoNotSchedule"), "etcd:3.6"));

    [Fact]
    public void Reports_replicas_that_must_share_a_node()
    {
        var pod = $"affinity: {{ podAffinity: {{ {Required}: [{{ {ByHost} }}] }} }}";
        Lint.Expect<SpreadTooWeak>(Web("replicas: 2", pod.Replace("kubernetes.io/hostname", "{|HA0204:kubernetes.io/hostname|}", StringComparison.Ordinal)));
        Assert.Equal("Required affinity puts all 2 replicas of Deployment 'web' on one node", Lint.One<SpreadTooWeak>(Web("replicas: 2", pod)).Message);
        Assert.Equal(Severity.Warning, Lint.One<SpreadTooWeak>(Web("replicas: 3", pod, "etcd:3.6")).Severity);
    }

    [Theory]
    [InlineData("replicas: 1", "podAffinity", Required, ByHost)]
    [InlineData("replicas: 2", "podAffinity", Required, ByZone)]
    [InlineData("replicas: 2", "podAffinity", Preferred, "podAffinityTerm: { " + ByHost + " }")]
    [InlineData("replicas: 2", "podAffinity", Required, "topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: cache } }")]
    [InlineData("replicas: 2", "podAffinity", Required, "topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: '${APP}' } }")] // unknown: stay silent
    [InlineData("replicas: 2", "podAntiAffinity", Required, ByHost)]
    public void Is_silent_when_affinity_is_not_to_its_own_node(string replicas, string affinity, string when, string term) =>
        Lint.Expect<SpreadTooWeak>(Web(replicas, $"affinity: {{ {affinity}: {{ {when}: [{{ {term} }}] }} }}"));

    [Theory]
    [InlineData("[ReadWriteOnce]", "kubernetes.io/hostname")]
    [InlineData("${MODES}", "kubernetes.io/hostname")] // unknown: stay silent
    [InlineData("[ReadWriteMany]", "{|HA0204:kubernetes.io/hostname|}")]
    public void Is_silent_when_replicas_share_a_volume_of_one_node(string modes, string key) => Lint.Expect<SpreadTooWeak>(Sharing.Replace("kubernetes.io/hostname", key, StringComparison.Ordinal) + $$"""

        ---
        kind: PersistentVolumeClaim
        apiVersion: v1
        metadata: { name: data }
        spec:
          accessModes: {{modes}}
        """);

    [Fact]
    public void Is_silent_when_the_shared_volume_is_declared_elsewhere()
    {
        Lint.Expect<SpreadTooWeak>(Sharing);
        Lint.Expect<SpreadTooWeak>(Sharing.Replace("[{ name: data, persistentVolumeClaim: { claimName: data } }]", "'${VOLUMES}'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DaemonSet")]
    [InlineData("Job")]
    public void Is_silent_about_other_kinds(string kind) =>
        Lint.Expect<SpreadTooWeak>(Web("replicas: 2", Constraints($"{ByHost}, maxSkew: 2")).Replace("kind: Deployment", $"kind: {kind}", StringComparison.Ordinal));

    private static string Sharing =>
        Web("replicas: 2", $"affinity: {{ podAffinity: {{ {Required}: [{{ {ByHost} }}] }} }}\n      volumes: [{{ name: data, persistentVolumeClaim: {{ claimName: data }} }}]");

    private static string Constraints(string constraint) => $"topologySpreadConstraints: [{{ {constraint} }}]";

    private static string Anti(string when, string term) => $"affinity: {{ podAntiAffinity: {{ {when}: [{{ {term} }}] }} }}";

    private static string Web(string replicas, string pod = "", string image = "web:1") => $$"""
        kind: Deployment
        metadata: { name: web }
        spec:
          {{replicas}}
          template:
            metadata: { labels: { app: web } }
            spec:
              {{pod}}
              containers: [{ name: web, image: "{{image}}", ports: [{ containerPort: 80 }] }]
        """;
}
