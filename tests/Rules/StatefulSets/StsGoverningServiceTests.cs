using Hale.Rules.Model;
using Hale.Rules.StatefulSets;
using Hale.Testing;

namespace Hale.Rules.Tests.StatefulSets;

public sealed class StsGoverningServiceTests
{
    private const string Headless = "clusterIP: None\n  selector: { app: ledger }";
    private static readonly ClusterFacts Closed = new() { ClosedWorld = true };

    [Theory]
    [InlineData("selector: { app: ledger }")]
    [InlineData("clusterIP: 10.0.0.7\n  selector: { app: ledger }")]
    [InlineData("clusterIP: None\n  selector: { app: other }")]
    [InlineData("clusterIP: None\n  selector: { app: ledger, role: primary }")]
    public void Reports_a_Service_that_gives_the_pods_no_names(string service)
    {
        Lint.Expect<StsGoverningService>(Ledger("serviceName: {|HA0801:ledger|}") + Service(service));
        Assert.Equal(Severity.Error, Lint.One<StsGoverningService>(Ledger("serviceName: ledger") + Service(service)).Severity);
    }

    [Theory]
    [InlineData("apps/v1beta1")]
    [InlineData("apps/v1beta2")]
    public void Knows_the_kind_by_its_group_whatever_the_version(string version) => Lint.Expect<StsGoverningService>(
        Ledger("serviceName: {|HA0801:ledger|}").Replace("apps/v1", version, StringComparison.Ordinal) + Service("selector: { app: ledger }"));

    [Fact]
    public void Says_what_is_wrong_with_the_Service()
    {
        var notHeadless = Lint.One<StsGoverningService>(Ledger("serviceName: ledger") + Service("clusterIP: 10.0.0.7\n  selector: { app: ledger }"));
        Assert.Equal("Service 'ledger', which StatefulSet 'ledger' names, is not headless, so the pods have no DNS names", notHeadless.Message);
        Assert.Equal("10.0.0.7", Assert.Single(notHeadless.Related).Place.Text);

        var notSelecting = Lint.One<StsGoverningService>(Ledger("serviceName: ledger") + Service("clusterIP: None\n  selector: { app: other }"));
        Assert.Equal("Service 'ledger', which StatefulSet 'ledger' names, does not select its pods, so they have no DNS names", notSelecting.Message);
        Assert.Equal(["selector", "labels"], notSelecting.Related.Select(related => related.Place.Text));
    }

    [Theory]
    [InlineData(Headless)]
    [InlineData("clusterIP: None\n  selector: { app: '${APP}' }")] // unknown: stay silent
    [InlineData("clusterIP: ${IP}\n  selector: { app: ledger }")] // unknown: stay silent
    [InlineData("clusterIP: None")] // somebody else keeps the endpoints
    [InlineData("selector: {}")] // somebody else keeps the endpoints
    public void Is_silent_when_the_pods_may_have_names(string service) =>
        Lint.Expect<StsGoverningService>(Ledger("serviceName: ledger") + Service(service));

