using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class IngressChecksTests
{
    [Theory]
    [InlineData("{|HA1808:service|}: { name: web }")]
    [InlineData("{|HA1808:service|}: { name: web, port: {} }")]
    [InlineData("service: { name: web, port: { name: http, number: {|HA1808:80|} } }")]
    [InlineData("service: { name: web, port: { number: 80 } }")]
    [InlineData("service: { name: web, port: { name: '${PORT}' } }")] // unknown: stay silent
    [InlineData("service: { name: web, port: '${PORT}' }")] // unknown: stay silent
    [InlineData("service: { name: {|HA1808:web.shop.svc|}, port: { number: 80 } }")]
    [InlineData("service: { name: '${SERVICE}.x', port: { number: 80 } }")] // unknown: stay silent
    [InlineData("service: { name: web, port: { number: {|HA1808:65536|} } }")]
    [InlineData("service: { name: web, port: { number: 80 } }, {|HA1808:resource|}: { kind: Bucket, name: files }")]
    [InlineData("resource: { kind: Bucket, name: files }")]
    [InlineData("serviceName: web, servicePort: 80")] // HA1803
    public void Reports_a_backend_without_a_port(string backend)
    {
        Lint.Expect<ApiInvalid>(Ingress("networking.k8s.io/v1", $"rules: [{{ http: {{ paths: [{{ path: /, pathType: Prefix, backend: {{ {backend} }} }}] }} }}]"));
        Lint.Expect<ApiInvalid>(Ingress("networking.k8s.io/v1", $"defaultBackend: {{ {backend} }}"));
    }

    [Theory]
    [InlineData("{|HA1808:spec|}: { ingressClassName: web }")]
    [InlineData("{|HA1808:spec|}: { rules: [], tls: [{ hosts: [web.example.com] }] }")]
    [InlineData("spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }")]
    [InlineData("spec: { rules: '${RULES}' }")] // unknown: stay silent
    [InlineData("spec: { rules: [{ http: { {|HA1808:paths|}: [] } }] }")]
    [InlineData("spec: { rules: [{ host: web.example.com }] }")]
    [InlineData("spec: { rules: [{ host: web.example.com }], tls: [{ hosts: [web.example.com, '*.example.com', {|HA1808:'https://web.example.com'|}, '${HOST}', 192.0.2.1] }] }")]
    public void An_ingress_leads_somewhere(string spec) => Lint.Expect<ApiInvalid>($"apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {{ name: web }}\n{spec}\n");

    [Theory]
    [InlineData("pathType: {|HA1808:Prefix|}")]
    [InlineData("pathType: ImplementationSpecific")]
    [InlineData("path: {|HA1808:/a//b|}, pathType: Prefix")]
    [InlineData("path: {|HA1808:/a/..|}, pathType: Exact")]
    [InlineData("path: {|HA1808:/a%2Fb|}, pathType: Exact")]
    [InlineData("path: /a//b, pathType: ImplementationSpecific")]
    [InlineData("path: '/${A}//', pathType: Prefix")] // unknown: stay silent
    [InlineData("path: '/..a/.b', pathType: Prefix")]
    [InlineData("path: /%PATH%/%2F, pathType: Prefix")] // to be filled in
    [InlineData("path: '${PATH}', pathType: Prefix")] // unknown: stay silent
    public void Only_an_implementation_knows_other_paths(string path) =>
        Lint.Expect<ApiInvalid>(Ingress("networking.k8s.io/v1", $"rules: [{{ http: {{ paths: [{{ {path}, backend: {{ service: {{ name: web, port: {{ number: 80 }} }} }} }}] }} }}]"));

    [Theory]
    [InlineData("{|HA1808:internal|}", "public")]
    [InlineData("public", "public")]
    [InlineData("'${CLASS}'", "public")] // unknown: stay silent
    [InlineData("'%CLASS%'", "public")] // to be filled in
    [InlineData("public", "'%CLASS%'")] // to be filled in
    [InlineData("public", "null")]
    public void A_new_ingress_has_one_class(string annotation, string field) => Lint.Expect<ApiInvalid>(
        $"apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {{ name: web, annotations: {{ kubernetes.io/ingress.class: {annotation} }} }}\nspec: {{ ingressClassName: {field}, rules: [{{ host: web.example.com }}] }}\n");

    [Fact]
    public void Reports_a_backend_without_anything() => Assert.Equal(
        "Ingress 'web' has a backend with neither service nor resource",
        Lint.One<ApiInvalid>(Ingress("networking.k8s.io/v1", "defaultBackend: {}")).Message);

    [Fact]
    public void Is_silent_about_backends_of_older_versions() => Lint.Expect<ApiInvalid>(Ingress("networking.k8s.io/v1beta1", "backend: { serviceName: web }, defaultBackend: {}"));

    private static string Ingress(string apiVersion, string spec) => $"apiVersion: {apiVersion}\nkind: Ingress\nmetadata: {{ name: web }}\nspec: {{ {spec} }}\n";
}
