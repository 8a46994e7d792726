using Hale.Rules.Probes;
using Hale.Testing;

namespace Hale.Rules.Tests.Probes;

public sealed class ProbeMisconfiguredTests
{
    private const string Tcp = "tcpSocket: { port: 8080 }";

    [Theory]
    [InlineData("livenessProbe: { tcpSocket: { port: {|HA0606:web|} } }")]
    [InlineData("readinessProbe: { httpGet: { port: {|HA0606:web|} } }")]
    [InlineData("startupProbe: { httpGet: { port: {|HA0606:side|} } }")] // another container's name
    [InlineData("livenessProbe: { tcpSocket: { port: {|HA0606:'8080'|} } }")] // text is a name
    public void Reports_a_name_of_no_port_of_the_container(string probe) => Lint.Expect<ProbeMisconfigured>(Shop(probe));

    [Theory]
    [InlineData("[{ name: dns, containerPort: 53, protocol: UDP }]", "{|HA0606:dns|}")]
    [InlineData("[{ name: dns, containerPort: 53, protocol: UDP }, { name: dns-tcp, containerPort: 53 }]", "dns")] // listens for both
    [InlineData("[{ name: dns, containerPort: 53, protocol: UDP }, { name: web, containerPort: '${PORT}' }]", "dns")]
    [InlineData("[{ name: dns, containerPort: 53, protocol: '${PROTOCOL}' }]", "dns")]
    [InlineData("[{ name: dns, containerPort: 53, protocol: UDP }, { name: web, containerPort: 8080 }]", "web")]
    public void Notes_a_connection_to_a_port_for_datagrams(string ports, string port) =>
        Lint.Expect<ProbeMisconfigured>(Shop($"startupProbe: {{ tcpSocket: {{ port: {port} }} }}", ports: $"ports: {ports}"));

    [Fact]
    public void Reports_a_name_when_no_port_is_declared() =>
        Lint.Expect<ProbeMisconfigured>(Shop("livenessProbe: { tcpSocket: { port: {|HA0606:http|} } }", ports: ""));

    [Theory]
    [InlineData("livenessProbe: { tcpSocket: { port: http } }")]
    [InlineData("livenessProbe: { tcpSocket: { port: '${PORT}' } }")] // unknown: stay silent
    [InlineData("livenessProbe: { tcpSocket: { port: 1234 } }")] // numbers need no declaration
    [InlineData("livenessProbe: { grpc: { port: 1234 } }")]
    [InlineData("livenessProbe: { exec: { command: [check] } }")]
    public void Is_silent_about_ports_that_are_found(string probe) => Lint.Expect<ProbeMisconfigured>(Shop(probe));

    [Theory]
    [InlineData("ports: '${PORTS}'")]
    [InlineData("ports: [{ name: '${NAME}', containerPort: 8080 }]")]
    public void Is_silent_when_the_ports_are_not_known(string ports) =>
        Lint.Expect<ProbeMisconfigured>(Shop("livenessProbe: { tcpSocket: { port: web } }", ports: ports));

    [Theory]
    [InlineData("livenessProbe: { tcpSocket: { port: 8080 }, successThreshold: {|HA0606:2|} }")]
    [InlineData("startupProbe: { tcpSocket: { port: 8080 }, successThreshold: {|HA0606:3|} }")]
    [InlineData("{|HA0606:livenessProbe|}: { periodSeconds: 5 }")]
    [InlineData("{|HA0606:livenessProbe|}: { httpGet: null }")]
    [InlineData("readinessProbe: { tcpSocket: { port: 8080 }, terminationGracePeriodSeconds: {|HA0606:5|} }")]
    [InlineData("{|HA0606:livenessProbe|}: { tcpSocket: { port: 8080 }, exec: { command: [check] } }")]
    public void Reports_what_the_api_server_rejects(string probe)
    {
        Lint.Expect<ProbeMisconfigured>(Shop(probe));
        Assert.Equal(Severity.Error, Lint.One<ProbeMisconfigured>(Shop(probe)).Severity);
    }

    [Theory]
    [InlineData("livenessProbe: { tcpSocket: { port: 8080 }, successThreshold: 1 }")]
    [InlineData("livenessProbe: { tcpSocket: { port: 8080 }, successThreshold: 0 }")] // the default
    [InlineData("livenessProbe: { tcpSocket: { port: 8080 }, successThreshold: '${N}' }")] // unknown: stay silent
    [InlineData("readinessProbe: { tcpSocket: { port: 8080 }, successThreshold: 2 }")]
    [InlineData("livenessProbe: { tcpSocket: { port: 8080 }, terminationGracePeriodSeconds: 5 }")]
    [InlineData("livenessProbe: { tcpSocket: { port: 8080 }, exec: null }")]
    [InlineData("livenessProbe: { httpget: { port: 8080 } }")] // HA1803
    [InlineData("livenessProbe: { http: { port: 8080 } }")]
    [InlineData("livenessProbe: { httpGet: '${CHECK}' }")] // unknown: stay silent
    public void Is_silent_about_what_is_allowed(string probe) => Lint.Expect<ProbeMisconfigured>(Shop(probe));

