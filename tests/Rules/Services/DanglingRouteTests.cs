using Hale.Rules.Model;
using Hale.Rules.Services;
using Hale.Testing;

namespace Hale.Rules.Tests.Services;

public sealed class DanglingRouteTests
{
    [Fact]
    public void Reports_a_service_that_selects_nothing() => Lint.Expect<DanglingRoute>(Web("{ app: web }") + Service("{|HA0901:selector|}: { app: wbe }"));

    [Theory]
    [InlineData("selector: { app: web }")]
    [InlineData("ports: [{ port: 80 }]")] // endpoints kept by hand
    [InlineData("selector: {}")]
    [InlineData("type: ExternalName\n  selector: { app: wbe }")]
    [InlineData("type: ${TYPE}\n  selector: { app: wbe }")]
    [InlineData("selector: { app: '${APP}' }")]
    [InlineData("selector: { app: wbe, statefulset.kubernetes.io/pod-name: web-0 }")]
    [InlineData("selector: { job-name: migrate }")]
    [InlineData("selector: { cnpg.io/cluster: orders }")] // an operator's label
    public void Is_silent_about_a_service_that_has_pods_or_may_have(string spec) => Lint.Expect<DanglingRoute>(Web("{ app: web }") + Service(spec));

    [Fact]
    public void Is_silent_when_what_looks_like_a_patch_has_the_labels() => Lint.Expect<DanglingRoute>("""
        { apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { template: { metadata: { labels: { app: web } } } } }
        """ + Service("selector: { app: web }"));

    [Theory]
    [InlineData("{ app: '{{ .Values.name }}' }")]
    [InlineData("'{{ .Values.labels }}'")]
    public void Is_silent_when_labels_of_pods_are_not_known(string labels) => Lint.Expect<DanglingRoute>(Web(labels) + Service("selector: { app: wbe }"));

    [Theory]
    [InlineData("{ apiVersion: kafka.example.io/v1, kind: Kafka, metadata: { name: events } }")] // an operator makes its pods
    [InlineData("{ apiVersion: apps/v1, kind: '{{ .Values.kind }}', metadata: { name: wbe } }")]
    [InlineData("{ apiVersion: apps/v1, kind: Deployment, metadata: { name: wbe")] // unreadable
    public void Is_silent_when_something_near_may_have_the_pods(string other) => Lint.Expect<DanglingRoute>(Service("selector: { app: wbe }") + "\n---\n" + other);

    [Theory]
    [InlineData("{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: wbe } }")] // makes a Secret and no pods
    [InlineData("{ apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: { name: wbe } }")]
    public void Speaks_beside_what_makes_no_pods(string other) => Lint.Expect<DanglingRoute>(Service("{|HA0901:selector|}: { app: wbe }") + "\n---\n" + other);

    [Fact]
    public void Names_labels_services_and_ports()
    {
        Assert.Equal("Service 'web' selects pods with 'app=wbe', and no workload of the input has such pods", Lint.One<DanglingRoute>(Service("selector: { app: wbe }")).Message);
        Assert.Equal(
            "Route 'site' sends traffic to the Service 'blog', which nothing in the input declares or makes",
            Lint.One<DanglingRoute>("{ apiVersion: route.openshift.io/v1, kind: Route, metadata: { name: site }, spec: { to: { kind: Service, name: blog } } }").Message);
        Assert.Equal(
            "HTTPRoute 'site' sends traffic to port 81 of the Service 'wiki', which has no such port",
            Lint.One<DanglingRoute>(Wiki + "{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: site }, spec: { rules: [{ backendRefs: [{ name: wiki, port: 81 }] }] } }").Message);
    }

    [Fact]
    public void Finds_pods_anywhere_in_the_input() => Lint.Expect<DanglingRoute>([("services/web.yaml", Service("selector: { app: web }")), ("apps/web.yaml", Web("{ app: web }"))]);

    [Fact]
    public void Does_not_look_into_another_namespace() => Lint.Expect<DanglingRoute>("""
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { containers: [{ name: web }] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: web, namespace: wiki }, spec: { {|HA0901:selector|}: { app: web } } }
        """);

