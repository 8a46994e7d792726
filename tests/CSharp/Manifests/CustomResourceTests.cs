namespace Hale.CSharp.Tests.Manifests;

/// <summary>Custom resources that Pulumi makes from classes of its users, or from those that a tool made of their definition.</summary>
public class CustomResourceTests
{
    private const string Args = """
        using Pulumi;
        using Pulumi.Kubernetes.ApiExtensions;
        using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
        class ClusterArgs : CustomResourceArgs
        {
            public ClusterArgs(string apiVersion = "postgresql.cnpg.io/v1") : base(apiVersion, kind: "Cluster") { }
            [Input("spec")] public Input<ClusterSpecArgs>? Spec { get; set; }
        }
        class ClusterSpecArgs : ResourceArgs
        {
            [Input("instances")] public Input<int>? Instances { get; set; }
        }
        class MapArgs(string kind) : CustomResourceArgs("example.com/v1", kind)
        {
            [Input("spec")] public Dictionary<string, object>? Spec { get; set; }
        }

        """;

    [Theory]
    [InlineData("new ClusterArgs { Metadata = new ObjectMetaArgs { Name = \"db\" }, Spec = new ClusterSpecArgs { Instances = 3 } }", "{apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: {name: 'db'}, spec: {instances: 3}}")]
    [InlineData("new ClusterArgs(version) { Spec = new ClusterSpecArgs() }", "{metadata: {name: !}, apiVersion: ?, kind: 'Cluster', spec: {}}")]
    [InlineData("new MapArgs(\"Queue\") { Spec = new() { [\"size\"] = 2, [\"mode\"] = new Dictionary<string, object> { [\"kind\"] = version } } }", "{metadata: {name: !}, apiVersion: 'example.com/v1', kind: 'Queue', spec: {size: 2, mode: {kind: ?}}}")]
    [InlineData("new MapArgs(version)", "{metadata: {name: !}, apiVersion: 'example.com/v1', kind: ?}")]
    public void Its_kind_is_what_its_constructor_is_told(string args, string expected) => Assert.Equal(
        expected,
        Builders.Show(Args + $$"""class Site : Stack { public Site(string version) { _ = new Pulumi.Kubernetes.ApiExtensions.CustomResource("db", {{args}}); } }"""));

    [Fact]
    public void Rules_speak_of_it_where_it_is_written() => Builders.Expect("HA1601", Args + """
        class Site : Stack
        {
            public Site(int count)
            {
                _ = new Pulumi.Kubernetes.ApiExtensions.CustomResource("one", new ClusterArgs { Metadata = new ObjectMetaArgs { Namespace = "shop" }, Spec = new ClusterSpecArgs { Instances = {|HA1601:1|} } });
                _ = new Pulumi.Kubernetes.ApiExtensions.CustomResource("two", new ClusterArgs { Metadata = new ObjectMetaArgs { Namespace = "shop" }, Spec = new ClusterSpecArgs { Instances = count } });
            }
        }
        """);

    [Theory]
    [InlineData("new { apiVersion = \"example.com/v1\", kind = \"Queue\", metadata = new { name }, spec = new { size = 2, parts = new[] { new { name = \"a\" } } } }", "{apiVersion: 'example.com/v1', kind: 'Queue', metadata: {name: ?, namespace: 'shop'}, spec: {size: 2, parts: [{name: 'a'}]}}")]
    [InlineData("new Queue { Spec = new Dictionary<string, int> { [\"size\"] = 2 } }", "{metadata: {namespace: 'shop'}, apiVersion: 'example.com/v1', kind: 'Queue', spec: {size: 2}}")]
    [InlineData("new { apiVersion = \"example.com/v1\", kind = name }", "!")]
    [InlineData("new object()", "!")]
    [InlineData("System.Text.Json.JsonDocument.Parse(name)", "!")]
    public void A_client_may_get_it_as_an_object_of_any_sort(string body, string expected) => Assert.Equal(
        expected,
        Builders.Show($$"""
            class Queue { public string ApiVersion { get; set; } = "example.com/v1"; public string Kind { get; set; } = "Queue"; public Dictionary<string, int>? Spec { get; set; } }
            class Controller
            {
                public Task Run(IKubernetes client, string name) => client.CustomObjects.CreateNamespacedCustomObjectAsync({{body}}, "example.com", "v1", "shop", "queues");
            }
            """));

    [Fact]
    public void Classes_of_a_tool_are_called_as_their_kinds_are() => Assert.Equal(
        "{apiVersion: !, kind: 'Thing', metadata: {name: 'web'}}",
        Builders.Show("""
            using Pulumi;
            using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
            namespace Pulumi.Kubernetes.Types.Inputs.Example.V1
            {
                public class ThingArgs : ResourceArgs
                {
                    [Input("apiVersion")] public Input<string>? ApiVersion { get; set; }
                    [Input("kind")] public Input<string>? Kind { get; set; }
                    [Input("metadata")] public Input<ObjectMetaArgs>? Metadata { get; set; }
                }
            }
            class Site { public object Build() => new Pulumi.Kubernetes.Types.Inputs.Example.V1.ThingArgs { Metadata = new ObjectMetaArgs { Name = "web" } }; }
            """));
}
