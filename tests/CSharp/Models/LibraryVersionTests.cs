namespace Hale.CSharp.Tests.Models;

/// <summary>The shapes that the models of different libraries and versions have.</summary>
public class LibraryVersionTests
{
    [Fact]
    public void Up_to_version_6_names_are_those_of_Newtonsoft_and_constructors_take_all_fields() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop'}, spec: {selector: 's', minReadySeconds: 5, replicas: 1}}",
        Builders.Show("""
            class Builder { object Create() => new Old.V1Deployment(metadata: new Old.V1ObjectMeta("web", "shop"), spec: new Old.V1DeploymentSpec("s", 5, 1) { Note = "x" }); }
            """, """
            using Newtonsoft.Json;
            namespace Newtonsoft.Json
            {
                public class JsonPropertyAttribute : Attribute { public JsonPropertyAttribute() { } public JsonPropertyAttribute(string name) { } public string? PropertyName { get; set; } }
                public class JsonIgnoreAttribute : Attribute { }
            }
            namespace Old
            {
                [KubernetesEntity(Group = "apps", ApiVersion = "v1", Kind = "Deployment", PluralName = "deployments")]
                public partial class V1Deployment
                {
                    public V1Deployment() => CustomInit();
                    public V1Deployment(string? apiVersion = null, V1ObjectMeta? metadata = null, V1DeploymentSpec? spec = null) { ApiVersion = apiVersion; Metadata = metadata; Spec = spec; CustomInit(); }
                    partial void CustomInit();
                    [JsonProperty(PropertyName = "apiVersion")] public string? ApiVersion { get; set; }
                    [JsonProperty(PropertyName = "metadata")] public V1ObjectMeta? Metadata { get; set; }
                    [JsonProperty("spec")] public V1DeploymentSpec? Spec { get; set; }
                }
                public partial class V1DeploymentSpec
                {
                    public V1DeploymentSpec(object selector, int? minReadySeconds = null, int? replicas = null) { Selector = selector; MinReadySeconds = minReadySeconds; Replicas = replicas; }
                    [JsonProperty(PropertyName = "selector")] public object Selector { get; set; }
                    [JsonProperty(PropertyName = "minReadySeconds")] public int? MinReadySeconds { get; set; }
                    [JsonProperty(PropertyName = "replicas")] public int? Replicas { get; set; }
                    [JsonIgnore] public string? Note { get; set; }
                }
                public partial class V1ObjectMeta
                {
                    public V1ObjectMeta(string? name = null, string? namespaceProperty = null) { Name = name; NamespaceProperty = namespaceProperty; }
                    [JsonProperty(PropertyName = "name")] public string? Name { get; set; }
                    [JsonProperty(PropertyName = "namespace")] public string? NamespaceProperty { get; set; }
                }
            }
            """));

    [Theory]
    [InlineData("MinAvailable = 1", "{minAvailable: 1}")]
    [InlineData("MinAvailable = \"2\"", "{minAvailable: 2}")]
    [InlineData("MinAvailable = \"25%\"", "{minAvailable: '25%'}")]
    [InlineData("MinAvailable = new IntOrString { Value = \"50%\" }", "{minAvailable: '50%'}")]
    [InlineData("MinAvailable = other", "{minAvailable: ?}")]
    public void Version_18_0_4_has_records_required_members_and_structs(string member, string spec) => Assert.Equal(
        $"{{apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: {{}}, spec: {spec}}}",
        Builders.Show($$"""
            using System.Text.Json.Serialization;
            namespace k8s.Models
            {
                [KubernetesEntity(Group = "policy", ApiVersion = "v1", Kind = "PodDisruptionBudget")]
                public partial record V1PodDisruptionBudget { [JsonPropertyName("spec")] public required V1PodDisruptionBudgetSpec Spec { get; set; } }
                public partial record V1PodDisruptionBudgetSpec { [JsonPropertyName("minAvailable")] public IntOrString? MinAvailable { get; set; } }
                public struct IntOrString
                {
                    public string? Value { get; init; }
                    public static implicit operator IntOrString(int value) => new() { Value = value.ToString() };
                    public static implicit operator IntOrString(string value) => new() { Value = value };
                }
            }
            class Builder { object Create(IntOrString? other) => new V1PodDisruptionBudget { Spec = new() { {{member}} } }; }
            """));

    [Theory]
    [InlineData("Policy.V1Beta1", "PodDisruptionBudget", "policy/v1beta1")]
    [InlineData("Networking.V1Beta1", "Ingress", "networking.k8s.io/v1beta1")]
    [InlineData("Extensions.V1Beta1", "Deployment", "extensions/v1beta1")]
    [InlineData("Autoscaling.V2Beta2", "HorizontalPodAutoscaler", "autoscaling/v2beta2")]
    public void Pulumi_has_kinds_of_more_versions_than_the_schema(string name, string kind, string apiVersion) => Assert.Equal(
        $"{{apiVersion: '{apiVersion}', kind: '{kind}', metadata: {{name: !}}, spec: 'x'}}",
        Builders.Show($$"""
            using Pulumi;
            namespace Pulumi.Kubernetes.Types.Inputs.{{name}}
            {
                public class {{kind}}Args : ResourceArgs { [Input("spec")] public Input<string>? Spec { get; set; } }
                public class {{kind}}SpecArgs : ResourceArgs { [Input("a")] public Input<string>? A { get; set; } }
            }
            class Builder
            {
                object Create() => new Pulumi.Kubernetes.Types.Inputs.{{name}}.{{kind}}Args { Spec = "x" };
                object Part() => new Pulumi.Kubernetes.Types.Inputs.{{name}}.{{kind}}SpecArgs { A = "x" };
            }
            """));

    [Fact]
    public void Quantities_and_names_that_C_sharp_keeps_for_itself() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {namespace: 'shop'}, spec: {containers: [{resources: {requests: {cpu: '100m', memory: '*Mi', a: '1Gi'}}, volumeMounts: [{readOnly: true}]}], tolerations: [{operator: 'Exists'}]}}",
        Builders.Show("""
            class Builder
            {
                V1Pod Create(int size) => new()
                {
                    Metadata = new() { NamespaceProperty = "shop" },
                    Spec = new()
                    {
                        Containers =
                        [
                            new()
                            {
                                Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = "100m", ["memory"] = new($"{size}Mi"), ["a"] = new ResourceQuantity("1Gi") } },
                                VolumeMounts = [new() { ReadOnlyProperty = true }],
                            },
                        ],
                        Tolerations = [new() { OperatorProperty = "Exists" }],
                    },
                };
            }
            """));

    [Fact]
    public void Fields_that_no_table_knows_are_kept() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {brandNew: 1, replicas: 2}}",
        Builders.Show("""
            using System.Text.Json.Serialization;
            [KubernetesEntity(Group = "apps", ApiVersion = "v1", Kind = "Deployment")] class V9Deployment { [JsonPropertyName("spec")] public V9Spec? Spec { get; set; } }
            class V9Spec { [JsonPropertyName("brandNew")] public int X { get; set; } [JsonPropertyName("replicas")] public int? R { get; set; } }
            class Builder { object Create() => new V9Deployment { Spec = new() { X = 1, R = 2 } }; }
            """));

    [Fact]
    public void What_a_converter_writes_may_be_anything() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {replicas: ?, strategy: !, mode: 'Fast', paused: true}}",
        Builders.Show("""
            using System.Text.Json;
            using System.Text.Json.Serialization;
            [KubernetesEntity(Group = "apps", ApiVersion = "v1", Kind = "Deployment")] class V9Deployment { [JsonPropertyName("spec")] public V9Spec? Spec { get; set; } }
            class V9Spec
            {
                [JsonPropertyName("replicas"), JsonConverter(typeof(AtLeastTwo))] public int Replicas { get; set; }
                [JsonPropertyName("strategy")] public Strategy? Strategy { get; set; }
                [JsonPropertyName("mode"), JsonConverter(typeof(JsonStringEnumConverter))] public Mode Mode { get; set; }
                [JsonPropertyName("paused")] public bool Paused { get; set; }
            }
            enum Mode { Slow, Fast }
            [JsonConverter(typeof(AnyStrategy))] class Strategy { public string? Type { get; set; } }
            abstract class AtLeastTwo : JsonConverter<int>;
            abstract class AnyStrategy : JsonConverter<Strategy>;
            class Builder
            {
                object Create() => new V9Deployment { Spec = new() { Replicas = 1, Strategy = new() { Type = "Recreate" }, Mode = Mode.Fast, Paused = true } };
            }
            """));

    [Fact]
    public void Custom_resources_of_KubeOps_hold_what_the_source_says_and_what_the_library_adds() => Assert.Equal(
        "{apiVersion: 'x.io/v1', kind: 'Web', spec: {replicas: 2, image: 'x'}, ...}",
        Builders.Show("""
            using KubeOps.Abstractions.Entities;
            [KubernetesEntity(Group = "x.io", ApiVersion = "v1", Kind = "Web")]
            class Web : CustomKubernetesEntity<Web.WebSpec> { public class WebSpec { public int Replicas { get; set; } = 2; public string? Image { get; set; } } }
            class Builder { Web Create() => new() { Spec = new() { Image = "x" } }; }
            """));

    [Fact]
    public void Models_of_Aspire_have_values_from_the_start() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'}, spec: {revisionHistoryLimit: 5, replicas: 1}}",
        Builders.Show("""
            using Aspire.Hosting.Kubernetes.Resources;
            class Builder
            {
                object Create()
                {
                    var deployment = new Deployment { Spec = { RevisionHistoryLimit = 5 } };
                    deployment.Metadata.Name = "web";
                    return deployment;
                }

                void Publish(IService service) => service.PublishAs(deployment => deployment.Spec.Replicas = 0);
            }
            interface IService { void PublishAs(Action<Deployment> configure); }
            """, """
            using YamlDotNet.Serialization;
            namespace YamlDotNet.Serialization { public class YamlMemberAttribute : Attribute { public string? Alias { get; set; } } }
            namespace Aspire.Hosting.Kubernetes.Resources
            {
                public abstract class BaseKubernetesObject(string apiVersion, string kind)
                {
                    [YamlMember(Alias = "apiVersion")] public string ApiVersion { get; set; } = apiVersion;
                    [YamlMember(Alias = "kind")] public string Kind { get; set; } = kind;
                    [YamlMember(Alias = "metadata")] public ObjectMetaV1 Metadata { get; set; } = new();
                }
                public sealed class Deployment() : BaseKubernetesObject("apps/v1", "Deployment") { [YamlMember(Alias = "spec")] public DeploymentSpecV1 Spec { get; set; } = new(); }
                public sealed class DeploymentSpecV1 { [YamlMember(Alias = "replicas")] public int? Replicas { get; set; } = 1; [YamlMember(Alias = "revisionHistoryLimit")] public int? RevisionHistoryLimit { get; set; } = 3; }
                public sealed class ObjectMetaV1 { [YamlMember(Alias = "name")] public string? Name { get; set; } }
            }
            """));

    [Fact]
    public void Models_of_KubeClient_create_their_lists_themselves() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'x', labels: {a: 'b'}}, spec: {containers: [{name: 'c', image: 'nginx'}]}}",
        Builders.Show("""
            using KubeClient.Models;
            class Builder { PodV1 Create() => new() { Metadata = new ObjectMetaV1 { Name = "x", Labels = { ["a"] = "b" } }, Spec = new PodSpecV1 { Containers = { new ContainerV1 { Name = "c", Image = "nginx" } } } }; }
            """, """
            namespace KubeClient.Models
            {
                public class KubeObjectAttribute : Attribute { public KubeObjectAttribute(string kind, string version) { } }
                public class YamlMemberAttribute : Attribute { public string? Alias { get; set; } }
                public abstract class KubeResourceV1 { [YamlMember(Alias = "metadata")] public ObjectMetaV1? Metadata { get; set; } }
                public class ObjectMetaV1 { [YamlMember(Alias = "name")] public string? Name { get; set; } [YamlMember(Alias = "labels")] public Dictionary<string, string> Labels { get; } = new(); }
                [KubeObject("Pod", "v1")] public partial class PodV1 : KubeResourceV1 { [YamlMember(Alias = "spec")] public PodSpecV1? Spec { get; set; } }
                public class PodSpecV1 { [YamlMember(Alias = "containers")] public List<ContainerV1> Containers { get; } = new(); }
                public class ContainerV1 { [YamlMember(Alias = "name")] public string? Name { get; set; } [YamlMember(Alias = "image")] public string? Image { get; set; } }
            }
            """));

    [Fact]
    public void Anonymous_objects_of_Kanyon_are_maps() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', labels: {app: 'x'}}, spec: {replicas: 1, selector: {matchLabels: {app: 'x'}}}}",
        Builders.Show("""
            using Kanyon.Kubernetes.Apps.V1;
            class Builder { object Create() => new Deployment { metadata = new() { name = "web", labels = new { app = "x" } }, spec = new() { replicas = 1, selector = new() { matchLabels = new { app = "x" } } } }; }
            """, """
            namespace Kanyon.Kubernetes.Apps.V1
            {
                public class Deployment { public Meta? metadata { get; set; } public DeploymentSpec? spec { get; set; } }
                public class Meta { public string? name { get; set; } public object? labels { get; set; } }
                public class DeploymentSpec { public int? replicas { get; set; } public Selector? selector { get; set; } }
                public class Selector { public object? matchLabels { get; set; } }
            }
            """));

    [Fact]
    public void What_is_left_out_under_a_condition_and_what_code_gives_are_told_from_what_is_never_there() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {arrow: ?, sum: ?, base: ?, replicas: 3, always: 'a', zero: ?, mine: 'm', text: 'shown'}}",
        Builders.Show("""
            using System.Text.Json.Serialization;
            [KubernetesEntity(Group = "apps", ApiVersion = "v1", Kind = "Deployment")] class Workload { [JsonPropertyName("spec")] public Spec Spec { get; set; } = new(); }
            class Shared
            {
                [JsonConverter(typeof(Exclaiming))] public string Base { get; set; } = "b";
                public virtual string Text => "hidden";
            }
            class Spec : Shared
            {
                [JsonPropertyName("replicas"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Replicas { get; set; } = 3;
                [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public string Always { get; set; } = "a";
                [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Zero { get; set; } = 0;
                [JsonIgnore] public string Hidden { get; set; } = "h";
                [JsonInclude] internal string Mine { get; set; } = "m";
                internal string Internal { get; set; } = "i";
                protected string Protected { get; set; } = "p";
                public static string Static => "s";
                public int Sum => 1 + 1;
                [JsonPropertyName("arrow")] public string Named { get { return Hidden; } }
                public override string Text { get; } = "shown";
            }
            abstract class Exclaiming : JsonConverter<string>;
            class Factory { Workload Create() => new(); }
            """));
}
