using Hale.Rules.Disruption;
using Hale.Rules.Model;
using Hale.Testing;

namespace Hale.Rules.Tests.Disruption;

public sealed class PdbUnhealthyPolicyTests
{
    [Fact]
    public void Reports_a_budget_that_leaves_the_policy_out()
    {
        Lint.Expect<PdbUnhealthyPolicy>(Shop() + Budget("maxUnavailable: 1", "{|HA0306:spec|}"));
        var finding = Lint.One<PdbUnhealthyPolicy>(Shop() + Budget("maxUnavailable: 1"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal(
            "PodDisruptionBudget 'shop' leaves unhealthyPodEvictionPolicy unset, so pods of Deployment 'shop' with 3 replicas that do not become ready can block drains",
            finding.Message);
    }

    [Theory]
    [InlineData("maxUnavailable: 1, unhealthyPodEvictionPolicy: AlwaysAllow")]
    [InlineData("maxUnavailable: 1, unhealthyPodEvictionPolicy: IfHealthyBudget")] // chosen
    [InlineData("maxUnavailable: 1, unhealthyPodEvictionPolicy: '${POLICY}'")]
    [InlineData("maxUnavailable: 100%")] // never waits for a pod
    [InlineData("minAvailable: 0")]
    [InlineData("maxUnavailable: '${LIMIT}'")] // unknown: stay silent
    public void Is_silent_about_a_chosen_policy_and_a_budget_that_never_waits(string spec) => Lint.Expect<PdbUnhealthyPolicy>(Shop() + Budget(spec));

    [Theory]
    [InlineData("replicas: 2", true)]
    [InlineData("replicas: 1", false)] // the budget may spare it
    [InlineData("replicas: '${REPLICAS}'", false)]
    public void Needs_more_pods_than_may_be_away(string replicas, bool isReported) =>
        Assert.Equal(isReported, Lint.Findings<PdbUnhealthyPolicy>(Shop(replicas: replicas) + Budget("maxUnavailable: 1")).Count == 1);

    [Theory]
    [InlineData("image: postgres:17")]
    [InlineData("image: '${IMAGE}'")] // may be a data store
    public void Is_silent_about_data_stores(string container) => Lint.Expect<PdbUnhealthyPolicy>(Shop(container: container) + Budget("maxUnavailable: 1"));

    [Fact]
    public void Is_silent_about_pods_with_volumes_and_stateful_sets()
    {
        Lint.Expect<PdbUnhealthyPolicy>(Shop(pod: "volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]") + Budget("maxUnavailable: 1"));
        Lint.Expect<PdbUnhealthyPolicy>(Shop().Replace("kind: Deployment", "kind: StatefulSet", StringComparison.Ordinal) + Budget("maxUnavailable: 1"));
    }

    [Fact]
    public void Is_silent_when_one_of_the_workloads_keeps_data() => Lint.Expect<PdbUnhealthyPolicy>(
        Shop() + "\n---\n" + Shop(container: "image: redis:8").Replace("name: shop }", "name: cache }", StringComparison.Ordinal) + Budget("maxUnavailable: 1"));

    [Fact]
    public void Is_silent_for_versions_without_the_field()
    {
        var manifest = Shop() + Budget("maxUnavailable: 1");
        Lint.Expect<PdbUnhealthyPolicy>(manifest, new ClusterFacts { Version = new KubernetesVersion(1, 26) });
        Lint.Expect<PdbUnhealthyPolicy>(manifest.Replace("policy/v1", "policy/v1beta1", StringComparison.Ordinal));
        Assert.Single(Lint.Findings<PdbUnhealthyPolicy>(manifest, new ClusterFacts { Version = new KubernetesVersion(1, 27) }));
    }

    [Fact]
    public void Is_silent_without_a_workload() => Lint.Expect<PdbUnhealthyPolicy>(Budget("maxUnavailable: 1").TrimStart().Substring(3));

    [Fact]
    public void Is_off_by_default() => Assert.Equal(Activation.Off, new PdbUnhealthyPolicy().Info.Activation);

    private static string Shop(string replicas = "replicas: 3", string container = "image: shop:1", string pod = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          {{replicas}}
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              {{pod}}
              containers: [{ name: shop, {{container}} }]
        """;

    private static string Budget(string spec, string key = "spec") => $$"""

        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: shop }
        {{key}}: { {{spec}}, selector: { matchLabels: { app: shop } } }
        """;
}
