using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Storage;

public sealed class LocalPvAffinityTests
{
    private const string Local = "local: { path: /mnt/disk }";

    [Fact]
    public void Reports_a_local_volume_without_affinity() => Lint.Expect<LocalPvAffinity>("""
        apiVersion: v1
        kind: PersistentVolume
        metadata: { name: disk-1 }
        {|HA0706:spec|}:
          local: { path: /mnt/disk }
        """);

    [Theory]
    [InlineData("{|HA0706:nodeAffinity|}: {}")]
    [InlineData("{|HA0706:nodeAffinity|}: { preferred: [] }")]
    public void Reports_an_affinity_that_requires_nothing(string affinity) => Lint.Expect<LocalPvAffinity>(Volume(Local, affinity));

    [Fact]
    public void Points_at_the_annotation_that_no_longer_counts()
    {
        var finding = Lint.One<LocalPvAffinity>(Volume(Local, "nodeAffinity: {}", "volume.alpha.kubernetes.io/node-affinity: '{}'"));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("PersistentVolume 'disk-1' is a local volume without spec.nodeAffinity.required, which the API server rejects", finding.Message);
        Assert.Equal("this annotation means nothing since Kubernetes 1.11", Assert.Single(finding.Related).Message);
    }

    [Fact]
    public void Speaks_of_no_annotation_where_there_is_none() => Assert.Empty(Lint.One<LocalPvAffinity>(Volume(Local, "nodeAffinity: {}")).Related);

    [Theory]
    [InlineData("kubernetes.io/os")]
    [InlineData("kubernetes.io/arch")]
    [InlineData("beta.kubernetes.io/arch")]
    public void Warns_about_an_affinity_that_many_nodes_meet(string label)
    {
        var volume = Volume(Local, Required($"{{ matchExpressions: [{{ key: {label}, operator: Exists }}] }}", "{|HA0706:nodeSelectorTerms|}"));
        Lint.Expect<LocalPvAffinity>(volume);
        var finding = Lint.One<LocalPvAffinity>(volume);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("PersistentVolume 'disk-1' is the disk of one node, but its nodeAffinity asks for the system or the architecture only, which many nodes have", finding.Message);
    }

    [Theory]
    [InlineData("{ matchExpressions: [{ key: kubernetes.io/os, operator: Exists }, { key: kubernetes.io/hostname, operator: In, values: [a] }] }")]
    [InlineData("{ matchExpressions: [{ key: kubernetes.io/os, operator: Exists }], matchFields: [{ key: metadata.name, operator: In, values: [a] }] }")]
    [InlineData("{ matchExpressions: [{ key: disk, operator: Exists }] }")] // one node may have the label
    [InlineData("{ matchExpressions: [] }")]
    [InlineData("{ matchExpressions: [{ key: '${LABEL}', operator: Exists }] }")] // unknown: stay silent
    [InlineData("{ matchExpressions: [{ key: kubernetes.io/os, operator: Exists }, '${MORE}'] }")] // unknown: stay silent
    public void Is_silent_about_an_affinity_that_may_choose_one_node(string term) => Lint.Expect<LocalPvAffinity>(Volume(Local, Required(term)));

    [Fact]
    public void Is_silent_about_other_volumes_of_many_nodes() => Lint.Expect<LocalPvAffinity>(
        Volume("nfs: { server: nas, path: / }", Required("{ matchExpressions: [{ key: kubernetes.io/os, operator: Exists }] }")));

    [Fact]
    public void Warns_about_the_annotation_of_another_volume()
    {
        var volume = Volume("hostPath: { path: /mnt/disk }", "capacity: { storage: 1Gi }", "volume.alpha.kubernetes.io/node-affinity: {|HA0706:'{}'|}");
        Lint.Expect<LocalPvAffinity>(volume);
        Assert.Equal(Severity.Warning, Lint.One<LocalPvAffinity>(volume).Severity);
    }

    [Theory]
    [InlineData(Local, "nodeAffinity: { required: { nodeSelectorTerms: [] } }", "")]
    [InlineData(Local, "nodeAffinity: { required: { nodeSelectorTerms: [] } }", "volume.alpha.kubernetes.io/node-affinity: '{}'")]
    [InlineData(Local, "nodeAffinity: ${AFFINITY}", "")] // unknown: stay silent
    [InlineData(Local, "nodeAffinity: { required: '{{ .Values.nodes }}' }", "")] // unknown: stay silent
    [InlineData("local: ${LOCAL}", "nodeAffinity: ${AFFINITY}", "")] // unknown: stay silent
    [InlineData("hostPath: { path: /mnt/disk }", "nodeAffinity: ${AFFINITY}", "volume.alpha.kubernetes.io/node-affinity: '{}'")] // unknown: stay silent
    [InlineData("hostPath: { path: /mnt/disk }", "capacity: { storage: 1Gi }", "")]
    [InlineData("csi: { driver: ebs.csi.aws.com, volumeHandle: vol-1 }", "capacity: { storage: 1Gi }", "")]
    public void Is_silent_about_volumes_that_are_known_to_be_found(string source, string affinity, string annotation) =>
        Lint.Expect<LocalPvAffinity>(Volume(source, affinity, annotation));

    private static string Required(string term, string name = "nodeSelectorTerms") => $$"""nodeAffinity: { required: { {{name}}: [{{term}}] } }""";

    private static string Volume(string source, string affinity, string annotation = "") => $$"""
        apiVersion: v1
        kind: PersistentVolume
        metadata: { name: disk-1, annotations: { {{annotation}} } }
        spec:
          {{source}}
          {{affinity}}
        """;
}
