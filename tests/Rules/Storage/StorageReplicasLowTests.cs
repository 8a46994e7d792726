using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Storage;

public sealed class StorageReplicasLowTests
{
    [Theory]
    [InlineData("driver.longhorn.io", "numberOfReplicas", "1", Severity.Warning)]
    [InlineData("driver.longhorn.io", "numberOfReplicas", "2", Severity.Note)]
    [InlineData("kubernetes.io/portworx-volume", "repl", "1", Severity.Warning)]
    [InlineData("io.openebs.csi-mayastor", "repl", "1", Severity.Warning)]
    public void Reports_a_class_with_few_copies(string provisioner, string parameter, string copies, Severity severity)
    {
        Lint.Expect<StorageReplicasLow>(Class(provisioner, parameter, $"{{|HA0711:\"{copies}\"|}}"));
        Assert.Equal(severity, Lint.One<StorageReplicasLow>(Class(provisioner, parameter, $"\"{copies}\"")).Severity);
    }

    [Fact]
    public void Says_how_many_copies_there_are()
    {
        Assert.Equal("StorageClass 'disks' makes volumes with 1 copy of the data", Lint.One<StorageReplicasLow>(Class("driver.longhorn.io", "numberOfReplicas", "\"1\"")).Message);
        Assert.Equal("StorageClass 'disks' makes volumes with 2 copies of the data", Lint.One<StorageReplicasLow>(Class("driver.longhorn.io", "numberOfReplicas", "\"2\"")).Message);
        Assert.Equal("CephBlockPool 'store' keeps 1 copy of its data", Lint.One<StorageReplicasLow>(Ceph("CephBlockPool", "replicated: { size: 1 }")).Message);
        Assert.Equal("CephBlockPool 'store' keeps 2 copies of its data", Lint.One<StorageReplicasLow>(Ceph("CephBlockPool", "replicated: { size: 2 }")).Message);
        Assert.Equal("CephBlockPool 'store' may keep all copies of its data on disks of one node", Lint.One<StorageReplicasLow>(Ceph("CephBlockPool", "failureDomain: osd")).Message);
        Assert.Equal("CephBlockPool 'store' may keep all chunks of its data on disks of one node", Lint.One<StorageReplicasLow>(Ceph("CephBlockPool", "failureDomain: osd\n  erasureCoded: { dataChunks: 2 }")).Message);
    }

    // It takes no more than one, for what makes copies itself.
    [Theory]
    [InlineData("strict-local", Severity.Note)]
    [InlineData("best-effort", Severity.Warning)]
    public void Notes_the_only_copy_that_strict_locality_takes(string locality, Severity severity) =>
        Assert.Equal(severity, Lint.One<StorageReplicasLow>(Class("driver.longhorn.io", "numberOfReplicas", $"\"1\"\n  dataLocality: {locality}")).Severity);

    [Theory]
    [InlineData("driver.longhorn.io", "numberOfReplicas", "\"3\"")]
    [InlineData("driver.longhorn.io", "other", "\"1\"")]
    [InlineData("driver.longhorn.io", "numberOfReplicas", "${COPIES}")] // unknown: stay silent
    [InlineData("ebs.csi.aws.com", "numberOfReplicas", "\"1\"")]
    [InlineData("${PROVISIONER}", "numberOfReplicas", "\"1\"")] // unknown: stay silent
    public void Is_silent_about_other_classes(string provisioner, string parameter, string copies) =>
        Lint.Expect<StorageReplicasLow>(Class(provisioner, parameter, copies));

    [Theory]
    [InlineData("replicated: { size: {|HA0711:1|}, requireSafeReplicaSize: false }")]
    [InlineData("replicated: { size: {|HA0711:2|} }")]
    [InlineData("replicated: { size: 3, requireSafeReplicaSize: {|HA0711:false|} }")]
    [InlineData("failureDomain: {|HA0711:osd|}\n  replicated: { size: 3 }")]
    [InlineData("failureDomain: {|HA0711:osd|}\n  erasureCoded: { dataChunks: 2, codingChunks: 1 }")]
    [InlineData("failureDomain: osd\n  replicated: { size: {|HA0711:1|} }")]
    public void Reports_a_pool(string spec) => Lint.Expect<StorageReplicasLow>(Ceph("CephBlockPool", spec));

