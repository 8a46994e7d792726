using Hale.Rules.Disruption;
using Hale.Rules.Model;
using Hale.Testing;

namespace Hale.Rules.Tests.Disruption;

public sealed class PdbMissingTests
{
    private static readonly ClusterFacts Closed = new() { ClosedWorld = true };

    [Theory]
    [InlineData("Deployment", "replicas: 2")]
    [InlineData("StatefulSet", "replicas: 3")]
    public void Reports_replicas_that_no_budget_protects(string kind, string replicas)
    {
        var finding = Lint.One<PdbMissing>(Shop(kind, replicas, "postgres:17"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.StartsWith($"{kind} 'shop' runs ", finding.Message, StringComparison.Ordinal);
        Assert.Equal("replicas set here", Assert.Single(finding.Related).Message);
    }

    [Theory]
    [InlineData("DeploymentConfig", "apps.openshift.io/v1")]
    [InlineData("Rollout", "argoproj.io/v1alpha1")]
    public void Reports_those_of_others(string kind, string version) => Lint.Expect<PdbMissing>(
        Shop("Deployment", "replicas: 2").Replace("kind: Deployment", $"{{|HA0301:kind: {kind}|}}").Replace("apps/v1", version));

    [Fact]
    public void Is_silent_about_a_rollout_of_pods_that_stand_elsewhere() => Lint.Expect<PdbMissing>(
        "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: shop }\nspec: { replicas: 2, workloadRef: { kind: Deployment, name: shop } }" + Budget("app: shop"));

    [Fact]
    public void Underlines_what_the_object_is() =>
        Lint.Expect<PdbMissing>(Shop("Deployment", "replicas: 2").Replace("kind: Deployment", "{|HA0301:kind: Deployment|}", StringComparison.Ordinal));

    [Fact]
    public void Names_the_number_of_the_largest_overlay()
    {
        var finding = Assert.Single(Lint.Run(
            [
                new("base/shop.yaml", Shop("Deployment", "replicas: 3")),
                new("base/kustomization.yaml", "resources: [shop.yaml]"),
                new("small/kustomization.yaml", "resources: [../base]\nreplicas: [{ name: shop, count: 2 }]"),
                new("large/kustomization.yaml", "resources: [../base]\nreplicas: [{ name: shop, count: 5 }]"),
            ],
            "HA0301"));
        Assert.StartsWith("Deployment 'shop' runs 5 replicas, and no", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_the_floor_of_an_autoscaler() => Assert.Contains("2 to 5 replicas", Lint.One<PdbMissing>(Shop("Deployment", "") + """

        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: shop }
        spec: { scaleTargetRef: { kind: Deployment, name: shop }, minReplicas: 2, maxReplicas: 5 }
        """).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Deployment", "replicas: 1")] // a budget there would block drains
    [InlineData("Deployment", "")]
    [InlineData("Deployment", "replicas: ${REPLICAS}")] // unknown: stay silent
    [InlineData("DaemonSet", "")]
    [InlineData("ReplicaSet", "replicas: 2")]
    public void Is_silent_about_single_and_unknown_replicas_and_other_kinds(string kind, string replicas) => Lint.Expect<PdbMissing>(Shop(kind, replicas));

    [Theory]
    [InlineData("app: shop")]
    [InlineData("app: ${APP}")] // unknown: it may be this one
    public void Is_silent_with_a_budget(string label) => Lint.Expect<PdbMissing>(Shop("Deployment", "replicas: 2") + Budget(label));

    [Fact]
    public void Is_silent_with_a_budget_in_another_folder() => Lint.Expect<PdbMissing>([
        ("app/shop.yaml", Shop("Deployment", "replicas: 2")),
        ("policies/budgets.yaml", Budget("app: shop")),
    ]);

    [Fact]
    public void Reports_when_the_budget_is_for_other_pods() => Assert.Single(Lint.Findings<PdbMissing>(Shop("Deployment", "replicas: 2") + Budget("app: other")));

    [Fact]
    public void Is_silent_when_a_kustomization_adds_the_label_that_a_budget_asks_for() => Lint.Expect<PdbMissing>([
        ("app/kustomization.yaml", """
            resources: [shop.yaml, budget.yaml]
            commonLabels: { team: shop }
            """),
        ("app/shop.yaml", Shop("Deployment", "replicas: 2")),
        ("app/budget.yaml", Budget("team: shop")),
    ]);

    [Fact]
    public void Is_silent_about_what_an_operator_makes() => Lint.Expect<PdbMissing>("""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: db, labels: { app.kubernetes.io/managed-by: cloudnative-pg } }
        spec: { replicas: 2, selector: {}, template: { spec: { containers: [{ name: db, image: postgres:17 }] } } }
        """);

    [Theory]
    [InlineData("postgres:17", "", Severity.Warning)]
    [InlineData("shop:1", "", Severity.Note)] // a worker
    [InlineData("postgres:17", "args: [--leader-elect]", Severity.Note)] // one is active anyway
    [InlineData("${IMAGE}", "", Severity.Note)] // unknown: the lesser one
    public void Is_a_warning_about_a_database_when_the_input_is_all_there_is(string image, string args, Severity severity) =>
        Assert.Equal(severity, Lint.One<PdbMissing>(Shop("StatefulSet", "replicas: 2", image, args), Closed).Severity);

    [Theory]
    [InlineData("LoadBalancer", Severity.Warning)]
    [InlineData("ClusterIP", Severity.Note)]
    public void Is_a_warning_about_an_exposed_application_when_the_input_is_all_there_is(string type, Severity severity) =>
        Assert.Equal(severity, Lint.One<PdbMissing>(Shop("Deployment", "replicas: 2") + $$"""

            ---
            apiVersion: v1
            kind: Service
            metadata: { name: shop }
            spec: { type: {{type}}, selector: { app: shop }, ports: [{ port: 80 }] }
            """, Closed).Severity);

    private static string Shop(string kind, string replicas, string image = "shop:1", string args = "") => $$"""
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: { name: shop }
        spec:
          {{replicas}}
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              containers:
              - name: shop
                image: {{image}}
                {{args}}
        """;

    private static string Budget(string label) => $$"""

        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: shop }
        spec: { maxUnavailable: 1, selector: { matchLabels: { {{label}} } } }
        """;
}
