using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Rules.Tests.Model;

public sealed class CriticalAddOnsTests
{
    [Theory]
    [InlineData("Deployment", "coredns:1", false)]
    [InlineData("DaemonSet", "traefik:v3", false)]
    [InlineData("Deployment", "cluster-autoscaler:v1.33", true)]
    [InlineData("Deployment", "kube-state-metrics:v2.16", true)]
    [InlineData("StatefulSet", "csi-snapshotter:v8 }, { image: csi-provisioner:v5", false)]
    [InlineData("StatefulSet", "csi-snapshotter:v8", true)]
    public void Says_which_of_them_can_be_away_for_some_minutes(string kind, string image, bool canWait) => Assert.Equal(canWait, RoleOf(kind, image)?.CanWait);

    [Theory]
    [InlineData("rancher/mirrored-coredns-coredns:1.12", "the DNS of the cluster")]
    [InlineData("docker.io/rancher/mirrored-metrics-server:v0.7", "a metrics API server")]
    [InlineData("rancher/mirrored-library-traefik:3.3", "an ingress controller")]
    [InlineData("example/mirrored-coredns-coredns:1.12", null)] // somebody else's name
    [InlineData("rancher/mirrored-coredns-coredns-exporter:1", null)]
    public void Knows_them_in_the_mirror_of_Rancher(string image, string? role) => Assert.Equal(role, RoleOf("Deployment", image)?.Text);

    [Theory]
    [InlineData("Deployment", "web:1")]
    [InlineData("Deployment", "coredns-exporter:1")]
    [InlineData("Deployment", "'{{ .Values.image }}'")]
    [InlineData("Job", "coredns:1")]
    public void Knows_no_role_of_other_workloads(string kind, string image) => Assert.Null(RoleOf(kind, image));

    private static AddOnRole? RoleOf(string kind, string image)
    {
        var content = YamlReader.Read(new SourceText("manifest.yaml", $$"""
            kind: {{kind}}
            metadata: { name: core }
            spec: { template: { spec: { containers: [{ image: {{image}} }] } } }
            """));
        var cluster = new Cluster(content.Documents, content.Problems, new ClusterFacts());
        return CriticalAddOns.RoleOf(Assert.Single(cluster.All<Workload>()));
    }
}
