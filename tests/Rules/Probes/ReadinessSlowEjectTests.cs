using Hale.Rules.Probes;
using Hale.Testing;

namespace Hale.Rules.Tests.Probes;

public sealed class ReadinessSlowEjectTests
{
    [Theory]
    [InlineData("periodSeconds: 20")] // 60 + 1
    [InlineData("failureThreshold: 6")]
    [InlineData("periodSeconds: 10, timeoutSeconds: 31")]
    public void Reports_more_than_a_minute(string timing) => Lint.Expect<ReadinessSlowEject>(Shop("{|HA0607:readinessProbe|}", timing) + Service());

    [Theory]
    [InlineData("periodSeconds: 10, timeoutSeconds: 30")]
    [InlineData("periodSeconds: 19")]
    [InlineData("periodSeconds: '${PERIOD}'")] // unknown: stay silent
    [InlineData("periodSeconds: 60, timeoutSeconds: '${TIMEOUT}'")]
    public void Is_silent_about_a_minute_or_less(string timing) => Lint.Expect<ReadinessSlowEject>(Shop("readinessProbe", timing) + Service());

    [Theory]
    [InlineData("1")] // no other replica could serve
    [InlineData("'${REPLICAS}'")]
    public void Is_silent_without_a_second_replica(string replicas) => Lint.Expect<ReadinessSlowEject>(Shop("readinessProbe", "periodSeconds: 60", replicas) + Service());

    [Fact]
    public void Counts_the_replicas_of_an_autoscaler() => Lint.Expect<ReadinessSlowEject>(Shop("{|HA0607:readinessProbe|}", "periodSeconds: 60", "1") + Service() + """

        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: shop }
        spec: { minReplicas: 2, maxReplicas: 5, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: shop } }
        """);

    [Fact]
    public void Is_silent_without_traffic_that_depends_on_readiness()
    {
        Lint.Expect<ReadinessSlowEject>(Shop("readinessProbe", "periodSeconds: 60"));
        Lint.Expect<ReadinessSlowEject>(Shop("readinessProbe", "periodSeconds: 60") + Service("publishNotReadyAddresses: true"));
        Lint.Expect<ReadinessSlowEject>(Shop("readinessProbe", "periodSeconds: 60") + Service("publishNotReadyAddresses: '${PUBLISH}'"));
    }

    [Fact]
    public void Is_silent_about_other_probes() => Lint.Expect<ReadinessSlowEject>(Shop("livenessProbe", "periodSeconds: 60") + Service());

    [Fact]
    public void Says_how_long_traffic_goes_on()
    {
        var finding = Lint.One<ReadinessSlowEject>(Shop("readinessProbe", "periodSeconds: 60") + Service());
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("Service 'shop' sends traffic to a pod of Deployment 'shop' that hangs for up to 181 s: so patient is the readinessProbe of container 'shop'", finding.Message);
        Assert.Equal(2, finding.Related.Count);
    }

    private static string Shop(string key, string timing, string replicas = "2") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          replicas: {{replicas}}
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              containers:
              - name: shop
                image: shop:1
                {{key}}: { tcpSocket: { port: 80 }, {{timing}} }
        """;

    private static string Service(string more = "type: ClusterIP") => $$"""

        ---
        apiVersion: v1
        kind: Service
        metadata: { name: shop }
        spec: { selector: { app: shop }, ports: [{ port: 80 }], {{more}} }
        """;
}
