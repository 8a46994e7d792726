using Hale.Rules.Wiring;
using Hale.Testing;

namespace Hale.Rules.Tests.Wiring;

public sealed class SelectorTemplateMismatchTests
{
    [Theory]
    [InlineData("Deployment")]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    [InlineData("ReplicaSet")]
    public void Reports_a_label_that_the_template_lacks(string kind) => Lint.Expect<SelectorTemplateMismatch>(Web(kind, "selector: { matchLabels: { app: {|HA1402:web|} } }", "{ app: wbe }"));

    [Theory]
    [InlineData("web/kustomization.yaml", "resources: [web.yaml]", "spec")] // A patch that was taken out.
    [InlineData("web/kustomization.yaml", "resources: [web.yaml, more.yaml]", "{|HA1402:spec|}")]
    [InlineData("prod/kustomization.yaml", "resources: [../web/web.yaml]", "{|HA1402:spec|}")]
    public void Is_silent_about_a_part_for_which_the_kustomization_beside_it_has_no_use(string path, string kustomization, string spec) => Lint.Expect<SelectorTemplateMismatch>(
    [
        ("web/web.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web:1 }] } } }"),
        ("web/more.yaml", $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: web }}\n{spec}: {{ template: {{ metadata: {{ labels: {{ app: web }} }}, spec: {{ containers: [{{ name: web, image: web:2 }}] }} }} }}"),
        (path, kustomization),
    ]);

    [Theory]
    [InlineData("{ key: app, operator: In, values: [web, api] }", "{ app: web }")]
    [InlineData("{ {|HA1402:key|}: app, operator: In, values: [web, api] }", "{ app: wbe }")]
    [InlineData("{ {|HA1402:key|}: legacy, operator: DoesNotExist }", "{ app: web, legacy: x }")]
    public void Reads_expressions(string expression, string labels) =>
        Lint.Expect<SelectorTemplateMismatch>(Web("Deployment", $"selector: {{ matchExpressions: [{expression}] }}", labels));

    [Theory]
    [InlineData("v1", "ReplicationController")]
    [InlineData("apps.openshift.io/v1", "DeploymentConfig")]
    public void Reads_plain_maps_of_labels(string apiVersion, string kind)
    {
        var head = $"{{ apiVersion: {apiVersion}, kind: {kind}, metadata: {{ name: web }}, spec: ";
        Lint.Expect<SelectorTemplateMismatch>(head + "{ selector: { app: {|HA1402:web|} }, template: { metadata: { labels: { app: wbe } } } } }");
        Lint.Expect<SelectorTemplateMismatch>(head + "{ template: { metadata: { labels: { app: wbe } } } } }"); // a selector is made from the labels
    }

    [Fact]
    public void Is_silent_where_the_whole_template_is_missing() => Lint.Expect<SelectorTemplateMismatch>(
        "{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { selector: { matchLabels: { app: web } } } }");

    [Fact]
    public void Reports_a_missing_selector()
    {
        Lint.Expect<SelectorTemplateMismatch>(Web("Deployment", "replicas: 1", "{ app: web }").Replace("spec: #", "{|HA1402:spec|}: #"));
        Lint.Expect<SelectorTemplateMismatch>(Web("Deployment", "{|HA1402:selector|}: {}", "{ app: web }"));
    }

    [Fact]
    public void Misses_no_selector_that_an_overlay_may_bring() => Lint.Expect<SelectorTemplateMismatch>([("base/web.yaml", Web("Deployment", "replicas: 1", "{ app: web }"))]);

    [Fact]
    public void Reads_the_selector_of_a_rollout() => Lint.Expect<SelectorTemplateMismatch>(
        Web("Rollout", "selector: { matchLabels: { app: {|HA1402:web|} } }", "{ app: wbe }").Replace("apps/v1", "argoproj.io/v1alpha1", StringComparison.Ordinal));

    [Theory]
    [InlineData("{ app: web }", "{ app: web, tier: front }")]
    [InlineData("{ app: '${APP}' }", "{ app: web }")]
    [InlineData("{ app: web }", "{ app: '${APP}' }")]
    [InlineData("{ app: 'x-${APP}' }", "{ app: 'x-${APP}' }")]
    [InlineData("{ app: web }", "'{{ .Values.labels }}'")]
    [InlineData("'{{ .Values.labels }}'", "{ app: web }")]
    public void Is_silent_when_they_match_or_it_is_not_known(string selector, string labels) =>
        Lint.Expect<SelectorTemplateMismatch>(Web("Deployment", $"selector: {{ matchLabels: {selector} }}", labels));

    [Theory]
    [InlineData("apps/v1", "extensions/v1beta1")] // there the selector has a default
    [InlineData("apps/v1", "'${VERSION}'")]
    [InlineData("kind: Deployment", "kind: ControllerRevision")]
    public void Is_silent_about_other_kinds_and_versions(string what, string instead) =>
        Lint.Expect<SelectorTemplateMismatch>(Web("Deployment", "selector: { matchLabels: { app: wbe } }", "{ app: web }").Replace(what, instead));

    [Fact]
    public void Is_silent_about_a_patch() => Lint.Expect<SelectorTemplateMismatch>("""
        { apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { template: { metadata: { labels: { app: web } } } } }
        """);

    [Theory]
    [InlineData("commonLabels: { app: web }")]
    [InlineData("labels: [{ pairs: { app: web }, includeSelectors: true }]")]
    [InlineData("labels: '${LABELS}'")]
    public void Is_silent_when_a_kustomization_adds_labels(string labels) => Lint.Expect<SelectorTemplateMismatch>(
    [
        ("web/web.yaml", Web("Deployment", "selector: { matchLabels: { app: wbe } }", "{ tier: front }")),
        ("web/kustomization.yaml", $"resources: [web.yaml]\n{labels}"),
    ]);

    private static string Web(string kind, string spec, string labels) => $$"""
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: { name: web }
        spec: #
          {{spec}}
          template:
            metadata: { labels: {{labels}} }
            spec: { containers: [{ name: web, image: web:1 }] }
        """;
}
