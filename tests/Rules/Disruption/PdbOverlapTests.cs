using Hale.Rules.Disruption;
using Hale.Testing;

namespace Hale.Rules.Tests.Disruption;

public sealed class PdbOverlapTests
{
    [Fact]
    public void Reports_the_second_budget_of_a_workload()
    {
        var manifest = Shop() + Budget("shop", "selector: { matchLabels: { app: shop } }") + Budget("web", "{|HA0304:selector|}: { matchLabels: { tier: web } }");
        Lint.Expect<PdbOverlap>(manifest);
        var finding = Lint.One<PdbOverlap>(manifest);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("PodDisruptionBudget 'web' selects the pods of Deployment 'shop' as PodDisruptionBudget 'shop' does, so every eviction of them fails", finding.Message);
        Assert.Equal(["the selector of PodDisruptionBudget 'shop'", "the labels of Deployment 'shop'"], finding.Related.Select(related => related.Message));
    }

    [Fact]
    public void Reports_each_further_budget_once() => Lint.Expect<PdbOverlap>(
        Shop() + Budget("one", "selector: { matchLabels: { app: shop } }")
        + Budget("two", "{|HA0304:selector|}: { matchLabels: { app: shop } }") + Budget("three", "{|HA0304:selector|}: {}"));

    [Theory]
    [InlineData("{ key: app, operator: In, values: [shop] }")]
    [InlineData("{ key: app, operator: In, values: [other, shop] }")]
    [InlineData("{ key: app, operator: Exists }")]
    public void Reports_budgets_that_select_by_expressions(string expression) => Lint.Expect<PdbOverlap>(
        Shop() + Budget("one", "selector: { matchLabels: { app: shop } }") + Budget("two", $"{{|HA0304:selector|}}: {{ matchExpressions: [{expression}] }}"));

    [Theory]
    [InlineData("{ app: other }")]
    [InlineData("{ app: shop, track: stable }")] // a label that the pods do not have
    [InlineData("{ app: '${APP}' }")] // unknown: stay silent
    [InlineData("'${LABELS}'")]
    public void Is_silent_when_the_other_budget_is_not_known_to_select_the_pods(string labels)
    {
        var (one, two) = (Budget("one", "selector: { matchLabels: { app: shop } }"), Budget("two", $"selector: {{ matchLabels: {labels} }}"));
        Lint.Expect<PdbOverlap>(Shop() + one + two);
        Lint.Expect<PdbOverlap>(Shop() + two + one);
    }

    [Theory]
    [InlineData("metadata: { name: two, namespace: staging }")]
    [InlineData("metadata: { name: two, namespace: '${NAMESPACE}' }")]
    [InlineData("metadata: { name: one, namespace: prod }")] // the same object once more
    [InlineData("metadata: { name: '${NAME}', namespace: prod }")] // may be the same
    public void Is_silent_about_another_namespace_and_the_same_budget(string metadata) => Lint.Expect<PdbOverlap>(
        Shop("name: shop, namespace: prod") + Budget("one, namespace: prod", "selector: { matchLabels: { app: shop } }")
        + Budget("two", "selector: { matchLabels: { app: shop } }").Replace("metadata: { name: two }", metadata, StringComparison.Ordinal));

    [Theory]
    [InlineData("{ matchLabels: { app: shop } }", "{|HA0304:selector|}: { matchLabels: { app: shop } }")]
    [InlineData("{ matchExpressions: [{ key: app, operator: Exists }] }", "{|HA0304:selector|}: { matchExpressions: [{ key: app, operator: Exists }] }")]
    [InlineData("{ matchLabels: { app: shop } }", "selector: { matchLabels: { app: shop, track: stable } }")] // which pods have, or have not
    [InlineData("{ matchLabels: { app: '${APP}' } }", "selector: { matchLabels: { app: '${APP}' } }")] // unknown: stay silent
    [InlineData("{}", "selector: {}")] // the namespace may be empty
    public void Reports_two_budgets_with_one_selector_whatever_pods_there_are(string one, string two) =>
        Lint.Expect<PdbOverlap>(Budget("one", $"selector: {one}") + Budget("two", two));

    [Fact]
    public void Says_that_budgets_have_one_selector() => Assert.Equal(
        "PodDisruptionBudget 'two' has the selector of PodDisruptionBudget 'one', so every eviction of the pods that they choose fails",
        Lint.One<PdbOverlap>(Budget("one", "selector: { matchLabels: { app: shop } }") + Budget("two", "selector: { matchLabels: { app: shop } }")).Message);

    [Fact]
    public void Is_silent_about_one_selector_in_two_namespaces_or_files()
    {
        var (one, two) = (Budget("one, namespace: prod", "selector: { matchLabels: { app: shop } }"), Budget("two, namespace: staging", "selector: { matchLabels: { app: shop } }"));
        Lint.Expect<PdbOverlap>(one + two);
        Lint.Expect<PdbOverlap>([("one.yaml", one), ("two.yaml", Budget("two, namespace: prod", "selector: { matchLabels: { app: shop } }"))]);
    }

    [Fact]
    public void Is_silent_about_files_that_only_share_a_folder() => Lint.Expect<PdbOverlap>([
        ("shop.yaml", Shop() + Budget("one", "selector: { matchLabels: { app: shop } }")),
        ("budget.yaml", Budget("two", "selector: { matchLabels: { app: shop } }")),
    ]);

