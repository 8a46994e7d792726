using Hale.Rules.Replication;
using Hale.Testing;

namespace Hale.Rules.Tests.Replication;

public sealed class ReplicasZeroTests
{
    private const string Service = """

        ---
        kind: Service
        apiVersion: v1
        metadata: { name: web }
        spec: { selector: { app: web } }
        """;

    [Theory]
    [InlineData("Deployment")]
    [InlineData("StatefulSet")]
    [InlineData("ReplicationController")]
    public void Reports_a_workload_without_pods(string kind)
    {
        Lint.Expect<ReplicasZero>(Web("replicas: {|HA0102:0|}", kind: kind));
        var finding = Lint.One<ReplicasZero>(Web("replicas: 0", kind: kind));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal($"0 replicas of {kind} 'web' are asked for: nothing runs", finding.Message);
    }

    [Fact]
    public void Is_a_warning_when_a_Service_has_no_other_pods()
    {
        var finding = Lint.One<ReplicasZero>(Web("replicas: 0") + Service);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("0 replicas of Deployment 'web' are asked for: Service 'web' has no pod to send traffic to", finding.Message);
        Assert.Equal("Service 'web' chooses its pods", Assert.Single(finding.Related).Message);
    }

    [Theory]
    [InlineData("replicas: 3", "web")]
    [InlineData("", "web")]
    [InlineData("replicas: ${REPLICAS}", "web")]
    [InlineData("replicas: 3", "${APP}")]
    public void Is_a_note_when_the_Service_may_have_other_pods(string replicas, string app) =>
        Assert.Equal(Severity.Note, Lint.One<ReplicasZero>(Web("replicas: 0") + Service + "\n---\n" + Web(replicas, "web-green", app: app)).Severity);

    [Fact]
    public void Is_a_warning_when_the_other_pods_are_none_as_well() =>
        Assert.All(Lint.Findings<ReplicasZero>(Web("replicas: 0") + Service + "\n---\n" + Web("replicas: 0", "web-green")), finding => Assert.Equal(Severity.Warning, finding.Severity));

    [Fact]
    public void Reports_what_a_kustomization_scales_down() => Lint.Expect<ReplicasZero>(
    [
        ("web.yaml", Web("replicas: 3")),
        ("kustomization.yaml", "resources: [web.yaml]\nreplicas: [{ name: web, count: {|HA0102:0|} }]"),
    ]);

    [Theory]
    [InlineData("replicas: 1")]
    [InlineData("")]
    [InlineData("replicas: ${REPLICAS}")] // unknown: stay silent
    [InlineData("replicas: 0 # switched on by hand during a move")]
    [InlineData("# The migration starts it.\n  replicas: 0")]
    public void Is_silent_about_pods_an_unknown_number_and_a_reason(string replicas) => Lint.Expect<ReplicasZero>(Web(replicas) + Service);

    [Fact]
    public void Does_not_take_a_comment_elsewhere_for_a_reason() => Lint.Expect<ReplicasZero>("# The shop\n" + Web("replicas: {|HA0102:0|}") + " # of the team");

    [Fact]
    public void Does_not_take_a_suppression_for_a_reason() => Lint.Expect<ReplicasZero>(Web("replicas: {|HA0102:0|} # hale:ignore HA0101"));

    [Theory]
    [InlineData("kind: HorizontalPodAutoscaler, apiVersion: autoscaling/v2, spec: { scaleTargetRef: { kind: Deployment, name: web }, minReplicas: 2 }")]
    [InlineData("kind: HorizontalPodAutoscaler, apiVersion: autoscaling/v2, spec: { scaleTargetRef: { kind: Deployment, name: web }, minReplicas: 0, maxReplicas: 0 }")]
    [InlineData("kind: ScaledObject, apiVersion: keda.sh/v1alpha1, spec: { scaleTargetRef: { name: web }, minReplicaCount: 0 }")]
    [InlineData("kind: HTTPScaledObject, apiVersion: http.keda.sh/v1alpha1, spec: { scaleTargetRef: { name: web } }")]
    [InlineData("kind: Rollout, apiVersion: argoproj.io/v1alpha1, spec: { workloadRef: { kind: Deployment, name: web } }")]
    [InlineData("kind: Rollout, apiVersion: argoproj.io/v1alpha1, spec: { workloadRef: { kind: Deployment, name: '${NAME}' } }")] // unknown: stay silent
    public void Is_silent_when_something_scales_it(string other) => Lint.Expect<ReplicasZero>($"{Web("replicas: 0")}\n---\n{{ {other} }}");

    [Fact]
    public void Reports_it_when_something_scales_another_workload() => Lint.Expect<ReplicasZero>(Web("replicas: {|HA0102:0|}") + """

        ---
        { kind: Rollout, apiVersion: argoproj.io/v1alpha1, spec: { workloadRef: { kind: Deployment, name: api } } }
        """);

    [Theory]
    [InlineData("inflate", "web", "web:1")]
    [InlineData("capacity-placeholder", "web", "web:1")]
    [InlineData("web", "web", "registry.k8s.io/pause:3.10")]
    [InlineData("web", "web", "${IMAGE}")] // unknown: stay silent
    [InlineData("web", "web, eventing.knative.dev/source: ping-source-controller", "web:1")]
    [InlineData("web, labels: { eventing.knative.dev/release: v1.19.0 }", "web", "web:1")]
    [InlineData("web, labels: { app.kubernetes.io/name: knative-eventing }", "web", "web:1")]
    public void Is_silent_about_placeholders_and_adapters(string name, string app, string image) =>
        Lint.Expect<ReplicasZero>(Web("replicas: 0", name, app: app).Replace("web:1", image, StringComparison.Ordinal));

    [Theory]
    [InlineData("CloneSet")]
    [InlineData("Job")]
    public void Is_silent_about_other_kinds(string kind) => Lint.Expect<ReplicasZero>(Web("replicas: 0", kind: kind));

    private static string Web(string replicas, string name = "web", string kind = "Deployment", string app = "web") => $$"""
        kind: {{kind}}
        metadata: { name: {{name}} }
        spec:
          {{replicas}}
          template:
            metadata:
              labels: { app: {{(app.StartsWith('$') ? $"'{app}'" : app)}} }
            spec: { containers: [{ name: web, image: "web:1" }] }
        """;
}
