using Hale.Rules.Probes;
using Hale.Testing;

namespace Hale.Rules.Tests.Probes;

public sealed class LivenessAggressiveTests
{
    [Theory]
    [InlineData("periodSeconds: 3")] // 3 * 3
    [InlineData("periodSeconds: 1, failureThreshold: 9")]
    [InlineData("periodSeconds: 3, timeoutSeconds: 3")]
    public void Reports_less_than_ten_seconds(string timing) => Lint.Expect<LivenessAggressive>(Shop("{|HA0605:livenessProbe|}", timing));

    [Theory]
    [InlineData("{|HA0605:1|}")]
    [InlineData("{|HA0605:1|}, periodSeconds: 60")]
    public void Reports_a_single_failure(string threshold) => Lint.Expect<LivenessAggressive>(Shop("livenessProbe", $"failureThreshold: {threshold}"));

    [Theory]
    [InlineData("periodSeconds: 10")]
    [InlineData("periodSeconds: 5, failureThreshold: 2")]
    [InlineData("periodSeconds: 0, failureThreshold: 0")] // the defaults
    [InlineData("periodSeconds: 3, timeoutSeconds: 5")] // each question waits for the one before
    [InlineData("periodSeconds: '${PERIOD}'")] // unknown: stay silent
    [InlineData("periodSeconds: 1, timeoutSeconds: '${TIMEOUT}'")]
    [InlineData("periodSeconds: 1, failureThreshold: '${THRESHOLD}'")]
    public void Is_silent_about_more_patience(string timing) => Lint.Expect<LivenessAggressive>(Shop("livenessProbe", timing));

    [Theory]
    [InlineData("readinessProbe")]
    [InlineData("startupProbe")]
    public void Is_silent_about_other_probes(string key) => Lint.Expect<LivenessAggressive>(Shop(key, "periodSeconds: 1, failureThreshold: 1"));

    [Fact]
    public void Is_silent_about_a_probe_that_may_be_there() => Lint.Expect<LivenessAggressive>(Shop("livenessProbe", "'${PROBE}'").Replace("{ tcpSocket: { port: 80 }, '${PROBE}' }", "'${PROBE}'", StringComparison.Ordinal));

    [Fact]
    public void Says_how_soon_it_kills()
    {
        Assert.Equal("The livenessProbe of container 'shop' of Deployment 'shop' kills it after 6 s without an answer", Lint.One<LivenessAggressive>(Shop("livenessProbe", "periodSeconds: 2")).Message);
        Assert.Equal("The livenessProbe of container 'shop' of Deployment 'shop' kills it when one answer is missing", Lint.One<LivenessAggressive>(Shop("livenessProbe", "failureThreshold: 1")).Message);
    }

    private static string Shop(string key, string timing) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              containers:
              - name: shop
                image: shop:1
                {{key}}: { tcpSocket: { port: 80 }, {{timing}} }
        """;
}
