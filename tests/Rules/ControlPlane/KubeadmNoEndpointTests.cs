using Hale.Rules.ControlPlane;
using Hale.Testing;

namespace Hale.Rules.Tests.ControlPlane;

public sealed class KubeadmNoEndpointTests
{
    [Fact]
    public void Reports_a_cluster_without_an_endpoint()
    {
        var finding = Lint.One<KubeadmNoEndpoint>("""
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            networking: { podSubnet: 10.244.0.0/16 }
            """);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("controlPlaneEndpoint", finding.Path);
    }

    [Fact]
    public void Flags_of_the_api_server_that_cannot_be_seen_do_not_matter() => Assert.Single(Lint.Findings<KubeadmNoEndpoint>("""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        apiServer: { extraArgs: '${ARGS}' }
        """));

    [Fact]
    public void Reports_an_endpoint_of_null() => Lint.Expect<KubeadmNoEndpoint>("""
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        {|HA1501:controlPlaneEndpoint|}: null
        """);

    [Theory]
    [InlineData("controlPlaneEndpoint: api.example:6443")]
    [InlineData("controlPlaneEndpoint: ${ENDPOINT}")] // unknown: stay silent
    [InlineData("etcd: { local: { extraArgs: { initial-cluster: 'a=https://10.0.0.1:2380' } } }")] // only makes a member of etcd
    [InlineData("etcd: { local: { extraArgs: [{ name: initial-cluster, value: 'a=https://10.0.0.1:2380' }] } }")]
    public void Is_silent_when_there_is_an_endpoint_or_no_api_server(string text) => Lint.Expect<KubeadmNoEndpoint>($"""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        {text}
        """);

    [Fact]
    public void Is_silent_about_a_cluster_of_one_node() => Lint.Expect<KubeadmNoEndpoint>("""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        nodeRegistration: { taints: [] }
        """);

    [Fact]
    public void Is_silent_when_it_cannot_be_seen_whether_there_is_one_node() => Lint.Expect<KubeadmNoEndpoint>("""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        nodeRegistration: { taints: "${TAINTS}" }
        """);

    [Fact]
    public void Is_silent_about_what_is_for_tests() => Lint.Expect<KubeadmNoEndpoint>([("e2e/kubeadm.yaml", """
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        """)]);

    [Fact]
    public void Is_silent_about_cluster_api_and_other_kinds() => Lint.Expect<KubeadmNoEndpoint>("""
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        metadata: { name: shop }
        spec: { kubeadmConfigSpec: { clusterConfiguration: { apiServer: { timeoutForControlPlane: 20m } } } }
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        ---
        apiVersion: addons.example.com/v1
        kind: ClusterConfiguration
        ---
        kind: ClusterConfiguration
        controllerManager: { extraArgs: { profiling: "false" } }
        """);
}
