using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Storage;

public sealed class RwoRollingUpdateTests
{
    private const string Reported = "strategy: { type: {|HA0702:RollingUpdate|} }";
    private const string Silent = "strategy: { type: RollingUpdate }";

    [Theory]
    [InlineData("strategy: { type: {|HA0702:RollingUpdate|} }")]
    [InlineData("strategy: { type: {|HA0702:RollingUpdate|}, rollingUpdate: { maxUnavailable: 1 } }")]
    [InlineData("{|HA0702:strategy|}: { rollingUpdate: { maxSurge: 1 } }")]
    public void Reports_the_strategy(string strategy) => Lint.Expect<RwoRollingUpdate>(Wiki(strategy));

    [Fact]
    public void Reports_the_default_strategy_where_it_should_be_set() =>
        Lint.Expect<RwoRollingUpdate>(Wiki("replicas: 1").Replace("spec:\n  replicas", "{|HA0702:spec|}:\n  replicas", StringComparison.Ordinal));

    [Theory]
    [InlineData("ReadWriteOncePod", "")]
    [InlineData("ReadWriteOnce", "storageClassName: standard")]
    public void Reports_every_claim_that_belongs_to_one_node(string accessMode, string storageClass) =>
        Lint.Expect<RwoRollingUpdate>(Wiki(Reported, accessMode, storageClass));

