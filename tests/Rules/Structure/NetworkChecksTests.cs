using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class NetworkChecksTests
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
    public void Reports_what_no_service_takes(string spec) => Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: Service\nmetadata: {{ name: db }}\nspec: {{ ports: [{{ port: 80 }}], {spec} }}\n");

    [Theory]
    [InlineData("{|HA1808:service|}: { name: web }")]
    [InlineData("{|HA1808:service|}: { name: web, port: {} }")]
    [InlineData("service: { name: web, port: { name: http, number: {|HA1808:80|} } }")]
    [InlineData("service: { name: web, port: { number: 80 } }")]
    [InlineData("service: { name: web, port: { name: '${PORT}' } }")] // unknown: stay silent
    [InlineData("service: { name: web, port: '${PORT}' }")] // unknown: stay silent
    [InlineData("resource: { kind: Bucket, name: files }")]
    [InlineData("serviceName: web, servicePort: 80")] // HA1803
    public void Reports_a_backend_without_a_port(string backend)
    {
        Lint.Expect<ApiInvalid>(Ingress("networking.k8s.io/v1", $"rules: [{{ http: {{ paths: [{{ path: /, pathType: Prefix, backend: {{ {backend} }} }}] }} }}]"));
        Lint.Expect<ApiInvalid>(Ingress("networking.k8s.io/v1", $"defaultBackend: {{ {backend} }}"));
    }

    [Fact]
    public void Reports_a_backend_without_anything() => Assert.Equal(
        "Ingress 'web' has a backend with neither service nor resource",
        Lint.One<ApiInvalid>(Ingress("networking.k8s.io/v1", "defaultBackend: {}")).Message);

    [Fact]
    public void Is_silent_about_backends_of_older_versions() => Lint.Expect<ApiInvalid>(Ingress("networking.k8s.io/v1beta1", "backend: { serviceName: web }, defaultBackend: {}"));

    private static string Ingress(string apiVersion, string spec) => $"apiVersion: {apiVersion}\nkind: Ingress\nmetadata: {{ name: web }}\nspec: {{ {spec} }}\n";
}
