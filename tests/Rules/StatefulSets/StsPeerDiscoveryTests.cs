using Hale.Rules.StatefulSets;
using Hale.Testing;

namespace Hale.Rules.Tests.StatefulSets;

public sealed class StsPeerDiscoveryTests
{
    private const string Probe = "readinessProbe: { httpGet: { path: /readyz, port: 2381 } }";

    [Fact]
    public void Reports_a_Service_that_waits_for_readiness()
    {
        Lint.Expect<StsPeerDiscovery>(Set() + Service("publishNotReadyAddresses: {|HA0802:false|}"));
        var finding = Lint.One<StsPeerDiscovery>(Set() + Service(""));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("spec", finding.Place.Text);
        Assert.Equal("Service 'etcd' publishes the members of StatefulSet 'etcd' only when they are ready, which they are not before they find each other", finding.Message);
    }

    [Theory]
    [InlineData("startupProbe: { httpGet: { path: /readyz, port: 2381 } }", "")]
    [InlineData(Probe, "service.alpha.kubernetes.io/tolerate-unready-endpoints: 'false'")]
    public void Warns_whichever_probe_waits_and_whatever_is_not_tolerated(string probe, string annotation) => Assert.Equal(
        Severity.Warning,
        Lint.One<StsPeerDiscovery>(Set(probe: probe) + Service("").Replace("{ name: etcd }", $"{{ name: etcd, annotations: {{ {annotation} }} }}", StringComparison.Ordinal)).Severity);

    [Fact]
    public void Says_no_more_of_members_that_may_be_ready_alone() => Assert.Equal(
        "Service 'etcd' publishes the members of StatefulSet 'etcd' only when they are ready",
        Lint.One<StsPeerDiscovery>(Set(probe: "") + Service("")).Message.Split(',')[0]);

    [Theory]
    [InlineData("{ name: etcd, labels: { app.kubernetes.io/managed-by: postgres-operator } }", "app: etcd")] // its operator knows better
    [InlineData("{ name: etcd }", "app: other")] // HA0801 speaks of it
    public void Is_silent_about_a_set_of_an_operator_and_a_Service_for_others(string metadata, string selector) => Lint.Expect<StsPeerDiscovery>(
        Set().Replace("metadata: { name: etcd }", $"metadata: {metadata}", StringComparison.Ordinal) + Service("").Replace("selector: { app: etcd }", $"selector: {{ {selector} }}", StringComparison.Ordinal));

    [Theory]
    [InlineData("mongo:8", "args: [--replSet, rs0]\n        " + Probe)] // its members start one by one
    [InlineData("rabbitmq:4", Probe)]
    [InlineData("kubernetes-zookeeper:1.0", Probe)] // answers before it has joined
    [InlineData("etcd:3.6", "")] // ready as soon as it runs
    public void Notes_members_that_may_be_ready_alone(string image, string probe) =>
        Assert.Equal(Severity.Note, Lint.One<StsPeerDiscovery>(Set(image: image, probe: probe) + Service("")).Severity);

    [Theory]
    [InlineData("publishNotReadyAddresses: true")]
    [InlineData("publishNotReadyAddresses: ${PUBLISH}")] // unknown: stay silent
    public void Is_silent_when_members_are_published_at_once(string service) => Lint.Expect<StsPeerDiscovery>(Set() + Service(service));

    [Theory]
    [InlineData("'true'")]
    [InlineData("'${TOLERATE}'")] // unknown: stay silent
    public void Is_silent_with_the_annotation_of_old(string value) => Lint.Expect<StsPeerDiscovery>(
        Set() + Service("").Replace("{ name: etcd }", $"{{ name: etcd, annotations: {{ service.alpha.kubernetes.io/tolerate-unready-endpoints: {value} }} }}", StringComparison.Ordinal));

    [Theory]
    [InlineData("etcd:3.6", "replicas: 1")]
    [InlineData("etcd:3.6", "replicas: ${N}")] // unknown: stay silent
    [InlineData("mysql:8.4", "replicas: 3")]
    [InlineData("etcd-operator:1", "replicas: 3")]
    [InlineData("kafka:4", "replicas: 3")] // only its controllers vote
    [InlineData("${IMAGE}", "replicas: 3")] // unknown: stay silent
    public void Is_silent_about_what_needs_no_majority(string image, string replicas) => Lint.Expect<StsPeerDiscovery>(Set(replicas, image) + Service(""));

    [Fact]
    public void Is_silent_about_a_Service_that_is_not_headless_or_is_declared_elsewhere()
    {
        Lint.Expect<StsPeerDiscovery>(Set());
        Lint.Expect<StsPeerDiscovery>(Set() + Service("").Replace("clusterIP: None", "type: ClusterIP", StringComparison.Ordinal)); // HA0801 speaks of it
        Lint.Expect<StsPeerDiscovery>(Set() + Service("").Replace("clusterIP: None", "clusterIP: ${IP}", StringComparison.Ordinal)); // unknown: stay silent
    }

    private static string Set(string replicas = "replicas: 3", string image = "etcd:3.6", string probe = Probe) => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: etcd }
        spec:
          serviceName: etcd
          {{replicas}}
          selector: { matchLabels: { app: etcd } }
          template:
            metadata: { labels: { app: etcd } }
            spec:
              containers:
              - name: etcd
                image: {{image}}
                {{probe}}
        """;

    private static string Service(string spec) => $$"""

        ---
        apiVersion: v1
        kind: Service
        metadata: { name: etcd }
        spec:
          clusterIP: None
          selector: { app: etcd }
          {{spec}}
        """;
}