    [Fact]
    public void Warns_about_an_empty_name()
    {
        Lint.Expect<StsGoverningService>(Ledger("serviceName: {|HA0801:''|}"));
        var finding = Lint.One<StsGoverningService>(Ledger("podManagementPolicy: Parallel"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("StatefulSet 'ledger' names no Service, so its pods have no DNS names", finding.Message);
        Assert.Equal("spec", finding.Place.Text);
    }

    [Fact]
    public void Begins_with_a_capital_about_a_set_without_a_name()
    {
        var nameless = Ledger("serviceName: ''").Replace("{ name: ledger }", "{ generateName: ledger- }", StringComparison.Ordinal);
        Assert.StartsWith("The StatefulSet names", Lint.One<StsGoverningService>(nameless).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_a_Service_that_is_not_found_and_warns_when_it_does_not_exist()
    {
        Lint.Expect<StsGoverningService>(Ledger("serviceName: {|HA0801:ledger|}"));
        Assert.Equal(Severity.Note, Lint.One<StsGoverningService>(Ledger("serviceName: ledger")).Severity);
        Assert.Equal(Severity.Warning, Lint.One<StsGoverningService>(Ledger("serviceName: ledger"), Closed).Severity);
    }

    [Theory]
    [InlineData("apiVersion: v1", "Service", "'${NAME}'")] // unknown: stay silent
    [InlineData("apiVersion: v1", "${KIND}", "ledger")] // unknown: stay silent
    [InlineData("apiVersion: ledgers.example.com/v1", "Ledger", "ledger")] // its operator may make the Service
    [InlineData("apiVersion: v1", "Service", "'{{ .Values.name }}'")] // unknown: stay silent
    public void Is_silent_when_the_Service_may_exist(string apiVersion, string kind, string name) =>
        Lint.Expect<StsGoverningService>(Ledger("serviceName: ledger") + $$"""

            ---
            {{apiVersion}}
            kind: {{kind}}
            metadata: { name: {{name}} }
            """);

    [Fact]
    public void Is_silent_when_the_Service_is_far_away() => Lint.Expect<StsGoverningService>(
    [
        ("sets/ledger.yaml", Ledger("serviceName: ledger")),
        ("services/ledger.yaml", Service(Headless)),
    ]);

    [Fact]
    public void Claims_nothing_about_a_Service_elsewhere_that_names_a_namespace() => Lint.Expect<StsGoverningService>(
    [
        ("app/set.yaml", Ledger("serviceName: ledger")),
        ("app/service.yaml", Service("selector: { app: ledger }").Replace("name: ledger", "name: ledger, namespace: accounting", StringComparison.Ordinal)),
    ]);

    [Theory]
    [InlineData("accounting", "{ app: ledger }", Severity.Warning)]
    [InlineData("accounting", "{ app: other }", Severity.Note)] // of something else, so that only a Service is not found
    public void Warns_of_a_Service_in_another_namespace(string @namespace, string selector, Severity severity)
    {
        var text = Ledger("serviceName: ledger").Replace("{ name: ledger }", "{ name: ledger, namespace: shop }", StringComparison.Ordinal)
            + Service($"clusterIP: None\n  selector: {selector}").Replace("name: ledger", $"name: ledger, namespace: {@namespace}", StringComparison.Ordinal);
        Assert.Equal(severity, Lint.One<StsGoverningService>(text).Severity);
        Lint.Expect<StsGoverningService>(text.Replace("serviceName: ledger", "serviceName: {|HA0801:ledger|}", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_notes_a_Service_of_another_namespace_and_file() => Assert.Equal(Severity.Note, Assert.Single(Lint.Run(
    [
        new("app/set.yaml", Ledger("serviceName: ledger").Replace("{ name: ledger }", "{ name: ledger, namespace: shop }", StringComparison.Ordinal)),
        new("app/service.yaml", Service(Headless).Replace("name: ledger", "name: ledger, namespace: accounting", StringComparison.Ordinal)),
    ], "HA0801")).Severity);

    [Theory]
    [InlineData("{ name: ledger }")] // it may get the other one's
    [InlineData("{ name: ledger, namespace: '${NAMESPACE}' }")]
    public void Claims_nothing_of_a_namespace_that_is_not_known(string metadata) => Lint.Expect<StsGoverningService>(
        Ledger("serviceName: ledger").Replace("{ name: ledger }", metadata, StringComparison.Ordinal)
        + Service(Headless).Replace("name: ledger", "name: ledger, namespace: accounting", StringComparison.Ordinal));

    [Theory]
    [InlineData("serviceName: ${SERVICE}")] // unknown: stay silent
    [InlineData("serviceName: '{{ .Release.Name }}-ledger'")] // unknown: stay silent
    public void Is_silent_about_a_name_that_is_not_known(string serviceName) => Lint.Expect<StsGoverningService>(Ledger(serviceName));

    [Theory]
    [InlineData("replicas: 1")]
    [InlineData("revisionHistoryLimit: 3")]
    [InlineData("replicas: ${REPLICAS}")]
    public void Only_notes_a_set_that_may_have_a_single_pod(string replicas)
    {
        Assert.Equal(Severity.Note, Lint.One<StsGoverningService>(Ledger("serviceName: ''", replicas)).Severity);
        Assert.Equal(Severity.Note, Lint.One<StsGoverningService>(Ledger("serviceName: ledger", replicas), Closed).Severity);
        Assert.Equal(Severity.Note, Lint.One<StsGoverningService>(Ledger("serviceName: ledger", replicas) + Service("selector: { app: ledger }")).Severity);
    }

    [Fact]
    public void Reports_a_single_pod_that_is_called_by_its_name() =>
        Assert.Equal(Severity.Error, Lint.One<StsGoverningService>(Ledger("serviceName: ledger", "replicas: 1") + Service("selector: { app: ledger }") + """

            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: web }
            data: { url: 'http://ledger-0.ledger:7000' }
            """).Severity);

    [Theory]
    [InlineData("Deployment")]
    [InlineData("${KIND}")]
    public void Is_silent_about_other_kinds(string kind) =>
        Lint.Expect<StsGoverningService>(Ledger("serviceName: ''").Replace("kind: StatefulSet", $"kind: {kind}", StringComparison.Ordinal));

    private static string Ledger(string serviceName, string replicas = "replicas: 3") => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          {{replicas}}
          {{serviceName}}
          selector: { matchLabels: { app: ledger } }
          template:
            metadata: { labels: { app: ledger } }
            spec:
              containers: [{ name: ledger, image: 'ledger:1' }]
        """;

    private static string Service(string spec) => $$"""

        ---
        apiVersion: v1
        kind: Service
        metadata: { name: ledger }
        spec:
          {{spec}}
        """;
}
