using Hale.Rules.Probes;
using Hale.Testing;

namespace Hale.Rules.Tests.Probes;

public sealed class LivenessEqualsReadinessTests
{
    [Theory]
    [InlineData("httpGet: { path: /healthz, port: 8080 }", "httpGet: { path: /healthz, port: 8080 }")]
    [InlineData("httpGet: { path: /healthz, port: http }", "httpGet: { port: 8080, path: /healthz }")] // the name of the port
    [InlineData("httpGet: { path: /, port: 8080, scheme: HTTP }", "httpGet: { port: 8080 }")] // the defaults
    [InlineData("httpGet: { port: 8080, httpHeaders: [{ name: Host, value: shop }] }", "httpGet: { port: 8080, httpHeaders: [{ name: Host, value: shop }] }")]
    [InlineData("tcpSocket: { port: 8080 }", "tcpSocket: { port: 8080 }")]
    [InlineData("exec: { command: [check, -v] }", "exec: { command: [check, -v] }")]
    [InlineData("grpc: { port: 8080 }", "grpc: { port: 8080, service: '' }")]
    [InlineData("tcpSocket: { port: 8080 }, periodSeconds: 10, timeoutSeconds: 1", "tcpSocket: { port: 8080 }, failureThreshold: 3, initialDelaySeconds: 0")]
    [InlineData("tcpSocket: { port: 8080 }, periodSeconds: 0", "tcpSocket: { port: 8080 }, periodSeconds: 10")] // 0 means the default
    [InlineData("tcpSocket: { port: 8080 }", "tcpSocket: { port: 8080 }, failureThreshold: 5")] // killed while it still gets requests
    [InlineData("tcpSocket: { port: 8080 }, periodSeconds: 5, failureThreshold: 6", "tcpSocket: { port: 8080 }")] // 30 s, in other steps
    [InlineData("tcpSocket: { port: 8080 }, initialDelaySeconds: 60", "tcpSocket: { port: 8080 }")] // once it runs they are the same
    [InlineData("tcpSocket: { port: 8080 }, initialDelaySeconds: '${DELAY}'", "tcpSocket: { port: 8080 }")]
    [InlineData("tcpSocket: { port: 8080 }", "tcpSocket: { port: 8080 }, successThreshold: 2")] // it fails at the same moment
    public void Reports_the_same_question_with_no_more_patience(string liveness, string readiness) =>
        Lint.Expect<LivenessEqualsReadiness>(Shop("{|HA0603:livenessProbe|}", liveness, readiness));

    [Theory]
    [InlineData("httpGet: { path: /healthz, port: 8080 }", "httpGet: { path: /ready, port: 8080 }")]
    [InlineData("httpGet: { port: 8080 }", "httpGet: { port: 8081 }")]
    [InlineData("httpGet: { port: 8080 }", "httpGet: { port: 8080, scheme: HTTPS }")]
    [InlineData("httpGet: { port: 8080 }", "httpGet: { port: 8080, host: example.com }")]
    [InlineData("httpGet: { port: 8080 }", "httpGet: { port: 8080, httpHeaders: [{ name: Host, value: shop }] }")]
    [InlineData("httpGet: { port: 8080 }", "tcpSocket: { port: 8080 }")]
    [InlineData("exec: { command: [check, live] }", "exec: { command: [check, ready] }")]
    [InlineData("exec: { command: [check] }", "exec: { command: [check, ready] }")]
    [InlineData("grpc: { port: 8080, service: live }", "grpc: { port: 8080 }")]
    public void Is_silent_about_different_questions(string liveness, string readiness) =>
        Lint.Expect<LivenessEqualsReadiness>(Shop("livenessProbe", liveness, readiness));

    [Theory]
    [InlineData("periodSeconds: 20")]
    [InlineData("failureThreshold: 6")]
    [InlineData("timeoutSeconds: 5")]
    [InlineData("failureThreshold: '${THRESHOLD}'")] // unknown: stay silent
    public void Is_silent_when_liveness_is_slower(string timing) =>
        Lint.Expect<LivenessEqualsReadiness>(Shop("livenessProbe", $"tcpSocket: {{ port: 8080 }}, {timing}", "tcpSocket: { port: 8080 }"));

    [Fact]
    public void Is_silent_when_both_wait_for_minutes()
    {
        Lint.Expect<LivenessEqualsReadiness>(Shop("{|HA0603:livenessProbe|}", "tcpSocket: { port: 8080 }, failureThreshold: 29", "tcpSocket: { port: 8080 }, failureThreshold: 29"));
        Lint.Expect<LivenessEqualsReadiness>(Shop("livenessProbe", "tcpSocket: { port: 8080 }, failureThreshold: 30", "tcpSocket: { port: 8080 }, failureThreshold: 30"));
    }

    [Theory]
    [InlineData("failureThreshold: 1")]
    [InlineData("periodSeconds: 3")]
    public void Is_silent_about_a_probe_that_kills_after_seconds(string timing)
    {
        var handler = $"tcpSocket: {{ port: 8080 }}, {timing}";
        Lint.Expect<LivenessEqualsReadiness>(Shop("livenessProbe", handler, handler)); // HA0605
    }

    [Theory]
    [InlineData("tcpSocket: { port: '${PORT}' }")]
    [InlineData("tcpSocket: '${HANDLER}'")]
    [InlineData("exec: { command: [check, '${FLAG}'] }")]
    [InlineData("exec: { command: '${COMMAND}' }")]
    [InlineData("httpGet: { port: 8080, httpHeaders: '${HEADERS}' }")]
    [InlineData("httpGet: { port: 8080, httpHeaders: [{ name: Host, value: '${HOST}' }] }")]
    [InlineData("httpGet: { port: 8080 }, tcpSocket: { port: 8080 }")] // HA0606
    public void Is_silent_when_the_question_is_not_known(string handler) => Lint.Expect<LivenessEqualsReadiness>(Shop("livenessProbe", handler, handler));

    [Fact]
    public void Says_when_it_kills_and_shows_the_other_probe()
    {
        var finding = Lint.One<LivenessEqualsReadiness>(Shop("livenessProbe", "tcpSocket: { port: 8080 }", "tcpSocket: { port: 8080 }"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "The livenessProbe of container 'shop' of Deployment 'shop' asks the same as its readinessProbe and is no more patient: after 30 s without an answer the container is killed, with no time to recover without traffic",
            finding.Message);
        Assert.Equal("readinessProbe", Assert.Single(finding.Related).Place.Text);
    }

    private static string Shop(string key, string liveness, string readiness) => $$"""
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
                ports: [{ name: http, containerPort: 8080 }]
                {{key}}: { {{liveness}} }
                readinessProbe: { {{readiness}} }
        """;
}
