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

    [Fact]
    public void Is_silent_about_cluster_api_which_sets_the_endpoint() => Lint.Expect<KubeadmEndpointWiring>("""
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        metadata: { name: shop }
        spec: { kubeadmConfigSpec: { clusterConfiguration: { controlPlaneEndpoint: lb.example.com } } }
        """);

    [Theory]
    [InlineData("192.168.29.81:6443", "podSubnet: {|HA1502:192.168.0.0/16|}")]
    [InlineData("192.168.29.81:6443", "podSubnet: {|HA1502:'fd00:10::/64,192.168.16.0/20'|}")]
    [InlineData("10.20.0.81:6443", "serviceSubnet: {|HA1502:10.20.0.0/16|}")]
    [InlineData("{|HA1502:10.106.12.40:6443|}", "podSubnet: 10.244.0.0/16")] // kubeadm gives Services 10.96.0.0/12
    [InlineData("10.106.12.40:6443", "podSubnet: 10.244.0.0/16, serviceSubnet: 10.43.0.0/16")]
    [InlineData("10.112.0.40:6443", "podSubnet: 10.244.0.0/16")]
    [InlineData("192.168.29.81:6443", "podSubnet: 192.168.64.0/18")]
    [InlineData("192.168.29.81:6443", "podSubnet: 192.168.29.81/33")]
    [InlineData("api.example.com:6443", "podSubnet: 192.168.0.0/16")]
    [InlineData("'${ENDPOINT}:6443'", "podSubnet: 192.168.0.0/16")] // unknown: stay silent
    [InlineData("192.168.29.81:6443", "podSubnet: '${PODS}'")]
    [InlineData("10.106.12.40:6443", "serviceSubnet: '${SERVICES}'")]
    public void Reports_a_network_that_holds_the_endpoint(string endpoint, string networking) => Lint.Expect<KubeadmEndpointWiring>(
        $"apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: {endpoint}\nnetworking: {{ {networking} }}\n");

    [Fact]
    public void Reports_a_network_that_holds_the_first_node()
    {
        var finding = Lint.One<KubeadmEndpointWiring>("""
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            controlPlaneEndpoint: api.example.com:6443
            networking: { podSubnet: 192.168.0.0/16 }
            ---
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: InitConfiguration
            localAPIEndpoint: { advertiseAddress: 192.168.29.51 }
            """);
        Assert.Equal((Severity.Warning, "The podSubnet 192.168.0.0/16 holds the address of the control plane, 192.168.29.51, so that a pod may get it"), (finding.Severity, finding.Message));
        Assert.Equal("192.168.29.51", Assert.Single(finding.Related).Place.Text);
    }

    [Fact]
    public void Says_that_a_network_is_the_default() => Assert.Equal(
        "The serviceSubnet 10.96.0.0/12, which is the default, holds the address of the control plane, 10.100.0.10, so that a Service may get it",
        Lint.One<KubeadmEndpointWiring>("apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: 10.100.0.10:6443\n").Message);

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

    [Fact]
    public void Reports_an_endpoint_that_the_pod_of_an_API_server_has() => Lint.Expect<KubeadmEndpointWiring>("""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        controlPlaneEndpoint: {|HA1502:10.0.0.11:6443|}
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: kube-apiserver, namespace: kube-system }
        spec: { containers: [{ name: kube-apiserver, command: [kube-apiserver, --advertise-address=10.0.0.11] }] }
        """);

    [Fact]
    public void Is_silent_about_an_address_that_every_API_server_advertises() => Lint.Expect<KubeadmEndpointWiring>("""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        controlPlaneEndpoint: 10.0.0.10:6443
        apiServer: { extraArgs: [{ name: advertise-address, value: 10.0.0.10 }] }
        """);

    [Fact]
    public void Is_silent_when_the_load_balancer_joins_as_a_worker() => Lint.Expect<KubeadmEndpointWiring>("""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        controlPlaneEndpoint: lb-1:6443
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: JoinConfiguration
        nodeRegistration: { name: lb-1 }
        """);

    [Theory]
    [InlineData("{|HA1502:'[fd00::11]:6443'|}")]
    [InlineData("'[fd00::10]:6443'")]
    public void Reads_IPv6(string endpoint) => Lint.Expect<KubeadmEndpointWiring>($$"""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        controlPlaneEndpoint: {{endpoint}}
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        localAPIEndpoint: { advertiseAddress: "fd00::11" }
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
    [InlineData("lb.example.com:6443", Severity.Error, "the certificate of the API servers does not match")]
    [InlineData("api.example.org:6443", Severity.Error, "the certificate of the API servers does not match")]
    [InlineData("10.0.0.12:6443", Severity.Warning, "at best it is one node")]
    [InlineData("master-1:6443", Severity.Warning, "at best it is one node")]
    [InlineData("m1.example.com:6443", Severity.Warning, "at best it is one node")]
    [InlineData("'[fd00::12]:6443'", Severity.Warning, "at best it is one node")]
    [InlineData("w1.example.com:6443", Severity.Error, "the certificate of the API servers does not match")]
    public void Reports_joining_through_another_host(string host, Severity severity, string effect)
    {
        var node = "\n---\n{ apiVersion: v1, kind: Node, metadata: { name: m1.example.com, labels: { node-role.kubernetes.io/master: '' } } }"
            + "\n---\n{ apiVersion: v1, kind: Node, metadata: { name: w1.example.com, labels: { node-role.kubernetes.io/worker: '' } } }";
        var text = Cluster + Join("{|HA1502:" + host + "|}") + node;
        Lint.Expect<KubeadmEndpointWiring>(text);
        var finding = Lint.One<KubeadmEndpointWiring>(text);
        Assert.Equal(severity, finding.Severity);
        Assert.EndsWith(effect, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api.example.com:8443")]
    [InlineData("API.example.com")]
    [InlineData("api.internal.example.com:6443")]
    [InlineData("a.alias.example.com:6443")]
    [InlineData("kubernetes.default.svc:443")]
    [InlineData("kubernetes.default.svc.shop.example:443")]
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

    [Theory]
    [InlineData("hosts", "10.0.0.11 master-1 API.example.com", Severity.Warning)]
    [InlineData("prepare.sh", "echo '10.0.0.11 api.example.com' >> /etc/hosts", Severity.Warning)]
    [InlineData("prepare.sh", "cat <<EOF | sudo tee -a /etc/hosts\n10.0.0.11  api.example.com api\n10.0.0.12 other\nEOF", Severity.Warning)]
    [InlineData("one.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  hosts: |\n    10.0.0.11 api.example.com\n    10.0.0.12 other\n", Severity.Warning)]
    [InlineData("one.yaml", "{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { hostAliases: [{ ip: 10.0.0.9, hostnames: [other] }, { ip: 10.0.0.11, hostnames: [api.example.com] }] } }", Severity.Note, "a host alias")]
    public void Reports_an_endpoint_that_a_hosts_file_pins_to_one_node(string path, string text, Severity severity, string what = "a line for /etc/hosts")
    {
        var finding = Assert.Single(Lint.Run([new("cluster.yaml", Cluster + Init("10.0.0.11")), new(path, text)], "HA1502"));
        Assert.Equal(("api.example.com:6443", severity), (finding.Place.Text, finding.Severity));
        Assert.EndsWith($"because {what} maps 'api.example.com' to 10.0.0.11", finding.Message, StringComparison.Ordinal);
        Assert.Equal("10.0.0.11", Assert.Single(finding.Related).Place.Text);
    }

    [Theory]
    [InlineData("10.0.0.10 api.example.com")] // a virtual address
    [InlineData("127.0.0.1 api.example.com")] // a load balancer on each node
    [InlineData("10.0.0.11 master-1")]
    [InlineData("10.0.0.11 api.example.com\n10.0.0.10 api.example.com")]
    [InlineData("10.0.0.11 ${NAME}")]
    [InlineData("${IP} api.example.com")]
    public void Is_silent_about_other_lines_of_a_hosts_file(string lines) => Lint.Expect<KubeadmEndpointWiring>(
        [("cluster.yaml", Cluster + Init("10.0.0.11")), ("hosts", lines)]);

    [Fact]
    public void Notes_that_each_node_maps_the_endpoint_to_itself()
    {
        var finding = Assert.Single(Lint.Run(
            [
                new("cluster.yaml", Cluster + Init("10.0.0.11")), new("join.yaml", Control("10.0.0.12")),
                new("k1/hosts", "10.0.0.11 api.example.com"), new("k2/hosts", "10.0.0.12 api.example.com"),
            ],
            "HA1502"));
        Assert.Equal(Severity.Note, finding.Severity);
    }

    [Theory]
    [InlineData("lb.example.com", "*:8443", "", Severity.Warning)]
    [InlineData("lb.example.com", "*:6443", "", Severity.Note)]
    [InlineData("lb.example.com", "${BIND}", "", Severity.Note)]
    [InlineData("lb.example.com", "*:8443", "bindPort: 8443", Severity.Note)]
    [InlineData("lb.example.com", "*:8443", "bindPort: '${PORT}'", Severity.Note)]
    [InlineData("10.0.0.10:9443", "*:8443", "", Severity.Error)]
    [InlineData("10.0.0.10:80", "*:8443", "", Severity.Error)] // where the load balancer takes requests for something else
    public void Reports_a_port_at_which_the_load_balancer_does_not_listen(string endpoint, string bind, string local, Severity severity)
    {
        var finding = Assert.Single(Lint.Run(PortFiles(endpoint, bind, local), "HA1502"));
        Assert.Equal((endpoint, severity), (finding.Place.Text, finding.Severity));
    }

    [Theory]
    [InlineData("10.0.0.10:8443", "*:8443")]
    [InlineData("10.0.0.10:6443", "*:8443")] // the API server itself
    [InlineData("10.0.0.10:9443", "${BIND}")]
    [InlineData("10.0.0.10:9443", "*:8443", "bindPort: '${PORT}'")]
    [InlineData("lb.example.com:443", "*:8443")] // may be a load balancer in front of it
    [InlineData("10.0.0.41:6443", "*:8443")] // serves something else
    [InlineData("10.0.0.51:6443", "*:8443")] // may be the next load balancer
    public void Is_silent_when_something_may_listen(string endpoint, string bind, string local = "") => Assert.Empty(Lint.Run(PortFiles(endpoint, bind, local), "HA1502"));

    [Theory]
    [InlineData("7443", 1)]
    [InlineData("6443", 0)] // which of them is of this cluster?
    public void Takes_a_bind_port_that_is_the_only_one(string other, int findings) => Assert.Equal(
        findings,
        Lint.Run([.. PortFiles("10.0.0.10:9443", "*:8443", "bindPort: 7443"), new("other.yaml", $"apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nlocalAPIEndpoint: {{ bindPort: {other} }}\n")], "HA1502").Count);

    [Theory]
    [InlineData("10.0.0.21:6443")] // a server of haproxy
    [InlineData("10.0.0.31:6443")] // keepalived's own address
    public void Reports_an_endpoint_that_the_load_balancer_knows_as_a_node(string endpoint) =>
        Assert.Equal(Severity.Warning, Assert.Single(Lint.Run(PortFiles(endpoint, "*:8443", ""), "HA1502")).Severity);

    [Theory]
    [InlineData("virtual_server 10.0.0.10 8443 {\n real_server 10.0.0.21 6443 {\n }\n}\n", 1)]
    [InlineData("virtual_server 10.0.0.10 9443 {\n real_server 10.0.0.21 6443 {\n }\n}\n", 0)]
    [InlineData("virtual_server 10.0.0.10 ${PORT} {\n real_server 10.0.0.21 6443 {\n }\n}\n", 0)]
    [InlineData("virtual_server 10.0.0.10 8443 {\n real_server 10.0.0.21 80 {\n }\n}\n", 0)]
    public void Looks_at_the_virtual_servers_of_keepalived(string server, int findings)
    {
        var keepalived = "vrrp_instance VI {\n virtual_ipaddress {\n 10.0.0.10/24\n }\n}\n" + server;
        Assert.Equal(findings, Lint.Run([PortFiles("10.0.0.10:9443", "", "")[0], new("lb/keepalived.conf", keepalived)], "HA1502").Count);
    }

    private static Hale.Rules.Tree.SourceText[] PortFiles(string endpoint, string bind, string local) =>
    [
        new("cluster.yaml", $"apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\ncontrolPlaneEndpoint: {endpoint}\n---\napiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nlocalAPIEndpoint: {{ {local} }}\n"),
        new("lb/haproxy.cfg", $"""
            frontend api
              bind {bind}
              default_backend masters
            backend masters
              server m1 10.0.0.21:6443 check
              server m2 10.0.0.22:6443 check
            frontend web
              bind *:80
              default_backend sites
            backend sites
              server s1 10.0.0.41:80
              server s2 10.0.0.42:80
            backend next
              server lb 10.0.0.51:6443
            """),
        new("lb/keepalived.conf", "vrrp_instance VI {\n unicast_src_ip 10.0.0.31\n virtual_ipaddress {\n 10.0.0.10/24\n }\n}\n"),
    ];

    private static string Init(string address) => $"---\napiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nlocalAPIEndpoint: {{ advertiseAddress: {address} }}\n";

    private static string Control(string address) =>
        $"apiVersion: kubeadm.k8s.io/v1beta4\nkind: JoinConfiguration\ncontrolPlane: {{ localAPIEndpoint: {{ advertiseAddress: {address} }} }}\n";

    private static string Join(string host) => $$"""
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: JoinConfiguration
        discovery: { bootstrapToken: { apiServerEndpoint: {{host}} } }
        """;
}
