using Hale.Rules.Rollout;
using Hale.Testing;

namespace Hale.Rules.Tests.Rollout;

public sealed class MinReadySecondsZeroTests
{
    [Fact]
    public void Reports_a_served_deployment_whose_pods_are_ready_at_once()
    {
        Lint.Expect<MinReadySecondsZero>(Shop("replicas: 2", key: "{|HA0405:spec|}") + Service());
        var finding = Lint.One<MinReadySecondsZero>(Shop("replicas: 2") + Service());
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("A rollout of Deployment 'shop' with 2 replicas does not wait for new pods: container 'shop' has no readinessProbe, and minReadySeconds is 0", finding.Message);
        Assert.Equal("the selector of Service 'shop'", Assert.Single(finding.Related).Message);
        Assert.Equal(Activation.Off, finding.Rule.Activation);
    }

    [Theory]
    [InlineData("{|HA0405:0|}")]
    [InlineData("1")]
    [InlineData("'${SECONDS}'")] // unknown: stay silent
    public void Reports_a_written_zero(string seconds) => Lint.Expect<MinReadySecondsZero>(Shop($"replicas: 2\n  minReadySeconds: {seconds}") + Service());

    [Theory]
    [InlineData("replicas: 1")]
    [InlineData("")]
    [InlineData("replicas: ${REPLICAS}")]
    [InlineData("replicas: 2\n  strategy: { type: Recreate }")] // nothing is replaced step by step
    [InlineData("replicas: 2\n  strategy: { type: '${STRATEGY}' }")]
    public void Is_silent_without_replicas_that_are_replaced_step_by_step(string spec) => Lint.Expect<MinReadySecondsZero>(Shop(spec) + Service());

    [Theory]
    [InlineData("readinessProbe: { tcpSocket: { port: 80 } }")]
    [InlineData("startupProbe: { tcpSocket: { port: 80 } }")] // not ready before it has succeeded
    [InlineData("lifecycle: { postStart: { exec: { command: [./wait.sh] } } }")]
    [InlineData("readinessProbe: '${PROBE}'")] // unknown: stay silent
    [InlineData("lifecycle: '${LIFECYCLE}'")]
    [InlineData("name: shop }, { name: other, readinessProbe: { tcpSocket: { port: 81 } }")] // the pod is ready when both are
    public void Is_silent_when_something_delays_readiness(string container) =>
        Lint.Expect<MinReadySecondsZero>(Shop("replicas: 2", container) + Service());

    [Theory]
    [InlineData("readinessGates: [{ conditionType: example.com/ready }]")]
    [InlineData("readinessGates: '${GATES}'")]
    [InlineData("initContainers: [{ name: proxy, restartPolicy: Always, startupProbe: { tcpSocket: { port: 81 } } }]")]
    [InlineData("initContainers: '${CONTAINERS}'")]
    public void Is_silent_when_the_pod_delays_readiness(string pod) => Lint.Expect<MinReadySecondsZero>(Shop("replicas: 2", pod: pod) + Service());

    [Theory]
    [InlineData("livenessProbe: { tcpSocket: { port: 80 } }")]
    [InlineData("lifecycle: { preStop: { sleep: { seconds: 5 } } }")]
    public void Reports_it_with_what_does_not_delay_readiness(string container) =>
        Assert.Single(Lint.Findings<MinReadySecondsZero>(Shop("replicas: 2", container) + Service()));

    [Theory]
    [InlineData("selector: { app: other }, ports: [{ port: 80 }]")]
    [InlineData("selector: { app: '${APP}' }, ports: [{ port: 80 }]")]
    [InlineData("selector: { app: shop }, ports: [{ port: 80 }], clusterIP: None")]
    [InlineData("selector: { app: shop }, ports: [{ port: 9090, name: metrics }]")]
    [InlineData("selector: { app: shop }, ports: [{ port: 80, targetPort: '${PORT}' }]")] // it is not known who gets the requests
    public void Is_silent_without_a_service_that_is_known_to_send_requests(string spec)
    {
        Lint.Expect<MinReadySecondsZero>(Shop("replicas: 2") + Service(spec));
        Lint.Expect<MinReadySecondsZero>(Shop("replicas: 2"));
    }

    [Fact]
    public void Names_the_container_that_is_served()
    {
        var finding = Lint.One<MinReadySecondsZero>(
            Shop("replicas: 2", "name: helper }, { name: shop, image: shop:1, ports: [{ name: web, containerPort: 8080 }]") + Service("selector: { app: shop }, ports: [{ port: 80, targetPort: web }]"));
        Assert.Contains("container 'shop' has no readinessProbe", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_silent_about_other_kinds() =>
        Lint.Expect<MinReadySecondsZero>(Shop("replicas: 2").Replace("kind: Deployment", "kind: StatefulSet", StringComparison.Ordinal) + Service());

    private static string Shop(string spec, string container = "image: shop:1", string pod = "", string key = "spec") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        {{key}}:
          {{spec}}
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              {{pod}}
              containers: [{ {{(container.StartsWith("name:", StringComparison.Ordinal) ? "" : "name: shop, ")}}ports: [{ containerPort: 80 }], {{container}} }]
        """;

    private static string Service(string spec = "selector: { app: shop }, ports: [{ port: 80 }]") => $$"""

        ---
        apiVersion: v1
        kind: Service
        metadata: { name: shop }
        spec: { {{spec}} }
        """;
}
