using Hale.Rules.Deprecation;
using Hale.Rules.Model;
using Hale.Testing;

namespace Hale.Rules.Tests.Deprecation;

public sealed class MetadataDeprecatedTests
{
    [Theory]
    [InlineData("PersistentVolumeClaim", "volume.beta.kubernetes.io/storage-class", "'spec.storageClassName' since Kubernetes 1.6")]
    [InlineData("StorageClass", "storageclass.beta.kubernetes.io/is-default-class", "'storageclass.kubernetes.io/is-default-class' since Kubernetes 1.6")]
    [InlineData("Service", "service.alpha.kubernetes.io/tolerate-unready-endpoints", "'spec.publishNotReadyAddresses' since Kubernetes 1.11")]
    [InlineData("Pod", "scheduler.alpha.kubernetes.io/critical-pod", "the pod's 'priorityClassName' since Kubernetes 1.16")]
    [InlineData("Pod", "scheduler.alpha.kubernetes.io/tolerations", "the pod's 'tolerations' since Kubernetes 1.6")]
    [InlineData("Node", "scheduler.alpha.kubernetes.io/preferAvoidPods", "the node's 'taints' since Kubernetes 1.22")]
    public void Reports_deprecated_annotations(string kind, string key, string replacement)
    {
        Lint.Expect<MetadataDeprecated>(Annotated(kind, $"{{|HA1702:{key}|}}"));
        var finding = Lint.One<MetadataDeprecated>(Annotated(kind, key));
        Assert.Equal($"'{key}' in {kind} 'wiki' is replaced by {replacement}", finding.Message);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public void Reports_deprecated_labels() => Lint.Expect<MetadataDeprecated>("""
        kind: PersistentVolume
        metadata:
          name: wiki
          labels:
            {|HA1702:failure-domain.beta.kubernetes.io/zone|}: a
            {|HA1702:"failure-domain.beta.kubernetes.io/region"|}: b
            topology.kubernetes.io/zone: a
        """);

    [Fact]
    public void Reports_deprecated_keys_of_templates() => Lint.Expect<MetadataDeprecated>("""
        kind: StatefulSet
        spec:
          template:
            metadata: { annotations: { {|HA1702:scheduler.alpha.kubernetes.io/critical-pod|}: "" } }
          volumeClaimTemplates:
          - metadata:
              name: data
              annotations: { {|HA1702:volume.beta.kubernetes.io/storage-class|}: fast }
        """);

    [Fact]
    public void Reports_choices_of_nodes() => Lint.Expect<MetadataDeprecated>("""
        kind: Deployment
        spec:
          template:
            spec:
              nodeSelector: { {|HA1702:beta.kubernetes.io/os|}: linux }
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms:
                    - matchExpressions: [{ key: {|HA1702:beta.kubernetes.io/arch|}, operator: In, values: [arm64] }]
                podAntiAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                  - topologyKey: {|HA1702:failure-domain.beta.kubernetes.io/zone|}
              topologySpreadConstraints:
              - topologyKey: {|HA1702:"failure-domain.beta.kubernetes.io/zone"|}
        ---
        kind: StorageClass
        allowedTopologies:
        - matchLabelExpressions: [{ key: {|HA1702:failure-domain.beta.kubernetes.io/zone|}, values: [a] }]
        ---
        kind: RedisFailover
        apiVersion: databases.spotahome.com/v1
        spec: { redis: { nodeSelector: { {|HA1702:beta.kubernetes.io/arch|}: arm64 } } }
        """);

    [Theory]
    [InlineData("tolerations: [{ key: {|HA1702:node-role.kubernetes.io/master|}, effect: NoSchedule }]")]
    [InlineData("nodeSelector: { {|HA1702:node-role.kubernetes.io/master|}: '' }")]
    [InlineData("tolerations: [{ key: {|HA1702:node-role.kubernetes.io/master|} }], nodeSelector: { node-role.kubernetes.io/control-plane: '' }")] // each by itself
    [InlineData("affinity: { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: {|HA1702:node-role.kubernetes.io/master|} }] }] } } }")]
    public void Reports_the_role_of_masters_alone(string choice) => Lint.Expect<MetadataDeprecated>(Pod(choice));

    [Theory]
    [InlineData("tolerations: [{ key: node-role.kubernetes.io/master }, { key: node-role.kubernetes.io/control-plane }]")]
    [InlineData("tolerations: [{ key: node-role.kubernetes.io/master }, { operator: Exists }]")]
    [InlineData("tolerations: [{ key: node-role.kubernetes.io/master }, { key: '{{ .Values.taint }}' }]")] // unknown: stay silent
    [InlineData("tolerations: [{ key: node-role.kubernetes.io/master }, '{{ .Values.toleration }}']")] // unknown: stay silent
    [InlineData("nodeSelector: { node-role.kubernetes.io/master: '', node-role.kubernetes.io/control-plane: '' }")]
    [InlineData("affinity: { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: node-role.kubernetes.io/master }] }, { matchExpressions: [{ key: node-role.kubernetes.io/control-plane }] }] } } }")]
    public void Is_silent_about_masters_beside_the_control_plane(string choice) => Lint.Expect<MetadataDeprecated>(Pod(choice));

    [Theory]
    [InlineData("Service", "service.alpha.kubernetes.io/tolerate-unready-endpoints: 'true'", "publishNotReadyAddresses: true")]
    [InlineData("Service", "service.alpha.kubernetes.io/tolerate-unready-endpoints: 'true'", "publishNotReadyAddresses: '{{ .Values.x }}'")] // unknown: stay silent
    [InlineData("PersistentVolumeClaim", "volume.beta.kubernetes.io/storage-class: fast", "storageClassName: fast")]
    [InlineData("StorageClass", "storageclass.beta.kubernetes.io/is-default-class: 'true', storageclass.kubernetes.io/is-default-class: 'true'", "")]
    [InlineData("PersistentVolumeClaim", "{|HA1702:volume.beta.kubernetes.io/storage-class|}: fast", "volumeName: a")]
    [InlineData("StatefulSet", "{|HA1702:volume.beta.kubernetes.io/storage-class|}: fast", "volumeClaimTemplates: [{ spec: { storageClassName: fast } }]")] // of another object
    public void Is_silent_when_the_new_way_is_used_too(string kind, string annotations, string spec) =>
        Lint.Expect<MetadataDeprecated>($"kind: {kind}\nmetadata:\n  name: wiki\n  annotations: {{ {annotations} }}\nspec:\n  {spec}\n");

    [Fact]
    public void Is_silent_about_nodes_and_taints_of_masters() => Lint.Expect<MetadataDeprecated>("""
        kind: Node
        metadata: { labels: { node-role.kubernetes.io/master: "" } }
        spec: { taints: [{ key: node-role.kubernetes.io/master, effect: NoSchedule }] }
        """);

    [Theory]
    [InlineData("beta.kubernetes.io/os", 13, 0)]
    [InlineData("beta.kubernetes.io/os", 14, 1)]
    [InlineData("node-role.kubernetes.io/master", 23, 0)]
    [InlineData("node-role.kubernetes.io/master", 24, 1)]
    public void Counts_from_the_release_that_replaced_it(string key, int minor, int findings) =>
        Assert.Equal(findings, Lint.Findings<MetadataDeprecated>(Pod($"nodeSelector: {{ {key}: '' }}"), new ClusterFacts { Version = new KubernetesVersion(1, minor) }).Count);

    [Theory]
    [InlineData("service.beta.kubernetes.io/os")]
    [InlineData("beta.kubernetes.io/osx")]
    [InlineData("kubernetes.io/os")]
    [InlineData("scheduler.alpha.kubernetes.io/node-selector")] // of namespaces: these have no successor
    [InlineData("scheduler.alpha.kubernetes.io/defaultTolerations")]
    [InlineData("scheduler.alpha.kubernetes.io/tolerationsWhitelist")]
    public void Is_silent_about_other_keys(string key) => Lint.Expect<MetadataDeprecated>(Annotated("Namespace", key));

    [Fact]
    public void Is_silent_where_the_key_is_none() => Lint.Expect<MetadataDeprecated>("""
        kind: ConfigMap
        data:
          beta.kubernetes.io/os: linux
          key: beta.kubernetes.io/os
        ---
        kind: Policy
        apiVersion: example.com/v1
        spec: { forbidden: [{ key: beta.kubernetes.io/os }] }
        """);

    [Theory]
    [InlineData("nodeSelector: { '${KEY}': linux }")]
    [InlineData("tolerations: [{ key: '{{ .Values.key }}' }]")]
    [InlineData("nodeSelector: '{{ .Values.nodeSelector }}'")]
    public void Is_silent_about_what_cannot_be_seen(string choice) => Lint.Expect<MetadataDeprecated>(Pod(choice));

    [Fact]
    public void Is_silent_about_what_is_no_object() => Lint.Expect<MetadataDeprecated>("nodeSelector: { beta.kubernetes.io/os: linux }");

    [Fact]
    public void Is_silent_about_patches() => Lint.Expect<MetadataDeprecated>([("overlay/patches/web.yaml", Pod("nodeSelector: { beta.kubernetes.io/os: linux }"))]);

    private static string Annotated(string kind, string key) => $$"""
        kind: {{kind}}
        metadata:
          name: wiki
          annotations:
            {{key}}: "true"
        """;

    private static string Pod(string choice) => $$"""
        kind: Pod
        metadata: { name: wiki }
        spec: { {{choice}} }
        """;
}
