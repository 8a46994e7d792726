using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Storage;

public sealed class BindingImmediateTests
{
    [Theory]
    [InlineData("ebs.csi.aws.com")]
    [InlineData("pd.csi.storage.gke.io")]
    [InlineData("diskplugin.csi.alibabacloud.com")]
    [InlineData("com.tencent.cloud.csi.cbs")]
    [InlineData("kubernetes.io/no-provisioner")]
    public void Reports_volumes_that_belong_to_one_place(string provisioner) =>
        Lint.Expect<BindingImmediate>(Class(provisioner, "volumeBindingMode: {|HA0705:Immediate|}"));

    [Theory]
    [InlineData("disk.csi.everest.io", "{|HA0705:Immediate|}")]
    [InlineData("nas.csi.everest.io", "Immediate")]
    [InlineData("${DRIVER}", "Immediate")] // unknown: stay silent
    public void Goes_by_the_driver_that_a_provisioner_of_several_is_told_to_use(string driver, string mode) =>
        Lint.Expect<BindingImmediate>(Class("everest-csi-provisioner", $"parameters: {{ csi.storage.k8s.io/csi-driver-name: '{driver}' }}\nvolumeBindingMode: {mode}"));

    [Fact]
    public void Reports_the_default_at_the_class()
    {
        var finding = Lint.One<BindingImmediate>(Class("ebs.csi.aws.com", ""));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "StorageClass 'fast' binds volumes at once (volumeBindingMode is not set), so ebs.csi.aws.com chooses their zone or node before the pod is placed",
            finding.Message);
    }

    [Fact]
    public void Is_an_error_for_local_volumes()
    {
        var finding = Lint.One<BindingImmediate>(Class("kubernetes.io/no-provisioner", "volumeBindingMode: Immediate"));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("StorageClass 'fast' binds volumes at once, so a pod may be tied to a local volume of a node where it cannot run", finding.Message);
    }

    [Theory]
    [InlineData("ebs.csi.aws.com", "parameters: { type: gp3 }", true)]
    [InlineData("kubernetes.io/gce-pd", "parameters: { zone: europe-west4-a }", false)]
    [InlineData("kubernetes.io/aws-ebs", "parameters: { zones: 'eu-west-1a,eu-west-1b' }", true)]
    [InlineData("cinder.csi.openstack.org", "parameters: { availability: nova }", false)]
    [InlineData("cinder.csi.openstack.org", "parameters: { availability: '${ZONE}' }", false)] // unknown: stay silent
    [InlineData("diskplugin.csi.alibabacloud.com", "parameters: { zoneId: 'cn-beijing-a,cn-beijing-b' }", true)]
    [InlineData("diskplugin.csi.alibabacloud.com", "parameters: { zoneId: cn-beijing-a }", false)]
    [InlineData("ebs.csi.aws.com", "allowedTopologies: [{ matchLabelExpressions: [{ key: topology.kubernetes.io/zone, values: [eu-west-1a] }] }]", false)]
    [InlineData("cinder.csi.openstack.org", "allowedTopologies: [{ matchLabelExpressions: [{ key: topology.cinder.csi.openstack.org/zone, values: [a] }] }]", false)]
    [InlineData("ebs.csi.aws.com", "allowedTopologies: [{ matchLabelExpressions: [{ key: topology.kubernetes.io/zone, values: [a, b] }] }]", true)]
    [InlineData("ebs.csi.aws.com", "allowedTopologies: [{ matchLabelExpressions: [{ key: eks.amazonaws.com/compute-type, values: [auto] }] }]", true)]
    [InlineData("ebs.csi.aws.com", "allowedTopologies: '${TOPOLOGIES}'", false)] // unknown: stay silent
    [InlineData("topolvm.io", "allowedTopologies: [{ matchLabelExpressions: [{ key: topology.kubernetes.io/zone, values: [a] }] }]", true)] // a zone has many nodes
    public void Is_silent_where_the_class_itself_names_the_zone(string provisioner, string text, bool isReported) =>
        Lint.Expect<BindingImmediate>(Class(provisioner, $"{text}\nvolumeBindingMode: {(isReported ? "{|HA0705:Immediate|}" : "Immediate")}"));

    [Theory]
    [InlineData("skuName: Premium_ZRS", false)]
    [InlineData("skuname: StandardSSD_ZRS", false)]
    [InlineData("storageAccountType: '${KIND}'", false)] // unknown: stay silent
    [InlineData("skuName: Premium_LRS", true)]
    public void Is_silent_about_disks_that_are_in_all_zones(string parameter, bool isReported) =>
        Lint.Expect<BindingImmediate>(Class("disk.csi.azure.com", $"parameters: {{ {parameter} }}\nvolumeBindingMode: {(isReported ? "{|HA0705:Immediate|}" : "Immediate")}"));

    [Theory]
    [InlineData("nfs.csi.k8s.io")]
    [InlineData("smb.csi.k8s.io")]
    [InlineData("rook-ceph.cephfs.csi.ceph.com")]
    [InlineData("efs.csi.aws.com")]
    [InlineData("filestore.csi.storage.gke.io")]
    [InlineData("file.csi.azure.com")]
    [InlineData("driver.longhorn.io")]
    [InlineData("dobs.csi.digitalocean.com")] // to a region, and the cluster too
    [InlineData("example.com/unheard-of")]
    [InlineData("everest-csi-provisioner")] // of disks and of file systems
    [InlineData("${PROVISIONER}")] // unknown: stay silent
    public void Is_silent_about_volumes_that_belong_nowhere(string provisioner) =>
        Lint.Expect<BindingImmediate>(Class(provisioner, "volumeBindingMode: Immediate"));

    [Theory]
    [InlineData("volumeBindingMode: WaitForFirstConsumer")]
    [InlineData("volumeBindingMode: '{{ .Values.mode }}'")] // unknown: stay silent
    public void Is_silent_when_the_volume_may_wait_for_its_pod(string mode) => Lint.Expect<BindingImmediate>(Class("ebs.csi.aws.com", mode));

    [Theory]
    [InlineData("fast", "nfs: { server: files.example.com, path: / }")]
    [InlineData("'${CLASS}'", "nfs: { server: files.example.com, path: / }")] // unknown: stay silent
    [InlineData("fast", "csi: { driver: '${DRIVER}', volumeHandle: files }")] // unknown: stay silent
    public void Is_silent_about_a_class_for_network_file_systems_made_by_hand(string className, string source) =>
        Lint.Expect<BindingImmediate>(Class("kubernetes.io/no-provisioner", "volumeBindingMode: Immediate") + Volume(className, source));

    [Fact]
    public void Reports_a_class_for_local_volumes_made_by_hand() =>
        Lint.Expect<BindingImmediate>(Class("kubernetes.io/no-provisioner", "volumeBindingMode: {|HA0705:Immediate|}") + Volume("fast", "local: { path: /mnt/disk }"));

    private static string Class(string provisioner, string mode) => $$"""
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: { name: fast }
        provisioner: {{provisioner}}
        {{mode}}

        """;

    private static string Volume(string className, string source) => $$"""
        ---
        apiVersion: v1
        kind: PersistentVolume
        metadata: { name: volume }
        spec:
          storageClassName: {{className}}
          {{source}}
        """;
}
