using Hale.Rules.Services;
using Hale.Testing;

namespace Hale.Rules.Tests.Services;

public sealed class SvcTargetPortUnmatchedTests
{
    [Fact]
    public void Reports_a_name_that_no_container_declares()
    {
        Lint.Expect<SvcTargetPortUnmatched>(Service("{|HA0902:http|}") + Web("containers: [{ name: web, ports: [{ name: web, containerPort: 8080 }] }]"));
        Lint.Expect<SvcTargetPortUnmatched>(Service("{|HA0902:http|}") + Web("containers: [{ name: web }]"));
    }

    [Theory]
    [InlineData("8080")] // a number needs no declaration
    [InlineData("'8080'")]
    [InlineData("${PORT}")]
    [InlineData("PORT")] // a placeholder: no port can be called so
    [InlineData("http-envoy-prom")] // of an injected proxy
    public void Is_silent_about_what_is_no_name_of_a_declared_port(string target) => Lint.Expect<SvcTargetPortUnmatched>(Service(target) + Web("containers: [{ name: web }]"));

    [Theory]
    [InlineData("containers: [{ name: web, ports: [{ name: http, containerPort: 8080 }] }]")]
    [InlineData("containers: [{ name: web }, { name: proxy, ports: [{ name: http, containerPort: 80 }] }]")]
    [InlineData("initContainers: [{ name: proxy, restartPolicy: Always, ports: [{ name: http, containerPort: 80 }] }]\n      containers: [{ name: web }]")]
    [InlineData("containers: [{ name: web, ports: [{ name: '${NAME}', containerPort: 8080 }] }]")]
    [InlineData("containers: [{ name: web, ports: '{{ .Values.ports }}' }]")]
    [InlineData("containers: '{{ .Values.containers }}'")]
    public void Is_silent_when_a_container_declares_the_port_or_may(string pod) => Lint.Expect<SvcTargetPortUnmatched>(Service("http") + Web(pod));

    [Fact]
    public void Is_silent_when_no_workload_is_selected() => Lint.Expect<SvcTargetPortUnmatched>(Service("http"));

    [Fact]
    public void Is_silent_when_another_selected_workload_has_the_port() =>
        Lint.Expect<SvcTargetPortUnmatched>(Service("http") + Web("containers: [{ name: web }]") + Web("containers: [{ name: web, ports: [{ name: http, containerPort: 80 }] }]", "canary"));

    [Fact]
    public void Is_silent_when_another_workload_may_be_selected() =>
        Lint.Expect<SvcTargetPortUnmatched>(Service("http") + Web("containers: [{ name: web }]") + Web("containers: [{ name: web }]", "canary").Replace("labels: { app: web }", "labels: { app: '${APP}' }"));

    [Fact]
    public void Is_silent_about_a_workload_far_away() =>
        Lint.Expect<SvcTargetPortUnmatched>([("shop/service.yaml", Service("http")), ("wiki/web.yaml", Web("containers: [{ name: web }]"))]);

    [Fact]
    public void Is_silent_about_a_kind_whose_controller_may_add_containers() =>
        Lint.Expect<SvcTargetPortUnmatched>(Service("http") + Web("containers: [{ name: web }]").Replace("apps/v1", "apps.example.io/v1").Replace("Deployment", "CloneSet"));

    private static string Service(string target) => $$"""
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { selector: { app: web }, ports: [{ port: 80, targetPort: {{target}} }] }

        """;

    private static string Web(string pod, string name = "web") => $$"""
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: {{name}} }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              {{pod}}

        """;
}
