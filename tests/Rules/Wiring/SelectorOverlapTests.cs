using Hale.Rules.Wiring;
using Hale.Testing;

namespace Hale.Rules.Tests.Wiring;

public sealed class SelectorOverlapTests
{
    [Theory]
    [InlineData("{ app: shop }", "{ app: shop }")]
    [InlineData("{ app: shop }", "{ app: shop, tier: worker }")] // the first selects the pods of the second
    public void Reports_controllers_that_select_the_same_pods(string first, string second) =>
        Lint.Expect<SelectorOverlap>(Controller("api", first) + Controller("worker", second, "{|HA1403:selector|}"));

    [Fact]
    public void Reports_the_later_one_also_when_it_has_the_wider_selector() =>
        Lint.Expect<SelectorOverlap>(Controller("api", "{ app: shop, tier: api }") + Controller("worker", "{ app: shop }", "{|HA1403:selector|}"));

    [Fact]
    public void Reports_a_selector_of_expressions() => Lint.Expect<SelectorOverlap>(
        Controller("api", "{ app: shop, tier: api }")
        + Controller("worker", "{ app: shop }", "{|HA1403:selector|}").Replace("matchLabels: { app: shop }", "matchExpressions: [{ key: app, operator: In, values: [shop] }]"));

    [Fact]
    public void Names_both_controllers()
    {
        var finding = Lint.One<SelectorOverlap>(Controller("api", "{ app: shop }") + Controller("worker", "{ app: shop }").Replace("Deployment", "StatefulSet"));
        Assert.Equal("StatefulSet 'worker' and Deployment 'api' select the same pods", finding.Message);
        Assert.Equal("the selector of Deployment 'api'", Assert.Single(finding.Related).Message);
    }

    [Theory]
    [InlineData("Deployment", "Deployment", Severity.Error)]
    [InlineData("Deployment", "StatefulSet", Severity.Note)] // which takes no pods of another name
    [InlineData("StatefulSet", "StatefulSet", Severity.Note)]
    public void Is_severe_where_pods_may_be_adopted(string first, string second, Severity severity) => Assert.Equal(
        severity,
        Lint.One<SelectorOverlap>(Controller("api", "{ app: shop }").Replace("Deployment", first) + Controller("worker", "{ app: shop }").Replace("Deployment", second)).Severity);

    [Theory]
    [InlineData("{ app: shop }", "{ app: shop, tier: worker }", "Deployment 'api' selects the pods of Deployment 'worker', too")]
    [InlineData("{ app: shop, tier: api }", "{ app: shop }", "Deployment 'worker' selects the pods of Deployment 'api', too")]
    public void Says_which_one_selects_too_much(string api, string worker, string message) =>
        Assert.Equal(message, Lint.One<SelectorOverlap>(Controller("api", api) + Controller("worker", worker)).Message);

    [Fact]
    public void Reports_each_later_one_once_and_shows_the_first_few_of_many()
    {
        var findings = Lint.Findings<SelectorOverlap>(string.Concat(Enumerable.Range(0, 8).Select(number => Controller($"shop-{number}", "{ app: shop }"))));
        Assert.Equal(7, findings.Count);
        Assert.Equal("Deployment 'shop-7' and Deployment 'shop-0' select the same pods", findings[6].Message);
        Assert.Equal([0, 1, 2, 3, 4], findings[6].Related.Select(related => related.Message["the selector of Deployment 'shop-".Length] - '0'));
    }

    [Theory]
    [InlineData("{ app: shop, tier: api }", "{ app: shop, tier: worker }")]
    [InlineData("{ app: shop }", "{ app: '${APP}' }")]
    [InlineData("{ app: shop }", "'{{ .Values.labels }}'")]
    public void Is_silent_about_selectors_that_differ_or_may(string first, string second) =>
        Lint.Expect<SelectorOverlap>(Controller("api", first) + Controller("worker", second));

    [Fact]
    public void Is_silent_about_controllers_that_share_each_label_with_another_one() => Lint.Expect<SelectorOverlap>(
        Controller("api", "{ app: shop, tier: api }") + Controller("worker", "{ app: shop, tier: worker }") + Controller("wiki", "{ app: wiki, tier: api }"));