    [Theory]
    [InlineData("base/web.yaml", "resources: [web.yaml]")] // an overlay adds what is missing
    [InlineData("web/web.yaml", "resources: [web.yaml, https://example.com/pods.yaml]")]
    [InlineData("web/web.yaml", "resources: [web.yaml, pods.yaml]")] // not in the input
    [InlineData("web/web.yaml", "resources: [web.yaml]\nhelmCharts: [{ name: web }]")]
    public void Is_silent_when_a_kustomization_brings_what_cannot_be_seen(string path, string kustomization) => Lint.Expect<DanglingRoute>(
        [(path, Service("selector: { app: web }")), (path.Replace("web.yaml", "kustomization.yaml"), kustomization)]);

    [Fact]
    public void Speaks_when_the_kustomization_is_seen_in_full() => Lint.Expect<DanglingRoute>(
        [("web/web.yaml", Service("{|HA0901:selector|}: { app: web }")), ("web/kustomization.yaml", "resources: [web.yaml]")]);

    [Theory]
    [InlineData("{|HA0901:blog|}", "80")]
    [InlineData("wiki", "{|HA0901:8080|}")]
    [InlineData("wiki", "80")]
    [InlineData("'${SERVICE}'", "80")]
    [InlineData("wiki", "'${PORT}'")]
    public void Checks_the_backend_of_an_ingress(string name, string port) => Lint.Expect<DanglingRoute>(Wiki + $$"""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: site }
        spec:
          rules:
          - http: { paths: [{ path: /, backend: { service: { name: {{name}}, port: { number: {{port}} } } } }] }
        """);

    [Theory]
    [InlineData("route.openshift.io/v1", "{|HA0901:8080-tcp|}")]
    [InlineData("v1", "{|HA0901:8080-tcp|}")] // of the first OpenShift
    [InlineData("route.openshift.io/v1", "http")]
    [InlineData("route.openshift.io/v1", "8080")]
    [InlineData("route.openshift.io/v1", "'8080'")]
    [InlineData("route.openshift.io/v1", "{|HA0901:80|}")] // no port of the pods
    [InlineData("route.openshift.io/v1", "'${PORT}'")]
    public void Checks_the_port_of_an_openshift_route(string apiVersion, string port) => Lint.Expect<DanglingRoute>($$"""
        apiVersion: v1
        kind: Service
        metadata: { name: wiki }
        spec: { ports: [{ name: http, port: 80, targetPort: 8080 }] }
        ---
        apiVersion: {{apiVersion}}
        kind: Route
        metadata: { name: site }
        spec: { to: { kind: Service, name: wiki }, port: { targetPort: {{port}} } }
        """);

    [Theory]
    [InlineData("targetPort: web")] // whose number only the pods know
    [InlineData("targetPort: '${PORT}'")]
    public void Does_not_guess_the_ports_of_pods(string target) => Lint.Expect<DanglingRoute>($$"""
        { apiVersion: v1, kind: Service, metadata: { name: wiki }, spec: { ports: [{ port: 80, {{target}} }] } }
        ---
        { apiVersion: route.openshift.io/v1, kind: Route, metadata: { name: site }, spec: { to: { name: wiki }, port: { targetPort: 8080 } } }
        """);

    [Theory]
    [InlineData("routes: [{ conditions: [{ prefix: / }], services: [{ name: wiki, port: 80 }, { name: {|HA0901:blog|}, port: 80 }] }]")]
    [InlineData("routes: [{ services: [{ name: wiki, port: {|HA0901:81|} }] }]")]
    [InlineData("tcpproxy: { services: [{ name: {|HA0901:blog|}, port: 80 }] }")]
    [InlineData("includes: [{ name: blog, namespace: blog }]")] // another proxy
    public void Checks_the_services_of_contour(string spec) => Lint.Expect<DanglingRoute>(Wiki + $$"""
        apiVersion: projectcontour.io/v1
        kind: HTTPProxy
        metadata: { name: site }
        spec: { virtualhost: { fqdn: site.example }, {{spec}} }
        """);

    [Fact]
    public void Checks_every_service_of_an_openshift_route() => Lint.Expect<DanglingRoute>(Wiki + """
        apiVersion: route.openshift.io/v1
        kind: Route
        metadata: { name: site }
        spec: { to: { name: wiki }, alternateBackends: [{ kind: Service, name: {|HA0901:blog|}, weight: 20 }] }
        """);

