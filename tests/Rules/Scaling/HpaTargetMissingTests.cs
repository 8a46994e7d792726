using Hale.Rules.Model;
using Hale.Rules.Scaling;
using Hale.Testing;

namespace Hale.Rules.Tests.Scaling;

public sealed class HpaTargetMissingTests
{
    private const string Horizontal = """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: web, namespace: shop }
        spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: {|HA1003:web|} }, minReplicas: 2, maxReplicas: 5 }
        """;

    private static readonly string Silent = Horizontal.Replace("{|HA1003:web|}", "web", StringComparison.Ordinal);

    [Theory]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: webserver, namespace: shop }")]
    [InlineData("apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: web, namespace: shop }")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: other }")]
    [InlineData("apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }")]
    [InlineData("apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: web, namespace: shop }\nspec: { scaleTargetRef: { kind: Job } }")]
    public void Reports_a_target_that_is_not_there(string other) => Lint.Expect<HpaTargetMissing>($"{Horizontal}\n---\n{other}");

    [Fact]
    public void Reports_a_scaled_object_too() => Lint.Expect<HpaTargetMissing>("""
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata: { name: web }
        spec: { scaleTargetRef: { name: {|HA1003:web|} } }
        """);

    [Fact]
    public void Is_a_note_unless_the_input_holds_everything()
    {
        var finding = Lint.One<HpaTargetMissing>(Horizontal);
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("HorizontalPodAutoscaler 'web' scales Deployment 'web', which is not among the manifests", finding.Message);
        Assert.Equal(Severity.Warning, Lint.One<HpaTargetMissing>(Horizontal, new ClusterFacts { ClosedWorld = true }).Severity);
    }

    [Theory]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }")] // It may be applied to the same namespace.
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: '{{ .Release.Name }}' }")] // unknown: stay silent
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: ${NAMESPACE} }")] // unknown: stay silent
    [InlineData("apiVersion: apps/v1\nkind: '{{ .Values.kind }}'\nmetadata: { name: web }")] // unknown: stay silent
    [InlineData("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: web, namespace: shop }")] // It may make the Deployment.
    [InlineData("{{ if .Values.web }}\nkind: Deployment\n{{ end }}")] // A template that cannot be read yet.
    public void Is_silent_when_the_target_is_there_or_may_be(string other) => Lint.Expect<HpaTargetMissing>($"{Silent}\n---\n{other}");

    [Theory]
    [InlineData("deployment", "Deployment")]
    [InlineData("statefulset", "StatefulSet")]
    public void Takes_a_kind_in_small_letters(string kind, string target) => Lint.Expect<HpaTargetMissing>(
        $"{Silent.Replace("kind: Deployment", $"kind: {kind}", StringComparison.Ordinal)}\n---\napiVersion: apps/v1\nkind: {target}\nmetadata: {{ name: web, namespace: shop }}");

    [Fact]
    public void Reports_a_kind_in_other_letters() =>
        Lint.Expect<HpaTargetMissing>($"{Horizontal.Replace("kind: Deployment", "kind: DEPLOYMENT", StringComparison.Ordinal)}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: web, namespace: shop }}");

    [Fact]
    public void Is_silent_when_the_target_is_in_another_folder() => Lint.Expect<HpaTargetMissing>(
        [("scaling/hpa.yaml", Silent), ("apps/web.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }")]);

    [Fact]
    public void Is_silent_when_only_a_patch_of_the_target_is_seen() => Lint.Expect<HpaTargetMissing>(
        [("hpa.yaml", Silent), ("patches/web.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { paused: true }")]);

    [Theory]
    [InlineData("resources: [hpa.yaml, https://example.com/web.yaml]", false)]
    [InlineData("resources: [hpa.yaml, github.com/example/web?ref=v1]", false)]
    [InlineData("resources: [hpa.yaml, ../base]", false)]
    [InlineData("resources: [hpa.yaml]\nhelmCharts: [{ name: web }]", false)]
    [InlineData("resources: [hpa.yaml, other.yaml]", true)]
    public void Is_silent_when_the_kustomization_also_builds_from_elsewhere(string kustomization, bool isReported) => Lint.Expect<HpaTargetMissing>(
        [("app/hpa.yaml", isReported ? Horizontal : Silent), ("app/other.yaml", "kind: ConfigMap"), ("app/kustomization.yaml", kustomization)]);

    [Theory]
    [InlineData("kind: Deployment", "kind: '{{ .Values.kind }}'")]
    [InlineData("name: web }", "name: '{{ .Release.Name }}-web' }")]
    public void Is_silent_when_the_target_cannot_be_known(string written, string unknown) =>
        Lint.Expect<HpaTargetMissing>(Silent.Replace(written, unknown, StringComparison.Ordinal));
}
