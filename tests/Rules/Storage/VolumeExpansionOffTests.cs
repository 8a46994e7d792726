using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Storage;

public sealed class VolumeExpansionOffTests
{
    [Theory]
    [InlineData("ebs.csi.aws.com")]
    [InlineData("driver.longhorn.io")]
    [InlineData("rook-ceph.rbd.csi.ceph.com")]
    public void Reports_a_class_whose_volumes_could_grow(string provisioner)
    {
        var finding = Lint.One<VolumeExpansionOff>(Class(provisioner, ""));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal($"StorageClass 'disks' does not let its volumes grow, although {provisioner} could", finding.Message);
        Lint.Expect<VolumeExpansionOff>(Class(provisioner, "allowVolumeExpansion: {|HA0713:false|}"));
    }

    [Theory]
    [InlineData("ebs.csi.aws.com", "allowVolumeExpansion: true")]
    [InlineData("ebs.csi.aws.com", "allowVolumeExpansion: ${GROW}")] // unknown: stay silent
    [InlineData("kubernetes.io/no-provisioner", "")] // cannot grow
    [InlineData("rancher.io/local-path", "")] // cannot grow
    [InlineData("block.example.com", "")] // not known to grow
    [InlineData("${PROVISIONER}", "")] // unknown: stay silent
    public void Is_silent_when_volumes_grow_or_cannot(string provisioner, string expansion) => Lint.Expect<VolumeExpansionOff>(Class(provisioner, expansion));

    private static string Class(string provisioner, string expansion) => $"""
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata:
          name: disks
        provisioner: {provisioner}
        {expansion}
        """;
}
