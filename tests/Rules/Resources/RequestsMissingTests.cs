using Hale.Rules.Resources;
using Hale.Testing;

namespace Hale.Rules.Tests.Resources;

public sealed class RequestsMissingTests
{
    [Theory]
    [InlineData("{|HA1101:name: web|}")]
    [InlineData("name: web, {|HA1101:resources|}: {}")]
    [InlineData("name: web, resources: { {|HA1101:requests|}: { cpu: 100m } }")]
    [InlineData("name: web, resources: { {|HA1101:requests|}: { memory: 64Mi } }")]
    [InlineData("name: web, {|HA1101:resources|}: { limits: { cpu: 1 } }")]
    [InlineData("name: web, {|HA1101:resources|}: { limits: { example.com/gpu: 1 } }")]
    public void Reports_a_container_without_both_requests(string container) => Lint.Expect<RequestsMissing>(Web(container));

    [Fact]
    public void Names_what_is_missing()
    {
        Assert.Equal("No cpu and memory requests in container 'web' of Deployment 'web'", Lint.One<RequestsMissing>(Web("name: web")).Message);
        Assert.Equal("No memory request in container 'web' of Deployment 'web'", Lint.One<RequestsMissing>(Web("name: web, resources: { limits: { cpu: 1 } }")).Message);
    }

    [Fact]
    public void Is_a_warning_only_for_data_and_for_what_is_reached_from_outside()
    {
        Assert.Equal(Severity.Note, Lint.One<RequestsMissing>(Web("name: web")).Severity);
        Assert.Equal(Severity.Note, Lint.One<RequestsMissing>(Web("name: web", Service("ClusterIP"))).Severity);
        Assert.Equal(Severity.Note, Lint.One<RequestsMissing>(Web("name: web", Service("'{{ .Values.type }}'"))).Severity);
        Assert.Equal(Severity.Warning, Lint.One<RequestsMissing>(Web("name: web", Service("NodePort"))).Severity);
        Assert.Equal(Severity.Warning, Lint.One<RequestsMissing>(Web("name: web", image: "postgres:16")).Severity);
    }

    [Theory]
    [InlineData("resources: { requests: { cpu: 100m, memory: 64Mi } }")]
    [InlineData("resources: { limits: { cpu: 100m, memory: 64Mi } }")] // The limits are the requests then.
    [InlineData("resources: { requests: { cpu: 100m }, limits: { memory: 64Mi } }")]
    [InlineData("resources: { requests: { cpu: 100m, memory: '{{ .Values.memory }}' } }")]
    [InlineData("resources: '{{ .Values.resources }}'")] // unknown: stay silent
    public void Is_silent_when_both_are_requested_or_may_be(string resources) => Lint.Expect<RequestsMissing>(Web($"name: web, {resources}"));

    [Theory]
    [InlineData("{ name: setup, image: web:1 }")]
    [InlineData("{ name: setup, image: web:1, restartPolicy: '{{ .Values.policy }}' }")] // unknown: stay silent
    public void Is_silent_about_init_containers(string init) => Lint.Expect<RequestsMissing>(WithInit(init));

    [Fact]
    public void Reports_a_native_sidecar() => Lint.Expect<RequestsMissing>(WithInit("{ {|HA1101:name: proxy|}, image: proxy:1, restartPolicy: Always }"));

    [Theory]
    [InlineData("defaultRequest: { cpu: 100m, memory: 64Mi }")]
    [InlineData("default: { cpu: 100m, memory: 64Mi }")]
    [InlineData("defaultRequest: '{{ .Values.defaults }}'")] // unknown: stay silent
    public void Is_silent_when_the_namespace_sets_them(string limit) => Lint.Expect<RequestsMissing>(Web("name: web", LimitRange($"type: Container, {limit}")));

    [Theory]
    [InlineData("type: Pod, max: { cpu: 4, memory: 4Gi }", "cpu and memory requests")]
    [InlineData("type: Container, defaultRequest: { cpu: 100m }", "memory request")]
    public void Reports_what_the_namespace_leaves_open(string limit, string missing) => Assert.StartsWith(
        $"No {missing} in", Lint.One<RequestsMissing>(Web("name: web", LimitRange(limit))).Message, StringComparison.Ordinal);

    [Fact]
    public void Takes_a_limit_range_of_the_same_namespace_from_anywhere()
    {
        var web = Web("name: web").Replace("{ name: web }", "{ name: web, namespace: shop }", StringComparison.Ordinal);
        var range = LimitRange("type: Container, defaultRequest: { cpu: 100m, memory: 64Mi }");
        Lint.Expect<RequestsMissing>([("apps/web.yaml", web), ("platform/limits.yaml", range.Replace("{ name: defaults }", "{ name: defaults, namespace: shop }", StringComparison.Ordinal))]);
        Lint.Expect<RequestsMissing>([("apps/web.yaml", web.Replace("name: web, image", "{|HA1101:name: web|}, image", StringComparison.Ordinal)), ("platform/limits.yaml", range)]);
    }

    [Fact]
    public void Is_silent_when_a_vertical_autoscaler_sets_them() => Lint.Expect<RequestsMissing>(Web("name: web", """
        apiVersion: autoscaling.k8s.io/v1
        kind: VerticalPodAutoscaler
        metadata: { name: web }
        spec: { targetRef: { kind: Deployment, name: web } }
        """));

    [Fact]
    public void Is_silent_about_what_is_for_development() => Lint.Expect<RequestsMissing>([("overlays/dev/web.yaml", Web("name: web"))]);

    [Fact]
    public void Is_silent_about_static_pods() => Lint.Expect<RequestsMissing>([("etc/kubernetes/manifests/proxy.yaml", """
        apiVersion: v1
        kind: Pod
        metadata: { name: proxy }
        spec: { containers: [{ name: proxy, image: proxy:1 }] }
        """)]);

    private static string Web(string container, string other = "kind: ConfigMap", string image = "web:1") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [{ {{container}}, image: {{image}} }] }
        ---
        {{other}}
        """;

    private static string WithInit(string init) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers: [{{init}}]
          containers: [{ name: web, image: web:1, resources: { requests: { cpu: 100m, memory: 64Mi } } }]
        """;

    private static string Service(string type) => $$"""
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { type: {{type}}, selector: { app: web }, ports: [{ port: 80 }] }
        """;

    private static string LimitRange(string limit) => $$"""
        apiVersion: v1
        kind: LimitRange
        metadata: { name: defaults }
        spec: { limits: [{ {{limit}} }] }
        """;
}
