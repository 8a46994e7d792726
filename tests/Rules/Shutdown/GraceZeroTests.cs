using Hale.Rules.Shutdown;
using Hale.Testing;

namespace Hale.Rules.Tests.Shutdown;

public sealed class GraceZeroTests
{
    [Fact]
    public void Reports_a_grace_period_of_nothing() => Lint.Expect<GraceZero>(Shop("Deployment", "{|HA0502:0|}"));

    [Theory]
    [InlineData("StatefulSet", Severity.Error)]
    [InlineData("Deployment", Severity.Warning)]
    [InlineData("DaemonSet", Severity.Warning)]
    public void Is_an_error_where_two_pods_may_then_write(string kind, Severity severity) =>
        Assert.Equal(severity, Lint.One<GraceZero>(Shop(kind, "0")).Severity);

    [Theory]
    [InlineData("command: [/bin/sleep, infinity]", Severity.Note)]
    [InlineData("command: [sh, -c, 'while true; do date; sleep 60; done']", Severity.Note)]
    [InlineData("command: ['${COMMAND}']", Severity.Note)] // it may be one that sleeps
    [InlineData("command: '${COMMAND}'", Severity.Note)]
    [InlineData("args: '${ARGS}'", Severity.Note)]
    [InlineData("command: [/server]", Severity.Warning)]
    public void Is_a_note_about_a_pod_that_only_sleeps(string command, Severity severity) =>
        Assert.Equal(severity, Lint.One<GraceZero>(Shop("Deployment", "0", command)).Severity);

    [Theory]
    [InlineData("Deployment", "1")]
    [InlineData("Deployment", "'0'")] // not a number: another rule's
    [InlineData("Deployment", "${GRACE}")] // unknown: stay silent
    [InlineData("Job", "0")]
    public void Is_silent_about_other_values_and_jobs(string kind, string grace) => Lint.Expect<GraceZero>(Shop(kind, grace));

    [Fact]
    public void Is_silent_about_the_default() => Lint.Expect<GraceZero>(Shop("Deployment", ""));

    private static string Shop(string kind, string grace, string command = "") => $$"""
        apiVersion: {{(kind is "Job" ? "batch/v1" : "apps/v1")}}
        kind: {{kind}}
        metadata: { name: shop }
        spec:
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              terminationGracePeriodSeconds: {{grace}}
              containers:
              - name: shop
                image: shop:1
                {{command}}
        """;
}
