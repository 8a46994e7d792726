using System.Text.RegularExpressions;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Rules.Tests.Model;

/// <summary>What stands in the wrong place is reported there, and no rule says that it is missing where it belongs.</summary>
public sealed partial class MisplacementTests
{
    private const string Web = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: shop }
        spec:
          replicas: 3
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              terminationGracePeriodSeconds: 30
              automountServiceAccountToken: false
              topologySpreadConstraints:
              - { maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: { app: web } } }
              containers:
              - name: web
                image: registry.example/web:1.2.3
                resources: { requests: { cpu: 100m, memory: 64Mi }, limits: { memory: 64Mi } }
                ports: [{ containerPort: 80 }]
                readinessProbe: { httpGet: { path: /ready, port: 80 } }
                livenessProbe: { httpGet: { path: /live, port: 80 }, periodSeconds: 20 }
                lifecycle: { preStop: { sleep: { seconds: 5 } } }
        ---

        """;

    [Theory]
    [InlineData("{|HA1803:selector|}:\n  matchLabels: { app: web }\nspec: { minAvailable: 2, unhealthyPodEvictionPolicy: AlwaysAllow }")]
    [InlineData("{|HA1803:matchLabels|}: { app: web }\nspec: { minAvailable: 2, unhealthyPodEvictionPolicy: AlwaysAllow }")]
    [InlineData("spec: { minAvailable: 2, unhealthyPodEvictionPolicy: AlwaysAllow, {|HA1803:matchLabels|}: { app: web } }")]
    [InlineData("spec: { minAvailable: 2, unhealthyPodEvictionPolicy: AlwaysAllow, {|HA1803:selectors|}: { matchLabels: { app: web } } }")]
    [InlineData("spec:\n{|HA1803:minAvailable|}: 2\n{|HA1803:selector|}:\n  matchLabels: { app: web }")]
    public void A_budget_with_a_misplaced_selector_may_protect_any_workload(string budget) => Expect($$"""
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: web, namespace: shop }
        {{budget}}
        """);

    [Fact]
    public void A_lost_budget_may_protect_any_workload() => Expect("""
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata:
        {|HA1801:name|}: web
        spec:
        minAvailable: 2
        selector:
        matchLabels:
        app: web
        """);

    [Fact]
    public void An_autoscaler_with_a_misplaced_target_may_scale_any_workload() => Expect("""
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: web, namespace: shop }
        spec:
          minReplicas: 3
          maxReplicas: 5
          metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }]
        {|HA1803:scaleTargetRef|}: { apiVersion: apps/v1, kind: Deployment, name: web }
        """);

    [Fact]
    public void A_setting_of_the_pod_in_a_container_is_not_missing_in_the_pod()
    {
        var text = Web.Replace("      terminationGracePeriodSeconds: 30\n", "", StringComparison.Ordinal)
            .Replace("        image: registry.example/web:1.2.3", "        terminationGracePeriodSeconds: 300\n        image: registry.example/postgres:16.4", StringComparison.Ordinal);
        var ids = Lint.Run([new SourceText("manifest.yaml", text)]).Select(finding => finding.Rule.Id).ToList();
        Assert.Contains("HA1803", ids);
        Assert.DoesNotContain("HA0501", ids);
    }

    [Fact]
    public void What_is_misplaced_has_a_path_of_its_own()
    {
        var finding = Assert.Single(Lint.Run([new SourceText("manifest.yaml", """
            kind: List
            apiVersion: v1
            items:
            - apiVersion: v1
              kind: ConfigMap
              metadata: { name: a, annotations: { hale.dev/ignore: "HA0101 -- none" } }
              labels: { app: web }
            """)], "HA1803"));
        Assert.Equal(("labels", "/labels", "ConfigMap/a"), (finding.Path, finding.Pointer, finding.Object?.ToString()));
    }

    [Fact]
    public void An_annotation_also_silences_what_is_said_about_misplaced_fields() => Assert.Empty(Lint.Run([new SourceText("manifest.yaml", """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: a, annotations: { hale.dev/ignore: "HA1803 -- known" } }
        labels: { app: web }
        """)]));

    private static void Expect(string marked)
    {
        var expected = Marker().Matches(marked).Select(mark => mark.Groups["id"].Value).Where(id => id.Length > 0).Order(StringComparer.Ordinal);
        var text = Web + Marker().Replace(marked, "");
        Assert.Equal(expected, Lint.Run([new SourceText("manifest.yaml", text)]).Select(finding => finding.Rule.Id).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\{\|(?<id>HA\d{4}):|\|\}")]
    private static partial Regex Marker();
}
