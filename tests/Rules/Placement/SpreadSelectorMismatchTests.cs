using Hale.Rules.Model;
using Hale.Rules.Placement;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Rules.Tests.Placement;

public sealed class SpreadSelectorMismatchTests
{
    private const string Redis = """

        ---
        kind: Deployment
        metadata: { name: redis }
        spec: { template: { metadata: { labels: { app: redis } }, spec: { containers: [{ name: redis, image: redis:8 }] } } }
        """;

    [Theory]
    [InlineData("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: {|HA0202:wbe|} } }")]
    [InlineData("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web, k8s-app: {|HA0202:web|} } }")]
    [InlineData("topologyKey: kubernetes.io/hostname, labelSelector: { matchExpressions: [{ {|HA0202:key|}: app, operator: NotIn, values: [web] }] }")]
    [InlineData("topologyKey: {|HA0202:''|}, labelSelector: { matchLabels: { app: web } }")]
    public void Reports_what_misses_the_own_pods(string term)
    {
        Lint.Expect<SpreadSelectorMismatch>(Constrained(term));
        Lint.Expect<SpreadSelectorMismatch>(Apart(term));
    }

    [Theory]
    [InlineData("topologyKey: rack.example.com/name, labelSelector: { matchLabels: { app: web } }")] // A node label of their own.
    [InlineData("topologyKey: failure-domain.beta.kubernetes.io/zone, labelSelector: { matchLabels: { app: web } }")]
    [InlineData("topologyKey: kubernetes.io/hostname, labelSelector: {}")] // Every pod of the namespace.
    [InlineData("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: '${APP}' } }")] // unknown: stay silent
    [InlineData("topologyKey: kubernetes.io/hostname, labelSelector: '${SELECTOR}'")]
    [InlineData("topologyKey: '${KEY}', labelSelector: { matchLabels: { app: web } }")]
    [InlineData("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } }, matchLabelKeys: [pod-template-hash]")]
    public void Is_silent_when_the_own_pods_are_chosen_or_may_be(string term)
    {
        Lint.Expect<SpreadSelectorMismatch>(Constrained(term));
        Lint.Expect<SpreadSelectorMismatch>(Apart(term));
    }

    [Fact]
    public void Reports_a_selector_that_is_left_out()
    {
        const string Constraint = "{|HA0202:topologyKey|}: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway";
        Lint.Expect<SpreadSelectorMismatch>(Constrained(Constraint));
        Assert.Equal("The spread constraint of Deployment 'web' has no labelSelector, so it chooses no pod", Lint.One<SpreadSelectorMismatch>(Constrained(Constraint)).Message);
    }

    [Theory]
    [InlineData("namespaces: [web]")]
    [InlineData("namespaces: []")]
    [InlineData("namespaces: [other, '${NAMESPACE}']")] // unknown: stay silent
    [InlineData("namespaces: [other], namespaceSelector: {}")]
    [InlineData("namespaceSelector: { matchLabels: { team: web } }")] // The namespace's labels are not known.
    public void Is_silent_when_the_own_namespace_is_chosen_or_may_be(string where) =>
        Lint.Expect<SpreadSelectorMismatch>(Apart($"topologyKey: kubernetes.io/hostname, labelSelector: {{ matchLabels: {{ app: web }} }}, {where}"));

    [Fact]
    public void Reports_a_term_about_another_namespace()
    {
        const string Term = "topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } }, {|HA0202:namespaces|}: [other]";
        Lint.Expect<SpreadSelectorMismatch>(Apart(Term));
        Assert.Equal("The anti-affinity term of Deployment 'web' looks at other namespaces than its own, web", Lint.One<SpreadSelectorMismatch>(Apart(Term)).Message);
    }

    [Fact]
    public void Names_the_labels()
    {
        Assert.Equal(
            "The spread constraint of Deployment 'web' chooses pods with app=wbe, and its own have app=web",
            Lint.One<SpreadSelectorMismatch>(Constrained("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: wbe } }")).Message);
        Assert.Equal(
            "The spread constraint of Deployment 'web' chooses pods by the label 'name', which its own do not have",
            Lint.One<SpreadSelectorMismatch>(Constrained("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { name: web } }")).Message);
    }

    [Fact]
    public void Is_an_error_unless_the_term_may_be_meant_for_pods_elsewhere()
    {
        const string Term = "topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: wbe } }";
        Assert.Equal(Severity.Error, Lint.One<SpreadSelectorMismatch>(Constrained(Term)).Severity);
        Assert.Equal(Severity.Error, Lint.One<SpreadSelectorMismatch>(Apart("topologyKey: kubernetes.io/hostname")).Severity);
        Assert.Equal(Severity.Error, Lint.One<SpreadSelectorMismatch>(Apart("topologyKey: '', labelSelector: { matchLabels: { app: web } }")).Severity);
        Assert.Equal(Severity.Warning, Lint.One<SpreadSelectorMismatch>(Apart(Term)).Severity);
        Assert.Equal(Severity.Error, Lint.One<SpreadSelectorMismatch>(Apart(Term), new ClusterFacts { ClosedWorld = true }).Severity);
    }

    [Fact]
    public void Is_silent_about_a_term_for_another_workload() =>
        Lint.Expect<SpreadSelectorMismatch>(Apart("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: redis } }") + Redis);

