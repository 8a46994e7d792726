using Hale.Rules.Disruption;
using Hale.Rules.Placement;
using Hale.Rules.Probes;
using Hale.Testing;

namespace Hale.Rules.Tests.Model;

public sealed class KustomizeLabelsTests
{
    private const string Bare = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec: { template: { spec: { containers: [{ name: web, image: web:1 }] } } }
        """;

    [Theory]
    [InlineData("commonLabels: { app: web }")]
    [InlineData("labels: [{ pairs: { app: web }, includeSelectors: true }]")]
    [InlineData("labels: [{ pairs: { app: web }, includeTemplates: true }]")]
    [InlineData("labels: [{ pairs: { tier: front } }, { pairs: { app: web }, includeSelectors: true }]")]
    public void Pods_have_the_labels_that_a_budget_asks_for(string labels) => ExpectBlocked(labels, "{|HA0302:2|}");

    [Theory]
    [InlineData("labels: [{ pairs: { app: web } }]")] // of the objects only
    [InlineData("labels: [{ pairs: { app: other }, includeTemplates: true }]")]
    [InlineData("labels: [{ pairs: { app: web }, includeSelectors: '${SELECTORS}' }]")] // unknown: stay silent
    [InlineData("labels: [{ pairs: '${LABELS}', includeSelectors: true }]")]
    [InlineData("commonLabels: { app: '${APP}' }")]
    [InlineData("commonAnnotations: { app: web }")]
    public void Pods_without_them_are_not_chosen(string labels) => ExpectBlocked(labels, "2");

    [Theory]
    [InlineData("commonLabels: { app: shop }", "{|HA0302:2|}")] // in both, in place of the other one
    [InlineData("labels: [{ pairs: { app: shop }, includeTemplates: true }]", "2")] // in the pods only
    public void A_label_is_replaced(string labels, string limit) => Lint.Expect<PdbBlocksEvictions>(
        [("web.yaml", WithLabel()), ("pdb.yaml", Budget(limit)), ("kustomization.yaml", $"resources: [web.yaml, pdb.yaml]\n{labels}")]);

    [Fact]
    public void A_budget_gets_no_selector_where_it_has_none() => Lint.Expect<PdbBlocksEvictions>(
    [
        ("web.yaml", Bare),
        ("pdb.yaml", "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { minAvailable: 2, selector: { matchExpressions: [{ key: app, operator: In, values: [shop] }] } }"),
        ("kustomization.yaml", "resources: [web.yaml, pdb.yaml]\ncommonLabels: { app: web }"),
    ]);

    [Fact]
    public void A_service_gets_a_selector() => Lint.Expect<ReadinessMissing>(
    [
        ("web.yaml", Bare.Replace("{ name: web, image", "{ {|HA0601:name: web|}, image", StringComparison.Ordinal)),
        ("service.yaml", "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }"),
        ("kustomization.yaml", "resources: [web.yaml, service.yaml]\nlabels: [{ pairs: { app: web }, includeSelectors: true }]"),
    ]);

    [Theory]
    [InlineData("small/kustomization.yaml", "2")] // Who builds from the base alone, or through another overlay, has none.
    [InlineData("base/kustomization.yaml", "{|HA0302:2|}")]
    public void Only_what_every_user_of_the_file_gets_is_certain(string labelled, string limit) => Lint.Expect<PdbBlocksEvictions>(
    [
        ("base/web.yaml", Bare),
        ("base/pdb.yaml", Budget(limit)),
        ("base/kustomization.yaml", $"resources: [web.yaml, pdb.yaml]\n{(labelled is "base/kustomization.yaml" ? "commonLabels: { app: web }" : "")}"),
        ("small/kustomization.yaml", $"resources: [../base]\n{(labelled is "small/kustomization.yaml" ? "commonLabels: { app: web }" : "")}"),
        ("large/kustomization.yaml", "resources: [../base]"),
    ]);

    [Fact]
    public void An_overlay_does_not_part_its_own_selectors_from_the_pods_of_its_base() => Lint.Expect<PdbBlocksEvictions>(
    [
        ("base/web.yaml", WithLabel()),
        ("base/kustomization.yaml", "resources: [web.yaml]\ncommonLabels: { tier: front }"),
        ("prod/pdb.yaml", Budget("{|HA0302:2|}")),
        ("prod/kustomization.yaml", "resources: [../base, pdb.yaml]\ncommonLabels: { environment: prod }"),
        ("dev/kustomization.yaml", "resources: [../base]"),
    ]);

    [Fact]
    public void What_a_component_adds_is_not_certain() => Lint.Expect<PdbBlocksEvictions>(
    [
        ("web.yaml", Bare),
        ("pdb.yaml", Budget("2")),
        ("kustomization.yaml", "resources: [web.yaml, pdb.yaml]\ncomponents: [labels]"),
        ("labels/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ncommonLabels: { app: web }"),
    ]);

    [Theory]
    [InlineData("podAffinityTerm: { labelSelector: { matchLabels: { app: web } }, topologyKey: kubernetes.io/hostname }")]
    [InlineData("podAffinityTerm: { labelSelector: { matchExpressions: [{ key: tier, operator: Exists }] }, topologyKey: kubernetes.io/hostname }")]
    public void Terms_that_choose_the_pods_by_labels_go_on_doing_so(string term) => Lint.Expect<SpreadMissing>(
    [
        ("web.yaml", $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              replicas: 3
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web, tier: front } }
                spec:
                  affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, {{term}} }] } }
                  containers: [{ name: web, image: web:1 }]
            """),
        ("kustomization.yaml", "resources: [web.yaml]\ncommonLabels: { app: shop }"),
    ]);

    [Theory]
    [InlineData("{|HA0301:kind: Deployment|}", "commonLabels: { app: web }")]
    [InlineData("{|HA0301:kind: Deployment|}", "labels: [{ pairs: { app: web } }]")]
    [InlineData("kind: Deployment", "commonLabels: { app: '${APP}' }")] // unknown: stay silent
    [InlineData("kind: Deployment", "labels: [{ pairs: { app: web }, includeSelectors: '${SELECTORS}' }]")]
    [InlineData("kind: Deployment", "labels: [{ pairs: { app: web }, includeTemplates: '${TEMPLATES}' }]")]
    [InlineData("kind: Deployment", "labels: [{ pairs: '${LABELS}' }]")]
    [InlineData("kind: Deployment", "labels: ${LABELS}")]
    [InlineData("kind: Deployment", "labels: [{ pairs: { app: web }, fields: [{ path: spec/template/metadata/labels }] }]")]
    [InlineData("kind: Deployment", "commonLabels: { app: web }\nconfigurations: [labels.yaml]")]
    [InlineData("kind: Deployment", "commonLabels: { app: web }\ntransformers: [labels.yaml]")]
    public void Where_all_labels_are_known_the_budget_of_others_is_not_for_these_pods(string kind, string labels) => Lint.Expect<PdbMissing>(
    [
        ("web.yaml", WithLabel().Replace("kind: Deployment", kind, StringComparison.Ordinal).Replace("spec: { selector", "spec: { replicas: 3, selector", StringComparison.Ordinal)),
        ("pdb.yaml", "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web, namespace: shop }\nspec: { minAvailable: 2, selector: { matchLabels: { tier: front } } }"),
        ("kustomization.yaml", $"resources: [web.yaml]\n{labels}"),
    ]);

    private static void ExpectBlocked(string labels, string limit) => Lint.Expect<PdbBlocksEvictions>(
        [("web.yaml", Bare), ("pdb.yaml", Budget(limit)), ("config.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { a: b }"), ("kustomization.yaml", $"resources: [web.yaml, pdb.yaml, config.yaml]\n{labels}")]);

    private static string WithLabel() =>
        Bare.Replace("spec: { template: {", "spec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } },", StringComparison.Ordinal);

    private static string Budget(string limit) => $$"""
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: web }
        spec: { minAvailable: {{limit}}, selector: { matchLabels: { app: web } } }
        """;
}
