using Hale.Rules.Scaling;
using Hale.Testing;

namespace Hale.Rules.Tests.Scaling;

public sealed class AutoscaleMinLowTests
{
    [Fact]
    public void Reports_a_served_workload_that_may_shrink_to_one_pod()
    {
        var finding = Lint.One<AutoscaleMinLow>(Web(Horizontal("minReplicas: 1, maxReplicas: 5")));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("The minimum of HorizontalPodAutoscaler 'web' is 1 replica: at low load one pod is left at most", finding.Message);
    }

    [Fact]
    public void Reports_a_minimum_that_is_not_set()
    {
        Lint.Expect<AutoscaleMinLow>("""
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: { name: web }
            {|HA1001:spec|}: { scaleTargetRef: { kind: Deployment, name: web }, maxReplicas: 5 }
            """);
        var finding = Lint.One<AutoscaleMinLow>(Web(Horizontal("maxReplicas: 5")));
        Assert.Equal("The minimum of HorizontalPodAutoscaler 'web' is 1 replica (minReplicas is not set): at low load one pod is left at most", finding.Message);
    }

    [Fact]
    public void Says_when_there_is_never_a_second_pod() => Assert.Equal(
        "The minimum of HorizontalPodAutoscaler 'web' is 1 replica, and so is its maximum: there is never a second pod",
        Lint.One<AutoscaleMinLow>(Web(Horizontal("minReplicas: 1, maxReplicas: 1"))).Message);

    [Theory]
    [InlineData("minReplicaCount: 1")]
    [InlineData("minReplicaCount: 0")]
    [InlineData("maxReplicaCount: 5")] // KEDA's default is 0.
    public void Reports_a_scaled_object_that_leaves_a_served_workload_with_less_than_two_pods(string bounds)
    {
        var finding = Lint.One<AutoscaleMinLow>(Web(Scaled(bounds)));
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Fact]
    public void Knows_the_first_version_of_KEDA()
    {
        var scaled = Scaled("maxReplicaCount: 5").Replace("keda.sh", "keda.k8s.io", StringComparison.Ordinal).Replace("name: web }, max", "deploymentName: web }, max", StringComparison.Ordinal);
        Assert.Contains("deploymentName", scaled, StringComparison.Ordinal);
        Assert.Equal(Severity.Warning, Lint.One<AutoscaleMinLow>(Web(scaled)).Severity);
    }

    [Fact]
    public void A_workload_that_no_service_selects_is_worth_a_note()
    {
        Assert.Equal(Severity.Note, Lint.One<AutoscaleMinLow>(Web(Horizontal("minReplicas: 1, maxReplicas: 5"), selector: "other")).Severity);
        Assert.Equal(Severity.Note, Lint.One<AutoscaleMinLow>(Horizontal("minReplicas: 1, maxReplicas: 5")).Severity); // Its target is elsewhere.
    }

