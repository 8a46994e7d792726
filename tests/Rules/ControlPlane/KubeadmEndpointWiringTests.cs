using Hale.Rules.ControlPlane;
using Hale.Testing;

namespace Hale.Rules.Tests.ControlPlane;

public sealed class KubeadmEndpointWiringTests
{
    private const string Cluster = """
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        controlPlaneEndpoint: api.example.com:6443
        apiServer: { certSANs: [api.internal.example.com, "*.alias.example.com"] }

        """;

    [Fact]
    public void Notes_an_endpoint_without_a_port() => Assert.Equal(Severity.Note, Lint.One<KubeadmEndpointWiring>("""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        controlPlaneEndpoint: {|HA1502:lb.example.com|}
        """).Severity);

    [Theory]
    [InlineData("kind: InitConfiguration\nlocalAPIEndpoint: { advertiseAddress: 10.0.0.11 }")]
    [InlineData("kind: JoinConfiguration\ncontrolPlane: { localAPIEndpoint: { advertiseAddress: 10.0.0.11 } }")]
    public void Reports_an_endpoint_that_is_one_node(string node)
    {
        var text = $$"""
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            controlPlaneEndpoint: {|HA1502:10.0.0.11:6443|}
            ---
            apiVersion: kubeadm.k8s.io/v1beta4
            {{node}}
            """;
        Lint.Expect<KubeadmEndpointWiring>(text);
        var finding = Lint.One<KubeadmEndpointWiring>(text);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("'10.0.0.11:6443'", finding.Message, StringComparison.Ordinal);
        Assert.Single(finding.Related);
    }

    [Theory]
    [InlineData("address: 10.0.0.11", "10.0.0.11")]
    [InlineData("address: master-1", "master-1")]
    public void Reports_an_endpoint_that_a_node_has(string address, string endpoint) => Lint.Expect<KubeadmEndpointWiring>($$"""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        controlPlaneEndpoint: {|HA1502:{{endpoint}}|}
        ---
        apiVersion: v1
        kind: Node
        metadata: { name: one, labels: { node-role.kubernetes.io/control-plane: "" } }
        status: { addresses: [{ type: InternalIP, {{address}} }] }
        """);

    [Theory]
    [InlineData("10.0.0.10:6443", "advertiseAddress: 10.0.0.11")]
    [InlineData("10.0.0.1:6443", "advertiseAddress: 10.0.0.11")]
    [InlineData("'${VIP}:6443'", "advertiseAddress: 10.0.0.11")] // unknown: stay silent
    [InlineData("10.0.0.11:6443", "advertiseAddress: '${IP}'")] // unknown: stay silent
    [InlineData("10.0.0.11:6443", "advertiseAddress: 10.0.0.11 }\nnodeRegistration: { taints: []")] // one node only
    public void Is_silent_when_the_endpoint_is_shared_or_unknown(string endpoint, string address) => Lint.Expect<KubeadmEndpointWiring>($$"""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        controlPlaneEndpoint: {{endpoint}}
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        localAPIEndpoint: { {{address}} }
        """);

    [Theory]
    [InlineData("lb.example.com:6443", Severity.Error)]
    [InlineData("api.example.org:6443", Severity.Error)]
    [InlineData("10.0.0.12:6443", Severity.Warning)] // may be a node's own
    [InlineData("master-1:6443", Severity.Warning)]
    public void Reports_joining_through_another_host(string host, Severity severity)
    {
        var text = Cluster + Join("{|HA1502:" + host + "|}");
        Lint.Expect<KubeadmEndpointWiring>(text);
        Assert.Equal(severity, Lint.One<KubeadmEndpointWiring>(text).Severity);
    }

    [Theory]
    [InlineData("api.example.com:8443")]
    [InlineData("API.example.com")]
    [InlineData("api.internal.example.com:6443")]
    [InlineData("a.alias.example.com:6443")]
    [InlineData("kubernetes.default.svc:443")]
    [InlineData("'${HOST}:6443'")] // unknown: stay silent
    public void Is_silent_when_the_certificate_is_for_the_host(string host) => Lint.Expect<KubeadmEndpointWiring>(Cluster + Join(host));

    [Fact]
    public void Is_silent_when_the_names_of_the_certificate_cannot_be_seen() => Lint.Expect<KubeadmEndpointWiring>(
        Cluster.Replace("[api.internal.example.com, \"*.alias.example.com\"]", "\"${SANS}\"", StringComparison.Ordinal) + Join("lb.example.com:6443"));

    [Fact]
    public void Is_silent_about_the_configuration_of_another_cluster() => Lint.Expect<KubeadmEndpointWiring>(
    [
        ("one/cluster.yaml", Cluster),
        ("two/join.yaml", Join("lb.example.com:6443")),
        ("three/cluster-a.yaml", Cluster),
        ("three/cluster-b.yaml", Cluster),
        ("three/join.yaml", Join("lb.example.com:6443")),
    ]);

    [Theory]
    [InlineData("kubernetes", "{|HA1502:https://lb.example.com:6443|}", "kubernetes-admin")]
    [InlineData("kubernetes", "https://api.example.com:6443", "kubernetes-admin")]
    [InlineData("kubernetes", "https://127.0.0.1:6443", "kubernetes-admin")] // through a tunnel
    [InlineData("staging", "https://lb.example.com:6443", "kubernetes-admin")] // of another cluster
    [InlineData("kubernetes", "https://master.example.com:6443", "system:kube-scheduler")] // the one of its own node
    [InlineData("kubernetes", "https://master.example.com:6443", "default-auth")]
    public void Looks_at_kubeconfig_files_of_the_same_cluster(string cluster, string server, string user) => Lint.Expect<KubeadmEndpointWiring>(Cluster + $$"""
        ---
        apiVersion: v1
        kind: Config
        clusters: [{ name: {{cluster}}, cluster: { server: "{{server}}" } }]
        users: [{ name: "{{user}}", user: {} }]
        """.Replace("\"{|HA1502:https://lb.example.com:6443|}\"", "{|HA1502:\"https://lb.example.com:6443\"|}", StringComparison.Ordinal));

    private static string Join(string host) => $$"""
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: JoinConfiguration
        discovery: { bootstrapToken: { apiServerEndpoint: {{host}} } }
        """;
}
