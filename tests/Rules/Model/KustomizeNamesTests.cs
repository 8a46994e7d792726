using Hale.Rules.Replication;
using Hale.Rules.Scaling;
using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Model;

/// <summary>The names by which kustomizations and what they build know an object.</summary>
public sealed class KustomizeNamesTests
{
    [Theory]
    [InlineData("replicas: [{ name: web, count: 3 }]")]
    [InlineData("replicas: [{ name: eu-web-v1, count: 3 }]")]
    [InlineData("patches: [{ target: { kind: Deployment, name: eu-web-v1 }, patch: '[{ op: replace, path: /spec/replicas, value: 3 }]' }]")]
    [InlineData("patches: [{ patch: '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: eu-web-v1 }, spec: { replicas: 3 } }' }]")]
    public void An_overlay_knows_an_object_by_its_names_before_and_behind_the_prefix_of_the_base(string overlay) =>
        ExpectReplicas("namePrefix: eu-\nnameSuffix: -v1", overlay, isReported: true);

    [Theory]
    [InlineData("replicas: [{ name: us-web, count: 3 }]")]
    [InlineData("replicas: [{ name: eu-shop, count: 3 }]")]
    [InlineData("replicas: [{ name: eu-, count: 3 }]")]
    public void Other_names_are_those_of_other_objects(string overlay) => ExpectReplicas("namePrefix: eu-", overlay, isReported: false);

    [Theory]
    [InlineData("replicas: [{ name: my-web, count: 3 }]", true)]
    [InlineData("replicas: [{ name: web, count: 3 }]", true)]
    [InlineData("patches: [{ target: { kind: Deployment, name: my-web }, patch: '[{ op: replace, path: /spec/replicas, value: 3 }]' }]", false)]
    public void Replicas_come_behind_the_prefix_of_their_own_kustomization_and_patches_before_it(string overlay, bool isReported) =>
        ExpectReplicas("", $"namePrefix: my-\n{overlay}", isReported);

    [Fact]
    public void The_prefix_of_another_overlay_makes_no_name_here() => Lint.Expect<RwoMultiReplica>(
    [
        .. Base("", replicas: 1, isReported: false),
        ("one/kustomization.yaml", "resources: [../base]\nnamePrefix: one-"),
        ("two/kustomization.yaml", "resources: [../base]\nreplicas: [{ name: one-web, count: 3 }]"),
    ]);

    [Theory]
    [InlineData("namePrefix: '${REGION}'", false)] // the name may be this one: stay silent
    [InlineData("nameSuffix: '${REGION}'", false)]
    [InlineData("namePrefix: us-", true)]
    public void A_prefix_that_is_not_known_may_make_any_name(string prefix, bool isReported) => Lint.Expect<RwoMultiReplica>(
        [.. Base(prefix, replicas: 2, isReported), ("prod/kustomization.yaml", "resources: [../base]\nreplicas: [{ name: eu-web, count: 1 }]")]);

    [Theory]
    [InlineData("kind: Deployment, metadata: { name: any }")]
    [InlineData("kind: Any, metadata: { name: any }")]
    [InlineData("kind: Deployment, metadata: { name: web, namespace: any }")]
    public void A_patch_does_not_change_what_an_object_is_called(string names) => Lint.Expect<HpaReplicasConflict>(
    [
        ("web.yaml", Deployment("{|HA1002:2|}").Replace("name: web }", "name: web, namespace: shop }", StringComparison.Ordinal)),
        ("autoscaler.yaml", Autoscaler("web").Replace("name: all }", "name: all, namespace: shop }", StringComparison.Ordinal)),
        ("kustomization.yaml", $"resources: [web.yaml, autoscaler.yaml]\npatches: [{{ target: {{ kind: Deployment }}, patch: '{{ apiVersion: apps/v1, {names}, spec: {{ minReadySeconds: 5 }} }}' }}]"),
    ]);

