using Hale.Rules.Rollout;
using Hale.Testing;

namespace Hale.Rules.Tests.Rollout;

public sealed class RolloutDeadlineTooShortTests
{
    [Theory]
    [InlineData("{|HA0403:299|}", "periodSeconds: 10, failureThreshold: 30")]
    [InlineData("300", "periodSeconds: 10, failureThreshold: 30")]
    [InlineData("{|HA0403:29|}", "tcpSocket: { port: 80 }")] // 10 s x 3 by default
    [InlineData("30", "tcpSocket: { port: 80 }")]
    [InlineData("{|HA0403:30|}", "initialDelaySeconds: 1")]
    [InlineData("'${DEADLINE}'", "periodSeconds: 10, failureThreshold: 30")] // unknown: stay silent
    [InlineData("299", "periodSeconds: '${PERIOD}', failureThreshold: 30")]
    [InlineData("29", "failureThreshold: '${FAILURES}'")]
    [InlineData("29", "initialDelaySeconds: '${DELAY}'")]
    public void Compares_the_deadline_with_what_the_startup_probe_allows(string deadline, string probe) =>
        Lint.Expect<RolloutDeadlineTooShort>(Shop($"progressDeadlineSeconds: {deadline}", $"startupProbe: {{ {probe} }}"));

    [Theory]
    [InlineData("{|HA0403:60|}", "readinessProbe: { initialDelaySeconds: 61 }")]
    [InlineData("60", "readinessProbe: { initialDelaySeconds: 60 }")]
    [InlineData("60", "readinessProbe: { periodSeconds: 100 }")] // no bound
    [InlineData("60", "livenessProbe: { initialDelaySeconds: 100 }")]
    [InlineData("60", "startupProbe: { failureThreshold: 2 }, readinessProbe: { initialDelaySeconds: 100 }")] // the startup probe counts
    [InlineData("60", "startupProbe: '${PROBE}', readinessProbe: { initialDelaySeconds: 100 }")]
    [InlineData("60", "readinessProbe: { initialDelaySeconds: '${DELAY}' }")]
    [InlineData("60", "readinessProbe: '${PROBE}'")]
    [InlineData("60", "")]
    public void Takes_the_delay_of_the_readiness_probe_without_a_startup_probe(string deadline, string container) =>
        Lint.Expect<RolloutDeadlineTooShort>(Shop($"progressDeadlineSeconds: {deadline}", container));

    [Theory]
    [InlineData("progressDeadlineSeconds: {|HA0403:100|}\n  minReadySeconds: 50", "60")]
    [InlineData("progressDeadlineSeconds: 110\n  minReadySeconds: 50", "60")]
    [InlineData("progressDeadlineSeconds: 100\n  minReadySeconds: ${WAIT}", "101")] // it may be rejected
    [InlineData("progressDeadlineSeconds: 50\n  minReadySeconds: 50", "60")] // rejected by the API server
    public void Adds_the_time_that_a_pod_has_to_stay_ready(string spec, string delay) =>
        Lint.Expect<RolloutDeadlineTooShort>(Shop(spec, $"readinessProbe: {{ initialDelaySeconds: {delay} }}"));

    [Fact]
    public void Names_deadline_and_probe()
    {
        var finding = Lint.One<RolloutDeadlineTooShort>(Shop("progressDeadlineSeconds: 60\n  minReadySeconds: 10", "startupProbe: { failureThreshold: 30 }"));
        Assert.Equal("The progress deadline of Deployment 'shop' is 60 s, but container 'shop' has 300 s to start and minReadySeconds is 10", finding.Message);
        Assert.Equal("the startupProbe", Assert.Single(finding.Related).Message);
    }

    [Fact]
    public void Knows_the_default_deadline()
    {
        Lint.Expect<RolloutDeadlineTooShort>(Shop("replicas: 2", "startupProbe: { failureThreshold: 60 }"));
        var finding = Lint.One<RolloutDeadlineTooShort>(Shop("replicas: 2", "startupProbe: { failureThreshold: 61 }"));
        Assert.Equal("The default progress deadline of Deployment 'shop' is 600 s, but container 'shop' has 610 s to start", finding.Message);
    }

    [Fact]
    public void Takes_the_slowest_container() => Assert.EndsWith(
        "but container 'other' has 90 s to start",
        Lint.One<RolloutDeadlineTooShort>(Shop("progressDeadlineSeconds: 60", "readinessProbe: { initialDelaySeconds: 70 } }, { name: other, image: other:1, readinessProbe: { initialDelaySeconds: 90 }")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Is_silent_about_other_kinds_and_the_group_without_a_default()
    {
        var manifest = Shop("replicas: 2", "startupProbe: { failureThreshold: 100 }");
        Assert.Single(Lint.Findings<RolloutDeadlineTooShort>(manifest));
        Lint.Expect<RolloutDeadlineTooShort>(manifest.Replace("kind: Deployment", "kind: StatefulSet", StringComparison.Ordinal));
        Lint.Expect<RolloutDeadlineTooShort>(manifest.Replace("apps/v1", "extensions/v1beta1", StringComparison.Ordinal));
    }

    private static string Shop(string spec, string container) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          {{spec}}
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              containers: [{ name: shop, image: shop:1, {{container}} }]
        """;
}
