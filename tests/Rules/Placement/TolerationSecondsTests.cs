using Hale.Rules.Model;
using Hale.Rules.Placement;
using Hale.Testing;

namespace Hale.Rules.Tests.Placement;

public sealed class TolerationSecondsTests
{
    private const string Service = """

        ---
        kind: Service
        apiVersion: v1
        metadata: { name: web }
        spec: { selector: { app: web } }
        """;

    [Theory]
    [InlineData("301")]
    [InlineData("3600")]
    public void Reports_pods_that_stay_longer_than_by_default(string seconds)
    {
        Lint.Expect<TolerationSeconds>(Web(Unreachable($"{{|HA0207:{seconds}|}}")));
        var finding = Lint.One<TolerationSeconds>(Web(Unreachable(seconds)));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal($"The pods of Deployment 'web' stay on a dead node for {seconds} seconds before others replace them, longer than the default of 300", finding.Message);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("9")]
    public void Reports_pods_that_leave_at_the_first_trouble(string seconds)
    {
        Lint.Expect<TolerationSeconds>(Web(Unreachable($"{{|HA0207:{seconds}|}}")) + Service);
        var finding = Lint.One<TolerationSeconds>(Web(Unreachable(seconds)) + Service);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal($"The pods of Deployment 'web' are evicted {seconds} seconds after their node counts as lost, which leaves it no time to come back", finding.Message);
    }

    [Fact]
    public void Is_a_note_when_no_Service_needs_the_pods() => Assert.Equal(Severity.Note, Lint.One<TolerationSeconds>(Web(Unreachable("5"))).Severity);

    [Theory]
    [InlineData("10")]
    [InlineData("60")]
    [InlineData("300")]
    [InlineData("'${SECONDS}'")] // unknown: stay silent
    public void Is_silent_between_both_and_about_the_unknown(string seconds) => Lint.Expect<TolerationSeconds>(Web(Unreachable(seconds)) + Service);

    [Fact]
    public void Reports_each_toleration() => Lint.Expect<TolerationSeconds>(Web(
        "[{ key: node.kubernetes.io/not-ready, operator: Exists, tolerationSeconds: {|HA0207:3600|} }, { key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: {|HA0207:3600|} }]"));

    [Theory]
    [InlineData("[{ key: dedicated, operator: Exists, effect: NoExecute, tolerationSeconds: 3600 }]")]
    [InlineData("[{ key: '${KEY}', operator: Exists, effect: NoExecute, tolerationSeconds: 3600 }]")]
    [InlineData("[{ key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: 60 }, { key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: 3600 }]")] // The first counts.
    public void Is_silent_about_other_taints(string tolerations) => Lint.Expect<TolerationSeconds>(Web(tolerations, "replicas: 2") + Service);

    [Theory]
    [InlineData("")]
    [InlineData("replicas: 1")]
    public void Notes_a_single_pod_behind_a_Service_that_waits_for_the_default(string replicas)
    {
        Lint.Expect<TolerationSeconds>(Web("", replicas).Replace("    spec:", "    {|HA0207:spec|}:", StringComparison.Ordinal) + Service);
        var finding = Lint.One<TolerationSeconds>(Web("", replicas) + Service);
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("Service 'web' is without its only pod for more than five minutes when the node is lost: Deployment 'web' does not set tolerationSeconds, so 300 apply", finding.Message);
    }

    [Fact]
    public void Says_how_long_the_pod_is_away_when_the_grace_period_is_known() => Assert.StartsWith(
        "Service 'web' is without its only pod for more than 350 s when the node is lost: ",
        Lint.One<TolerationSeconds>(Web("") + Service, new ClusterFacts { NodeMonitorGracePeriod = TimeSpan.FromSeconds(50) }).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Says_only_more_than_a_note_by_default() => Assert.Equal(Activation.NotesOff, new TolerationSeconds().Info.Activation);

    [Theory]
    [InlineData("replicas: 2", "[]")]
    [InlineData("replicas: ${REPLICAS}", "[]")] // unknown: stay silent
    [InlineData("replicas: 1", "${TOLERATIONS}")]
    [InlineData("replicas: 1", "[{ operator: Exists }]")] // HA0206 speaks of it.
    [InlineData("replicas: 1", "[]\n      volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]")] // Declared elsewhere.
    public void Is_silent_when_more_pods_serve_or_the_default_does_not_decide(string replicas, string pod) => Lint.Expect<TolerationSeconds>(Web(pod, replicas) + Service);

    [Theory]
    [InlineData("kind: HorizontalPodAutoscaler, apiVersion: autoscaling/v2, metadata: { name: web }, spec: { scaleTargetRef: { kind: Deployment, name: web }, minReplicas: 1, maxReplicas: 3 }")]
    [InlineData("kind: ScaledObject, apiVersion: keda.sh/v1alpha1, metadata: { name: web }, spec: { scaleTargetRef: { name: web }, minReplicaCount: 0, maxReplicaCount: 1 }")] // none may be enough
    public void Is_silent_when_an_autoscaler_decides(string scaler) => Lint.Expect<TolerationSeconds>(Web("[]") + Service + $"\n---\n{{ {scaler} }}");

    [Fact]
    public void Is_silent_when_another_workload_is_behind_the_same_Service() => Lint.Expect<TolerationSeconds>(Web("[]") + Service + """

        ---
        kind: Deployment
        metadata: { name: web-2 }
        spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: "web:1" }] } } }
        """);

    [Fact]
    public void Is_silent_when_nothing_is_served() => Lint.Expect<TolerationSeconds>(Web("[]"));

    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    [InlineData("Job")]
    public void Is_silent_about_other_kinds(string kind)
    {
        Lint.Expect<TolerationSeconds>(Web(Unreachable("3600")).Replace("kind: Deployment", $"kind: {kind}", StringComparison.Ordinal) + Service);
        Lint.Expect<TolerationSeconds>(Web("[]").Replace("kind: Deployment", $"kind: {kind}", StringComparison.Ordinal) + Service);
    }

    private static string Unreachable(string seconds) =>
        $"[{{ key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: {seconds} }}]";

    private static string Web(string tolerations, string replicas = "") => $$"""
        kind: Deployment
        metadata: { name: web }
        spec:
          {{replicas}}
          template:
            metadata: { labels: { app: web } }
            spec:
              containers: [{ name: web, image: "web:1" }]
              {{(tolerations.Length > 0 ? "tolerations: " + tolerations : "")}}
        """;
}
