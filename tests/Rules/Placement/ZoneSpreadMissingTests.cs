using Hale.Rules.Model;
using Hale.Rules.Placement;
using Hale.Rules.Tree;
using Hale.Testing;
using Hale.Yaml;

namespace Hale.Rules.Tests.Placement;

public sealed class ZoneSpreadMissingTests
{
    private const string Own = "labelSelector: { matchLabels: { app: web } }";
    private const string ByHost = "topologySpreadConstraints: [{ topologyKey: kubernetes.io/hostname, " + Own + " }]";
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";

    [Fact]
    public void Reports_replicas_that_are_spread_over_nodes_only()
    {
        Lint.Expect<ZoneSpreadMissing>(Web("replicas: 2", "{|HA0205:topologySpreadConstraints|}: [{ topologyKey: kubernetes.io/hostname, " + Own + " }]"));
        var finding = Lint.One<ZoneSpreadMissing>(Web("replicas: 2", ByHost));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("2 replicas of Deployment 'web' are spread over nodes but not over zones, so one zone may hold them all", finding.Message);
    }

    [Theory]
    [InlineData(Required + ": [{ topologyKey: kubernetes.io/hostname, " + Own + " }]")]
    [InlineData("preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm: { topologyKey: kubernetes.io/hostname, " + Own + " } }]")]
    public void Reports_anti_affinity_between_nodes_only(string anti) =>
        Lint.Expect<ZoneSpreadMissing>(Web("replicas: 2", $"affinity: {{ podAntiAffinity: {{ {anti} }} }}").Replace("    spec:", "    {|HA0205:spec|}:", StringComparison.Ordinal));

    [Theory]
    [InlineData("topology.kubernetes.io/zone", "web")]
    [InlineData("topology.kubernetes.io/region", "web")]
    [InlineData("failure-domain.beta.kubernetes.io/zone", "web")]
    [InlineData("example.com/rack", "web")] // A key of their own may stand for a zone.
    [InlineData("${KEY}", "web")]
    [InlineData("topology.kubernetes.io/zone", "${APP}")]
    public void Is_silent_when_another_term_may_spread_over_zones(string key, string app)
    {
        var term = $"{{ topologyKey: '{key}', labelSelector: {{ matchLabels: {{ app: '{app}' }} }} }}";
        Lint.Expect<ZoneSpreadMissing>(Web("replicas: 2", ByHost.Replace("[{", $"[{term}, {{", StringComparison.Ordinal)));
        Lint.Expect<ZoneSpreadMissing>(Web("replicas: 2", ByHost + $"\n      affinity: {{ podAntiAffinity: {{ {Required}: [{term}] }} }}"));
    }

    [Fact]
    public void Reports_when_the_zone_term_is_about_other_pods() => Assert.Single(Lint.Findings<ZoneSpreadMissing>(Web(
        "replicas: 2", ByHost + $"\n      affinity: {{ podAntiAffinity: {{ {Required}: [{{ topologyKey: topology.kubernetes.io/zone, labelSelector: {{ matchLabels: {{ app: api }} }} }}] }} }}")));

    [Theory]
    [InlineData("replicas: 1", ByHost)]
    [InlineData("", ByHost)]
    [InlineData("replicas: ${REPLICAS}", ByHost)] // unknown: stay silent
    [InlineData("replicas: 2", "")] // HA0201 speaks of it.
    [InlineData("replicas: 2", "topologySpreadConstraints: [{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: '${APP}' } } }]")]
    [InlineData("replicas: 2", "topologySpreadConstraints: ${CONSTRAINTS}")]
    [InlineData("replicas: 2", ByHost + "\n      affinity: ${AFFINITY}")]
    public void Is_silent_about_one_replica_no_spread_and_the_unknown(string replicas, string pod) => Lint.Expect<ZoneSpreadMissing>(Web(replicas, pod));

    [Theory]
    [InlineData("nodeSelector: { topology.kubernetes.io/zone: a }")]
    [InlineData("nodeSelector: { kubernetes.io/hostname: node-1 }")]
    [InlineData("nodeSelector: ${SELECTOR}")] // unknown: stay silent
    [InlineData("nodeName: node-1")]
    [InlineData("nodeName: ${NODE}")]
    [InlineData("affinity: { nodeAffinity: { " + Required + ": { nodeSelectorTerms: [{ matchFields: [{ key: metadata.name, operator: In, values: [node-1] }] }] } } }")]
    [InlineData("affinity: { nodeAffinity: { " + Required + ": { nodeSelectorTerms: [{ matchExpressions: [{ key: topology.kubernetes.io/zone, operator: NotIn, values: [a, b] }] }] } } }")]
    [InlineData("volumes: '${VOLUMES}'")]
    [InlineData("affinity: { nodeAffinity: { " + Required + ": { nodeSelectorTerms: [{ matchExpressions: [{ key: topology.kubernetes.io/zone, operator: In, values: [a] }] }] } } }")]
    [InlineData("affinity: { nodeAffinity: { " + Required + ": { nodeSelectorTerms: [{ matchExpressions: [{ key: topology.kubernetes.io/zone, operator: In, values: '${ZONES}' }] }] } } }")]
    [InlineData("affinity: { podAffinity: { " + Required + ": [{ topologyKey: topology.kubernetes.io/zone, labelSelector: { matchLabels: { app: db } } }] } }")]
    [InlineData("volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]")] // A claim that is declared elsewhere may be of one zone.
    public void Is_silent_when_the_pods_may_be_bound_to_a_zone(string pod) => Lint.Expect<ZoneSpreadMissing>(Web("replicas: 2", ByHost + "\n      " + pod));