    [Fact]
    public void A_patch_that_may_does() => Lint.Expect<HpaReplicasConflict>(
    [
        ("web.yaml", Deployment("{|HA1002:2|}")),
        ("autoscaler.yaml", Autoscaler("shop")),
        ("kustomization.yaml", "resources: [web.yaml, autoscaler.yaml]\npatches: [{ target: { kind: Deployment }, options: { allowNameChange: true }, patch: '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: shop } }' }]"),
    ]);

    [Theory]
    [InlineData("web")]
    [InlineData("eu-web")]
    public void An_autoscaler_may_name_what_it_scales_as_it_is_written_or_built(string target)
    {
        (string, string)[] files = [("base/web.yaml", Deployment("{|HA1002:2|}")), .. Overlaid("resources: [../base, more.yaml]", Autoscaler(target))];
        Lint.Expect<HpaReplicasConflict>(files);
        Lint.Expect<HpaTargetMissing>([("base/web.yaml", Deployment("2")), .. Overlaid("resources: [../base, more.yaml]", Autoscaler(target))]);
    }

    [Fact]
    public void An_autoscaler_for_another_name_scales_nothing() => Lint.Expect<HpaTargetMissing>(
        [("base/web.yaml", Deployment("2")), .. Overlaid("resources: [../base, more.yaml]", Autoscaler("{|HA1003:us-web|}"))]);

    [Theory]
    [InlineData("eu-web", "0")]
    [InlineData("us-web", "{|HA0102:0|}")]
    public void What_scales_an_object_may_name_it_as_it_is_built(string target, string replicas) => Lint.Expect<ReplicasZero>(
    [
        ("base/web.yaml", Deployment(replicas)),
        .. Overlaid("resources: [../base, more.yaml]", $"apiVersion: example.com/v1\nkind: NightScaler\nmetadata: {{ name: web }}\nspec: {{ scaleTargetRef: {{ name: {target} }} }}"),
    ]);

    [Theory]
    [InlineData("eu-web", "1")] // the autoscaler may be in its namespace
    [InlineData("us-web", "{|HA0101:1|}")]
    public void So_may_an_autoscaler_that_is_perhaps_in_its_namespace(string target, string replicas) => Lint.Expect<ReplicasSingle>(
    [
        ("base/web.yaml", Deployment(replicas)),
        .. Overlaid("resources: [../base, more.yaml]", Autoscaler(target).Replace("name: all }", "name: all, namespace: shop }", StringComparison.Ordinal)),
    ]);

    private static void ExpectReplicas(string prefix, string overlay, bool isReported) =>
        Lint.Expect<RwoMultiReplica>([.. Base(prefix, replicas: 1, isReported), ("prod/kustomization.yaml", $"resources: [../base]\n{overlay}")]);

    private static (string, string)[] Overlaid(string overlay, string more) =>
        [("base/kustomization.yaml", "resources: [web.yaml]\nnamePrefix: eu-"), ("prod/kustomization.yaml", overlay), ("prod/more.yaml", more)];

    private static (string, string)[] Base(string kustomization, int replicas, bool isReported) =>
    [
        ("base/kustomization.yaml", $"resources: [web.yaml]\n{kustomization}"),
        ("base/web.yaml", $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              replicas: {{replicas}}
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web } }
                spec:
                  containers: [{ name: web, image: 'web:1' }]
                  volumes: [{ name: data, persistentVolumeClaim: { claimName: {{(isReported ? "{|HA0701:data|}" : "data")}} } }]
            ---
            { apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: data }, spec: { accessModes: [ReadWriteOnce] } }
            """),
    ];

    private static string Deployment(string replicas) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          replicas: {{replicas}}
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [{ name: web, image: 'web:1' }] }
        """;

    private static string Autoscaler(string target) =>
        $"apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {{ name: all }}\nspec: {{ minReplicas: 2, maxReplicas: 9, scaleTargetRef: {{ apiVersion: apps/v1, kind: Deployment, name: {target} }} }}";
}
