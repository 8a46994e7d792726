using Hale.Rules.Tree;
using Hale.Rules.Wiring;
using Hale.Testing;

namespace Hale.Rules.Tests.Wiring;

public sealed class PatchWithoutTargetTests
{
    private const string Web = "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 1 }";

    [Theory]
    [InlineData("patches: [{ target: { kind: Deployment, name: {|HA1407:shop|} }, path: more.yaml }]")]
    [InlineData("patches: [{ target: { kind: StatefulSet, name: {|HA1407:web|} }, path: more.yaml }]")]
    [InlineData("patchesJson6902: [{ target: { group: apps, version: v1, kind: Deployment, name: {|HA1407:shop|} }, path: more.yaml }]")]
    [InlineData("patches: [{ path: {|HA1407:shop.yaml|} }]")]
    [InlineData("replicas: [{ name: {|HA1407:shop|}, count: 3 }]")]
    [InlineData("patchesStrategicMerge: [{|HA1407:shop.yaml|}]")]
    [InlineData("patches:\n- patch: |-\n    kind: Deployment\n    metadata:\n      name: {|HA1407:shop|}\n    spec:\n      replicas: 3")]
    public void Reports_a_patch_that_changes_nothing(string patches) => Expect(patches);

    [Theory]
    [InlineData("patches: [{ target: { kind: Deployment, name: web }, path: more.yaml }]")]
    [InlineData("patches: [{ target: { name: we.* }, path: more.yaml }]")] // a regular expression
    [InlineData("patches: [{ target: { kind: Deployment, name: '${NAME}' }, path: more.yaml }]")]
    [InlineData("patches: [{ target: { kind: StatefulSet }, path: more.yaml }]")] // whatever there may be
    [InlineData("patches: [{ target: { kind: Deployment, name: shop, labelSelector: app=web }, path: more.yaml }]\nresources: [web.yaml, 'https://example.com/shop.yaml']")]
    [InlineData("patches: [{ path: web-patch.yaml }]")]
    [InlineData("replicas: [{ name: web, count: 3 }]")]
    [InlineData("replicas: [{ name: '${NAME}', count: 3 }]")]
    [InlineData("replicas: [{ name: shop, count: 3 }]\nnameSuffix: -a")] // other names
    [InlineData("patches: [{ path: missing.yaml }]")]
    [InlineData("patches: [{ target: { kind: Deployment, name: shop }, path: more.yaml }]\nnamePrefix: a-")] // other names
    [InlineData("patches: [{ target: { kind: Deployment, name: shop }, path: more.yaml }]\ntransformers: [rename.yaml]")]
    [InlineData("patches: [{ target: { kind: ConfigMap, name: settings }, path: more.yaml }]\nconfigMapGenerator: [{ name: settings }]")]
    [InlineData("patches: [{ target: { kind: Deployment, name: shop }, path: more.yaml }]\ncomponents: [../shop]")]
    [InlineData("patches: [{ target: { kind: Deployment, name: shop }, path: more.yaml }]\nhelmCharts: [{ name: shop }]")]
    [InlineData("replacements: [{ source: { kind: Deployment, name: web }, targets: [{ select: { name: shop }, fieldPaths: [spec.replicas] }] }]")]
    public void Is_silent_where_the_object_is_there_or_may_be(string patches) => Expect(patches);

    [Theory]
    [InlineData("patches: [{ path: {|HA1407:shop.yaml|} }]\nconfigMapGenerator: [{ name: settings }]")]
    [InlineData("patches: [{ target: { kind: ConfigMap, name: {|HA1407:settings|} }, path: more.yaml }]\nsecretGenerator: [{ name: settings }]")]
    [InlineData("patches: [{ target: { kind: Config.*, name: settings }, path: more.yaml }]\nconfigMapGenerator: [{ name: settings }]")]
    [InlineData("patches: [{ target: { name: settings }, path: more.yaml }]\nconfigMapGenerator: [{ name: settings }]")]
    public void What_is_generated_is_of_two_kinds_only(string patches) => Expect(patches);

    [Theory]
    [InlineData(", namespace: shop", "", "{|HA1407:patch.yaml|}", "")]
    [InlineData(", namespace: shop", "", "{|HA1407:patch.yaml|}", "namespace: shop")] // which comes after the patches
    [InlineData("", ", namespace: shop", "{|HA1407:patch.yaml|}", "namespace: shop")]
    [InlineData(", namespace: shop", ", namespace: wiki", "{|HA1407:patch.yaml|}", "")]
    [InlineData(", namespace: shop", ", namespace: shop", "patch.yaml", "")]
    [InlineData(", namespace: shop", "", "patch.yaml, target: { kind: Deployment, name: web }", "")] // of any namespace
    [InlineData(", namespace: default", "", "patch.yaml", "")]
    [InlineData(", namespace: '${NS}'", "", "patch.yaml", "")]
    [InlineData(", namespace: shop", ", namespace: '${NS}'", "patch.yaml", "")]
    public void An_object_in_another_namespace_is_another_one(string own, string inPatch, string path, string more) => Lint.Expect<PatchWithoutTarget>(
    [
        ("base/web.yaml", Named("Deployment", own)),
        ("base/kustomization.yaml", "resources: [web.yaml]"),
        ("prod/kustomization.yaml", $"resources: [../base]\npatches: [{{ path: {path} }}]\n{more}"),
        ("prod/patch.yaml", Named("Deployment", inPatch)),
    ]);

