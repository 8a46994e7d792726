using Hale.Rules.Storage;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Rules.Tests.Model;

/// <summary>What a kustomization says about the files that it builds from, seen through a rule that asks for replicas and a claim.</summary>
public sealed class KustomizationTests
{
    private const string Claim = """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data }
        spec: { accessModes: [ReadWriteOnce] }
        """;

    [Fact]
    public void Its_replicas_are_those_of_the_workload() => Expect("resources: [web.yaml, claim.yaml]\nreplicas:\n- { name: web, count: 2 }", Deployment(1, isReported: true));

    [Fact]
    public void Its_replicas_beat_those_that_are_written() => Expect("resources: [web.yaml, claim.yaml]\nreplicas:\n- { name: web, count: 1 }", Deployment(2));

    [Fact]
    public void A_patch_beside_the_resource_is_part_of_it() => Expect(
        "resources: [web.yaml, claim.yaml]\npatches:\n- path: more.yaml",
        Deployment(1, isReported: true),
        ("more.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }"));

    [Theory]
    [InlineData("/web.yaml")]
    [InlineData("../../web.yaml")]
    public void A_path_that_leads_out_of_the_input_leads_to_no_file_of_it(string path) =>
        Expect($"resources: [{path}, claim.yaml]\nreplicas: [{{ name: web, count: 2 }}]", Deployment(1));

    [Theory]
    [InlineData("values.yaml", "")] // The values of a chart have such keys, too.
    [InlineData("kustomization.yaml", "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: web }\n")]
    public void Other_files_with_its_keys_are_none(string file, string head) => Lint.Expect<RwoMultiReplica>(
        [("web.yaml", Deployment(1)), ("claim.yaml", Claim), (file, $"{head}resources: [web.yaml, claim.yaml]\nreplicas: [{{ name: web, count: 2 }}]")]);

    [Fact]
    public void Kustomizations_that_build_from_one_another_build_what_they_name() => Lint.Expect<RwoMultiReplica>(
    [
        ("one/web.yaml", Deployment(1, isReported: true)),
        ("one/claim.yaml", Claim),
        ("one/kustomization.yaml", "resources: [../other, web.yaml, claim.yaml]"),
        ("other/kustomization.yaml", "resources: [../one]\nreplicas: [{ name: web, count: 2 }]"),
    ]);

    [Fact]
    public void What_a_transformer_may_change_is_not_known() => Expect("resources: [web.yaml, claim.yaml]\ntransformers: [one.yaml]", Deployment(2));

    [Fact]
    public void An_inline_patch_is_read_where_it_stands() => Expect(
        """
        resources: [web.yaml, claim.yaml]
        patches:
        - patch: |-
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              replicas: 3
        """,
        Deployment(1, isReported: true));

    [Theory]
    [InlineData("2", "1")] // base, patch of the small overlay
    [InlineData("3", "2")]
    public void Of_two_overlays_the_one_with_more_replicas_counts(string own, string inSmall) => ExpectOfOverlays(
        $"  replicas: {own}", "", Patch($"{{ replicas: {inSmall} }}"), isReported: true);

    [Theory]
    [InlineData("", "{ replicas: 1 }", "{ replicas: 2 }", true)]
    [InlineData("replicas: 2", "{ replicas: 1 }", "{ replicas: 1 }", false)]
    [InlineData("", "{ replicas: 2 }", "{ replicas: 2, minReadySeconds: 5 }", true)] // two in both
    [InlineData("replicas: 2", "{ template: { spec: { containers: [{ name: more }] } } }", "{ template: { spec: { volumes: [{ name: more }] } } }", true)] // the claim in both
    [InlineData("replicas: 2", "{ template: { spec: { $patch: delete } } }", "{ minReadySeconds: 5 }", false)]
    [InlineData("replicas: 2", "{ strategy: { type: Recreate } }", "{ replicas: 1 }", true)]
    [InlineData("", "{ replicas: '${COUNT}' }", "{ replicas: 3 }", false)] // may be one
    public void Each_overlay_sets_its_own_number(string own, string one, string other, bool isReported) => ExpectOfOverlays($"  {own}", Patch(one), Patch(other), isReported);

    [Theory]
    [InlineData("", "replicas: [{ name: web, count: 2 }]", true)]
    [InlineData("replicas: [{ name: web, count: 1 }]", "", false)]
    [InlineData("replicas: [{ name: web, count: 1 }]", "replicas: [{ name: web, count: 3 }]", true)]
    [InlineData("replicas: [{ name: web, count: 1 }]", "replicas: [{ name: '${NAME}', count: 3 }]", false)]
    public void Replicas_of_a_kustomization_are_those_of_its_overlay(string one, string other, bool isReported) => ExpectOfOverlays("", one, other, isReported);

