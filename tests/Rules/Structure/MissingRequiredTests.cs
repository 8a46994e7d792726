using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class MissingRequiredTests
{
    [Fact]
    public void Reports_what_the_schema_requires() => Lint.Expect<MissingRequired>("""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata:
              labels: { app: web }
            spec:
              containers:
              - {|HA1804:image|}: web:1
        """);

    [Theory]
    [InlineData("v1", "ConfigMap", "metadata: {}", "metadata.name")]
    [InlineData("v1", "Service", "metadata: { name: a }\nspec: {}", "spec.ports")]
    [InlineData("v1", "Service", "metadata: { name: a }\nspec: { ports: [{ name: a, port: 1 }, { port: 2 }] }", "spec.ports[1].name")]
    [InlineData("v1", "PersistentVolumeClaim", "metadata: { name: a }\nspec: { accessModes: [ReadWriteOnce] }", "spec.resources.requests.storage")]
    [InlineData("v1", "PersistentVolume", "metadata: { name: a }\nspec: { accessModes: [ReadWriteOnce] }", "spec.capacity.storage")]
    [InlineData("v1", "PersistentVolume", "metadata: { name: a }\nspec: { capacity: { storage: 1Gi } }", "spec.accessModes")]
    [InlineData("v1", "Pod", "metadata: { name: a }", "spec")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "metadata: { name: a }\nspec: { scaleTargetRef: { kind: Deployment, name: a } }", "spec.maxReplicas")]
    public void Says_what_is_missing(string apiVersion, string kind, string rest, string path) => Assert.EndsWith(
        $" lacks {path}, which the API requires",
        Lint.One<MissingRequired>($"apiVersion: {apiVersion}\nkind: {kind}\n{rest}\n").Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("extensions/v1beta1", "Deployment", "{ template: { spec: { containers: [{ {|HA1804:image|}: web:1 }] } } }")] // which has a default for the selector
    [InlineData("policy/v1beta1", "PodDisruptionBudget", "{ maxUnavailable: 1 }")]
    public void Knows_what_versions_require_that_are_no_longer_served(string apiVersion, string kind, string spec) =>
        Lint.Expect<MissingRequired>($"apiVersion: {apiVersion}\nkind: {kind}\nmetadata: {{ name: web }}\nspec: {spec}\n");

    [Theory]
    [InlineData("resources: { requests: { storage: 1Gi } }", "accessModes")]
    [InlineData("accessModes: [ReadWriteOnce]", "resources.requests.storage")]
    public void Reports_what_the_claims_of_a_stateful_set_lack(string claim, string path) => Assert.Equal(
        $"StatefulSet 'db' lacks spec.volumeClaimTemplates[0].spec.{path}, which the API requires",
        Lint.One<MissingRequired>(StatefulSet(claim)).Message);

    [Theory]
    [InlineData("{}")]
    [InlineData("{ labels: { app: db } }")]
    public void Reports_a_claim_of_a_stateful_set_without_a_name(string metadata) => Assert.Equal(
        "StatefulSet 'db' lacks spec.volumeClaimTemplates[0].metadata.name, which the API requires",
        Lint.One<MissingRequired>(StatefulSet("accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } }", metadata)).Message);

    [Fact]
    public void Is_silent_about_a_claim_of_a_stateful_set_whose_metadata_cannot_be_seen() => // unknown: stay silent
        Lint.Expect<MissingRequired>(StatefulSet("accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } }", "'${METADATA}'"));

    [Theory]
    [InlineData("accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } }")]
    [InlineData("accessModes: '${MODES}', resources: '${RESOURCES}'")] // unknown: stay silent
    [InlineData("accessModes: [ReadWriteOnce], requests: { storage: 1Gi }")] // HA1803 says where the requests belong
    public void Is_silent_about_the_claims_of_a_stateful_set_that_have_all(string claim) => Lint.Expect<MissingRequired>(StatefulSet(claim));

    [Fact]
    public void Reports_a_workload_without_a_version() => Assert.Equal(
        "Deployment 'web' lacks apiVersion, which the API requires",
        Lint.One<MissingRequired>("kind: Deployment\nmetadata: { name: web }\nspec: { selector: { matchLabels: { app: web } }, template: { spec: { containers: [{ name: web, image: web:1 }] } } }").Message);

    [Theory]
    [InlineData("kind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }")]
    [InlineData("kind: ConfigMap\nmetadata: { name: web }\ndata: { key: value }")]
    [InlineData("kind: Role\nmetadata: { name: web }\nrules: [{ apiGroups: [''], resources: [pods], verbs: [get] }]")]
    public void Reports_an_object_without_a_version_whose_fields_are_all_there(string text) =>
        Assert.EndsWith(" 'web' lacks apiVersion, which the API requires", Lint.One<MissingRequired>(text).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("kind: Deployment\nmetadata: { name: web }\nspec: { replicas: 2 }")] // a part of one, perhaps
    [InlineData("kind: Service\nmetadata: { name: '${NAME}' }\nspec: { ports: [{ port: 80 }] }")] // unknown: stay silent
    [InlineData("kind: DaemonSet\nimage: { repository: web }")] // values of a chart
    [InlineData("kind: Service\nmetadata: { name: web }\nspec: { owner: shop }")] // of another system
    [InlineData("apiversion: v1\nkind: Kafka\nmetadata: { name: web }")] // of another system
    [InlineData("apiversion: v1\nkind: Service")] // perhaps too
    [InlineData("'{{ .Values.version }}': 1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: web:1 }] }")] // unknown: stay silent
    public void Is_silent_about_what_may_need_no_version(string text) => Lint.Expect<MissingRequired>(text);

    [Theory]
    [InlineData("Kind")]
    [InlineData("kin")]
    public void Reports_a_kind_whose_key_is_misspelt(string key) => Assert.Equal(
        $"Object 'web' lacks kind, which the API requires: '{key}' is not a field",
        Lint.One<MissingRequired>($"apiVersion: v1\n{key}: Service\nmetadata: {{ name: web }}\nspec: {{ ports: [{{ port: 80 }}] }}\n").Message);

    [Fact]
    public void Reports_an_object_without_a_kind() => Assert.Equal(
        "Object 'web' lacks kind, which the API requires",
        Lint.One<MissingRequired>("apiVersion: v1\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }] }\n").Message);

    [Theory]
    [InlineData("apiVersion: v1\nkind: '${KIND}'\nmetadata: { name: web }")] // unknown: stay silent
    [InlineData("apiVersion: v1\n'{{ .Values.key }}': Service\nmetadata: { name: web }")] // unknown: stay silent
    [InlineData("apiVersion: v1\nmetadata: '${META}'")] // unknown: stay silent
    [InlineData("apiVersion: v1\nname: web\nversion: 1.0.0")] // a chart
    [InlineData("apiVersion: v1\nmetadata: { name: web }")] // of another system, perhaps
    [InlineData("apiVersion: '{{ .Values.version }}'\nmetadata: { name: web }\nspec: { replicas: 2 }")] // unknown: stay silent
    [InlineData("apiVersion: v1\nking: Charles\nmetadata: { name: web }")]
    [InlineData("apiVersion: v1\nmetadata: { title: Web }\nspec: {}")] // of another system
    [InlineData("apiVersion: shop.example/v1\nmetadata: { name: web }\nspec: {}")] // too
    [InlineData("apiVersion: v1\nmetadata: { name: web }\n$patch: delete")] // a part of one
    public void Is_silent_about_what_may_need_no_kind(string text) => Lint.Expect<MissingRequired>(text);

    [Theory]
    [InlineData("apiversion")]
    [InlineData("ApiVersion")]
    [InlineData("apiVerison")]
    public void Reports_a_version_whose_key_is_misspelt(string key) =>
        Lint.Expect<MissingRequired>($"{{|HA1804:{key}|}}: v1\nkind: Service\nmetadata: {{ name: web }}\nspec: {{ ports: [{{ port: 80 }}] }}\n");

    [Fact]
    public void Is_silent_about_a_key_that_is_near_to_apiVersion_and_holds_another_version() =>
        Lint.Expect<MissingRequired>("appVersion: 1.2.3\nkind: Service\nmetadata: { name: web }\n");

    [Theory]
    [InlineData("apiVersion: apps/v1\n{|HA1804:Kind|}: Deployment\nmetadata: { name: web }\nspec: { replicas: 2 }")] // not even as a patch
    [InlineData("{|HA1804:apiVersion|}: autoscaling/v2\nmetadata: { name: web }\nspec: { maxReplicas: 2 }")]
    [InlineData("{|HA1804:apiVersion|}: extensions/v1beta1\nmetadata: { name: web }\nspec: { replicas: 2 }")]
    [InlineData("{|HA1804:apiVersion|}: v1\nmetadata: { name: web }\ndata: { a: b }")]
    public void Reports_what_lacks_a_kind_in_its_place(string text) => Lint.Expect<MissingRequired>(text);

    [Fact]
    public void Is_silent_about_a_patch_without_a_kind() =>
        Lint.Expect<MissingRequired>([("patches/web.yaml", "apiVersion: apps/v1\nmetadata: { name: web }\nspec: { replicas: 2 }")]);

    [Theory]
    [InlineData("ports: {|HA1804:[]|}")]
    [InlineData("ports: [], type: ExternalName, externalName: example.com")]
    [InlineData("ports: [], clusterIP: None")]
    public void Reports_an_empty_list_of_ports(string spec) => Lint.Expect<MissingRequired>($"apiVersion: v1\nkind: Service\nmetadata: {{ name: a }}\nspec: {{ {spec} }}\n".Replace("ports: {|HA1804:[]|}", "{|HA1804:ports|}: []", StringComparison.Ordinal));

    [Theory]
    [InlineData("accessModes: [], resources: { requests: { storage: 1Gi } }", true)]
    [InlineData("accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } }", false)]
    public void A_claim_has_a_mode_of_access(string spec, bool isReported) =>
        Assert.Equal(isReported ? 1 : 0, Lint.Findings<MissingRequired>($"apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{ name: web }}\nspec: {{ {spec} }}\n").Count);

    [Fact]
    public void Reports_an_empty_list_of_containers() => Assert.Equal(
        "Pod 'a' has an empty list at spec.containers, where the API requires an item",
        Lint.One<MissingRequired>("apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [] }").Message);

    [Theory]
    [InlineData("v1", "ConfigMap", "metadata: { generateName: a- }")]
    [InlineData("v1", "ConfigMap", "metadata: ${META}")] // unknown: stay silent
    [InlineData("v1", "ConfigMap", "name: a")] // HA1803 says where it belongs
    [InlineData("v1", "Service", "metadata: { name: a }\nspec: { clusterIP: None }")]
    [InlineData("v1", "Service", "metadata: { name: a }\nspec: { ports: [{ port: 1 }] }")] // one needs no name
    [InlineData("v1", "Service", "metadata: { name: a }\nspec: { ports: [{ name: a, port: 1 }, '${PORT}'] }")] // unknown: stay silent
    [InlineData("v1", "Service", "metadata: { name: a }\nspec: { type: ExternalName, externalName: example.com }")]
    [InlineData("v1", "Service", "metadata: { name: a }\nspec: { type: '${TYPE}' }")] // unknown: stay silent
    [InlineData("v1", "Pod", "metadata: { name: a }\ncontainers: [{ name: a, image: a }]")] // HA1803
    [InlineData("v1", "PersistentVolumeClaim", "metadata: { name: a }\nspec: { accessModes: [ReadWriteOnce], resources: null, requests: { storage: 1Gi } }")] // HA1803
    [InlineData("batch/v1", "Job", "metadata: { name: a }\nspec: { templates: {} }")] // HA1803: misspelt
    [InlineData("apps/v1", "Deployment", "metadata: { name: a }\nspec: { replicas: 2, template: { spec: { containers: [{ resources: {} }] } } }")] // a part of an object
    [InlineData("v1", "PersistentVolumeClaim", "metadata: { name: a }\nspec: { accessModes: [ReadWriteOnce], requests: { storage: 1Gi } }")] // HA1803 says where the requests belong
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "metadata: { name: a }\nspec: { maxReplicas: 2, scaleTargetRef: { kind: Deployment, name: a }, metrics: [{ type: Resource, resource: { name: cpu, targetAverageUtilization: 50 } }] }")] // HA1803
    [InlineData("authorization.k8s.io/v1", "SubjectAccessReview", "spec: {}")]
    [InlineData("rbac.authorization.k8s.io/v1", "RoleBinding", "metadata: { name: a }\nroleRef: { kind: Role, name: a }")] // the group is filled in
    [InlineData("example.com/v1", "Service", "metadata: { name: a }")] // no known schema
    public void Is_silent_when_nothing_is_missing_or_it_cannot_be_seen(string apiVersion, string kind, string rest) =>
        Lint.Expect<MissingRequired>($"apiVersion: {apiVersion}\nkind: {kind}\n{rest}\n");

    [Fact]
    public void Leaves_the_selector_of_a_workload_to_its_own_rule() => Lint.Expect<MissingRequired>("""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web:1 }] } } }
        """);

    [Fact]
    public void Is_silent_about_a_selector_that_the_labels_of_a_kustomization_make() => Lint.Expect<MissingRequired>(
        [
            ("kustomization.yaml", "resources: [web.yaml]\ncommonLabels: { app: web }"),
            ("web.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: web, image: web }] } } }"),
        ]);

    [Fact]
    public void Knows_what_the_definition_of_a_custom_resource_fills_in() => Lint.Expect<MissingRequired>("""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: wikis.example.com }
        spec:
          group: example.com
          names: { kind: Wiki, plural: wikis }
          scope: Namespaced
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    required: [size, mode, note]
                    properties:
                      size: { type: integer }
                      mode: { type: string, default: fast }
                      note: { type: string, nullable: true }
        ---
        apiVersion: example.com/v1
        kind: Wiki
        metadata: { name: a }
        {|HA1804:spec|}: {}
        """);

    private static string StatefulSet(string claim, string metadata = "{ name: data }") => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: db }
        spec:
          selector: { matchLabels: { app: db } }
          template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, image: db:1 }] } }
          volumeClaimTemplates:
          - metadata: {{metadata}}
            spec: { {{claim}} }
        """;
}
