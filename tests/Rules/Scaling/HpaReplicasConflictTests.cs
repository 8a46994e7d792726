using Hale.Rules.Scaling;
using Hale.Testing;

namespace Hale.Rules.Tests.Scaling;

public sealed class HpaReplicasConflictTests
{
    private const string Horizontal = """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: web }
        spec: { scaleTargetRef: { kind: Deployment, name: web }, minReplicas: 2, maxReplicas: 5 }
        """;

    private const string Scaled = """
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata: { name: web }
        spec: { scaleTargetRef: { name: web }, minReplicaCount: 2 }
        """;

    [Theory]
    [InlineData(Horizontal)]
    [InlineData(Scaled)]
    public void Reports_replicas_that_an_autoscaler_decides(string scaler) => Lint.Expect<HpaReplicasConflict>(Web("replicas: {|HA1002:3|}", scaler));

    [Fact]
    public void Names_the_number_and_the_autoscaler()
    {
        var finding = Lint.One<HpaReplicasConflict>(Web("replicas: 1", Horizontal));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("Every apply sets Deployment 'web' to 1 replica, a number that HorizontalPodAutoscaler 'web' decides", finding.Message);
        Assert.Equal("the autoscaler's target", Assert.Single(finding.Related).Message);
    }

    [Fact]
    public void Reports_a_workload_of_several_environments_once() => Assert.Single(Lint.Findings<HpaReplicasConflict>(Web("replicas: 3", $"{Horizontal}\n---\n{Scaled}")));

    [Fact]
    public void Keda_is_not_switched_off_by_a_zero() => Lint.Expect<HpaReplicasConflict>(Web("replicas: {|HA1002:0|}", Scaled));

    [Theory]
    [InlineData("")]
    [InlineData("replicas: 0")] // Switches the autoscaler off.
    [InlineData("replicas: null")]
    [InlineData("replicas: ${REPLICAS}")] // unknown: stay silent
    public void Is_silent_when_the_workload_leaves_it_to_the_autoscaler(string replicas) => Lint.Expect<HpaReplicasConflict>(Web(replicas, Horizontal));

    [Theory]
    [InlineData("name: web }", "name: '{{ .Values.name }}' }")]
    [InlineData("name: web }", "name: other }")]
    [InlineData("kind: Deployment", "kind: StatefulSet")]
    [InlineData("metadata: { name: web }", "metadata: { name: web, namespace: elsewhere }")]
    public void Is_silent_when_the_autoscaler_is_for_something_else(string written, string other) =>
        Lint.Expect<HpaReplicasConflict>(Web("replicas: 3", Horizontal.Replace(written, other, StringComparison.Ordinal), "shop"));

    [Fact]
    public void Is_silent_about_a_namesake_of_another_kind() => Lint.Expect<HpaReplicasConflict>(
        Web("", Horizontal) + "\n---\n" + Web("replicas: 3", "kind: ConfigMap").Replace("kind: Deployment", "kind: StatefulSet", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_without_an_autoscaler() => Lint.Expect<HpaReplicasConflict>(Web("replicas: 3", "kind: ConfigMap"));

    [Fact]
    public void Is_silent_when_it_is_not_certain_which_of_two_is_meant() => Lint.Expect<HpaReplicasConflict>(
        [("hpa.yaml", Horizontal), ("one.yaml", Web("replicas: 3", "kind: ConfigMap")), ("two.yaml", Web("replicas: 3", "kind: ConfigMap"))]);

    [Theory]
    [InlineData("{|HA1002:2|}", "0", "")] // Only the other overlay sets the replicas to something else.
    [InlineData("2", "0", "patches: [{ target: { kind: Deployment }, patch: '[{ op: replace, path: /spec/replicas, value: {|HA1002:4|} }]' }]")]
    [InlineData("2", "3", "patches: [{ target: { kind: Deployment }, patch: '[{ op: remove, path: /spec/replicas }]' }]")]
    [InlineData("0", "3", "")] // Switched off where it is.
    public void What_an_overlay_without_the_autoscaler_sets_does_not_matter(string own, string inDev, string patchOfProd) => Lint.Expect<HpaReplicasConflict>(
    [
        ("base/kustomization.yaml", "resources: [web.yaml]"),
        ("base/web.yaml", Web($"replicas: {own}", "kind: ConfigMap")),
        ("dev/kustomization.yaml", $"resources: [../base]\npatches: [{{ target: {{ kind: Deployment }}, patch: '[{{ op: replace, path: /spec/replicas, value: {inDev} }}]' }}]"),
        ("prod/kustomization.yaml", $"resources: [../base, hpa.yaml]\n{patchOfProd}"),
        ("prod/hpa.yaml", Horizontal),
    ]);

    [Fact]
    public void What_an_overlay_sets_matters_where_another_one_that_builds_from_it_brings_the_autoscaler() => Lint.Expect<HpaReplicasConflict>(
    [
        ("base/kustomization.yaml", "resources: [web.yaml]"),
        ("base/web.yaml", Web("replicas: 2", "kind: ConfigMap")),
        ("large/kustomization.yaml", "resources: [../base]\npatches: [{ path: replicas.yaml }]"),
        ("large/replicas.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: {|HA1002:9|} }"),
        ("small/kustomization.yaml", "resources: [../base]"),
        ("prod/kustomization.yaml", "resources: [../large, hpa.yaml]"),
        ("prod/hpa.yaml", Horizontal),
    ]);

    private static string Web(string replicas, string scaler, string? ns = null) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web{{(ns is null ? "" : $", namespace: {ns}")}} }
        spec:
          {{replicas}}
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [{ name: web, image: web:1 }] }
        ---
        {{scaler}}
        """;
}
