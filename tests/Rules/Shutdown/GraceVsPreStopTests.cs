using Hale.Rules.Shutdown;
using Hale.Testing;

namespace Hale.Rules.Tests.Shutdown;

public sealed class GraceVsPreStopTests
{
    [Fact]
    public void Underlines_the_grace_period() =>
        Lint.Expect<GraceVsPreStop>(Shop("terminationGracePeriodSeconds: {|HA0503:40|}", Hook("sleep: { seconds: 40 }")));

    [Fact]
    public void Underlines_the_pod_when_there_is_no_grace_period() =>
        Lint.Expect<GraceVsPreStop>(Shop("", Hook("sleep: { seconds: 30 }")).Replace("  spec:\n", "  {|HA0503:spec|}:\n", StringComparison.Ordinal));

    [Fact]
    public void Names_the_numbers()
    {
        var finding = Lint.One<GraceVsPreStop>(Shop("", Hook("sleep: { seconds: 45 }")));
        Assert.Equal("The preStop hook of container 'shop' sleeps 45 s of the default grace period of 30 s: 0 s are left to shut down", finding.Message);
        Assert.Equal("the preStop hook", Assert.Single(finding.Related).Message);
        Assert.Contains("sleeps 40 s of the grace period of 40 s", Lint.One<GraceVsPreStop>(Shop("terminationGracePeriodSeconds: 40", Hook("sleep: { seconds: 40 }"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("60", "60", Severity.Error)]
    [InlineData("60", "59", Severity.Warning)]
    [InlineData("60", "51", Severity.Warning)]
    public void Is_an_error_when_nothing_is_left(string grace, string sleep, Severity severity) => Assert.Equal(
        severity,
        Lint.One<GraceVsPreStop>(Shop($"terminationGracePeriodSeconds: {grace}", Hook($"sleep: {{ seconds: {sleep} }}"))).Severity);

    [Theory]
    [InlineData("[sleep, '40']")]
    [InlineData("[/bin/sleep, 40s]")]
    [InlineData("[sh, -c, sleep 40]")]
    [InlineData("[/bin/bash, -ec, 'sleep 15; kill -QUIT 1; sleep 15']")]
    [InlineData("[sh, -c, 'sleep 0.5m && nginx -s quit']")]
    [InlineData("[sh, -c, sleep 1m 10s]")]
    [InlineData("[sh, -c, 'sleep 1h']")]
    [InlineData("[sh, -c, 'echo bye >/proc/1/fd/1; sleep 40; exit 0']")]
    [InlineData("[sh, -c, 'sleep 40; curl ${URL}']")]
    [InlineData("[sh, -c, '/nats-server -sl=ldm=/var/run/nats.pid && /bin/sleep 60']")]
    [InlineData("[sh, -c, 'cd /srv && ./drain && sleep 40']")]
    [InlineData("[sh, -c, 'sleep 20 && nginx -s quit && sleep 20']")]
    public void Adds_up_what_a_command_sleeps(string command) =>
        Assert.Equal(Severity.Error, Lint.One<GraceVsPreStop>(Shop("", Hook($"exec: {{ command: {command} }}"))).Severity);

    [Theory]
    [InlineData("[sleep, '20']")]
    [InlineData("[/wait-shutdown]")]
    [InlineData("[sleep, infinity]")] // no literal
    [InlineData("[sleep, 79228162514264337593543950335h]")] // no duration
    [InlineData("[sh, -c, 'sleep ${DELAY}']")]
    [InlineData("[sh, -c, 'sleep $delay']")]
    [InlineData("[sh, -c, 'while pgrep nginx; do sleep 40; done']")]
    [InlineData("[sh, -c, 'for i in 1 2; do sleep 20; done']")]
    [InlineData("[sh, -c, 'if [ -f /tmp/slow ]; then sleep 40; fi']")]
    [InlineData("[sh, -c, '[ -f /tmp/slow ] && sleep 40']")]
    [InlineData("[sh, -c, '[ -f /tmp/slow ] || exit 0; sleep 40']")]
    [InlineData("[sh, -c, '[ -f /tmp/slow ] && echo slow && sleep 40']")]
    [InlineData("[sh, -c, 'pgrep nginx && sleep 40']")]
    [InlineData("[sh, -c, './drain || sleep 40']")]
    [InlineData("[sh, -c, './a || ./b && sleep 40']")]
    [InlineData("[sh, -c, 'sleep 40 & kill 1']")]
    [InlineData("[sh, -c, 'echo sleep 40']")]
    [InlineData("'${COMMAND}'")]
    public void Counts_only_what_is_certain(string command) => Lint.Expect<GraceVsPreStop>(Shop("", Hook($"exec: {{ command: {command} }}")));

    [Theory]
    [InlineData("terminationGracePeriodSeconds: 60", "sleep: { seconds: 50 }")]
    [InlineData("", "sleep: { seconds: 20 }")]
    [InlineData("", "sleep: { seconds: 0 }")]
    [InlineData("terminationGracePeriodSeconds: ${GRACE}", "sleep: { seconds: 50 }")] // unknown: stay silent
    [InlineData("", "sleep: { seconds: '${SLEEP}' }")] // unknown: stay silent
    [InlineData("", "httpGet: { path: /drain, port: 80 }")]
    public void Is_silent_when_time_is_left_or_nothing_is_known(string grace, string hook) => Lint.Expect<GraceVsPreStop>(Shop(grace, Hook(hook)));

    [Theory]
    [InlineData("20", "20", 0)] // they run at the same time
    [InlineData("5", "30", 1)]
    [InlineData("30", "40", 1)] // the longest one counts
    public void Compares_the_hook_of_each_container(string first, string second, int count) => Assert.Equal(
        count,
        Lint.Findings<GraceVsPreStop>(Shop("", Hook($"sleep: {{ seconds: {first} }}")) + $$"""

              - name: proxy
                image: proxy:1
                lifecycle: { preStop: { sleep: { seconds: {{second}} } } }
        """).Count);

    [Theory]
    [InlineData("livenessProbe")]
    [InlineData("startupProbe")]
    public void Reports_a_probe_with_a_shorter_grace_period_of_its_own(string probe)
    {
        var text = Shop("", Hook("sleep: { seconds: 15 }"), $"{probe}: {{ terminationGracePeriodSeconds: {{|HA0503:10|}}, tcpSocket: {{ port: 80 }} }}");
        Lint.Expect<GraceVsPreStop>(text);
        Assert.Contains($" of the {probe}", Lint.One<GraceVsPreStop>(text).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_silent_about_the_probe_of_another_container() => Lint.Expect<GraceVsPreStop>(Shop("", Hook("sleep: { seconds: 15 }")) + """

              - name: proxy
                image: proxy:1
                livenessProbe: { terminationGracePeriodSeconds: 5, tcpSocket: { port: 80 } }
        """);

    private static string Hook(string handler) => $"lifecycle: {{ preStop: {{ {handler} }} }}";

    private static string Shop(string grace, string hook, string probe = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              {{grace}}
              containers:
              - name: shop
                image: shop:1
                {{hook}}
                {{probe}}
        """;
}
