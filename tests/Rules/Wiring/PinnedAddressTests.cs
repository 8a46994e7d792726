using Hale.Rules.Wiring;
using Hale.Testing;

namespace Hale.Rules.Tests.Wiring;

public sealed class PinnedAddressTests
{
    private const string Node = """
        ---
        apiVersion: v1
        kind: Node
        metadata: { name: node-7 }
        status: { addresses: [{ type: InternalIP, address: 10.0.0.7 }, { type: Hostname, address: node-7 }] }
        """;

    [Theory]
    [InlineData("{|HA1406:192.168.8.207|}")]
    [InlineData("{|HA1406:'fd00::7'|}")]
    [InlineData("127.0.0.1")]
    [InlineData("'::1'")]
    [InlineData("0.0.0.0")] // blocks a name
    [InlineData("'${ADDRESS}'")]
    [InlineData("'{{ .Values.prefix }}.7'")]
    public void Reports_a_host_alias_with_a_fixed_address(string address) =>
        Lint.Expect<PinnedAddress>(Web($"hostAliases: [{{ ip: {address}, hostnames: [lb] }}]", ""));

    [Theory]
    [InlineData("[lb, api]", "'lb', 'api'")]
    [InlineData("[]", "a name")]
    public void Says_which_names_are_pinned(string hostnames, string names) => Assert.Equal(
        $"Deployment 'web' pins {names} to the address 192.168.8.207",
        Lint.One<PinnedAddress>(Web($"hostAliases: [{{ ip: 192.168.8.207, hostnames: {hostnames} }}]", "")).Message);

    [Theory]
    [InlineData("{|HA1406:'10.0.0.7:6443'|}")]
    [InlineData("{|HA1406:'https://10.0.0.7:6443/healthz'|}")]
    [InlineData("'10.0.0.8:6443'")] // no node of the input
    [InlineData("10.0.0.7")] // without a port it may be anything
    [InlineData("'110.0.0.7:80'")]
    [InlineData("'${IP}:6443'")]
    public void Reports_an_address_of_a_node(string value)
    {
        Lint.Expect<PinnedAddress>(Web("", $"env: [{{ name: API, value: {value} }}]") + Node);
        Lint.Expect<PinnedAddress>($"{{ apiVersion: v1, kind: ConfigMap, metadata: {{ name: a }}, data: {{ api: {value} }} }}\n" + Node);
    }

    [Fact]
    public void Is_silent_about_addresses_without_nodes() => Lint.Expect<PinnedAddress>(Web("", "env: [{ name: API, value: '10.0.0.7:6443' }]"));

    [Theory]
    [InlineData("addresses: [{ ip: {|HA1406:10.0.0.7|} }]")]
    [InlineData("addresses: [{ ip: 10.0.0.7 }, { ip: 10.0.0.8 }]")]
    [InlineData("addresses: [{ ip: 10.0.0.7 }], notReadyAddresses: [{ ip: 10.0.0.8 }]")]
    [InlineData("addresses: [{ ip: '${ADDRESS}' }]")]
    [InlineData("addresses: '{{ .Values.addresses }}'")]
    [InlineData("addresses: [{ ip: 127.0.0.1 }]")]
    public void Reports_endpoints_with_one_address(string subset) =>
        Lint.Expect<PinnedAddress>($"{{ apiVersion: v1, kind: Endpoints, metadata: {{ name: db }}, subsets: [{{ {subset} }}] }}");

    [Theory]
    [InlineData("addressType: IPv4, endpoints: [{ addresses: [{|HA1406:10.0.0.7|}] }]")]
    [InlineData("addressType: IPv4, endpoints: [{ addresses: [10.0.0.7] }, { addresses: [10.0.0.8] }]")]
    [InlineData("addressType: FQDN, endpoints: [{ addresses: [db.example.com] }]")]
    [InlineData("addressType: IPv4, endpoints: []")]
    public void Reports_an_endpoint_slice_with_one_address(string slice) => Lint.Expect<PinnedAddress>(Slice("db-1", slice));

    [Fact]
    public void Counts_the_slices_of_a_service_together() => Lint.Expect<PinnedAddress>(
        Slice("db-1", "addressType: IPv4, endpoints: [{ addresses: [10.0.0.7] }]") + Slice("db-2", "addressType: IPv4, endpoints: [{ addresses: [10.0.0.8] }]"));