    [Theory]
    [InlineData(Shared, false)]
    [InlineData(Patched, true)] // Only the smaller one has no need of a shared disk.
    public void What_the_smaller_overlay_changes_besides_does_not_matter(string other, bool isReported) => ExpectOfOverlays(
        "  replicas: 1", Patch($"{{ replicas: 2, {other} }}"), Patch($"{{ replicas: 1, {Shared} }}"), isReported);

    [Fact]
    public void Overlays_with_as_many_replicas_all_count() => ExpectOfOverlays("  replicas: 2", "", Patch($"{{ {Shared} }}"), isReported: false);

    [Theory]
    [InlineData("dev", "prod", true)]
    [InlineData("development", "staging", true)]
    [InlineData("dev", "test", false)] // There is nothing else.
    [InlineData("one", "other", false)]
    public void An_overlay_for_development_does_not_count_beside_another_one(string one, string other, bool isReported) => Lint.Expect<RwoMultiReplica>(
        Overlays("  replicas: 2", (one, Patch($"{{ {Shared} }}")), (other, ""), isReported));

    [Theory]
    [InlineData("dev", "staging", true)]
    [InlineData("small", "prod", true)]
    [InlineData("small", "large", true)] // The object runs in both.
    [InlineData("dev", "test", false)]
    public void Its_namespace_is_not_that_of_the_object(string one, string other, bool isReported) => Lint.Expect<Rules.Resources.RequestsMissing>(
    [
        ("base/web.yaml", Deployment(2).Replace("{ name: web, image", isReported ? "{ {|HA1101:name: web|}, image" : "{ name: web, image", StringComparison.Ordinal)),
        ("base/kustomization.yaml", "resources: [web.yaml]"),
        ($"{one}/kustomization.yaml", "resources: [../base]\nnamespace: dev"),
        ($"{other}/kustomization.yaml", $"resources: [../base]\nnamespace: {(isReported ? "shop" : "shop-test")}"),
    ]);

    [Fact]
    public void With_an_autoscaler_the_number_of_an_overlay_says_nothing() => Lint.Expect<RwoMultiReplica>(
    [
        ("base/web.yaml", Deployment("")),
        ("base/claim.yaml", Claim),
        ("base/kustomization.yaml", "resources: [web.yaml, claim.yaml]"),
        ("one/kustomization.yaml", $"resources: [../base]\n{Patch("{ replicas: 2 }")}"),
        ("other/kustomization.yaml", $"resources: [../base, scaler.yaml]\n{Patch($"{{ {Shared} }}")}"),
        ("other/scaler.yaml", "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { minReplicas: 3, maxReplicas: 5, scaleTargetRef: { kind: Deployment, name: web } }"),
    ]);

    [Fact]
    public void What_a_patch_of_one_overlay_repeats_stays_known() => Lint.Expect<RwoMultiReplica>(
    [
        ("base/web.yaml", Deployment(2, isReported: true)),
        ("base/claim.yaml", Claim),
        ("base/kustomization.yaml", "resources: [web.yaml, claim.yaml]"),
        ("large/kustomization.yaml", "resources: [../base]"),
        ("small/kustomization.yaml", "resources: [../base]\npatches:\n- path: env.yaml"),
        ("small/env.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: web, env: [{ name: SMALL, value: '1' }] }] } } }"),
    ]);