    [Theory]
    [InlineData("imagePullPolice: Always", "{|HA0606:livenessProbe|}")]
    [InlineData("httpGet: { port: 8080 }", "livenessProbe")]
    [InlineData("htttpGet: { port: 8080 }", "livenessProbe")]
    [InlineData("tcpsocket: { port: 8080 }", "livenessProbe")]
    [InlineData("live: { exec: { command: [check] } }", "livenessProbe")]
    public void Reports_no_handler_unless_a_field_that_is_none_may_be_it(string field, string probe) =>
        Lint.Expect<ProbeMisconfigured>(Shop($"{probe}: {{ periodSeconds: 5 }}", ports: field));

    [Theory]
    [InlineData("patches/shop.yaml")]
    [InlineData("base/shop.yaml")]
    public void Is_silent_where_something_else_may_add_the_handler(string path) =>
        Lint.Expect<ProbeMisconfigured>([(path, Shop("livenessProbe: { periodSeconds: 5 }"))]);

    [Theory]
    [InlineData("{|HA0606:15|}")]
    [InlineData("{|HA0606:6|}, periodSeconds: 5")]
    public void Notes_a_timeout_longer_than_the_period(string timeout)
    {
        Lint.Expect<ProbeMisconfigured>(Shop($"readinessProbe: {{ {Tcp}, timeoutSeconds: {timeout} }}"));
        Assert.Equal(Severity.Note, Lint.One<ProbeMisconfigured>(Shop($"readinessProbe: {{ {Tcp}, timeoutSeconds: {timeout} }}")).Severity);
    }

    [Theory]
    [InlineData("timeoutSeconds: 10")]
    [InlineData("timeoutSeconds: 5, periodSeconds: 5")]
    [InlineData("timeoutSeconds: 15, periodSeconds: '${PERIOD}'")] // unknown: stay silent
    [InlineData("timeoutSeconds: '${TIMEOUT}'")]
    public void Is_silent_about_a_timeout_within_the_period(string timing) => Lint.Expect<ProbeMisconfigured>(Shop($"readinessProbe: {{ {Tcp}, {timing} }}"));

