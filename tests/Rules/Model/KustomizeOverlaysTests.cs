using Hale.Rules.Disruption;
using Hale.Rules.Storage;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Rules.Tests.Model;

/// <summary>Which of several overlays of one base an object is judged by.</summary>
public sealed class KustomizeOverlaysTests
{
    [Theory]
    [InlineData("overlays/production", "overlays/staging")]
    [InlineData("prod", "dev")]
    [InlineData("eu-prod", "eu-staging")]
    [InlineData("prd", "int")]
    [InlineData("prod", "pre-prod")]
    [InlineData("prod", "non-prod")]
    [InlineData("production/overlays/main", "production/overlays/dev")]
    [InlineData("apps/production/web", "apps/staging/web")]
    public void The_overlay_for_production_counts(string production, string other) => Expect<RwoMultiReplica>(
        "{|HA0701:data|}", (production, "", ""), (other, Patch("{ template: { spec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: shared } }] } } }"), ""));

    [Theory]
    [InlineData("production", "staging", "data")]
    [InlineData("small", "large", "{|HA0701:data|}")] // no name tells
    [InlineData("preprod.small", "large", "{|HA0701:data|}")]
    [InlineData("eu-prod", "us-prod", "{|HA0701:data|}")] // of those for production the largest
    public void It_counts_even_where_another_one_runs_more(string one, string larger, string claim) => Expect<RwoMultiReplica>(
        claim, (one, Patch("{ replicas: 1 }"), ""), (larger, Patch("{ replicas: 3 }"), ""));

    [Fact]
    public void An_autoscaler_of_production_decides_there() => Expect<RwoMultiReplica>(
        "{|HA0701:data|}", ("dev", Patch("{ replicas: 1 }"), Autoscaler(1)), ("prod", "", Autoscaler(3)));

    [Fact]
    public void An_autoscaler_of_another_overlay_does_not() => Expect<RwoMultiReplica>(
        "data", ("prod", Patch("{ replicas: 1 }"), ""), ("load-test", "", Autoscaler(3)));

    [Theory]
    [InlineData("staging", "prod", "3")]
    [InlineData("prod", "staging", "{|HA0302:3|}")]
    [InlineData("small", "large", "{|HA0302:3|}")] // three in both
    public void A_budget_is_judged_by_the_pods_of_its_overlay(string one, string other, string limit) => Expect<PdbBlocksEvictions>(
        "data", (one, "", Budget(limit) + "\n---\n" + Autoscaler(3)), (other, "", Autoscaler(3)));

    [Theory]
    [InlineData("a-prod", "v1.2.0", "dev", "latest", false)]
    [InlineData("dev", "latest", "prod", "v1.2.0", false)]
    [InlineData("a-prod", "latest", "dev", "v1.2.0", true)]
    [InlineData("dev", "v1.2.0", "prod", "latest", true)]
    public void The_image_is_that_of_production(string one, string tag, string other, string otherTag, bool isReported)
    {
        var findings = Run("HA1301", (one, $"images: [{{ name: web, newTag: {tag} }}]", ""), (other, $"images: [{{ name: web, newTag: {otherTag} }}]", ""));
        Assert.Equal(isReported, findings.Any(finding => finding.Message.Contains("'web:latest'", StringComparison.Ordinal)));
        Assert.Equal(isReported ? 1 : 0, findings.Count);
    }

    [Theory]
    [InlineData("HA0901", "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec: { defaultBackend: { service: { name: web, port: { number: 8080 } } } }")] // a port of this overlay
    [InlineData("HA0901", "apiVersion: v1\nkind: Service\nmetadata: { name: more }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }")]
    [InlineData("HA1003", "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { maxReplicas: 9, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }")]
    [InlineData("HA0303", "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { minAvailable: 1, selector: { matchLabels: { app: web } } }")]
    [InlineData("HA1401", "apiVersion: v1\nkind: Pod\nmetadata: { name: tests }\nspec: { containers: [{ name: tests, image: 'tests:1' }], volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }] }")]
    public void What_only_development_has_finds_what_it_shares_with_production(string rule, string inDev) => Assert.Empty(Lint.Run(
        [
            .. Files("data", ("dev", "namespace: dev\npatches: [{ target: { kind: Service }, patch: '[{ op: replace, path: /spec/ports/0/port, value: 8080 }]' }]", inDev), ("prod", "namespace: prod", ""))
                .Select(file => new SourceText(file.Path, file.Text.Replace("claim.yaml]", "claim.yaml, service.yaml]", StringComparison.Ordinal))),
            new("base/service.yaml", "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }"),
        ],
        rule));

    [Fact]
    public void The_message_has_the_numbers_of_production()
    {
        var finding = Assert.Single(Run("HA0201", ("staging", "", Autoscaler(2)), ("prod", "", Autoscaler(3))));
        Assert.Contains("3 to 9 replicas", finding.Message, StringComparison.Ordinal);
        Assert.Equal("prod/more.yaml", Assert.Single(finding.Related).Place.Source.Path);
    }

    private static IReadOnlyList<Finding> Run(string rule, params (string Folder, string Kustomization, string Objects)[] overlays) =>
        Lint.Run([.. Files("data", overlays).Select(file => new SourceText(file.Path, file.Text))], rule);

    private static void Expect<T>(string claim, params (string Folder, string Kustomization, string Objects)[] overlays)
        where T : Rule => Lint.Expect<T>(Files(claim, overlays));

    private static (string Path, string Text)[] Files(string claim, params (string Folder, string Kustomization, string Objects)[] overlays) =>
    [
        ("base/web.yaml", $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              replicas: 2
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web } }
                spec:
                  containers: [{ name: web, image: 'web:1' }]
                  volumes: [{ name: data, persistentVolumeClaim: { claimName: {{claim}} } }]
            """),
        ("base/claim.yaml", "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec: { accessModes: [ReadWriteOnce] }"),
        ("base/kustomization.yaml", "resources: [web.yaml, claim.yaml]"),
        .. overlays.Select(overlay => ($"{overlay.Folder}/kustomization.yaml", $"resources: [{Up(overlay.Folder)}base{(overlay.Objects.Length > 0 ? ", more.yaml" : "")}]\n{overlay.Kustomization}")),
        .. overlays.Where(overlay => overlay.Objects.Length > 0).Select(overlay => ($"{overlay.Folder}/more.yaml", overlay.Objects)),
    ];

    private static string Up(string folder) => string.Concat(folder.Split('/').Select(_ => "../"));

    private static string Patch(string spec) =>
        $"patches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {{ name: web }}\n    spec: {spec}";

    private static string Autoscaler(int minimum) =>
        $"apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{ name: web }}\nspec: {{ minReplicas: {minimum}, maxReplicas: 9, scaleTargetRef: {{ apiVersion: apps/v1, kind: Deployment, name: web }} }}";

    private static string Budget(string limit) =>
        $"apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {{ name: web }}\nspec: {{ minAvailable: {limit}, selector: {{ matchLabels: {{ app: web }} }} }}";
}
