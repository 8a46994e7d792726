using Hale.Rules.Disruption;
using Hale.Testing;

namespace Hale.Rules.Tests.Disruption;

public sealed class EvictionBlockedTests
{
    [Theory]
    [InlineData("cluster-autoscaler.kubernetes.io/safe-to-evict", "false", "The Cluster Autoscaler")]
    [InlineData("karpenter.sh/do-not-disrupt", "true", "Karpenter")]
    public void Reports_replicas_that_an_autoscaler_may_not_move(string annotation, string value, string tool)
    {
        Lint.Expect<EvictionBlocked>(Web($"{annotation}: {{|HA0307:'{value}'|}}"));
        var finding = Lint.One<EvictionBlocked>(Web($"{annotation}: '{value}'"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal($"{tool} may move none of the 3 replicas of Deployment 'web', because {annotation} is '{value}'", finding.Message);
        Assert.Equal("replicas set here", Assert.Single(finding.Related).Message);
    }

    [Theory]
    [InlineData("cluster-autoscaler.kubernetes.io/safe-to-evict: 'true'")]
    [InlineData("karpenter.sh/do-not-disrupt: 'false'")]
    [InlineData("cluster-autoscaler.kubernetes.io/safe-to-evict: '${SAFE}'")] // unknown: stay silent
    [InlineData("example.com/team: shop")]
    public void Is_silent_when_the_pods_may_be_moved(string annotation) => Lint.Expect<EvictionBlocked>(Web(annotation));

    [Theory]
    [InlineData("replicas: 2", "{|HA0307:'true'|}")]
    [InlineData("replicas: 1", "'true'")]
    [InlineData("", "'true'")]
    [InlineData("replicas: ${REPLICAS}", "'true'")] // unknown: stay silent
    public void Is_silent_about_a_single_pod_or_an_unknown_number(string replicas, string value) =>
        Lint.Expect<EvictionBlocked>(Web($"karpenter.sh/do-not-disrupt: {value}", replicas));

    [Fact]
    public void Is_silent_about_the_annotation_of_the_workload_itself() => Lint.Expect<EvictionBlocked>("""
        kind: Deployment
        metadata: { name: web, annotations: { karpenter.sh/do-not-disrupt: "true" } }
        spec: { replicas: 3, template: { spec: { containers: [{ name: web, image: "web:1" }] } } }
        """);

    [Fact]
    public void Is_silent_about_scratch_space() => Lint.Expect<EvictionBlocked>("""
        kind: Deployment
        metadata: { name: web }
        spec: { replicas: 3, template: { spec: { volumes: [{ name: tmp, emptyDir: {} }], containers: [{ name: web, image: "web:1" }] } } }
        """);

    [Theory]
    [InlineData("Job")]
    [InlineData("DaemonSet")]
    [InlineData("CloneSet")]
    public void Is_silent_about_other_kinds(string kind) =>
        Lint.Expect<EvictionBlocked>(Web("karpenter.sh/do-not-disrupt: 'true'").Replace("kind: Deployment", $"kind: {kind}", StringComparison.Ordinal));

    private static string Web(string annotation, string replicas = "replicas: 3") => $$"""
        kind: Deployment
        metadata: { name: web }
        spec:
          {{replicas}}
          template:
            metadata:
              annotations: { {{annotation}} }
            spec: { containers: [{ name: web, image: "web:1" }] }
        """;
}