    [Theory]
    [InlineData("")]
    [InlineData("commonLabels: { team: shop }")]
    public void Reports_budgets_of_one_kustomization(string labels) => Lint.Expect<PdbOverlap>([
        ("kustomization.yaml", $"resources: [shop.yaml, budget.yaml]\n{labels}"),
        ("budget.yaml", Budget("one", "selector: { matchLabels: { app: shop } }")),
        ("shop.yaml", Shop() + Budget("two", "{|HA0304:selector|}: { matchLabels: { app: shop } }")),
    ]);

    [Fact]
    public void Reports_budgets_that_an_overlay_adds() => Lint.Expect<PdbOverlap>([
        ("base/kustomization.yaml", "resources: [shop.yaml]"),
        ("base/shop.yaml", Shop()),
        ("prod/kustomization.yaml", "resources: [../base, budgets.yaml]"),
        ("prod/budgets.yaml", Budget("one", "selector: { matchLabels: { app: shop } }") + Budget("two", "{|HA0304:selector|}: { matchLabels: { app: shop } }")),
    ]);

    [Theory]
    [InlineData("matchLabels: { app: shop }", "team: shop", true)]
    [InlineData("matchLabels: { app: shop }", "app: store", false)] // the pods lose what the overlay's budget asks for
    [InlineData("matchExpressions: [{ key: team, operator: DoesNotExist }], matchLabels: { app: shop }", "team: shop", false)]
    [InlineData("matchLabels: { app: shop }", "'${KEY}': shop", false)] // unknown: stay silent
    public void Knows_the_labels_that_the_base_adds(string selector, string label, bool isReported) => Lint.Expect<PdbOverlap>([
        ("base/kustomization.yaml", $"resources: [shop.yaml]\ncommonLabels: {{ {label} }}"),
        ("base/shop.yaml", Shop() + Budget("one", "selector: { matchLabels: { app: shop } }")),
        ("prod/kustomization.yaml", "resources: [../base, budget.yaml]\ncommonLabels: { stage: prod }"),
        ("prod/budget.yaml", Budget("two", $"{(isReported ? "{|HA0304:selector|}" : "selector")}: {{ {selector} }}")),
    ]);

    [Fact]
    public void Is_silent_about_a_budget_that_is_never_built_with_the_workload() => Lint.Expect<PdbOverlap>([
        ("a/kustomization.yaml", "resources: [../base, shop.yaml]"),
        ("a/shop.yaml", Shop()),
        ("b/kustomization.yaml", "resources: [../base, other.yaml]"),
        ("b/other.yaml", Budget("one", "selector: { matchLabels: { app: shop } }")),
        ("base/kustomization.yaml", "resources: [budget.yaml]"),
        ("base/budget.yaml", Budget("two", "selector: { matchLabels: { app: shop } }")),
    ]);

    [Fact]
    public void Is_silent_about_budgets_of_alternative_overlays() => Lint.Expect<PdbOverlap>([
        ("base/kustomization.yaml", "resources: [shop.yaml]"),
        ("base/shop.yaml", Shop()),
        ("one/kustomization.yaml", "resources: [../base, budget.yaml]"),
        ("one/budget.yaml", Budget("one", "selector: { matchLabels: { app: shop } }")),
        ("two/kustomization.yaml", "resources: [../base, budget.yaml]"),
        ("two/budget.yaml", Budget("two", "selector: { matchLabels: { app: shop } }")),
    ]);

    [Fact]
    public void Is_silent_when_labels_are_added_to_one_of_the_budgets_only() => Lint.Expect<PdbOverlap>([
        ("kustomization.yaml", "resources: [shop.yaml, other]"),
        ("shop.yaml", Shop() + Budget("one", "selector: { matchLabels: { app: shop } }")),
        ("other/kustomization.yaml", "resources: [budget.yaml]\ncommonLabels: { part: other }"),
        ("other/budget.yaml", Budget("two", "selector: { matchLabels: { app: shop } }")),
    ]);

    [Theory]
    [InlineData("DaemonSet")]
    [InlineData("Job")]
    public void Is_silent_about_pods_that_are_not_evicted_or_end(string kind) => Lint.Expect<PdbOverlap>(
        Shop().Replace("kind: Deployment", $"kind: {kind}", StringComparison.Ordinal).Replace("apps/v1", kind == "Job" ? "batch/v1" : "apps/v1", StringComparison.Ordinal)
        + Budget("one", "selector: { matchLabels: { app: shop } }") + Budget("two", "selector: { matchLabels: { app: shop } }"));

    [Fact]
    public void Is_silent_about_one_budget_for_two_workloads() => Lint.Expect<PdbOverlap>(
        Shop() + "\n---\n" + Shop("name: shop-canary") + Budget("one", "selector: { matchLabels: { app: shop } }"));

    private static string Shop(string metadata = "name: shop") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { {{metadata}} }
        spec:
          replicas: 3
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop, tier: web } }
            spec:
              containers: [{ name: shop, image: shop:1 }]
        """;

    private static string Budget(string name, string selector) => $$"""

        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: {{name}} }
        spec:
          maxUnavailable: 1
          {{selector}}
        """;
}
