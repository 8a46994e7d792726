using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Storage;

public sealed class ReclaimDeleteTests
{
    [Fact]
    public void Reports_a_class_that_says_Delete()
    {
        Lint.Expect<ReclaimDelete>(Class("reclaimPolicy: {|HA0704:Delete|}"));
        Assert.StartsWith("StorageClass 'fast' has reclaimPolicy Delete:", Lint.One<ReclaimDelete>(Class("reclaimPolicy: Delete")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_a_class_that_leaves_the_policy_out()
    {
        var finding = Lint.One<ReclaimDelete>(Class(""));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("StorageClass 'fast' has reclaimPolicy Delete by default: the data of a claim is deleted with the claim", finding.Message);
    }

    [Theory]
    [InlineData("reclaimPolicy: Retain")]
    [InlineData("reclaimPolicy: ${POLICY}")] // unknown: stay silent
    public void Is_silent_about_a_class_that_keeps_data(string policy) => Lint.Expect<ReclaimDelete>(Class(policy));

    [Theory]
    [InlineData("kubernetes.io/no-provisioner")] // makes no volumes
    [InlineData("${PROVISIONER}")] // unknown: stay silent
    public void Is_silent_about_a_class_that_may_make_no_volumes(string provisioner) =>
        Lint.Expect<ReclaimDelete>(Class("reclaimPolicy: Delete").Replace("pd.csi.storage.gke.io", provisioner, StringComparison.Ordinal));

    [Theory]
    [InlineData("{ name: fast-scratch }")]
    [InlineData("{ name: BuildCache }")]
    [InlineData("{ name: fast, annotations: { description: for scratch space } }")]
    [InlineData("{ name: fast, annotations: { example.com/cache: 'true' } }")]
    [InlineData("{ name: '${NAME}' }")] // unknown: stay silent
    [InlineData("{ name: fast, annotations: { description: '${TEXT}' } }")] // unknown: stay silent
    [InlineData("{ name: fast, annotations: '${ANNOTATIONS}' }")] // unknown: stay silent
    public void Is_silent_about_a_class_for_data_that_may_be_lost(string metadata) =>
        Lint.Expect<ReclaimDelete>(Class("reclaimPolicy: Delete", metadata));

    [Theory]
    [InlineData("apiVersion: velero.io/v1", "Schedule")]
    [InlineData("apiVersion: postgresql.cnpg.io/v1", "ScheduledBackup")]
    [InlineData("apiVersion: velero.io/v1", "${KIND}")] // unknown: stay silent
    public void Is_silent_when_backups_may_be_scheduled(string apiVersion, string kind) =>
        Lint.Expect<ReclaimDelete>(Class("reclaimPolicy: Delete") + Other(apiVersion, kind));

    [Fact]
    public void Reports_beside_a_schedule_of_something_else() =>
        Lint.Expect<ReclaimDelete>(Class("reclaimPolicy: {|HA0704:Delete|}") + Other("apiVersion: tests.example.com/v1", "Schedule"));

    [Fact]
    public void Warns_when_a_database_mounts_a_claim_of_the_class()
    {
        var finding = Lint.One<ReclaimDelete>(Class("reclaimPolicy: Delete") + Database("postgres:17", "storageClassName: fast"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("StatefulSet 'accounts' keeps its data there", Assert.Single(finding.Related).Message);
    }

    [Theory]
    [InlineData("wiki:1", "storageClassName: fast")]
    [InlineData("postgres:17", "storageClassName: slow")]
    [InlineData("postgres:17", "storageClassName: ''")]
    [InlineData("postgres:17", "")] // whichever class is the default: it need not be this one
    [InlineData("postgres:17", "storageClassName: ${CLASS}")]
    [InlineData("${IMAGE}", "storageClassName: fast")]
    public void Only_notes_when_no_database_is_known_to_use_the_class(string image, string storageClass) =>
        Assert.Equal(Severity.Note, Lint.One<ReclaimDelete>(Class("reclaimPolicy: Delete") + Database(image, storageClass)).Severity);

    [Fact]
    public void Reports_a_snapshot_class() => Lint.Expect<ReclaimDelete>("""
        apiVersion: snapshot.storage.k8s.io/v1
        kind: VolumeSnapshotClass
        metadata: { name: nightly }
        driver: pd.csi.storage.gke.io
        deletionPolicy: {|HA0704:Delete|}
        ---
        apiVersion: snapshot.storage.k8s.io/v1
        kind: VolumeSnapshotClass
        metadata: { name: kept }
        driver: pd.csi.storage.gke.io
        deletionPolicy: Retain
        """);

    [Fact]
    public void Reports_a_volume_and_warns_when_a_database_names_it()
    {
        var volume = Volume("persistentVolumeReclaimPolicy: {|HA0704:Delete|}", "csi: { driver: ebs.csi.aws.com, volumeHandle: vol-1 }");
        Lint.Expect<ReclaimDelete>(volume);
        Assert.Equal(Severity.Note, Lint.One<ReclaimDelete>(volume).Severity);
        Assert.Equal(Severity.Warning, Lint.One<ReclaimDelete>(volume + Database("postgres:17", "volumeName: disk-1")).Severity);
    }

    [Theory]
    [InlineData("nfs: { server: 192.0.2.1, path: / }", true)]
    [InlineData("hostPath: { path: /data }", true)]
    [InlineData("csi: { driver: ebs.csi.aws.com, volumeHandle: vol-1 }", false)] // cannot be recycled
    public void Reports_a_volume_that_is_emptied(string source, bool isReported) => Assert.Equal(
        isReported ? ["PersistentVolume 'disk-1' has persistentVolumeReclaimPolicy Recycle: its files are removed when the claim on it is deleted"] : [],
        Lint.Run([new("a.yaml", Volume("persistentVolumeReclaimPolicy: Recycle", source))], "HA0704").Select(finding => finding.Message));

    [Theory]
    [InlineData("persistentVolumeReclaimPolicy: Retain")]
    [InlineData("capacity: { storage: 1Gi }")] // a volume made by hand is kept by default
    [InlineData("persistentVolumeReclaimPolicy: ${POLICY}")] // unknown: stay silent
    public void Is_silent_about_a_volume_that_is_kept(string policy) =>
        Lint.Expect<ReclaimDelete>(Volume(policy, "csi: { driver: ebs.csi.aws.com, volumeHandle: vol-1 }"));

    [Fact]
    public void Warns_that_nothing_deletes_a_local_volume()
    {
        var finding = Lint.One<ReclaimDelete>(Volume("persistentVolumeReclaimPolicy: Delete", "local: { path: /mnt/disk }"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "PersistentVolume 'disk-1' is a local volume with persistentVolumeReclaimPolicy Delete, which nothing carries out: released, it ends in the phase Failed",
            finding.Message);
    }

    [Fact]
    public void Only_notes_a_local_volume_that_a_provisioner_made() => Assert.Equal(Severity.Note, Lint.One<ReclaimDelete>(
        Volume("persistentVolumeReclaimPolicy: Delete", "local: { path: /mnt/disk }", "pv.kubernetes.io/provisioned-by: local-volume-provisioner")).Severity);

    private static string Class(string policy, string metadata = "{ name: fast }") => $$"""
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: {{metadata}}
        provisioner: pd.csi.storage.gke.io
        {{policy}}

        """;

    private static string Volume(string policy, string source, string annotation = "") => $$"""
        apiVersion: v1
        kind: PersistentVolume
        metadata: { name: disk-1, annotations: { {{annotation}} } }
        spec:
          {{policy}}
          {{source}}

        """;

    private static string Other(string apiVersion, string kind) => $$"""
        ---
        {{apiVersion}}
        kind: {{kind}}
        metadata: { name: nightly }
        """;

    private static string Database(string image, string claim) => $$"""
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: accounts }
        spec:
          selector: { matchLabels: { app: accounts } }
          template:
            metadata: { labels: { app: accounts } }
            spec:
              containers: [{ name: accounts, image: '{{image}}' }]
          volumeClaimTemplates:
          - metadata: { name: data }
            spec:
              accessModes: [ReadWriteOnce]
              {{claim}}
        """;
}