    [Theory]
    [InlineData("")] // the only one that uses the base
    [InlineData("other")] // without the component there is one replica
    public void A_component_changes_what_is_built_with_it(string without)
    {
        var budget = "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec: { minAvailable: 1, selector: { matchLabels: { app: web } } }";
        List<(string, string)> files =
        [
            ("base/web.yaml", Deployment(1)),
            ("base/kustomization.yaml", "resources: [web.yaml]"),
            ("available/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [budget.yaml]\npatches:\n- path: three.yaml"),
            ("available/budget.yaml", budget),
            ("available/three.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }"),
            ("overlay/kustomization.yaml", "resources: [../base]\ncomponents: [../available]"),
        ];
        if (without.Length > 0)
            files.Add(($"{without}/kustomization.yaml", "resources: [../base]"));
        Lint.Expect<Rules.Disruption.PdbBlocksEvictions>([.. files]);
        var findings = Lint.Run([.. files.Select(file => new SourceText(file.Item1, file.Item2))], "HA0201");
        Assert.Contains("3 replicas", Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_overlay_that_deletes_another_object_counts() => ExpectOfOverlays("", $"{Patch("{ replicas: 2 }")}\n{DeletingPatch}", "", isReported: true);

    [Theory]
    [InlineData("resources: [../base]", "{|HA0101:1|}")]
    [InlineData("resources: []", "1")] // nobody has it
    [InlineData($"resources: [../base]\n{Deletion}", "1")]
    public void What_an_overlay_deletes_is_not_taken_for_an_autoscaler(string large, string replicas) => Lint.Expect<Rules.Replication.ReplicasSingle>(
    [
        ("base/web.yaml", Stateless("web", "{|HA0101:1|}")),
        ("base/service.yaml", Service("web")),
        ("base/other.yaml", Stateless("other", replicas)),
        ("base/other-service.yaml", Service("other")),
        ("base/kustomization.yaml", "resources: [web.yaml, service.yaml, other.yaml, other-service.yaml]"),
        ("small/kustomization.yaml", $"resources: [../base]\n{Deletion}"),
        ("large/kustomization.yaml", large),
    ]);

    [Theory]
    [InlineData("replace", "/spec/replicas", "1")]
    [InlineData("replace", "/spec", "{}")]
    [InlineData("remove", "/spec/template/spec/volumes/0", "1")]
    public void What_a_json_patch_changes_is_not_known(string operation, string path, string value) => Expect(
        $$"""
        resources: [web.yaml, claim.yaml]
        patches:
        - target: { kind: Deployment, name: we. }
          patch: |-
            - op: {{operation}}
              path: {{path}}
              value: {{value}}
        """,
        Deployment(2));

    [Theory]
    [InlineData("target: { kind: StatefulSet }")]
    [InlineData("target: { kind: Deployment, name: other }")]
    public void A_patch_for_another_object_changes_nothing(string target) => Expect(
        $$"""
        resources: [web.yaml, claim.yaml]
        patches:
        - {{target}}
          patch: |-
            - op: replace
              path: /spec/replicas
              value: 1
        """,
        Deployment(2, isReported: true));

    [Theory]
    [InlineData("patches:\n- path: elsewhere.yaml")]
    [InlineData("patches:\n- path: ../../../../etc/passwd")]
    [InlineData("patchesStrategicMerge: ['not: [yaml']")]
    public void A_patch_that_cannot_be_read_may_change_anything(string patches) =>
        Lint.Expect<RwoMultiReplica>([("web.yaml", Deployment(2)), ("claim.yaml", Claim), ("kustomization.yaml", "resources: [web.yaml, claim.yaml]\n" + patches)]);

    [Fact]
    public void A_document_of_a_patch_file_is_not_linted_by_itself() => Lint.Expect<RwoMultiReplica>(
    [
        ("patch.yaml", Deployment(2)),
        ("claim.yaml", Claim),
        ("kustomization.yaml", "resources: [claim.yaml]\npatchesStrategicMerge: [patch.yaml]"),
    ]);

    [Fact]
    public void Its_namespace_is_that_of_its_resources() => Expect(
        "namespace: shop\nresources: [web.yaml, claim.yaml]", Deployment(2, isReported: true).Replace("name: web }", "name: web, namespace: other }", StringComparison.Ordinal));

    private const string Shared = "template: { spec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: shared } }] } }";
    private const string Patched = "minReadySeconds: 5";
    private const string Deletion = $"patches:\n{DeletingPatch}";
    private const string DeletingPatch = "- patch: |-\n    $patch: delete\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: { name: other }";

    private static string Patch(string spec) =>
        $"patches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {{ name: web }}\n    spec: {spec}";

    private static void ExpectOfOverlays(string spec, string one, string other, bool isReported) => Lint.Expect<RwoMultiReplica>(Overlays(spec, ("one", one), ("other", other), isReported));

    private static (string, string)[] Overlays(string spec, (string Name, string Text) one, (string Name, string Text) other, bool isReported) =>
    [
        ("base/web.yaml", Deployment(spec, isReported)),
        ("base/claim.yaml", Claim),
        ("base/kustomization.yaml", "resources: [web.yaml, claim.yaml]"),
        ($"{one.Name}/kustomization.yaml", $"resources: [../base]\n{one.Text}"),
        ($"{other.Name}/kustomization.yaml", $"resources: [../base]\n{other.Text}"),
    ];

    private static void Expect(string kustomization, string deployment, params (string, string)[] others) => Lint.Expect<RwoMultiReplica>(
        [("web.yaml", deployment), ("claim.yaml", Claim), ("kustomization.yaml", kustomization), .. others]);

    private static string Service(string name) =>
        $"apiVersion: v1\nkind: Service\nmetadata: {{ name: {name} }}\nspec: {{ selector: {{ app: {name} }}, ports: [{{ port: 80 }}] }}";

    private static string Stateless(string name, string replicas) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: {{name}} }
        spec:
          replicas: {{replicas}}
          selector: { matchLabels: { app: {{name}} } }
          template:
            metadata: { labels: { app: {{name}} } }
            spec: { containers: [{ name: web, image: web:1 }] }
        """;

    private static string Deployment(int replicas, bool isReported = false) => Deployment($"  replicas: {replicas}", isReported);

    private static string Deployment(string spec, bool isReported = false) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
        {{spec}}
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              containers: [{ name: web, image: web:1 }]
              volumes:
              - name: data
                persistentVolumeClaim: { claimName: {{(isReported ? "{|HA0701:data|}" : "data")}} }
        """;
}
