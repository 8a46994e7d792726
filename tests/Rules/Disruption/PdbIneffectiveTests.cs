using Hale.Rules.Disruption;
using Hale.Rules.Model;
using Hale.Testing;

namespace Hale.Rules.Tests.Disruption;

public sealed class PdbIneffectiveTests
{
    private static readonly ClusterFacts Closed = new() { ClosedWorld = true };

    [Theory]
    [InlineData("replicas: 2", "minAvailable: {|HA0303:0|}")]
    [InlineData("replicas: 2", "minAvailable: {|HA0303:0%|}")]
    [InlineData("replicas: 2", "maxUnavailable: {|HA0303:2|}")]
    [InlineData("replicas: 2", "maxUnavailable: {|HA0303:3|}")]
    [InlineData("replicas: 2", "maxUnavailable: {|HA0303:51%|}")] // 1.02 of 2, rounded up
    [InlineData("replicas: 2", "maxUnavailable: {|HA0303:100%|}")]
    [InlineData("replicas: 2", "maxUnavailable: 1")]
    [InlineData("replicas: 2", "maxUnavailable: 50%")]
    [InlineData("replicas: 2", "minAvailable: 1")]
    [InlineData("replicas: 1", "maxUnavailable: 1")] // tells the cluster autoscaler that the pod may be moved
    [InlineData("", "maxUnavailable: 100%")]
    [InlineData("replicas: ${REPLICAS}", "maxUnavailable: 100%")] // unknown: stay silent
    [InlineData("replicas: 2", "maxUnavailable: '${LIMIT}'")] // unknown: stay silent
    [InlineData("replicas: 2", "minAvailable: 0, maxUnavailable: 1")] // rejected
    public void Reports_a_limit_that_limits_nothing(string replicas, string limit) => Lint.Expect<PdbIneffective>(Shop(replicas) + Budget(limit));

    [Fact]
    public void Names_limit_and_replicas()
    {
        var finding = Lint.One<PdbIneffective>(Shop("replicas: 2") + Budget("maxUnavailable: 2"));
        Assert.Equal("PodDisruptionBudget 'shop' with maxUnavailable 2 allows all pods of Deployment 'shop' with 2 replicas to be evicted at once", finding.Message);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("{|HA0303:3|}")]
    public void Adds_up_the_replicas_of_all_workloads_that_it_selects(string unavailable) =>
        Lint.Expect<PdbIneffective>(Shop("replicas: 2") + "\n---\n" + Shop("replicas: 1", "shop-canary") + Budget($"maxUnavailable: {unavailable}"));

    [Theory]
    [InlineData("policy/v1", "")]
    [InlineData("policy/v1beta1", "")]
    [InlineData("policy/v1beta1", "selector: {}")]
    public void Warns_of_a_budget_that_selects_nothing(string version, string selector)
    {
        var finding = Lint.One<PdbIneffective>(Budget(version, selector));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("PodDisruptionBudget 'shop' has no selector, so it protects no pod", finding.Message);
    }

    [Fact]
    public void Notes_a_budget_over_the_whole_namespace()
    {
        var finding = Lint.One<PdbIneffective>(Shop("replicas: 2") + "\n---\n" + Budget("policy/v1", "selector: {}"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("PodDisruptionBudget 'shop' has an empty selector, so it counts all pods of its namespace together", finding.Message);
    }

    [Fact]
    public void Is_silent_about_an_older_budget_that_selects_pods() =>
        Lint.Expect<PdbIneffective>(Shop("replicas: 2") + "\n---\n" + Budget("policy/v1beta1", "selector: { matchLabels: { app: shop } }"));

    [Fact]
    public void Notes_a_budget_whose_pods_are_elsewhere() =>
        Lint.Expect<PdbIneffective>(Budget("policy/v1", "{|HA0303:selector|}: { matchLabels: { app: shop } }"));

    [Theory]
    [InlineData("{ name: shop }", "{ app: shop, tier: web }")]
    [InlineData("{ name: shop, namespace: wiki }", "{ app: shop }")]
    public void Notes_a_budget_beside_other_pods(string metadata, string labels) => Lint.Expect<PdbIneffective>(
        Shop("replicas: 2").Replace("{ name: shop }", metadata, StringComparison.Ordinal) + "\n---\n"
        + Budget("policy/v1", $"{{|HA0303:selector|}}: {{ matchLabels: {labels} }}").Replace("{ name: shop }", "{ name: shop, namespace: shop }", StringComparison.Ordinal));

    [Fact]
    public void Warns_of_a_budget_without_pods_when_the_input_is_all_there_is()
    {
        Assert.Equal(Severity.Note, Lint.One<PdbIneffective>(Budget("policy/v1", "selector: { matchLabels: { app: shop } }")).Severity);
        Assert.Equal(Severity.Warning, Lint.One<PdbIneffective>(Budget("policy/v1", "selector: { matchLabels: { app: shop } }"), Closed).Severity);
    }

    [Fact]
    public void Only_notes_it_where_a_custom_resource_may_make_the_pods() => Assert.Equal(Severity.Note, Lint.One<PdbIneffective>(
        Budget("policy/v1", "selector: { matchLabels: { app: shop } }") + """

        ---
        apiVersion: monitoring.coreos.com/v1
        kind: Prometheus
        metadata: { name: main }
        """,
        Closed).Severity);

    [Theory]
    [InlineData("'${APP}'")]
    [InlineData("'{{ .Values.app }}'")]
    public void Is_silent_when_the_pods_may_be_the_selected_ones(string app) =>
        Lint.Expect<PdbIneffective>(Shop("replicas: 2") + "\n---\n" + Budget("policy/v1", $"selector: {{ matchLabels: {{ app: {app} }} }}"));

    [Fact]
    public void Is_silent_when_a_kustomization_adds_labels() => Lint.Expect<PdbIneffective>(
        [
            ("kustomization.yaml", """
                resources: [shop.yaml, budget.yaml]
                commonLabels: { team: shop }
                """),
            ("shop.yaml", Shop("replicas: 2")),
            ("budget.yaml", Budget("policy/v1", "selector: { matchLabels: { team: shop } }")),
        ]);

    [Fact]
    public void Is_silent_when_the_pods_are_in_another_folder() => Lint.Expect<PdbIneffective>(
        [
            ("app/shop.yaml", Shop("replicas: 2")),
            ("policies/budget.yaml", Budget("policy/v1", "selector: { matchLabels: { app: shop } }")),
        ]);

    [Fact]
    public void Leaves_a_budget_without_a_limit_to_the_rule_about_blocked_evictions() => Lint.Expect<PdbIneffective>(Shop("replicas: 2") + """

        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: shop }
        spec: { selector: { matchLabels: { app: shop } } }
        """);

    private static string Shop(string replicas, string name = "shop") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: {{name}} }
        spec:
          {{replicas}}
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              containers: [{ name: shop, image: shop:1 }]
        """;

    private static string Budget(string limit) => $$"""

        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: shop }
        spec: { {{limit}}, selector: { matchLabels: { app: shop } } }
        """;

    private static string Budget(string version, string selector) => $$"""
        apiVersion: {{version}}
        kind: PodDisruptionBudget
        metadata: { name: shop }
        spec:
          maxUnavailable: 1
          {{selector}}
        """;
}
