using Hale.Rules.Services;
using Hale.Testing;

namespace Hale.Rules.Tests.Services;

public sealed class SvcAddressTakenTests
{
    private const string Shop = "type: NodePort, ports: [{ port: 443, nodePort: 30443 }]";

    [Theory]
    [InlineData(Shop, "type: NodePort, ports: [{ port: 80, nodePort: {|HA0907:30443|} }]")]
    [InlineData(Shop, "type: LoadBalancer, ports: [{ name: web, port: 80 }, { name: tls, port: 443, nodePort: {|HA0907:30443|}, protocol: TCP }]")]
    [InlineData("clusterIP: 10.96.0.20", "clusterIP: {|HA0907:10.96.0.20|}")]
    [InlineData(Shop, "type: NodePort, ports: [{ port: 443, nodePort: 30444 }]")]
    [InlineData(Shop, "type: NodePort, ports: [{ port: 443, nodePort: 30443, protocol: UDP }]")] // perhaps they share it
    [InlineData(Shop, "type: NodePort, ports: [{ port: 443 }]")]
    [InlineData(Shop, "type: ClusterIP, ports: [{ port: 443, nodePort: 30443 }]")] // rejected by itself: HA1808
    [InlineData("type: NodePort, ports: [{ port: 443, nodePort: 0 }]", "type: NodePort, ports: [{ port: 443, nodePort: 0 }]")]
    [InlineData("clusterIP: None", "clusterIP: None")]
    [InlineData("clusterIP: ''", "clusterIP: ''")]
    [InlineData("clusterIP: 10.96.0.20", "clusterIP: 10.96.0.20, type: ExternalName, externalName: example.com")]
    [InlineData("type: NodePort, ports: [{ port: 443, nodePort: '${PORT}' }]", "type: NodePort, ports: [{ port: 443, nodePort: '${PORT}' }]")] // unknown: stay silent
    [InlineData(Shop, "type: NodePort, ports: [{ port: 443, nodePort: 30443, protocol: '${PROTOCOL}' }]")] // unknown: stay silent
    [InlineData(Shop, "type: '${TYPE}', ports: [{ port: 443, nodePort: 30443 }]")] // unknown: stay silent
    public void Compares_what_two_Services_ask_for(string one, string other) => Lint.Expect<SvcAddressTaken>(Service("shop", one) + Service("admin", other));

    [Fact]
    public void Names_both_Services()
    {
        var finding = Assert.Single(Lint.Findings<SvcAddressTaken>(Service("shop", Shop) + Service("admin", Shop)));
        Assert.Equal("Service 'admin' asks for the node port 30443 (TCP), which Service 'shop' asks for, too", finding.Message);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("the same in Service 'shop'", Assert.Single(finding.Related).Message);
    }

    [Fact]
    public void Says_it_once_of_each() => Assert.Equal(2, Lint.Findings<SvcAddressTaken>(Service("shop", Shop) + Service("admin", Shop) + Service("api", Shop)).Count);

    [Fact]
    public void Is_for_all_namespaces() => Lint.Expect<SvcAddressTaken>(
        Service("shop, namespace: production", Shop) + Service("shop, namespace: staging", Shop.Replace("30443", "{|HA0907:30443|}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("shop")] // The later document is in force.
    [InlineData("shop, namespace: production")] // perhaps the same
    [InlineData("${NAME}")] // unknown: stay silent
    public void Is_silent_about_what_may_be_one_Service(string name) => Lint.Expect<SvcAddressTaken>(Service("shop", Shop) + Service(name, Shop));

    [Fact]
    public void Is_silent_about_parts_of_Services() => Lint.Expect<SvcAddressTaken>(Service("shop", Shop) + "$patch: delete\n" + Service("admin", Shop));

    [Fact]
    public void Is_silent_about_what_may_be_for_different_clusters() =>
        Lint.Expect<SvcAddressTaken>([("deploy/shop.yaml", Service("shop", Shop)), ("deploy/admin.yaml", Service("admin", Shop))]);

    [Fact]
    public void Reads_the_files_of_a_kustomization() => Lint.Expect<SvcAddressTaken>(
        [
            ("kustomization.yaml", "resources: [shop.yaml, admin.yaml]"),
            ("shop.yaml", Service("shop", Shop)),
            ("admin.yaml", Service("admin", Shop.Replace("30443", "{|HA0907:30443|}", StringComparison.Ordinal))),
        ]);

    private static string Service(string name, string spec) => $$"""
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: {{name}} }
        spec: { {{spec}} }

        """;
}