    [Theory]
    [InlineData("url: 'https://wiki.example/check'")]
    [InlineData("service: { name: wiki, namespace: docs }")]
    [InlineData("service: { name: wiki, namespace: docs, port: 80 }")]
    [InlineData("service: { name: wiki, namespace: docs, port: {|HA0901:443|} }")]
    [InlineData("service: { name: {|HA0901:check|}, namespace: docs }")]
    [InlineData("service: { name: '${NAME}', namespace: docs }")] // unknown: stay silent
    public void Checks_what_the_API_server_calls(string client)
    {
        Lint.Expect<DanglingRoute>(Wiki + $$"""
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: { name: check }
            webhooks: [{ name: check.wiki.example, failurePolicy: Ignore, clientConfig: { {{client}} } }]
            """);
        if (!client.StartsWith("url", StringComparison.Ordinal))
            Lint.Expect<DanglingRoute>(Wiki + $"apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata: {{ name: v1.wiki.example }}\nspec: {{ {client} }}\n");
    }

    [Fact]
    public void Warns_of_a_port_that_is_not_there() => Assert.Equal(
        Severity.Warning,
        Lint.One<DanglingRoute>(Wiki + "{ apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: { name: site }, spec: { rules: [{ backendRefs: [{ name: wiki, port: 81 }] }] } }").Severity);

    [Theory]
    [InlineData("http")]
    [InlineData("{|HA0901:web|}")]
    [InlineData("use-annotation")] // of the AWS load balancer controller
    [InlineData("'80'")]
    public void Checks_the_port_of_an_older_ingress(string port) => Lint.Expect<DanglingRoute>(Wiki + $$"""
        apiVersion: extensions/v1beta1
        kind: Ingress
        metadata: { name: site }
        spec: { backend: { serviceName: wiki, servicePort: {{port}} } }
        """);

    [Theory]
    [InlineData("name: {|HA0901:blog|}, port: 80")]
    [InlineData("name: wiki, port: {|HA0901:81|}")]
    [InlineData("name: wiki, port: 80")]
    [InlineData("name: blog, kind: ServiceImport")]
    [InlineData("name: blog, kind: '${KIND}'")]
    public void Checks_the_backends_of_a_gateway_route(string reference) => Lint.Expect<DanglingRoute>(Wiki + $$"""
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: site }
        spec: { rules: [{ backendRefs: [{ {{reference}} }] }] }
        """);

    [Theory]
    [InlineData("{|HA0901:blog|}")]
    [InlineData("{|HA0901:blog.shop.svc.cluster.local|}")]
    [InlineData("wiki")]
    [InlineData("wiki.shop.svc.cluster.local")]
    [InlineData("api.example.com")] // outside the cluster
    public void Checks_the_hosts_of_a_virtual_service(string host) => Lint.Expect<DanglingRoute>(Wiki + $$"""
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: { name: site }
        spec: { http: [{ route: [{ destination: { host: {{host}} } }] }] }
        """);

    [Fact]
    public void Is_silent_about_a_service_that_knative_makes() => Lint.Expect<DanglingRoute>("""
        { apiVersion: serving.knative.dev/v1, kind: Service, metadata: { name: blog }, spec: { template: { spec: { containers: [{ image: blog:1 }] } } } }
        ---
        { apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: site }, spec: { defaultBackend: { service: { name: blog, port: { number: 80 } } } } }
        """);

    [Fact]
    public void Says_once_that_a_service_is_missing()
    {
        var finding = Lint.One<DanglingRoute>("""
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: { name: site }
            spec:
              rules:
              - http:
                  paths:
                  - { path: /a, pathType: Prefix, backend: { service: { name: blog, port: { number: 80 } } } }
                  - { path: /b, pathType: Prefix, backend: { service: { name: blog, port: { number: 80 } } } }
            """);
        Assert.Equal(8, finding.Place.StartPosition.Line);
        Assert.Equal([9], finding.Related.Select(related => related.Place.StartPosition.Line));
    }

    [Fact]
    public void Warns_in_a_closed_world()
    {
        Assert.Equal(Severity.Note, Lint.One<DanglingRoute>(Service("selector: { app: wbe }")).Severity);
        Assert.Equal(Severity.Warning, Lint.One<DanglingRoute>(Service("selector: { app: wbe }"), new ClusterFacts { ClosedWorld = true }).Severity);
    }

    private const string Wiki = """
        { apiVersion: v1, kind: Service, metadata: { name: wiki }, spec: { ports: [{ name: http, port: 80 }] } }
        ---

        """;

    private static string Web(string labels) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: {{labels}} }
            spec: { containers: [{ name: web, image: web:1 }] }
        ---

        """;

    private static string Service(string spec) => $$"""
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec:
          {{spec}}
        """;
}
