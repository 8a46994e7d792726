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

    [Fact]
    public void Is_silent_about_a_slice_with_a_controllers_label() => Lint.Expect<PinnedAddress>(
        Slice("db-1", "addressType: IPv4, endpoints: [{ addresses: [10.0.0.7] }]").Replace("labels: {", "labels: { endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io,"));

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