    [Fact]
    public void Warns_of_the_default_timeout_for_a_command_in_a_database()
    {
        const string Probe = "livenessProbe: { {|HA0606:exec|}: { command: [mysqladmin, ping] } }";
        Lint.Expect<ProbeMisconfigured>(Shop(Probe, image: "mysql:8.4"));
        var finding = Lint.One<ProbeMisconfigured>(Shop(Probe, image: "mysql:8.4"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("The livenessProbe of container 'shop' of Deployment 'shop' gives its command the default of 1 s, which is little for MySQL under load", finding.Message);
    }

    [Theory]
    [InlineData("{ {|HA0606:exec|}: { command: [ping] } }", "{ exec: { command: [ping] } }", 1)]
    [InlineData("{ exec: { command: [ping] }, timeoutSeconds: 5 }", "{ {|HA0606:exec|}: { command: [ping] } }", 0)]
    [InlineData("'${PROBE}'", "{ exec: { command: [ping] } }", 0)] // may be the one that speaks
    public void Says_it_once_of_the_probes_of_a_container(string liveness, string readiness, int others)
    {
        var text = Shop($"livenessProbe: {liveness}\n        readinessProbe: {readiness}", image: "mysql:8.4");
        Lint.Expect<ProbeMisconfigured>(text);
        Assert.All(Lint.Findings<ProbeMisconfigured>(text), finding => Assert.Equal(others, finding.Related.Count));
    }

    [Theory]
    [InlineData("mysql:8.4", ", timeoutSeconds: 1")] // somebody chose it
    [InlineData("mysql:8.4", ", timeoutSeconds: '${TIMEOUT}'")]
    [InlineData("shop:1", "")]
    [InlineData("redis:8", "")] // a cache
    [InlineData("'${IMAGE}'", "")] // unknown: stay silent
    public void Is_silent_about_other_commands(string image, string timeout) =>
        Lint.Expect<ProbeMisconfigured>(Shop($"livenessProbe: {{ exec: {{ command: [check] }}{timeout} }}", image: image));

    [Fact]
    public void Is_silent_about_a_command_that_waits_for_no_answer() =>
        Lint.Expect<ProbeMisconfigured>(Shop("livenessProbe: { exec: { command: [pgrep, mysqld] } }", image: "mysql:8.4"));

    [Theory]
    [InlineData("httpGet")]
    [InlineData("grpc")]
    public void Notes_a_port_of_another_container(string handler)
    {
        var probe = $"livenessProbe: {{ {handler}: {{ port: {{|HA0606:9090|}} }} }}";
        Lint.Expect<ProbeMisconfigured>(Shop(probe));
        var finding = Lint.One<ProbeMisconfigured>(Shop(probe));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("The livenessProbe of container 'shop' of Deployment 'shop' asks port 9090, which belongs to container 'side'", finding.Message);
        Assert.Equal("the ports of container 'side'", Assert.Single(finding.Related).Message);
    }

    [Theory]
    [InlineData("httpGet: { port: 9090, host: example.com }", "side")]
    [InlineData("httpGet: { port: 9090, host: '${HOST}' }", "side")]
    [InlineData("httpGet: { port: 9090 }", "liveness-probe")] // it asks on behalf of the kubelet
    [InlineData("httpGet: { port: 9090 }", "'${NAME}'")]
    [InlineData("httpGet: { port: 8080 }", "side")] // its own
    [InlineData("httpGet: { port: 1234 }", "side")] // nobody's
    public void Is_silent_about_other_ports(string handler, string side) => Lint.Expect<ProbeMisconfigured>(Shop($"livenessProbe: {{ {handler} }}", side: side));

    [Fact]
    public void Is_silent_about_a_container_that_asks_on_behalf_of_the_kubelet() => Lint.Expect<ProbeMisconfigured>(
        Shop("livenessProbe: { httpGet: { port: 9090 } }").Replace("side:1", "registry.k8s.io/sig-storage/livenessprobe:v2.16.0", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_when_its_own_ports_are_not_known() =>
        Lint.Expect<ProbeMisconfigured>(Shop("livenessProbe: { httpGet: { port: 9090 } }", ports: "ports: '${PORTS}'"));

    [Theory]
    [InlineData("3", "httpGet: { path: {|HA0606:/master|}, port: 8008 }")]
    [InlineData("3", "httpGet: { path: {|HA0606:/primary|}, port: patroni }")]
    [InlineData("3", "{|HA0606:httpGet|}: { port: 8008 }")]
    [InlineData("3", "httpGet: { path: /liveness, port: 8008 }")]
    [InlineData("3", "httpGet: { path: /master, port: 5432 }")]
    [InlineData("3", "httpGet: { path: '${CHECK}', port: 8008 }")] // unknown: stay silent
    [InlineData("'${MEMBERS}'", "httpGet: { path: /master, port: 8008 }")]
    [InlineData("1", "httpGet: { path: /master, port: 8008 }")]
    public void Reports_a_liveness_probe_that_only_the_primary_of_Patroni_passes(string replicas, string probe)
    {
        Lint.Expect<ProbeMisconfigured>(Patroni(replicas, $"livenessProbe: {{ {probe} }}", "postgres:17", "PATRONI_SCOPE"));
        Lint.Expect<ProbeMisconfigured>(Patroni(replicas, $"livenessProbe: {{ {probe} }}", "ghcr.io/zalando/spilo-17:4.0-p3", "SCOPE"));
    }

    [Fact]
    public void Leaves_other_probes_of_Patroni_alone()
    {
        Lint.Expect<ProbeMisconfigured>(Patroni("3", "readinessProbe: { httpGet: { path: /master, port: 8008 } }", "postgres:17", "PATRONI_SCOPE"));
        Lint.Expect<ProbeMisconfigured>(Patroni("3", "livenessProbe: { httpGet: { path: /master, port: 8008 } }", "registry.example/shop:1", "SCOPE"));
    }

    private static string Patroni(string replicas, string probe, string image, string variable) => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: orders }
        spec:
          replicas: {{replicas}}
          template:
            spec:
              containers:
              - name: postgres
                image: {{image}}
                env: [{ name: {{variable}}, value: orders }]
                ports: [{ name: postgres, containerPort: 5432 }, { name: patroni, containerPort: 8008 }]
                {{probe}}
        """;

    private static string Shop(string probe, string ports = "ports: [{ name: http, containerPort: 8080 }]", string image = "shop:1", string side = "side") => $$"""
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
                image: {{image}}
                {{ports}}
                {{probe}}
              - name: {{side}}
                image: side:1
                ports: [{ name: side, containerPort: 9090 }]
        """;
}
