using Hale.Rules.Probes;
using Hale.Testing;

namespace Hale.Rules.Tests.Probes;

public sealed class LivenessNoStartupBudgetTests
{
    private const string Exec = "exec: { command: [healthcheck] }";

    [Theory]
    [InlineData("image: mysql:8.4")]
    [InlineData("image: quay.io/keycloak/keycloak:26.0")]
    [InlineData("image: jenkins/jenkins:2.504.1-lts")]
    [InlineData("image: shop:1, command: [/usr/bin/java, -jar, shop.jar]")]
    [InlineData("image: shop:1, env: [{ name: JAVA_TOOL_OPTIONS, value: -Xmx1g }]")]
    public void Reports_a_server_that_is_slow_to_start(string container) => Lint.Expect<LivenessNoStartupBudget>(Db(container, "{|HA0604:livenessProbe|}", Exec));

    [Theory]
    [InlineData("")] // 0 + 10 * 3
    [InlineData(", initialDelaySeconds: 29")]
    [InlineData(", initialDelaySeconds: 10, periodSeconds: 7, failureThreshold: 7")]
    public void Reports_less_than_a_minute(string timing) => Lint.Expect<LivenessNoStartupBudget>(Db("image: mysql:8.4", "{|HA0604:livenessProbe|}", Exec + timing));

    [Theory]
    [InlineData(", initialDelaySeconds: 30")]
    [InlineData(", failureThreshold: 6")]
    [InlineData(", initialDelaySeconds: '${DELAY}'")] // unknown: stay silent
    [InlineData(", failureThreshold: '${THRESHOLD}'")]
    public void Is_silent_about_a_minute_or_more(string timing) => Lint.Expect<LivenessNoStartupBudget>(Db("image: mysql:8.4", "livenessProbe", Exec + timing));

    [Theory]
    [InlineData("startupProbe: { tcpSocket: { port: 3306 }, failureThreshold: 30 }")]
    [InlineData("startupProbe: '${PROBE}'")]
    public void Is_silent_with_a_startup_probe(string probe) => Lint.Expect<LivenessNoStartupBudget>(Db($"image: mysql:8.4, {probe}", "livenessProbe", Exec));

    [Theory]
    [InlineData("image: nginx:1.27.4")]
    [InlineData("image: mysql-exporter:1")]
    [InlineData("image: mysql:8.4, command: [mysqladmin, ping]")] // a client
    [InlineData("image: redis:8")] // a cache has nothing to recover
    [InlineData("image: '${IMAGE}'")] // unknown: stay silent
    [InlineData("image: shop:1, env: [{ name: '${NAME}', value: -Xmx1g }]")]
    [InlineData("image: shop:1, command: '${COMMAND}'")]
    public void Is_silent_about_other_images(string container) => Lint.Expect<LivenessNoStartupBudget>(Db(container, "livenessProbe", Exec));

    [Fact]
    public void Is_silent_when_the_port_is_open_during_recovery()
    {
        Lint.Expect<LivenessNoStartupBudget>(Db("image: postgres:17", "livenessProbe", "tcpSocket: { port: 5432 }"));
        Lint.Expect<LivenessNoStartupBudget>(Db("image: postgres:17", "{|HA0604:livenessProbe|}", Exec));
        Lint.Expect<LivenessNoStartupBudget>(Db("image: mysql:8.4", "{|HA0604:livenessProbe|}", "tcpSocket: { port: 3306 }"));
    }

    [Theory]
    [InlineData("ls, /var/lib/mysql")]
    [InlineData("/usr/bin/pgrep, mysqld")]
    [InlineData("sh, -c, 'ps aux | grep mysqld'")]
    [InlineData("sh, -c, 'test -f /run/mysqld.pid && exec cat /run/mysqld.pid'")]
    public void Is_silent_when_the_probe_does_not_ask_the_server(string command) =>
        Lint.Expect<LivenessNoStartupBudget>(Db("image: mysql:8.4", "livenessProbe", $"exec: {{ command: [{command}] }}"));

    [Theory]
    [InlineData("sh, -c, 'pgrep mysqld && mysqladmin ping'")]
    [InlineData("sh, -c, 'test \"$(mysqladmin status)\"'")]
    [InlineData("sh, -c, 'if true; then mysqladmin ping; fi'")]
    public void Reports_a_probe_that_also_asks_the_server(string command) =>
        Lint.Expect<LivenessNoStartupBudget>(Db("image: mysql:8.4", "{|HA0604:livenessProbe|}", $"exec: {{ command: [{command}] }}"));

    [Fact]
    public void Is_silent_without_a_liveness_probe() => Lint.Expect<LivenessNoStartupBudget>(Db("image: mysql:8.4", "readinessProbe", Exec));

    [Fact]
    public void Says_how_long_the_start_may_take()
    {
        var finding = Lint.One<LivenessNoStartupBudget>(Db("image: mysql:8.4", "livenessProbe", Exec));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("MySQL in container 'db' of StatefulSet 'db' has 30 s to start before its livenessProbe kills it, and no startupProbe", finding.Message);
        Assert.Equal("mysql:8.4", Assert.Single(finding.Related).Place.Text);
    }

    private static string Db(string container, string key, string probe) => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: db }
        spec:
          selector: { matchLabels: { app: db } }
          template:
            metadata: { labels: { app: db } }
            spec:
              containers:
              - { name: db, {{container}}, {{key}}: { {{probe}} } }
        """;
}