    [Fact]
    public void Is_silent_about_two_namespaces_in_one_folder() => Lint.Expect<SelectorOverlap>(
    [
        ("api.yaml", Controller("api", "{ app: shop }").Replace("name: api", "name: api, namespace: one", StringComparison.Ordinal)),
        ("worker.yaml", Controller("worker", "{ app: shop }").Replace("name: worker", "name: worker, namespace: two", StringComparison.Ordinal)),
    ]);

    [Fact]
    public void Is_silent_about_a_service_that_selects_both() => Lint.Expect<SelectorOverlap>(
        Controller("reviews-v1", "{ app: reviews, version: v1 }") + Controller("reviews-v2", "{ app: reviews, version: v2 }")
        + "{ apiVersion: v1, kind: Service, metadata: { name: reviews }, spec: { selector: { app: reviews } } }");

    [Theory]
    [InlineData("name: worker", "name: api")] // the same object again
    [InlineData("name: worker", "name: '${NAME}'")]
    [InlineData("name: worker", "name: worker, namespace: '${NAMESPACE}'")]
    [InlineData("kind: Deployment", "kind: Job")] // its selector is made for it
    [InlineData("name: worker", "name: worker, ownerReferences: [{ kind: Deployment, name: api }]")]
    public void Is_silent_about_what_is_no_other_controller(string what, string instead) =>
        Lint.Expect<SelectorOverlap>(Controller("api", "{ app: shop }") + Controller("worker", "{ app: shop }").Replace(what, instead));

    [Fact]
    public void Is_silent_in_different_namespaces() => Lint.Expect<SelectorOverlap>(
        Controller("api, namespace: one", "{ app: shop }") + Controller("worker, namespace: two", "{ app: shop }"));

    [Fact]
    public void Is_silent_about_alternatives_in_several_files()
    {
        Lint.Expect<SelectorOverlap>([("a.yaml", Controller("api", "{ app: shop }")), ("b.yaml", Controller("worker", "{ app: shop }"))]);
        Lint.Expect<SelectorOverlap>([("a/a.yaml", Controller("api, namespace: one", "{ app: shop }")), ("b/b.yaml", Controller("worker, namespace: one", "{ app: shop }"))]);
        Lint.Expect<SelectorOverlap>([("a.yaml", Controller("api, namespace: one", "{ app: shop }")), ("b.yaml", Controller("api, namespace: one", "{ app: shop }").Replace("Deployment", "DaemonSet"))]);
    }

    [Fact]
    public void Speaks_across_the_files_of_one_namespace_or_kustomization()
    {
        Lint.Expect<SelectorOverlap>([("a.yaml", Controller("api, namespace: one", "{ app: shop }")), ("b.yaml", Controller("worker, namespace: one", "{ app: shop }", "{|HA1403:selector|}"))]);
        Lint.Expect<SelectorOverlap>([("a.yaml", Controller("api", "{ app: shop }")), ("b.yaml", Controller("worker", "{ app: shop }", "{|HA1403:selector|}")), ("kustomization.yaml", "resources: [a.yaml, b.yaml]")]);
    }

    [Fact]
    public void Is_silent_when_a_kustomization_tells_them_apart_by_labels() => Lint.Expect<SelectorOverlap>(
    [
        ("a/a.yaml", Controller("api", "{ app: shop }")),
        ("a/kustomization.yaml", "resources: [a.yaml]\ncommonLabels: { tier: api }"),
        ("b/b.yaml", Controller("worker", "{ app: shop }")),
        ("b/kustomization.yaml", "resources: [b.yaml]\ncommonLabels: { tier: worker }"),
        ("kustomization.yaml", "resources: [a, b]"),
    ]);

    private static string Controller(string name, string labels, string selector = "selector") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: {{name}} }
        spec:
          {{selector}}: { matchLabels: {{labels}} }
          template:
            metadata: { labels: {{labels}} }
            spec: { containers: [{ name: shop, image: shop:1 }] }
        ---

        """;
}
