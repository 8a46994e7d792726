using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class ServiceChecksTests
{
    [Theory]
    [InlineData("type: {|HA1808:ExternalName|}")]
    [InlineData("type: {|HA1808:ExternalName|}, externalName: ''")]
    [InlineData("type: ExternalName, externalName: db.example.com")]
    [InlineData("type: ExternalName, externalName: '${NAME}'")] // unknown: stay silent
    [InlineData("externalTrafficPolicy: {|HA1808:Local|}")]
    [InlineData("type: ClusterIP, externalTrafficPolicy: {|HA1808:Cluster|}")]
    [InlineData("type: LoadBalancer, externalTrafficPolicy: Local")]
    [InlineData("externalIPs: [192.0.2.1], externalTrafficPolicy: Local")]
    [InlineData("type: '${TYPE}', externalTrafficPolicy: Local, loadBalancerSourceRanges: [192.0.2.0/24]")] // unknown: stay silent
    [InlineData("type: LoadBalancer, loadBalancerSourceRanges: [{|HA1808:192.0.2.0|}, 192.0.2.0/24, 2001:db8::/32, '${RANGE}']")]
    [InlineData("type: LoadBalancer, loadBalancerSourceRanges: [{|HA1808:192.0.2.0/33|}, {|HA1808:192.0.2/24|}, {|HA1808:192.0.256.0/24|}, 0.0.0.0/0]")]
    [InlineData("type: ClusterIP, {|HA1808:loadBalancerSourceRanges|}: [192.0.2.0/24]")]
    [InlineData("type: NodePort, {|HA1808:loadBalancerSourceRanges|}: [192.0.2.0/24], {|HA1808:loadBalancerClass|}: example.com/internal")]
    [InlineData("type: ExternalName, externalName: db.example.com, {|HA1808:loadBalancerClass|}: example.com/internal")]
    [InlineData("{|HA1808:allocateLoadBalancerNodePorts|}: false")]
    [InlineData("type: LoadBalancer, loadBalancerClass: example.com/internal, allocateLoadBalancerNodePorts: false")]
    [InlineData("type: LoadBalancer, healthCheckNodePort: {|HA1808:30000|}")]
    [InlineData("type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30000")]
    [InlineData("type: LoadBalancer, healthCheckNodePort: 0")]
    [InlineData("{|HA1808:sessionAffinityConfig|}: { clientIP: { timeoutSeconds: 10 } }")]
    [InlineData("sessionAffinity: ClientIP, sessionAffinityConfig: { clientIP: { timeoutSeconds: 10 } }")]
    [InlineData("sessionAffinity: '${AFFINITY}', sessionAffinityConfig: { clientIP: { timeoutSeconds: 10 } }")] // unknown: stay silent
    [InlineData("clusterIP: {|HA1808:none|}")]
    [InlineData("clusterIP: {|HA1808:NONE|}")]
    [InlineData("clusterIP: {|HA1808:All|}")]
    [InlineData("clusterIP: YOURS")] // HA1806
    [InlineData("clusterIP: dns_address")] // to be filled in
    [InlineData("type: NodePort, clusterIP: {|HA1808:None|}")]
    [InlineData("type: ExternalName, externalName: db.example.com, clusterIP: None")]
    [InlineData("clusterIP: '{{dns}}'")] // a template
    [InlineData("clusterIP: {|HA1808:10.0.0.256|}, externalIPs: [192.0.2.1, {|HA1808:192.0.2|}, 2001:db8::1, '${ADDRESS}']")]
    [InlineData("clusterIP: ''")]
    [InlineData("clusterIP: None")]
    [InlineData("type: ExternalName, externalName: {|HA1808:'https://db.example.com'|}")]
    [InlineData("type: ExternalName, externalName: db.example.com.")]
    [InlineData("type: ExternalName, externalName: DB_HOST")] // HA1806
    [InlineData("selector: { app: {|HA1808:my web|}, {|HA1808:-tier|}: web, part: '${PART}' }")]
    public void Reports_what_no_service_takes(string spec) => Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: Service\nmetadata: {{ name: db }}\nspec: {{ ports: [{{ port: 80 }}], {spec} }}\n");

    [Theory]
    [InlineData("{ name: a, port: 80, nodePort: 30080 }, { name: b, port: 81, nodePort: {|HA1808:30080|} }")]
    [InlineData("{ name: a, port: 80, nodePort: 30080 }, { name: b, port: 80, protocol: UDP, nodePort: 30080 }")]
    [InlineData("{ name: a, port: 80, nodePort: 0 }, { name: b, port: 81, nodePort: 0 }")]
    [InlineData("{ name: a, port: 80, nodePort: '${PORT}' }, { name: b, port: 81, nodePort: '${PORT}' }")] // unknown: stay silent
    [InlineData("{ name: a, port: 80, nodePort: {|HA1808:65536|} }")]
    [InlineData("{ name: a, port: 80, targetPort: {|HA1808:'80'|} }, { name: b, port: 81, targetPort: {|HA1808:65536|} }, { name: '<name>', port: 82, targetPort: http }")]
    [InlineData("{ name: {|HA1808:Web-Ui|}, port: 80 }, { name: a-name-longer-than-those-of-containers, port: 81 }, { name: 1, port: 82 }")]
    public void Reports_ports_that_no_service_has(string ports) => Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: Service\nmetadata: {{ name: web }}\nspec: {{ type: NodePort, ports: [{ports}] }}\n");
}