    [Fact]
    public void Is_silent_about_a_term_for_other_tenants() =>
        Lint.Expect<SpreadSelectorMismatch>(Apart("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } }, mismatchLabelKeys: [app]"));

    [Fact]
    public void Is_silent_when_the_other_workload_may_hide_in_a_template() =>
        Lint.Expect<SpreadSelectorMismatch>(Apart("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: redis } }") + """

            ---
            kind: Deployment
            {{ if .Values.redis }}
            metadata: { name: redis }
            {{ end }}
            """);

    [Fact]
    public void Warns_of_a_constraint_that_misses_beside_one_that_works()
    {
        var text = Web("replicas: 2", """
            topologySpreadConstraints:
                  - { topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } } }
                  - { topologyKey: topology.kubernetes.io/zone, labelSelector: { matchLabels: { app: {|HA0202:wbe|} } } }
            """);
        Lint.Expect<SpreadSelectorMismatch>(text);
        Assert.Equal(Severity.Warning, Lint.One<SpreadSelectorMismatch>(text).Severity);
    }

    [Fact]
    public void Is_silent_about_anti_affinity_to_others_beside_a_term_that_works() => Lint.Expect<SpreadSelectorMismatch>(Web("replicas: 2", """
        topologySpreadConstraints: [{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } } }]
              affinity:
                podAntiAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                  - { topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: noisy } } }
        """));

    [Fact]
    public void Is_silent_about_anti_affinity_beside_terms_that_cannot_be_seen() => Lint.Expect<SpreadSelectorMismatch>(Web("replicas: 2", """
        topologySpreadConstraints: ${SPREAD}
              affinity:
                podAntiAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: kubernetes.io/hostname }]
        """));

    [Theory]
    [InlineData("")]
    [InlineData("replicas: 1")]
    [InlineData("replicas: ${REPLICAS}")] // unknown: stay silent
    public void Is_silent_when_there_may_be_nothing_to_spread(string replicas) =>
        Lint.Expect<SpreadSelectorMismatch>(Web(replicas, "topologySpreadConstraints: [{ topologyKey: kubernetes.io/hostname }]"));

    [Theory]
    [InlineData("labels: [{ pairs: { team: web }, includeTemplates: true }]", Severity.Note)]
    [InlineData("commonLabels: { team: web }", Severity.Note)]
    [InlineData("namePrefix: a-", Severity.Error)] // adds none
    [InlineData("labels: [{ pairs: { app: wbe }, includeTemplates: true }]", null)]
    [InlineData("commonLabels: { app: shop }", null)] // of pods and selectors alike
    [InlineData("commonLabels: ${LABELS}", null)] // unknown: stay silent
    [InlineData("labels: ${LABELS}", null)]
    public void Is_a_note_when_a_kustomization_adds_other_labels(string labels, Severity? severity)
    {
        var manifest = new SourceText("web.yaml", Constrained("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: wbe } }"));
        var kustomization = new SourceText("kustomization.yaml", $"resources: [web.yaml]\n{labels}\n");
        Assert.Equal(severity is { } reported ? [reported] : [], Lint.Run([kustomization, manifest], "HA0202").Select(finding => finding.Severity));
    }

    [Theory]
    [InlineData("maxSkew: 1, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { app: web } }")] // HA1804
    [InlineData("maxSkew: 1, whenUnsatisfiable: ScheduleAnyway, toplogyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } }")] // HA1803
    public void Leaves_a_missing_key_to_the_schema(string term)
    {
        var manifest = "apiVersion: apps/v1\n" + Constrained(term);
        Lint.Expect<SpreadSelectorMismatch>(manifest);
        Assert.Single(Lint.Run([new SourceText("web.yaml", manifest)]), finding => finding.Rule.Id is "HA1803" or "HA1804" && finding.Message.Contains("opologyKey", StringComparison.Ordinal));
    }

    [Fact]
    public void Reports_a_missing_key_of_a_kind_without_a_schema() => Assert.EndsWith(
        "has no topologyKey, so it keeps nothing apart",
        Lint.One<SpreadSelectorMismatch>("apiVersion: argoproj.io/v1alpha1\n" + Constrained("maxSkew: 1, labelSelector: { matchLabels: { app: web } }").Replace("Deployment", "Rollout", StringComparison.Ordinal)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Is_silent_about_a_daemon_set() => Lint.Expect<SpreadSelectorMismatch>(
        Constrained("topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: wbe } }").Replace("Deployment", "DaemonSet", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_about_a_patch() => Lint.Expect<SpreadSelectorMismatch>("""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          replicas: 2
          template:
            spec:
              topologySpreadConstraints: [{ topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: web } } }]
        """);

    private static string Constrained(string term) => Web("replicas: 2", $"topologySpreadConstraints: [{{ {term} }}]");

    private static string Apart(string term) =>
        Web("replicas: 2", $"affinity: {{ podAntiAffinity: {{ requiredDuringSchedulingIgnoredDuringExecution: [{{ {term} }}] }} }}");

    private static string Web(string replicas, string pod) => $$"""
        kind: Deployment
        metadata: { name: web, namespace: web }
        spec:
          {{replicas}}
          template:
            metadata: { labels: { app: web } }
            spec:
              {{pod}}
              containers: [{ name: web, image: web:1 }]
        """;
}
