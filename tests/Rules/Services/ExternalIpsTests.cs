using Hale.Rules.Services;
using Hale.Testing;

namespace Hale.Rules.Tests.Services;

public sealed class ExternalIpsTests
{
    [Theory]
    [InlineData("[192.0.2.10]")]
    [InlineData("['${ADDRESS}']")] // some address, whatever it is
    public void Reports_external_addresses(string addresses) => Lint.Expect<ExternalIps>(Service($"{{|HA0906:externalIPs|}}: {addresses}"));

    [Fact]
    public void Names_the_addresses()
    {
        var finding = Lint.One<ExternalIps>(Service("externalIPs: [192.0.2.10, 192.0.2.11]"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("Clients reach Service 'shop' through 192.0.2.10 and 192.0.2.11 only while a node has that address, and Kubernetes moves none", finding.Message);
        Assert.Contains("through externalIPs only", Lint.One<ExternalIps>(Service("externalIPs: [192.0.2.10, '${ADDRESS}']")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type: ClusterIP")]
    [InlineData("externalIPs: []")]
    [InlineData("externalIPs: '${ADDRESSES}'")] // unknown: stay silent
    [InlineData("externalIPs: [192.0.2.10], clusterIP: None")] // nothing listens
    [InlineData("externalIPs: [192.0.2.10], clusterIP: '${IP}'")]
    [InlineData("externalIPs: [192.0.2.10], type: ExternalName, externalName: example.com")]
    [InlineData("externalIPs: [192.0.2.10], type: '${TYPE}'")]
    [InlineData("type: LoadBalancer, loadBalancerIP: 192.0.2.10")]
    public void Is_silent_otherwise(string spec) => Lint.Expect<ExternalIps>(Service(spec));

    private static string Service(string spec) => $$"""
        apiVersion: v1
        kind: Service
        metadata: { name: shop }
        spec: { selector: { app: shop }, ports: [{ port: 80 }], {{spec}} }
        """;
}
