using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class NetworkPolicyChecksTests
{
    [Theory]
    [InlineData("{ ipBlock: { cidr: {|HA1808:192.0.2.1|} } }")]
    [InlineData("{ ipBlock: { cidr: {|HA1808:192.0.2.0/33|} } }, { ipBlock: { cidr: 192.0.2.1/32 } }, { ipBlock: { cidr: 2001:db8::/32 } }, { ipBlock: { cidr: '${RANGE}' } }")]
    [InlineData("{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16, {|HA1808:192.168.0.0/16|}, {|HA1808:10.0.0.0/8|}, {|HA1808:10.1.0.300/24|}] } }")]
    [InlineData("{ ipBlock: { cidr: '${RANGE}', except: [10.1.0.0/16] } }")] // unknown: stay silent
    [InlineData("{ {|HA1808:ipBlock|}: { cidr: 10.0.0.0/8 }, podSelector: {} }")]
    [InlineData("{ podSelector: {}, namespaceSelector: {} }")]
    [InlineData("{ ipBlock: { cidr: 10.0.0.0/8 }, podSelector: null }")]
    [InlineData("{|HA1808:{}|}")]
    [InlineData("{ podSelector: { matchExpressions: [{ key: app, operator: {|HA1808:Equals|}, values: [web] }] } }")]
    public void Reports_peers_that_there_cannot_be(string peers)
    {
        Lint.Expect<ApiInvalid>(Policy($"ingress: [{{ from: [{peers}] }}]"));
        Lint.Expect<ApiInvalid>(Policy($"egress: [{{ to: [{peers}] }}]"));
    }

    [Theory]
    [InlineData("port: 80, endPort: 90")]
    [InlineData("port: 90, endPort: {|HA1808:80|}")]
    [InlineData("port: 80, endPort: 80")]
    [InlineData("port: <port>, endPort: 80")] // HA1806
    [InlineData("port: '%PORT%', endPort: 80")] // to be filled in
    [InlineData("endPort: {|HA1808:80|}")]
    [InlineData("port: http, endPort: {|HA1808:80|}")]
    [InlineData("port: '${PORT}', endPort: 80")] // unknown: stay silent
    [InlineData("port: {|HA1808:0|}, protocol: {|HA1808:ICMP|}")]
    public void Reports_ports_that_there_cannot_be(string port) => Lint.Expect<ApiInvalid>(Policy($"ingress: [{{ ports: [{{ {port} }}] }}]"));

    [Fact]
    public void Knows_the_two_directions() => Lint.Expect<ApiInvalid>(Policy("policyTypes: [Ingress, {|HA1808:egress|}]"));

    private static string Policy(string spec) => $"apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{ name: web }}\nspec: {{ podSelector: {{}}, {spec} }}\n";
}