    [Theory]
    [InlineData("", ", namespace: middle", "patch.yaml")]
    [InlineData("", "", "patch.yaml")] // as it was written
    [InlineData(", namespace: shop", ", namespace: middle", "patch.yaml")]
    [InlineData(", namespace: shop", "", "{|HA1407:patch.yaml|}")]
    public void A_namespace_that_a_base_gives_it_is_one_more(string own, string inPatch, string path) => Lint.Expect<PatchWithoutTarget>(
    [
        ("base/web.yaml", Named("Deployment", own)),
        ("base/kustomization.yaml", "resources: [web.yaml]\nnamespace: middle"),
        ("prod/kustomization.yaml", $"resources: [../base]\npatches: [{{ path: {path} }}]"),
        ("prod/patch.yaml", Named("Deployment", inPatch)),
    ]);

    [Fact]
    public void What_is_in_no_namespace_may_be_written_with_any() => Lint.Expect<PatchWithoutTarget>(
    [
        ("role.yaml", "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: web, namespace: shop }"),
        ("patch.yaml", "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: web }\nrules: []"),
        ("kustomization.yaml", "resources: [role.yaml]\npatches: [{ path: patch.yaml }]"),
    ]);

    [Fact]
    public void Says_where_the_object_is()
    {
        var finding = Assert.Single(Lint.Run(
        [
            new SourceText("web.yaml", Named("Deployment", ", namespace: shop")),
            new SourceText("patch.yaml", Named("Deployment", "")),
            new SourceText("kustomization.yaml", "resources: [web.yaml]\npatches: [{ path: patch.yaml }]"),
        ], "HA1407"));
        Assert.Equal("The patch is for Deployment 'web' without a namespace, but that is in the namespace 'shop': kustomize stops with an error", finding.Message);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Contains(finding.Related, place => place.Place.Source.Path == "web.yaml");
    }

    private static string Named(string kind, string @namespace) => $"apiVersion: apps/v1\nkind: {kind}\nmetadata: {{ name: web{@namespace} }}\nspec: {{ replicas: 1 }}";

    [Theory]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: '${NAME}' }")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop")] // unreadable
    public void Is_silent_about_a_file_that_is_not_known_in_full(string other) => Lint.Expect<PatchWithoutTarget>(
    [
        ("web.yaml", $"{Web}\n---\n{other}"),
        ("kustomization.yaml", "resources: [web.yaml]\npatches: [{ target: { kind: Deployment, name: shop }, path: more.yaml }]"),
    ]);

    [Theory]
    [InlineData("{|HA1407:shop|}", "")]
    [InlineData("shop", "configurations: [rollouts.yaml]")] // which may name more kinds
    public void Replicas_are_given_to_workloads_of_Kubernetes(string name, string configurations) => Lint.Expect<PatchWithoutTarget>(
    [
        ("shop.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: shop }\nspec: { replicas: 1 }"),
        ("kustomization.yaml", $"resources: [shop.yaml]\nreplicas: [{{ name: {name}, count: 3 }}]\n{configurations}"),
    ]);

    [Fact]
    public void An_object_that_another_patch_renames_is_there_under_both_names() => Expect("""
        patches:
        - target: { kind: Deployment, name: web }
          patch: "[{ op: replace, path: /metadata/name, value: shop }]"
        - { target: { kind: Deployment, name: web }, path: more.yaml }
        - { target: { kind: Deployment, name: shop }, path: more.yaml }
        """);

    [Fact]
    public void Looks_through_the_bases() => Lint.Expect<PatchWithoutTarget>(
    [
        ("base/web.yaml", Web),
        ("base/kustomization.yaml", "resources: [web.yaml]"),
        ("prod/kustomization.yaml", "resources: [../base]\npatches:\n- { target: { kind: Deployment, name: web }, path: more.yaml }\n- { target: { kind: Deployment, name: {|HA1407:wiki|} }, path: more.yaml }"),
        ("prod/more.yaml", "[{ op: replace, path: /spec/replicas, value: 3 }]"),
    ]);

    [Fact]
    public void A_component_is_for_what_others_build() => Lint.Expect<PatchWithoutTarget>(
    [
        ("more/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [web.yaml]\npatches: [{ target: { kind: Deployment, name: shop }, path: more.yaml }]"),
        ("more/web.yaml", Web),
    ]);

    [Theory]
    [InlineData("{ target: { kind: Deployment, name: shop }, path: more.yaml }", Severity.Warning, "The patch is for Deployment 'shop', which is not among the objects of the kustomization: kustomize leaves it out without a word")]
    [InlineData("{ path: shop.yaml }", Severity.Error, "The patch is for Deployment 'shop', which is not among the objects of the kustomization: kustomize stops with an error")]
    [InlineData("{ target: { name: shop }, path: more.yaml }", Severity.Warning, "The patch is for 'shop', which is not among the objects of the kustomization: kustomize leaves it out without a word")]
    public void Says_what_kustomize_does(string patch, Severity severity, string message)
    {
        var finding = Assert.Single(Lint.Run(
            [.. Files($"patches: [{patch}]").Select(file => new SourceText(file.Path, file.Text))], "HA1407"));
        Assert.Equal(severity, finding.Severity);
        Assert.Equal(message, finding.Message);
    }

    private static void Expect(string patches) => Lint.Expect<PatchWithoutTarget>(Files(patches));

    private static (string Path, string Text)[] Files(string patches) =>
    [
        ("web.yaml", Web),
        ("kustomization.yaml", patches.Contains("resources:", StringComparison.Ordinal) ? patches : $"resources: [web.yaml]\n{patches}"),
        ("more.yaml", "[{ op: replace, path: /spec/replicas, value: 3 }]"),
        ("web-patch.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }"),
        ("shop.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\nspec: { replicas: 3 }"),
    ];
}
