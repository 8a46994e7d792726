using Hale.Rules.Deprecation;
using Hale.Rules.Model;
using Hale.Testing;

namespace Hale.Rules.Tests.Deprecation;

public sealed class ProvisionerIntreeTests
{
    [Theory]
    [InlineData("aws-ebs")]
    [InlineData("gce-pd")]
    [InlineData("azure-disk")]
    [InlineData("azure-file")]
    [InlineData("cinder")]
    [InlineData("vsphere-volume")]
    [InlineData("glusterfs")]
    [InlineData("rbd")]
    [InlineData("cephfs")]
    [InlineData("portworx-volume")]
    [InlineData("storageos")]
    [InlineData("quobyte")]
    [InlineData("scaleio")]
    public void Reports_a_provisioner_that_left_Kubernetes(string name)
    {
        Lint.Expect<ProvisionerIntree>(Class($"{{|HA1703:kubernetes.io/{name}|}}"));
        Assert.Equal(Severity.Note, Lint.One<ProvisionerIntree>(Class($"kubernetes.io/{name}")).Severity);
    }

    [Theory]
    [InlineData("aws-ebs", "does nothing by itself since Kubernetes 1.27: it works only where the CSI driver 'ebs.csi.aws.com' is installed")]
    [InlineData("rbd", "does nothing by itself since Kubernetes 1.31: new claims stay pending")]
    public void Says_who_does_the_work_now(string name, string outcome) =>
        Assert.Equal($"'kubernetes.io/{name}' of StorageClass 'fast' {outcome}", Lint.One<ProvisionerIntree>(Class($"kubernetes.io/{name}")).Message);

    [Theory]
    [InlineData(27, 0)]
    [InlineData(28, 1)]
    public void Counts_from_the_release_that_removed_it(int minor, int findings) =>
        Assert.Equal(findings, Lint.Findings<ProvisionerIntree>(Class("kubernetes.io/gce-pd"), new ClusterFacts { Version = new KubernetesVersion(1, minor) }).Count);

    [Theory]
    [InlineData("ebs.csi.aws.com")]
    [InlineData("kubernetes.io/no-provisioner")]
    [InlineData("kubernetes.io/fc")] // never had one
    [InlineData("example.com/aws-ebs")]
    [InlineData("kubernetes.io/${TYPE}")] // unknown: stay silent
    [InlineData("'{{ .Values.provisioner }}'")] // unknown: stay silent
    [InlineData("")]
    public void Is_silent_about_other_provisioners(string provisioner) => Lint.Expect<ProvisionerIntree>(Class(provisioner));

    [Fact]
    public void Is_silent_about_other_kinds() => Lint.Expect<ProvisionerIntree>("""
        kind: Provisioner
        apiVersion: example.com/v1
        provisioner: kubernetes.io/aws-ebs
        """);

    private static string Class(string provisioner) => $$"""
        kind: StorageClass
        apiVersion: storage.k8s.io/v1
        metadata: { name: fast }
        provisioner: {{provisioner}}
        """;
}
