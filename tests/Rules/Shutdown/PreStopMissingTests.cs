using Hale.Rules.Shutdown;
using Hale.Testing;

namespace Hale.Rules.Tests.Shutdown;

public sealed class PreStopMissingTests
{
    [Theory]
    [InlineData("{|HA0505:name: shop|}")]
    [InlineData("name: shop\n        {|HA0505:lifecycle|}: { postStart: { exec: { command: ['true'] } } }")]
    [InlineData("name: shop\n        lifecycle: { preStop: { sleep: { seconds: 5 } } }")]
    [InlineData("name: shop\n        lifecycle: { preStop: { exec: { command: [./drain] } } }")]
    [InlineData("name: shop\n        lifecycle: { preStop: '${HOOK}' }")] // unknown: stay silent
    [InlineData("name: shop\n        lifecycle: '${LIFECYCLE}'")]
    [InlineData("name: shop\n        lifecycle: { stopSignal: SIGQUIT }")] // chosen for a server that drains
    public void Reports_a_served_container_without_a_hook(string container) => Lint.Expect<PreStopMissing>(Shop(container: container) + Service());

    [Fact]
    public void Names_the_service()
    {
        var finding = Lint.One<PreStopMissing>(Shop() + Service());
        Assert.Equal("Service 'shop' may still send requests to container 'shop' of Deployment 'shop' after SIGTERM: no preStop hook waits for that to end", finding.Message);
        Assert.Equal("the selector of Service 'shop'", Assert.Single(finding.Related).Message);
        Assert.Equal(Activation.Off, finding.Rule.Activation);
    }

    [Theory]
    [InlineData("replicas: 2", "ClusterIP", Severity.Note)]
    [InlineData("replicas: 2", "NodePort", Severity.Warning)]
    [InlineData("replicas: 2", "'${TYPE}'", Severity.Note)]
    [InlineData("replicas: 1", "NodePort", Severity.Note)]
    [InlineData("replicas: ${REPLICAS}", "NodePort", Severity.Note)]
    public void Is_a_warning_for_replicas_that_are_reached_from_outside(string replicas, string type, Severity severity)
    {
        var service = type is "'${TYPE}'" ? Service() + Service($"selector: {{ app: shop }}, ports: [{{ port: 80 }}], type: {type}", "other") : Service($"selector: {{ app: shop }}, ports: [{{ port: 80 }}], type: {type}");
        Assert.Equal(severity, Lint.One<PreStopMissing>(Shop(replicas) + service).Severity);
    }

    [Fact]
    public void Is_a_warning_behind_an_ingress() => Assert.Equal(Severity.Warning, Lint.One<PreStopMissing>(Shop() + Service() + """

        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec: { defaultBackend: { service: { name: shop, port: { number: 80 } } } }
        """).Severity);

    [Fact]
    public void Reports_replicas_that_are_replaced_all_at_once() => Assert.Single(Lint.Findings<PreStopMissing>(Shop("replicas: 2\n  strategy: { type: Recreate }") + Service()));

    [Fact]
    public void Is_silent_about_the_proxy_of_a_mesh() => Lint.Expect<PreStopMissing>(Shop(container: "name: istio-proxy") + """

              - name: shop
                image: shop:1
        """ + Service());

    [Theory]
    [InlineData("replicas: 1\n  strategy: { type: Recreate }")] // no other pod takes the requests
    [InlineData("replicas: 1\n  strategy: { rollingUpdate: { maxSurge: 0 } }")]
    [InlineData("replicas: 1\n  strategy: { type: '${STRATEGY}' }")]
    [InlineData("replicas: ${REPLICAS}\n  strategy: { type: Recreate }")]
    public void Is_silent_when_no_other_pod_is_known_to_take_over(string spec) => Lint.Expect<PreStopMissing>(Shop(spec) + Service());