    [Theory]
    [InlineData("key: topology.kubernetes.io/zone, operator: In, values: [a, b]")]
    [InlineData("key: disk, operator: In, values: [ssd]")]
    public void Reports_pods_that_may_run_in_several_zones(string expression) => Assert.Single(Lint.Findings<ZoneSpreadMissing>(Web(
        "replicas: 2", ByHost + "\n      affinity: { nodeAffinity: { " + Required + ": { nodeSelectorTerms: [{ matchExpressions: [{ " + expression + " }] }] } } }")));

    [Fact]
    public void Reports_pods_with_a_volume_of_all_nodes() => Assert.Single(Lint.Findings<ZoneSpreadMissing>(
        Web("replicas: 2", ByHost + "\n      volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]")
        + "\n---\n{ kind: PersistentVolumeClaim, apiVersion: v1, metadata: { name: data }, spec: { accessModes: [ReadWriteMany] } }"));

    [Theory]
    [InlineData("storageClassName: local", true)]
    [InlineData("storageClassName: fast", false)]
    [InlineData("storageClassName: '${CLASS}'", true)] // unknown: stay silent
    [InlineData("volumeName: pv-1", true)]
    [InlineData("", false)]
    public void Asks_whether_claims_are_bound_to_a_zone(string claim, bool isSilent)
    {
        var findings = Lint.Findings<ZoneSpreadMissing>(Web("replicas: 2", ByHost).Replace("kind: Deployment", "kind: StatefulSet", StringComparison.Ordinal) + $$"""

              volumeClaimTemplates: [{ metadata: { name: data }, spec: { {{claim}} } }]
            ---
            kind: StorageClass
            apiVersion: storage.k8s.io/v1
            metadata: { name: local }
            allowedTopologies: [{ matchLabelExpressions: [{ key: topology.kubernetes.io/zone, values: [a] }] }]
            ---
            kind: StorageClass
            apiVersion: storage.k8s.io/v1
            metadata: { name: fast }
            """);
        Assert.Equal(isSilent, findings.Count == 0);
    }

    [Theory]
    [InlineData("DaemonSet")]
    [InlineData("Job")]
    [InlineData("CloneSet")]
    public void Is_silent_about_other_kinds(string kind) =>
        Lint.Expect<ZoneSpreadMissing>(Web("replicas: 2", ByHost).Replace("kind: Deployment", $"kind: {kind}", StringComparison.Ordinal));

    [Theory]
    [InlineData(2, 3, "replicas: 3", Severity.Warning)]
    [InlineData(9, 2, "replicas: 2", Severity.Note)]
    [InlineData(null, null, "replicas: 3", Severity.Note)]
    public void Is_a_warning_about_three_replicas_in_several_zones(int? nodes, int? zones, string replicas, Severity severity) =>
        Assert.Equal(severity, Lint.One<ZoneSpreadMissing>(Web(replicas, ByHost), new ClusterFacts { Nodes = nodes, Zones = zones }).Severity);

    [Theory]
    [InlineData(3, 1)]
    [InlineData(1, null)]
    public void Is_silent_in_one_zone(int? nodes, int? zones) =>
        Assert.Empty(Lint.Findings<ZoneSpreadMissing>(Web("replicas: 3", ByHost), new ClusterFacts { Nodes = nodes, Zones = zones }));

    [Theory]
    [InlineData(null, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public void Is_on_by_default_in_several_zones(int? zones, int findings)
    {
        var content = YamlReader.Read(new SourceText("manifest.yaml", Web("replicas: 2", ByHost)));
        var shown = RuleRunner.Run(new Cluster(content.Documents, content.Problems, new ClusterFacts { Zones = zones }), new RuleSelection());
        Assert.Equal(findings, shown.Count(finding => finding.Rule.Id == "HA0205"));
    }

    [Fact]
    public void Is_off_by_default() => Assert.Equal(Activation.Off, new ZoneSpreadMissing().Info.Activation);

    private static string Web(string replicas, string pod) => $$"""
        kind: Deployment
        metadata: { name: web }
        spec:
          {{replicas}}
          template:
            metadata: { labels: { app: web } }
            spec:
              {{pod}}
              containers: [{ name: web, image: "web:1" }]
        """;
}
