using Hale.Rules.Probes;
using Hale.Testing;

namespace Hale.Rules.Tests.Probes;

public sealed class ReadinessMissingTests
{
    [Theory]
    [InlineData("port: 80")] // the only container has it, declared or not
    [InlineData("port: 80, targetPort: 8080")]
    [InlineData("port: 80, targetPort: http")]
    public void Reports_a_served_container_without_a_probe(string port) =>
        Lint.Expect<ReadinessMissing>(Shop("{|HA0601:name: shop|}") + Service($"ports: [{{ {port} }}]"));

    [Fact]
    public void Names_the_service_and_shows_its_selector()
    {
        var finding = Lint.One<ReadinessMissing>(Shop("name: shop") + Service("ports: [{ port: 80 }]"));
        Assert.Equal("Service 'shop' sends traffic to container 'shop' of Deployment 'shop', which has no readinessProbe", finding.Message);
        Assert.Equal("the selector of Service 'shop'", Assert.Single(finding.Related).Message);
    }

    [Theory]
    [InlineData("replicas: 1", "type: ClusterIP", Severity.Note)]
    [InlineData("replicas: 1", "type: LoadBalancer", Severity.Warning)]
    [InlineData("replicas: 2", "type: ClusterIP", Severity.Warning)]
    [InlineData("replicas: ${REPLICAS}", "type: ClusterIP", Severity.Note)] // unknown: the lower one
    public void Is_a_note_for_a_single_pod_that_only_the_cluster_calls(string replicas, string type, Severity severity) => Assert.Equal(
        severity,
        Lint.One<ReadinessMissing>(Shop("name: shop").Replace("  selector:", $"  {replicas}\n  selector:", StringComparison.Ordinal) + Service($"ports: [{{ port: 80 }}], {type}")).Severity);

    [Fact]
    public void Is_silent_about_a_sidecar_among_the_init_containers() => Lint.Expect<ReadinessMissing>(
        Shop("name: shop", pod: "initContainers: [{ name: web, image: web:1, restartPolicy: Always, ports: [{ name: web, containerPort: 80 }] }]") + Service("ports: [{ port: 80, targetPort: web }]"));

    [Theory]
    [InlineData("restartPolicy: Always", "{ port: 80, targetPort: 9000 }")]
    [InlineData("restartPolicy: Always", "{ port: 9000 }")]
    [InlineData("restartPolicy: '${POLICY}'", "{ port: 9000 }")] // it may be a sidecar
    public void Is_silent_about_the_application_where_a_native_sidecar_has_the_port(string policy, string port) => Lint.Expect<ReadinessMissing>(
        Shop("name: shop", pod: $"initContainers: [{{ name: proxy, image: proxy:1, {policy}, ports: [{{ containerPort: 9000 }}] }}]") + Service($"ports: [{port}]"));

    [Theory]
    [InlineData("image: migrate:1", "9000")] // it has ended before the application starts
    [InlineData("image: proxy:1, restartPolicy: Always", "9001")]
    public void Reports_the_application_where_no_native_sidecar_has_the_port(string init, string port) => Lint.Expect<ReadinessMissing>(
        Shop("{|HA0601:name: shop|}", pod: $"initContainers: [{{ name: first, {init}, ports: [{{ containerPort: {port} }}] }}]") + Service("ports: [{ port: 9000 }]"));

    [Theory]
    [InlineData("readinessProbe: { tcpSocket: { port: 8080 } }")]
    [InlineData("readinessProbe: '${PROBE}'")] // unknown: stay silent
    public void Is_silent_with_a_probe(string probe) => Lint.Expect<ReadinessMissing>(Shop("name: shop", probe) + Service("ports: [{ port: 80 }]"));