    [Theory]
    [InlineData("CephFilesystem", "metadataPool: { replicated: { size: {|HA0711:2|} } }\n  dataPools: [{ replicated: { size: {|HA0711:1|} } }]")]
    [InlineData("CephObjectStore", "metadataPool: { replicated: { size: 3 } }\n  dataPool: { replicated: { size: {|HA0711:2|} } }")]
    public void Reports_the_pools_of_a_filesystem_or_object_store(string kind, string spec) => Lint.Expect<StorageReplicasLow>(Ceph(kind, spec));

    [Theory]
    [InlineData("replicated: { size: 3 }")]
    [InlineData("failureDomain: host\n  replicated: { size: 3, requireSafeReplicaSize: true }")]
    [InlineData("erasureCoded: { dataChunks: 2, codingChunks: 1 }")]
    [InlineData("failureDomain: '${DOMAIN}'\n  replicated: { size: '${SIZE}' }")] // unknown: stay silent
    [InlineData("replicated: { size: '${SIZE}', requireSafeReplicaSize: false }")] // unknown: stay silent
    public void Is_silent_about_a_safe_or_unknown_pool(string spec) => Lint.Expect<StorageReplicasLow>(Ceph("CephBlockPool", spec));

    [Theory]
    [InlineData("example.com/v1", "CephBlockPool")]
    [InlineData("ceph.rook.io/v1", "CephNFS")]
    public void Is_silent_about_other_kinds(string apiVersion, string kind) =>
        Lint.Expect<StorageReplicasLow>(Ceph(kind, "replicated: { size: 1 }\n  dataPool: { replicated: { size: 1 } }").Replace("ceph.rook.io/v1", apiVersion, StringComparison.Ordinal));

    [Theory]
    [InlineData("mon: { count: {|HA0711:1|}, allowMultiplePerNode: true }", "CephCluster 'store' has 1 monitor, which tolerates no failure")]
    [InlineData("mon: { count: {|HA0711:2|} }", "CephCluster 'store' has 2 monitors, which tolerate no failure")]
    [InlineData("mon: { count: {|HA0711:4|} }", "CephCluster 'store' has 4 monitors, which tolerate no more failures than 3 do")]
    [InlineData("mon: { allowMultiplePerNode: {|HA0711:true|} }", "CephCluster 'store' lets several monitors share a node, and lose their majority with it")]
    public void Reports_monitors_that_cannot_be_lost(string spec, string message)
    {
        Lint.Expect<StorageReplicasLow>(Ceph("CephCluster", spec));
        Assert.Equal(message, Lint.One<StorageReplicasLow>(Ceph("CephCluster", spec)).Message);
    }

    [Theory]
    [InlineData("mon: { count: 3 }")]
    [InlineData("mon: { count: 5, allowMultiplePerNode: false }")]
    [InlineData("dataDirHostPath: /var/lib/rook")] // three by default
    [InlineData("external: { enable: true }\n  mon: { count: 1 }")]
    [InlineData("external: { enable: '${EXTERNAL}' }\n  mon: { count: 1 }")] // unknown: stay silent
    [InlineData("mon: { count: '${COUNT}' }")] // unknown: stay silent
    public void Is_silent_about_other_monitors(string spec) => Lint.Expect<StorageReplicasLow>(Ceph("CephCluster", spec));

    [Theory]
    [InlineData("cluster-test.yaml")]
    [InlineData("cluster-minikube.yaml")]
    [InlineData("dev/cluster.yaml")]
    public void Is_silent_about_tests_and_development(string path) =>
        Lint.Expect<StorageReplicasLow>([(path, Ceph("CephCluster", "mon: { count: 1 }"))]);

    private static string Class(string provisioner, string parameter, string copies) => $"""
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata:
          name: disks
        provisioner: {provisioner}
        parameters:
          {parameter}: {copies}
        """;

    private static string Ceph(string kind, string spec) => $$"""
        apiVersion: ceph.rook.io/v1
        kind: {{kind}}
        metadata: { name: store }
        spec:
          {{spec}}
        """;
}