    [Theory]
    [InlineData("selector: { app: other }, ports: [{ port: 80 }]")]
    [InlineData("selector: { app: '${APP}' }, ports: [{ port: 80 }]")]
    [InlineData("selector: { app: shop }, ports: [{ port: 80 }], clusterIP: None")]
    [InlineData("selector: { app: shop }, ports: [{ port: 80 }], clusterIP: '${IP}'")]
    [InlineData("selector: { app: shop }, ports: [{ port: 9090, name: metrics }]")]
    [InlineData("selector: { app: shop }, ports: [{ port: 80, targetPort: other }]")] // not this container's
    public void Is_silent_without_a_service_that_is_known_to_send_requests(string spec)
    {
        Lint.Expect<PreStopMissing>(Shop() + Service(spec));
        Lint.Expect<PreStopMissing>(Shop());
    }

    [Theory]
    [InlineData("nginx:1.29")]
    [InlineData("nginxinc/nginx-unprivileged:1.29")]
    [InlineData("httpd:2.4")]
    [InlineData("envoyproxy/envoy:v1.34")]
    [InlineData("postgres:17")]
    [InlineData("'${IMAGE}'")] // may be one of them
    public void Is_silent_about_servers_that_drain_and_data_stores(string image) => Lint.Expect<PreStopMissing>(Shop(image: image) + Service());

    [Theory]
    [InlineData("health { lameduck 5s }")]
    [InlineData("health {{ health }}")] // unknown: stay silent
    public void Is_silent_about_a_dns_server_that_goes_on_for_some_seconds(string health) =>
        Lint.Expect<PreStopMissing>(Shop(image: "coredns/coredns:1.12.0") + Service() + Corefile(health));

    [Theory]
    [InlineData("coredns/coredns:1.12.0", "health")]
    [InlineData("shop:1", "health { lameduck 5s }")] // somebody else's
    public void Reports_a_server_without_such_seconds(string image, string health)
    {
        Lint.Expect<PreStopMissing>(Shop(container: "{|HA0505:name: shop|}", image: image) + Service() + Corefile(health));
        Lint.Expect<PreStopMissing>(Shop(container: "{|HA0505:name: shop|}", image: image) + Service()); // what it reads cannot be seen
    }

    [Fact]
    public void Looks_only_at_the_container_behind_the_port() => Lint.Expect<PreStopMissing>(Shop(container: "{|HA0505:name: shop|}") + """

              - name: helper
                image: helper:1
                ports: [{ containerPort: 9090 }]
        """ + Service("selector: { app: shop }, ports: [{ port: 80, targetPort: http }]"));

    [Fact]
    public void Is_silent_about_daemon_sets_and_single_pods()
    {
        Lint.Expect<PreStopMissing>(Shop().Replace("kind: Deployment", "kind: DaemonSet", StringComparison.Ordinal) + Service());
        Lint.Expect<PreStopMissing>("""
            apiVersion: v1
            kind: Pod
            metadata: { name: shop, labels: { app: shop } }
            spec: { containers: [{ name: shop, image: shop:1 }] }
            """ + Service());
    }

    [Theory]
    [InlineData("0")] // HA0502
    [InlineData("'${GRACE}'")]
    public void Is_silent_without_time_for_a_hook(string grace) => Lint.Expect<PreStopMissing>(Shop(pod: $"terminationGracePeriodSeconds: {grace}") + Service());

    private static string Corefile(string health) => $"\n---\nkind: ConfigMap\ndata:\n  Corefile: |\n    .:53 {{\n        {health}\n    }}\n";

    private static string Shop(string spec = "replicas: 2", string container = "name: shop", string image = "shop:1", string pod = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          {{spec}}
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              {{pod}}
              containers:
              - {{container}}
                image: {{image}}
                ports: [{ name: http, containerPort: 80 }]
        """;

    private static string Service(string spec = "selector: { app: shop }, ports: [{ port: 80 }]", string name = "shop") => $$"""

        ---
        apiVersion: v1
        kind: Service
        metadata: { name: {{name}} }
        spec: { {{spec}} }
        """;
}
