using Hale.Rules.Services;
using Hale.Testing;

namespace Hale.Rules.Tests.Services;

public sealed class SvcPublishNotReadyTests
{
    [Fact]
    public void Reports_a_service_for_clients()
    {
        Lint.Expect<SvcPublishNotReady>(Service("web", "publishNotReadyAddresses: {|HA0905:true|}, selector: { app: web }"));
        Assert.Equal(Severity.Error, Lint.One<SvcPublishNotReady>(Service("web", "publishNotReadyAddresses: true, selector: { app: web }")).Severity);
    }

    [Theory]
    [InlineData("redis-announce")]
    [InlineData("etcd-peers")]
    [InlineData("web-metrics")]
    [InlineData("'${NAME}'")]
    public void Notes_a_service_that_may_be_for_peers_or_monitoring(string name) =>
        Assert.Equal(Severity.Note, Lint.One<SvcPublishNotReady>(Service(name, "publishNotReadyAddresses: true, selector: { app: web }")).Severity);

    [Theory]
    [InlineData("{ release: monitoring }", Severity.Note)]
    [InlineData("{ example.com/monitoring: 'true' }", Severity.Note)]
    [InlineData("'${LABELS}'", Severity.Note)] // unknown: they may
    [InlineData("{ team: web }", Severity.Error)]
    public void Notes_a_service_whose_labels_say_monitoring(string labels, Severity severity) => Assert.Equal(
        severity,
        Lint.One<SvcPublishNotReady>(Service($"web, labels: {labels}", "publishNotReadyAddresses: true, selector: { app: web }")).Severity);

    [Theory]
    [InlineData("replicas: 3", Severity.Error)]
    [InlineData("replicas: 1", Severity.Note)] // no other pod could answer
    [InlineData("replicas: ${REPLICAS}", Severity.Note)] // unknown: there may be one
    public void Notes_a_service_for_one_pod(string replicas, Severity severity) => Assert.Equal(
        severity,
        Lint.One<SvcPublishNotReady>(Service("web", "publishNotReadyAddresses: true, selector: { app: web }") + $$"""
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              {{replicas}}
              template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web:1 }] } }
            """).Severity);

    [Theory]
    [InlineData("selector: { app: web }")]
    [InlineData("publishNotReadyAddresses: false, selector: { app: web }")]
    [InlineData("publishNotReadyAddresses: '{{ .Values.publish }}', selector: { app: web }")]
    [InlineData("publishNotReadyAddresses: true, clusterIP: None, selector: { app: web }")]
    [InlineData("publishNotReadyAddresses: true, clusterIP: '${IP}', selector: { app: web }")]
    [InlineData("publishNotReadyAddresses: true")] // endpoints kept by hand
    [InlineData("publishNotReadyAddresses: true, type: ExternalName, selector: { app: web }")]
    public void Is_silent_about_other_services(string spec) => Lint.Expect<SvcPublishNotReady>(Service("web", spec));

    [Theory]
    [InlineData("app: db, statefulset.kubernetes.io/pod-name: db-0")]
    [InlineData("app: db, apps.kubernetes.io/pod-index: '0'")]
    [InlineData("app: db, member: db-2")]
    [InlineData("app: db, role: primary")]
    [InlineData("app: db, member: '${MEMBER}'")]
    [InlineData("app: db, '${KEY}': db")]
    public void Is_silent_about_a_service_for_one_pod(string selector) =>
        Lint.Expect<SvcPublishNotReady>(Service("db", $"publishNotReadyAddresses: true, selector: {{ {selector} }}"));

    [Theory]
    [InlineData("db", "db")]
    [InlineData("db", "'${SERVICE}'")]
    [InlineData("'${SERVICE}'", "db")]
    public void Is_silent_about_the_service_of_a_stateful_set(string name, string serviceName) =>
        Lint.Expect<SvcPublishNotReady>(Service(name, "publishNotReadyAddresses: true, selector: { app: db }") + $$"""
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: { name: db }
            spec: { serviceName: {{serviceName}}, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: db:1 }] } } }
            """);

    private static string Service(string name, string spec) => $$"""
        apiVersion: v1
        kind: Service
        metadata: { name: {{name}} }
        spec: { ports: [{ port: 80 }], {{spec}} }

        """;
}
