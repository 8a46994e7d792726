using Hale.Rules.Placement;
using Hale.Testing;

namespace Hale.Rules.Tests.Placement;

public sealed class NodePinnedTests
{
    private const string Required = "affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: ";

    [Theory]
    [InlineData("nodeName: {|HA0208:node-1|}")]
    [InlineData("nodeSelector: { kubernetes.io/hostname: {|HA0208:node-1|} }")]
    [InlineData(Required + "[{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [{|HA0208:node-1|}] }] }] } } }")]
    [InlineData(Required + "[{ matchFields: [{ key: metadata.name, operator: In, values: [{|HA0208:node-1|}] }] }] } } }")]
    public void Reports_pods_that_name_their_node(string pod)
    {
        Lint.Expect<NodePinned>(Web(pod));
        var finding = Lint.One<NodePinned>(Web(pod));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("Deployment 'web' runs on node 'node-1' only: it is down whenever that node is", finding.Message);
    }

    [Fact]
    public void Counts_the_replicas_that_go_with_the_node() => Assert.Equal(
        "Deployment 'web' runs on node 'node-1' only: all 3 replicas are down whenever that node is", Lint.One<NodePinned>(Web("nodeName: node-1", "replicas: 3")).Message);

    [Theory]
    [InlineData("")]
    [InlineData("nodeName: ''")]
    [InlineData("nodeName: ${NODE}")] // unknown: stay silent
    [InlineData("nodeName: ${NODE}\n      nodeSelector: { kubernetes.io/hostname: node-1 }")]
    [InlineData("nodeSelector: { kubernetes.io/hostname: '${NODE}' }")]
    [InlineData("nodeSelector: ${SELECTOR}")]
    [InlineData("nodeSelector: { kubernetes.io/os: linux }")]
    [InlineData("nodeSelector: { topology.kubernetes.io/zone: a }")]
    [InlineData(Required + "[{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [node-1, node-2] }] }] } } }")]
    [InlineData(Required + "[{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: '${NODES}' }] }] } } }")]
    [InlineData(Required + "[{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: ['${NODE}'] }] }] } } }")]
    [InlineData(Required + "[{ matchExpressions: [{ key: kubernetes.io/hostname, operator: NotIn, values: [node-1] }] }] } } }")]
    [InlineData(Required + "[{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [node-1] }] }, { matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [node-2] }] }] } } }")]
    [InlineData(Required + "[{ matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [node-1] }] }, { matchExpressions: [{ key: disk, operator: Exists }] }] } } }")]
    [InlineData("affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [node-1] }] } }] } }")]
    public void Is_silent_when_there_may_be_other_nodes(string pod) => Lint.Expect<NodePinned>(Web(pod));

    [Fact]
    public void Reports_terms_that_all_name_the_same_node() => Assert.Single(Lint.Findings<NodePinned>(Web(
        Required + "[{ matchFields: [{ key: metadata.name, operator: In, values: [node-1] }] }, { matchExpressions: [{ key: kubernetes.io/hostname, operator: In, values: [node-1] }] }] } } }")));

    [Fact]
    public void Is_silent_when_no_pod_runs() => Lint.Expect<NodePinned>(Web("nodeName: node-1", "replicas: 0"));

    [Theory]
    [InlineData("web:1")]
    [InlineData("${IMAGE}")] // unknown: stay silent
    public void Is_silent_when_there_is_such_a_workload_on_another_node(string image) => Lint.Expect<NodePinned>(Web("nodeName: node-1") + $$"""

        ---
        kind: Deployment
        metadata: { name: web-2 }
        spec: { template: { spec: { nodeName: node-2, containers: [{ name: web, image: "{{image}}" }] } } }
        """);

    [Fact]
    public void Is_silent_when_an_unread_template_may_hold_such_a_workload() => Lint.Expect<NodePinned>(Web("nodeName: node-1") + """

        ---
        kind: Deployment
        {{ if .Values.second }}
        metadata: { name: web-2 }
        {{ end }}
        """);

    [Fact]
    public void Reports_it_beside_a_workload_of_another_image() => Assert.Single(Lint.Findings<NodePinned>(Web("nodeName: node-1") + """

        ---
        kind: Deployment
        metadata: { name: db }
        spec: { template: { spec: { containers: [{ name: db, image: "postgres:18" }] } } }
        """));

    [Fact]
    public void Is_a_note_for_development() => Assert.Equal(
        Severity.Note, Lint.One<NodePinned>(Web("nodeName: node-1").Replace("name: web }", "name: web, namespace: dev }", StringComparison.Ordinal)).Severity);

    [Theory]
    [InlineData("DaemonSet")]
    [InlineData("Job")]
    [InlineData("CloneSet")]
    public void Is_silent_about_other_kinds(string kind) => Lint.Expect<NodePinned>(Web("nodeName: node-1").Replace("kind: Deployment", $"kind: {kind}", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_about_a_Pod() => Lint.Expect<NodePinned>("""
        kind: Pod
        metadata: { name: debug }
        spec: { nodeName: node-1, containers: [{ name: debug, image: "debug:1" }] }
        """);

    private static string Web(string pod, string replicas = "") => $$"""
        kind: Deployment
        metadata: { name: web }
        spec:
          {{replicas}}
          template:
            spec:
              {{pod}}
              containers: [{ name: web, image: "web:1" }]
        """;
}
