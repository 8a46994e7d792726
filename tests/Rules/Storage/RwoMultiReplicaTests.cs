using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Storage;

public sealed class RwoMultiReplicaTests
{
    [Fact]
    public void Reports_a_claim_that_two_replicas_share() => Lint.Expect<RwoMultiReplica>(Wiki("replicas: 2", "ReadWriteOnce", "{|HA0701:wiki-data|}"));

    [Fact]
    public void Reports_a_claim_that_an_autoscaler_may_share() => Lint.Expect<RwoMultiReplica>(Wiki("", "ReadWriteOnce", "{|HA0701:wiki-data|}") + """

        ---
        kind: HorizontalPodAutoscaler
        apiVersion: autoscaling/v2
        metadata: { name: wiki }
        spec: { scaleTargetRef: { kind: Deployment, name: wiki }, maxReplicas: 3 }
        """);

    [Theory]
    [InlineData("replicas: 1", "ReadWriteOnce")]
    [InlineData("", "ReadWriteOnce")]
    [InlineData("replicas: 2", "ReadWriteMany")]
    [InlineData("replicas: 2", "ReadWriteOnce, ReadWriteMany")]
    [InlineData("replicas: ${REPLICAS}", "ReadWriteOnce")] // unknown: stay silent
    [InlineData("replicas: 2", "'{{ .Values.mode }}'")] // unknown: stay silent
    public void Is_silent_when_sharing_is_safe_or_unknown(string replicas, string accessModes) =>
        Lint.Expect<RwoMultiReplica>(Wiki(replicas, accessModes, "wiki-data"));

    [Theory]
    [InlineData("StatefulSet")] // HA0804
    [InlineData("DaemonSet")]
    public void Is_silent_about_other_kinds(string kind) =>
        Lint.Expect<RwoMultiReplica>(Wiki("replicas: 2", "ReadWriteOnce", "wiki-data").Replace("Deployment", kind, StringComparison.Ordinal));

    [Theory]
    [InlineData("containers: [", Severity.Error)]
    [InlineData("affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: wiki } } }] } }\n      containers: [", Severity.Note)]
    public void Notes_replicas_that_stand_on_one_node(string pod, Severity severity) => Assert.Equal(
        severity,
        Lint.One<RwoMultiReplica>(Wiki("replicas: 2", "ReadWriteOnce", "wiki-data")
            .Replace("template:\n", "template:\n    metadata: { labels: { app: wiki } }\n", StringComparison.Ordinal)
            .Replace("containers: [", pod, StringComparison.Ordinal)).Severity);

    [Fact]
    public void Is_silent_about_a_claim_that_is_declared_elsewhere() => Lint.Expect<RwoMultiReplica>("""
        kind: Deployment
        metadata: { name: wiki }
        spec:
          replicas: 2
          template:
            spec:
              containers: [{ name: wiki, image: wiki:1 }]
              volumes:
              - persistentVolumeClaim: { claimName: wiki-data }
        """);

    [Theory]
    [InlineData("gcePersistentDisk: { pdName: {|HA0701:wiki-data|} }")]
    [InlineData("awsElasticBlockStore: { volumeID: {|HA0701:wiki-data|} }")]
    [InlineData("azureDisk: { diskName: {|HA0701:wiki-data|}, diskURI: /wiki }")]
    [InlineData("cinder: { volumeID: {|HA0701:wiki-data|}, readOnly: false }")]
    [InlineData("vsphereVolume: { volumePath: {|HA0701:wiki-data|} }")]
    [InlineData("{|HA0701:gcePersistentDisk|}: {}")]
    [InlineData("gcePersistentDisk: { pdName: wiki-data, readOnly: true }")] // can be on several nodes
    [InlineData("gcePersistentDisk: { pdName: wiki-data, readOnly: '${RO}' }")] // unknown: stay silent
    [InlineData("nfs: { server: nas, path: /wiki }")]
    public void Reports_a_disk_that_the_pods_name_themselves(string volume) =>
        Lint.Expect<RwoMultiReplica>(Wiki("replicas: 2", "ReadWriteOnce", "wiki-data").Replace("persistentVolumeClaim: { claimName: wiki-data }", volume, StringComparison.Ordinal));

    [Fact]
    public void Names_the_disk()
    {
        var finding = Lint.One<RwoMultiReplica>(Wiki("replicas: 2", "ReadWriteOnce", "wiki-data")
            .Replace("persistentVolumeClaim: { claimName: wiki-data }", "gcePersistentDisk: { pdName: wiki-data }", StringComparison.Ordinal));
        Assert.Equal("2 replicas of Deployment 'wiki' share the disk 'wiki-data', which one node at a time can mount", finding.Message);
        Assert.Equal("a disk of this kind is on one node at a time", finding.Related[^1].Message);
    }

    private static string Wiki(string replicas, string accessModes, string claimName) => $$"""
        kind: Deployment
        metadata: { name: wiki }
        spec:
          {{replicas}}
          template:
            spec:
              containers: [{ name: wiki, image: wiki:1 }]
              volumes:
              - persistentVolumeClaim: { claimName: {{claimName}} }
        ---
        kind: PersistentVolumeClaim
        metadata: { name: wiki-data }
        spec: { accessModes: [{{accessModes}}] }
        """;
}