    [Theory]
    [InlineData("{ app: db }")]
    [InlineData("'${SELECTOR}'")]
    public void Is_silent_about_endpoints_that_a_controller_keeps(string selector) =>
        Lint.Expect<PinnedAddress>($"{Slice("db-1", "addressType: IPv4, endpoints: [{ addresses: [10.0.0.7] }]")}{{ apiVersion: v1, kind: Service, metadata: {{ name: db }}, spec: {{ selector: {selector} }} }}");

    [Theory]
    [InlineData("endpointslice-controller.k8s.io", "10.0.0.7")]
    [InlineData("'${MANAGER}'", "10.0.0.7")]
    [InlineData("cluster-admins", "{|HA1406:10.0.0.7|}")] // by hand
    public void Is_silent_about_a_slice_with_a_controllers_label(string manager, string address) => Lint.Expect<PinnedAddress>(
        Slice("db-1", $"addressType: IPv4, endpoints: [{{ addresses: [{address}] }}]").Replace("labels: {", $"labels: {{ endpointslice.kubernetes.io/managed-by: {manager},"));

    private const string Kubeadm = """
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        controlPlaneEndpoint: 10.0.0.9:6443
        apiServer: { certSANs: [10.0.0.8, 10.96.0.1, api.example.com] }
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        localAPIEndpoint: { advertiseAddress: 10.0.0.7 }
        """;

    [Theory]
    [InlineData("10.0.0.7", "the address of a control-plane node")]
    [InlineData("10.0.0.8", "an address of the API servers")]
    [InlineData("10.0.0.9", "the address of the control plane")]
    [InlineData("10.0.0.5", "a virtual address of keepalived")]
    [InlineData("10.0.0.6", "the address of a node of keepalived")]
    public void Reports_an_address_of_the_control_plane(string address, string owner)
    {
        var finding = Assert.Single(Lint.Run(
            [
                new("cluster/kubeadm.yaml", Kubeadm), new("app/web.yaml", Web("", $"env: [{{ name: API, value: 'https://{address}:6443' }}]")),
                new("lb/keepalived.conf", "vrrp_instance VI {\n unicast_src_ip 10.0.0.6\n virtual_ipaddress {\n 10.0.0.5/24 dev eth0\n }\n}\n"),
            ],
            "HA1406"));
        Assert.Contains($"holds {owner}, {address}", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app/web.yaml", "https://10.96.0.1:443")] // the Service of the API
    [InlineData("one/two/app/web.yaml", "https://10.0.0.7:6443")] // of another cluster
    [InlineData("app/web.yaml", "server: https://10.0.0.9:6443, kind: Config")]
    [InlineData("app/web.yaml", "apiVersion: kubeadm.k8s.io/v1beta4, controlPlaneEndpoint: 10.0.0.9:6443")]
    public void Is_silent_about_other_addresses_of_the_control_plane(string path, string value) =>
        Assert.Empty(Lint.Run([new("cluster/kubeadm.yaml", Kubeadm), new(path, Web("", $"env: [{{ name: API, value: '{value}' }}]"))], "HA1406"));

    [Fact]
    public void Is_silent_about_the_configuration_of_a_load_balancer() => Lint.Expect<PinnedAddress>(Kubeadm + """

        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: lb }
        data:
          haproxy.cfg: |
            backend masters
              server m1 10.0.0.7:6443 check
              server m2 10.0.0.8:6443 check
          api: {|HA1406:https://10.0.0.7:6443|}
        """);

    [Theory]
    [InlineData("{|HA1406:10.0.0.7|} api.example.com")]
    [InlineData("{|HA1406:192.168.8.207~209|} api.example.com")]
    [InlineData("10.0.0.7 other.example.com")]
    [InlineData("10.0.0.9 api.example.com")]
    [InlineData("127.0.0.1 api.example.com localhost")]
    [InlineData("$IP api.example.com")]
    public void Reports_a_hosts_file_that_pins_the_endpoint_to_one_node(string line) => Lint.Expect<PinnedAddress>(
    [
        ("kubeadm.yaml", Kubeadm.Replace("10.0.0.9:6443", "api.example.com:6443", StringComparison.Ordinal)),
        ("hosts", "# names\n\n" + line + " # end\n"),
    ]);

    private static string Slice(string name, string slice) => $$"""
        { apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: {{name}}, labels: { kubernetes.io/service-name: db } }, {{slice}} }
        ---

        """;

    private static string Web(string pod, string container) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              {{pod}}
              containers:
              - name: web
                image: web:1
                {{container}}

        """;
}