    [Theory]
    [InlineData("ports: [{ port: 80 }], clusterIP: None")] // peers
    [InlineData("ports: [{ port: 80 }], clusterIP: '${IP}'")]
    [InlineData("ports: [{ port: 80 }], publishNotReadyAddresses: true")] // readiness makes no difference
    [InlineData("ports: [{ port: 80 }], type: ExternalName")]
    [InlineData("ports: [{ port: 9090, name: http-metrics }]")] // monitoring
    [InlineData("ports: [{ port: 9090, name: '${NAME}' }]")]
    [InlineData("ports: [{ port: 80, targetPort: other }]")] // no container's
    [InlineData("ports: [{ port: 80, targetPort: '${PORT}' }]")] // unknown: stay silent
    public void Is_silent_about_services_that_do_not_wait_for_readiness(string service) =>
        Lint.Expect<ReadinessMissing>(Shop("name: shop") + Service(service));

    [Fact]
    public void Is_silent_without_a_service_and_with_one_for_other_pods()
    {
        Lint.Expect<ReadinessMissing>(Shop("name: shop"));
        Lint.Expect<ReadinessMissing>(Shop("name: shop") + Service("ports: [{ port: 80 }]", "app: other"));
        Lint.Expect<ReadinessMissing>(Shop("name: shop") + Service("ports: [{ port: 80 }]", "app: '${APP}'"));
    }

    [Theory]
    [InlineData("readinessGates: [{ conditionType: example.com/ready }]")]
    [InlineData("readinessGates: '${GATES}'")]
    public void Is_silent_when_something_else_decides_readiness(string pod) =>
        Lint.Expect<ReadinessMissing>(Shop("name: shop", pod: pod) + Service("ports: [{ port: 80 }]"));

    [Fact]
    public void Looks_only_at_the_container_behind_the_port() => Lint.Expect<ReadinessMissing>(Shop("{|HA0601:name: shop|}") + """

              - name: helper
                image: helper:1
                ports: [{ containerPort: 9090 }]
        """ + Service("ports: [{ port: 80, targetPort: http }]"));

    [Fact]
    public void Is_silent_when_it_is_not_known_which_container_has_the_port() => Lint.Expect<ReadinessMissing>(Shop("name: shop") + """

              - name: helper
                image: helper:1
        """ + Service("ports: [{ port: 80, targetPort: 7000 }]"));

    [Theory]
    [InlineData("name: istio-proxy, image: proxy:1")]
    [InlineData("name: metrics, image: prom/mysqld-exporter:1")]
    [InlineData("name: '${SIDECAR}', image: proxy:1")] // it may be one
    public void Is_silent_about_sidecars(string sidecar) => Lint.Expect<ReadinessMissing>(Shop("name: shop") + $$"""

              - { {{sidecar}}, ports: [{ name: proxy, containerPort: 15000 }] }
        """ + Service("ports: [{ port: 80, targetPort: proxy }]"));

    [Fact]
    public void Reports_a_proxy_that_is_the_application() => Assert.Single(Lint.Findings<ReadinessMissing>(Shop("name: envoy") + Service("ports: [{ port: 80 }]")));

    [Fact]
    public void Reports_a_container_once_however_many_services_and_ports_there_are() => Assert.Single(Lint.Findings<ReadinessMissing>(
        Shop("name: shop") + Service("ports: [{ port: 80 }, { port: 443 }]") + Service("ports: [{ port: 8080 }]", name: "shop-internal")));

    [Fact]
    public void Is_silent_about_jobs() => Lint.Expect<ReadinessMissing>("""
        apiVersion: batch/v1
        kind: Job
        metadata: { name: shop }
        spec: { template: { metadata: { labels: { app: shop } }, spec: { containers: [{ name: shop, image: shop:1 }] } } }
        """ + Service("ports: [{ port: 80 }]"));

    private static string Shop(string name, string probe = "", string pod = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              {{pod}}
              containers:
              - {{name}}
                image: shop:1
                ports: [{ name: http, containerPort: 8080 }]
                {{probe}}
        """;

    private static string Service(string spec, string selector = "app: shop", string name = "shop") => $$"""

        ---
        apiVersion: v1
        kind: Service
        metadata: { name: {{name}} }
        spec: { selector: { {{selector}} }, {{spec}} }
        """;
}