    [Fact]
    public void Speaks_of_nodes_and_names_all_claims_at_once()
    {
        var finding = Lint.One<RwoRollingUpdate>(Wiki(
            "replicas: 1",
            volume: "{ name: data, persistentVolumeClaim: { claimName: wiki-data } }, { persistentVolumeClaim: { claimName: wiki-data } }"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "The default strategy RollingUpdate starts a new pod of Deployment 'wiki' beside the old one, but one node at a time can mount 'wiki-data' and 'wiki-data'",
            finding.Message);
        Assert.Equal(["accessModes", "accessModes"], finding.Related.Select(related => related.Place.Text));
        Assert.StartsWith("The strategy RollingUpdate starts", Lint.One<RwoRollingUpdate>(Wiki(Silent)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("strategy: { type: Recreate }")]
    [InlineData("strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }")]
    [InlineData("strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 0% } }")]
    [InlineData("strategy: { type: '{{ .Values.strategy }}' }")] // unknown: stay silent
    [InlineData("strategy: { rollingUpdate: { maxSurge: '${SURGE}' } }")] // unknown: stay silent
    [InlineData("strategy: ${STRATEGY}")] // unknown: stay silent
    public void Is_silent_when_the_old_pod_ends_first(string strategy) => Lint.Expect<RwoRollingUpdate>(Wiki(strategy));

    [Theory]
    [InlineData("ReadWriteMany", "")]
    [InlineData("ReadOnlyMany", "")]
    [InlineData("ReadWriteOnce, ReadWriteMany", "")]
    [InlineData("'${MODE}'", "")] // unknown: stay silent
    [InlineData("ReadWriteOnce", "storageClassName: nfs-client")]
    [InlineData("ReadWriteOnce", "storageClassName: ${CLASS}")] // unknown: stay silent
    public void Is_silent_when_several_nodes_can_mount_the_claim(string accessModes, string storageClass) =>
        Lint.Expect<RwoRollingUpdate>(Wiki(Silent, accessModes, storageClass));

    [Theory]
    [InlineData("{ name: data, persistentVolumeClaim: { claimName: wiki-data, readOnly: true } }", "false")]
    [InlineData("{ name: data, persistentVolumeClaim: { claimName: wiki-data } }", "true")]
    [InlineData("{ name: data, persistentVolumeClaim: { claimName: wiki-data } }", "'${READ_ONLY}'")] // unknown: stay silent
    [InlineData("{ name: '${NAME}', persistentVolumeClaim: { claimName: wiki-data } }", "true")] // unknown: stay silent
    [InlineData("{ name: data, emptyDir: {} }", "false")]
    public void Is_silent_when_nothing_is_written(string volume, string readOnly) =>
        Lint.Expect<RwoRollingUpdate>(Wiki(Silent, volume: volume).Replace("mountPath: /data", $"mountPath: /data, readOnly: {readOnly}", StringComparison.Ordinal));

    [Theory]
    [InlineData("kubernetes.io/hostname", "wiki")]
    [InlineData("kubernetes.io/hostname", "${APP}")] // unknown: stay silent
    public void Is_silent_when_all_pods_are_kept_on_one_node(string topologyKey, string app) =>
        Lint.Expect<RwoRollingUpdate>(Wiki(Silent) + Affinity(topologyKey, app));

    [Theory]
    [InlineData("topology.kubernetes.io/zone", "wiki")]
    [InlineData("kubernetes.io/hostname", "other")]
    public void Reports_pods_that_are_kept_together_otherwise(string topologyKey, string app) =>
        Lint.Expect<RwoRollingUpdate>(Wiki(Reported) + Affinity(topologyKey, app));

    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    [InlineData("ReplicaSet")]
    [InlineData("${KIND}")]
    public void Is_silent_about_what_has_no_such_strategy(string kind) =>
        Lint.Expect<RwoRollingUpdate>(Wiki(Silent).Replace("kind: Deployment", $"kind: {kind}", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_about_a_claim_of_another_namespace() =>
        Lint.Expect<RwoRollingUpdate>(Wiki(Silent, metadata: "{ name: wiki-data, namespace: other }")
            .Replace("metadata: { name: wiki }", "metadata: { name: wiki, namespace: wiki }", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_about_a_claim_that_is_declared_elsewhere() =>
        Lint.Expect<RwoRollingUpdate>(Wiki(Silent, metadata: "{ name: other }"));

    [Theory]
    [InlineData("{|HA0702:spec|}:", "", "")]
    [InlineData("spec:", "strategy: { type: Recreate }", "")]
    [InlineData("spec:", "", ", readOnly: true")]
    public void Reports_a_disk_that_the_pods_name_themselves(string spec, string strategy, string mount) => Lint.Expect<RwoRollingUpdate>($$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: wiki }
        {{spec}}
          {{strategy}}
          selector: { matchLabels: { app: wiki } }
          template:
            metadata: { labels: { app: wiki } }
            spec:
              containers:
              - name: wiki
                image: wiki:1
                volumeMounts: [{ name: data, mountPath: /data{{mount}} }]
              volumes: [{ name: data, gcePersistentDisk: { pdName: wiki } }]
        """);

    [Fact]
    public void Names_the_disk() => Assert.Equal(
        "The default strategy RollingUpdate starts a new pod of Deployment 'wiki' beside the old one, but one node at a time can mount the disk 'wiki'",
        Lint.One<RwoRollingUpdate>(Wiki("", volume: "{ name: data, cinder: { volumeID: wiki } }")).Message);

    private static string Wiki(
        string strategy,
        string accessModes = "ReadWriteOnce",
        string storageClass = "",
        string volume = "{ name: data, persistentVolumeClaim: { claimName: wiki-data } }",
        string metadata = "{ name: wiki-data }") => $$"""
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {{metadata}}
        spec:
          accessModes: [{{accessModes}}]
          {{storageClass}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: wiki }
        spec:
          {{strategy}}
          selector: { matchLabels: { app: wiki } }
          template:
            metadata: { labels: { app: wiki } }
            spec:
              containers:
              - name: wiki
                image: wiki:1
                volumeMounts: [{ name: data, mountPath: /data }]
              volumes: [{{volume}}]
        """;

    private static string Affinity(string topologyKey, string app) => $$"""

              affinity:
                podAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                  - topologyKey: {{topologyKey}}
                    labelSelector: { matchLabels: { app: '{{app}}' } }
        """;
}