    [Theory]
    [InlineData("containers: [{ name: web, image: web:1 }]", "Set a minimum of at least 2")]
    [InlineData("containers: [{ name: web, image: web:1 }], volumes: [{ persistentVolumeClaim: { claimName: data } }]", "Remove the autoscaler: ")]
    [InlineData("containers: [{ name: web, image: web:1 }], volumes: [{ persistentVolumeClaim: { claimName: files } }]", "Set a minimum of at least 2")]
    [InlineData("containers: [{ name: web, image: mysql:8.4 }]", "Remove the autoscaler: ")]
    [InlineData("containers: [{ name: web, image: redis:8 }]", "Set a minimum of at least 2")] // perhaps a cache
    public void Advises_no_second_pod_where_it_would_not_help(string pod, string fix)
    {
        var claims = string.Concat(new[] { ("data", "ReadWriteOnce"), ("files", "ReadWriteMany") }.Select(claim =>
            $"\n---\n{{ apiVersion: v1, kind: PersistentVolumeClaim, metadata: {{ name: {claim.Item1} }}, spec: {{ accessModes: [{claim.Item2}] }} }}"));
        var web = Web(Horizontal("minReplicas: 1, maxReplicas: 5")).Replace("containers: [{ name: web, image: web:1 }]", pod, StringComparison.Ordinal);
        Assert.StartsWith(fix, Lint.One<AutoscaleMinLow>(web + claims).Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_for_development_is_worth_a_note() => Assert.Equal(
        Severity.Note,
        Lint.One<AutoscaleMinLow>(Web(Horizontal("minReplicas: 1, maxReplicas: 5").Replace("name: web }\nspec", "name: web, labels: { env: dev } }\nspec", StringComparison.Ordinal))).Severity);

    [Theory]
    [InlineData("minReplicas: 3, maxReplicas: {|HA1001:3|}")]
    public void A_minimum_that_is_the_maximum_is_worth_a_note(string bounds)
    {
        Lint.Expect<AutoscaleMinLow>(Web(Horizontal(bounds)));
        Assert.Equal(Severity.Note, Lint.One<AutoscaleMinLow>(Web(Horizontal(bounds))).Severity);
    }

    [Theory]
    [InlineData("minReplicas: 2, maxReplicas: 5")]
    [InlineData("minReplicas: '{{ .Values.min }}', maxReplicas: 5")] // unknown: stay silent
    [InlineData("minReplicas: 2, maxReplicas: '{{ .Values.max }}'")] // unknown: stay silent
    [InlineData("minReplicas: ${MIN}, maxReplicas: ${MIN}")] // unknown: stay silent
    public void Is_silent_when_two_pods_are_left_or_it_cannot_be_known(string bounds) => Lint.Expect<AutoscaleMinLow>(Web(Horizontal(bounds)));

    [Fact]
    public void Warns_of_two_autoscalers_of_one_target()
    {
        var text = Rivals("web-memory", "{|HA1001:web|}");
        Lint.Expect<AutoscaleMinLow>(text);
        var finding = Lint.One<AutoscaleMinLow>(text);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal(
            "HorizontalPodAutoscaler 'web-memory' scales Deployment 'web' as HorizontalPodAutoscaler 'web' does: they stop each other, and neither follows the load",
            finding.Message);
    }

    [Theory]
    [InlineData("web", "web")] // The later document is in force.
    [InlineData("api", "api")]
    [InlineData("web-memory", "${TARGET}")] // unknown: stay silent
    [InlineData("${NAME}", "web")] // unknown: stay silent
    [InlineData("web-memory, namespace: staging", "web", ", namespace: production")]
    public void Is_silent_about_autoscalers_of_different_pods(string name, string target, string others = "") =>
        Lint.Expect<AutoscaleMinLow>(Rivals(name, target).Replace("name: web }\nspec", $"name: web{others} }}\nspec", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_about_autoscalers_of_different_folders()
    {
        Lint.Expect<AutoscaleMinLow>([("a/web.yaml", Horizontal("minReplicas: 2, maxReplicas: 5")), ("b/web.yaml", Horizontal("minReplicas: 2, maxReplicas: 5").Replace("name: web }\nspec", "name: other }\nspec", StringComparison.Ordinal))]);
    }

    [Fact]
    public void Warns_of_KEDA_beside_another_autoscaler()
    {
        var scaled = Scaled("minReplicaCount: 2, maxReplicaCount: 5");
        var finding = Lint.One<AutoscaleMinLow>(Horizontal("minReplicas: 2, maxReplicas: 5") + "\n---\n" + scaled);
        Assert.Equal("ScaledObject 'web' scales Deployment 'web' as HorizontalPodAutoscaler 'web' does: KEDA refuses that, or else they stop each other", finding.Message);
        Lint.Expect<AutoscaleMinLow>(scaled + "\n---\n" + scaled.Replace("metadata: { name: web }", "metadata: { name: web-queue }", StringComparison.Ordinal).Replace("scaleTargetRef: { name: web }", "scaleTargetRef: { name: {|HA1001:web|} }", StringComparison.Ordinal));
        Lint.Expect<AutoscaleMinLow>(scaled + "\n---\n" + scaled); // The later document is in force.
    }

    [Theory]
    [InlineData("{ scaledobject.keda.sh/transfer-hpa-ownership: 'true' }")]
    [InlineData("{ validations.keda.sh/hpa-ownership: 'true' }")]
    [InlineData("{ autoscaling.keda.sh/paused: 'true' }")]
    [InlineData("{ autoscaling.keda.sh/paused-replicas: '2' }")]
    [InlineData("${ANNOTATIONS}")] // unknown: stay silent
    public void Is_silent_where_KEDA_is_told_to_share_or_to_rest(string annotations) => Lint.Expect<AutoscaleMinLow>(
        Horizontal("minReplicas: 2, maxReplicas: 5") + "\n---\n"
            + Scaled("minReplicaCount: 2, maxReplicaCount: 5").Replace("metadata: { name: web }", $"metadata: {{ name: web, annotations: {annotations} }}", StringComparison.Ordinal));

    [Theory]
    [InlineData("other")]
    [InlineData("'{{ .Values.app }}'")] // unknown: it may serve it
    public void Is_silent_about_a_scaled_object_for_a_worker(string selector) => Lint.Expect<AutoscaleMinLow>(Web(Scaled("minReplicaCount: 0"), selector));

    [Fact]
    public void Notes_a_knative_service_that_starts_cold()
    {
        const string Service = """
            apiVersion: serving.knative.dev/v1
            kind: Service
            metadata: { name: hello }
            spec:
              {|HA1001:template|}:
                spec: { containers: [{ image: hello:1 }] }
            """;
        Lint.Expect<AutoscaleMinLow>(Service);
        Assert.Equal(Severity.Note, Lint.One<AutoscaleMinLow>(Service).Severity);
    }

    [Theory]
    [InlineData("autoscaling.knative.dev/min-scale: '2'")]
    [InlineData("autoscaling.knative.dev/minScale: '2'")]
    [InlineData("autoscaling.knative.dev/min-scale: '0'")] // A decision.
    [InlineData("autoscaling.knative.dev/min-scale: '{{ .Values.min }}'")]
    [InlineData("autoscaling.knative.dev/class: hpa.autoscaling.knative.dev")] // This class keeps a pod.
    [InlineData("autoscaling.knative.dev/class: '{{ .Values.class }}'")] // unknown: stay silent
    public void Is_silent_about_a_knative_service_that_says_how_it_scales(string annotation) => Lint.Expect<AutoscaleMinLow>($$"""
        apiVersion: serving.knative.dev/v1
        kind: Service
        metadata: { name: hello }
        spec:
          template:
            metadata: { annotations: { {{annotation}} } }
            spec: { containers: [{ image: hello:1 }] }
        """);

    [Fact]
    public void Leaves_an_annotation_in_the_wrong_place_to_another_rule() => Lint.Expect<AutoscaleMinLow>("""
        apiVersion: serving.knative.dev/v1
        kind: Service
        metadata: { name: hello, annotations: { autoscaling.knative.dev/min-scale: '2' } }
        spec: { template: { spec: { containers: [{ image: hello:1 }] } } }
        """);

    [Fact]
    public void Is_silent_about_other_services() => Lint.Expect<AutoscaleMinLow>("""
        kind: Service
        metadata: { name: hello }
        spec: { selector: { app: hello }, ports: [{ port: 80 }] }
        """);

    private static string Rivals(string name, string target) => Horizontal("minReplicas: 2, maxReplicas: 5") + $$"""

        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: {{name}} }
        spec: { scaleTargetRef: { kind: Deployment, name: {{target}} }, minReplicas: 2, maxReplicas: 5 }
        """;

    private static string Horizontal(string bounds) => $$"""
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: web }
        spec: { scaleTargetRef: { kind: Deployment, name: web }, {{bounds}} }
        """;

    private static string Scaled(string bounds) => $$"""
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata: { name: web }
        spec: { scaleTargetRef: { name: web }, {{bounds}} }
        """;

    private static string Web(string scaler, string selector = "web") => $$"""
        {{scaler}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [{ name: web, image: web:1 }] }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { selector: { app: {{selector}} }, ports: [{ port: 80 }] }
        """;
}
