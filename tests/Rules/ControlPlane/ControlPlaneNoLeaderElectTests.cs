using Hale.Rules.ControlPlane;
using Hale.Testing;

namespace Hale.Rules.Tests.ControlPlane;

public sealed class ControlPlaneNoLeaderElectTests
{
    [Theory]
    [InlineData("kube-controller-manager", "{|HA1506:--leader-elect=false|}")]
    [InlineData("kube-scheduler", "{|HA1506:--leader-elect=false|}")]
    [InlineData("openstack-cloud-controller-manager", "{|HA1506:--leader-elect=false|}")]
    [InlineData("kube-scheduler", "--leader-elect=true")]
    [InlineData("kube-scheduler", "--leader-elect")]
    [InlineData("kube-scheduler", "--v=2")]
    [InlineData("kube-scheduler", "--leader-elect=${ELECT}")] // unknown: stay silent
    [InlineData("kube-apiserver", "--leader-elect=false")] // has no such flag
    public void Looks_at_static_pods(string program, string flag)
    {
        var text = $"""
            apiVersion: v1
            kind: Pod
            metadata: {Brace($"name: {program}, namespace: kube-system, labels: {Brace("tier: control-plane")}")}
            spec:
              hostNetwork: true
              containers:
              - name: {program}
                command:
                - {program}
                - {flag}
            """;
        Lint.Expect<ControlPlaneNoLeaderElect>(text);
        Assert.All(Lint.Findings<ControlPlaneNoLeaderElect>(text), finding => Assert.Equal(Severity.Error, finding.Severity));
    }

    [Theory]
    [InlineData("v1beta3", "{ leader-elect: {|HA1506:\"false\"|} }")]
    [InlineData("v1beta4", "[{ name: leader-elect, value: {|HA1506:\"false\"|} }]")]
    [InlineData("v1beta4", "[{ name: leader-elect, value: \"false\" }, { name: leader-elect, value: \"true\" }]")]
    [InlineData("v1beta4", "'${ARGS}'")]
    public void Looks_at_what_kubeadm_passes_on(string version, string arguments) => Lint.Expect<ControlPlaneNoLeaderElect>($$"""
        apiVersion: kubeadm.k8s.io/{{version}}
        kind: ClusterConfiguration
        scheduler: { extraArgs: {{arguments}} }
        """);

    [Theory]
    [InlineData("kind: InitConfiguration\nnodeRegistration: { taints: [] }")]
    public void One_node_needs_no_election(string init) => Lint.Expect<ControlPlaneNoLeaderElect>($$"""
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        scheduler: { extraArgs: { leader-elect: "false" } }
        ---
        apiVersion: kubeadm.k8s.io/v1beta3
        {{init}}
        """);

    [Theory]
    [InlineData("3", "{|HA1506:\"false\"|}")]
    [InlineData("1", "\"false\"")]
    [InlineData("${COUNT}", "\"false\"")]
    public void Looks_into_cluster_api(string replicas, string value) => Lint.Expect<ControlPlaneNoLeaderElect>($$"""
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        metadata: { name: shop }
        spec:
          replicas: {{replicas}}
          kubeadmConfigSpec: { clusterConfiguration: { controllerManager: { extraArgs: { leader-elect: {{value}} } } } }
        """);

    [Theory]
    [InlineData("replicas: 2", "{|HA1506:--leader-elect=false|}")]
    [InlineData("replicas: 2", "{|HA1506:--enable-leader-election=false|}")]
    [InlineData("replicas: 2", "--leader-elect=true")]
    [InlineData("replicas: 2", "--leader-elect=false, --webhooks-only")] // answers in each replica
    [InlineData("replicas: 1", "--leader-elect=false")]
    [InlineData("", "--leader-elect=false")]
    [InlineData("replicas: ${REPLICAS}", "--leader-elect=false")] // unknown: stay silent
    public void Looks_at_controllers_with_replicas(string replicas, string flags) => Lint.Expect<ControlPlaneNoLeaderElect>($$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: backup-controller }
        spec:
          {{replicas}}
          template:
            spec: { containers: [{ name: manager, image: manager:1, args: [{{flags}}] }] }
        """);

    [Theory]
    [InlineData("vip_leaderelection", "{|HA1506:\"false\"|}", "cp_enable")]
    [InlineData("vip_leaderelection", "\"true\"", "cp_enable")]
    [InlineData("vip_leaderelection", "'${ELECT}'", "cp_enable")] // unknown: stay silent
    [InlineData("vip_leaderelection", "\"false\"", "bgp_enable")]
    [InlineData("vip_leaderelection", "{|HA1506:\"false\"|}", "svc_enable")]
    public void Looks_at_virtual_addresses(string variable, string value, string use) => Lint.Expect<ControlPlaneNoLeaderElect>(KubeVip($$"""
        - { name: vip_arp, value: "true" }
        - { name: {{use}}, value: "true" }
        - { name: {{variable}}, value: {{value}} }
        """));

    [Fact]
    public void Services_may_have_elections_of_their_own() => Lint.Expect<ControlPlaneNoLeaderElect>(KubeVip("""
        - { name: vip_arp, value: "true" }
        - { name: svc_enable, value: "true" }
        - { name: svc_election, value: "true" }
        """));

    [Fact]
    public void Reports_a_virtual_address_where_nothing_says_election() => Assert.Single(Lint.Findings<ControlPlaneNoLeaderElect>(KubeVip("""
        - { name: vip_arp, value: "true" }
        - { name: cp_enable, value: "true" }
        """)));

    private static string Brace(string text) => $"{{ {text} }}";

    private static string KubeVip(string variables) => $"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: kube-vip
          namespace: kube-system
        spec:
          hostNetwork: true
          containers:
          - name: kube-vip
            image: ghcr.io/kube-vip/kube-vip:v0.8.9
            args: [manager]
            env:
            {variables.Replace("\n", "\n    ", StringComparison.Ordinal)}
        """;
}
