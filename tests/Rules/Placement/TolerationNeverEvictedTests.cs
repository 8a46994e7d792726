using Hale.Rules.Placement;
using Hale.Testing;

namespace Hale.Rules.Tests.Placement;

public sealed class TolerationNeverEvictedTests
{
    [Theory]
    [InlineData("operator: Exists")]
    [InlineData("operator: Exists, effect: NoExecute")]
    [InlineData("operator: Exists, effect: '', key: ''")]
    public void Reports_pods_that_tolerate_everything(string toleration)
    {
        var finding = Lint.One<TolerationNeverEvicted>(Web($"[{{ {toleration} }}]"));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("spec.template.spec.tolerations[0].tolerationSeconds", finding.Path);
        Assert.Equal("Deployment 'web' tolerates every taint for good, so its pods are never evicted from a dead node, nor freed by node.kubernetes.io/out-of-service", finding.Message);
    }

    [Theory]
    [InlineData("key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute")]
    [InlineData("key: node.kubernetes.io/unreachable, operator: Exists")]
    [InlineData("key: node.kubernetes.io/unreachable")] // Equal to no value, which the taint has.
    public void Reports_pods_that_stay_on_an_unreachable_node(string toleration)
    {
        var finding = Lint.One<TolerationNeverEvicted>(Web($"[{{ {toleration} }}]"));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("Deployment 'web' tolerates node.kubernetes.io/unreachable for good, so its pods are never evicted from a node with that taint", finding.Message);
    }

    [Fact]
    public void Underlines_what_stands_for_the_toleration() =>
        Lint.Expect<TolerationNeverEvicted>(Web("[{ {|HA0206:key|}: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute }]"));

    [Fact]
    public void Reports_each_toleration() => Assert.Equal(2, Lint.Findings<TolerationNeverEvicted>(Web(
        "[{ key: node.kubernetes.io/not-ready, operator: Exists }, { key: node.kubernetes.io/unreachable, operator: Exists }]")).Count);

    [Theory]
    [InlineData("[]")]
    [InlineData("[{ operator: Exists, effect: NoSchedule }]")]
    [InlineData("[{ operator: Exists, effect: NoExecute, tolerationSeconds: 300 }]")]
    [InlineData("[{ key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 30 }]")]
    [InlineData("[{ key: node.kubernetes.io/unreachable, operator: Equal, value: 'true', effect: NoExecute }]")] // The taint has no value.
    [InlineData("[{ key: node.kubernetes.io/not-ready, operator: Exists, effect: NoSchedule }]")]
    [InlineData("[{ key: dedicated, operator: Exists }]")]
    [InlineData("[{ key: '${KEY}', operator: Exists }]")] // unknown: stay silent
    [InlineData("[{ operator: Exists, effect: '${EFFECT}' }]")]
    [InlineData("[{ operator: Exists, effect: NoExecute, tolerationSeconds: '${SECONDS}' }]")]
    [InlineData("${TOLERATIONS}")]
    public void Is_silent_when_pods_are_evicted_or_it_cannot_be_seen(string tolerations) => Lint.Expect<TolerationNeverEvicted>(Web(tolerations));

    [Fact]
    public void Is_silent_when_an_earlier_toleration_decides() => Lint.Expect<TolerationNeverEvicted>(Web(
        "[{ key: node.kubernetes.io/unreachable, operator: Exists, tolerationSeconds: 30 }, { key: node.kubernetes.io/not-ready, operator: Exists, tolerationSeconds: 30 }, { operator: Exists }]"));

    [Theory]
    [InlineData("hostNetwork: true")]
    [InlineData("hostNetwork: ${HOST}")]
    public void Is_a_note_for_what_may_bring_up_a_node(string pod) =>
        Assert.Equal(Severity.Note, Lint.One<TolerationNeverEvicted>(Web("[{ operator: Exists }]", pod)).Severity);

    [Theory]
    [InlineData("key: node.cloudprovider.kubernetes.io/uninitialized, value: 'true'")]
    [InlineData("key: node.kubernetes.io/network-unavailable, operator: Exists")]
    public void Is_a_note_for_what_starts_before_the_node_is_ready(string toleration) => Assert.Equal(Severity.Note, Lint.One<TolerationNeverEvicted>(Web(
        $"[{{ {toleration} }}, {{ key: node.kubernetes.io/not-ready, operator: Exists }}]")).Severity);

    [Theory]
    [InlineData("priorityClassName: system-node-critical", "web")]
    [InlineData("priorityClassName: ${CLASS}", "web")] // unknown: stay silent
    [InlineData("hostNetwork: true", "kube-system")]
    public void Is_silent_about_parts_of_a_node(string pod, string space) => Lint.Expect<TolerationNeverEvicted>(Web("[{ operator: Exists }]", pod, space));

    [Fact]
    public void Reports_other_pods_of_kube_system() => Assert.Equal(Severity.Error, Lint.One<TolerationNeverEvicted>(Web("[{ operator: Exists }]", "", "kube-system")).Severity);

    [Theory]
    [InlineData("operator: Exists", Severity.Error)]
    [InlineData("operator: Exists, key: node.kubernetes.io/unreachable", Severity.Warning)] // They stay there in any case.
    public void Is_a_warning_for_a_StatefulSet_that_names_the_taint(string toleration, Severity severity) => Assert.Equal(
        severity, Lint.One<TolerationNeverEvicted>(Web($"[{{ {toleration} }}]").Replace("kind: Deployment", "kind: StatefulSet", StringComparison.Ordinal)).Severity);

    [Theory]
    [InlineData("DaemonSet")]
    [InlineData("Job")]
    [InlineData("CloneSet")]
    public void Is_silent_about_other_kinds(string kind) =>
        Lint.Expect<TolerationNeverEvicted>(Web("[{ operator: Exists }]").Replace("kind: Deployment", $"kind: {kind}", StringComparison.Ordinal));

    private static string Web(string tolerations, string pod = "", string space = "shop") => $$"""
        kind: Deployment
        metadata: { name: web, namespace: {{space}} }
        spec:
          template:
            spec:
              {{pod}}
              tolerations: {{tolerations}}
              containers: [{ name: web, image: "web:1" }]
        """;
}
