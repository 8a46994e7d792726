namespace Hale.CSharp.Tests.Models;

/// <summary>Numbers and flags that cannot be null are sent although nobody has set them.</summary>
public sealed class DefaultsTests
{
    [Theory]
    [InlineData("new V1ContainerPort { Name = \"http\" }", "{containerPort: 0, name: 'http'}")]
    [InlineData("new V1ContainerPort { ContainerPort = 80 }", "{containerPort: 80}")]
    public void A_model_holds_zero_where_it_cannot_hold_nothing(string port, string expected) =>
        Assert.Equal($"[{{ports: [{expected}]}}]", Show($"new V1Pod {{ Spec = new() {{ Containers = [new() {{ Ports = [{port}] }}] }} }}", "containers"));

    [Fact]
    public void An_object_that_may_have_been_changed_elsewhere_may_hold_anything() =>
        Assert.Equal("[{ports: [{...}]}]", Show("new V1Pod { Spec = new() { Containers = [new() { Ports = [Changed(new V1ContainerPort())] }] } }", "containers"));

    [Fact]
    public void So_do_classes_of_the_source() => Assert.Equal(
        "{more: 2, code: ?, count: 0, isOn: false, share: 0, mode: 'web'}",
        Builders.Show(Builders.Read("""
            using System.Text.Json.Serialization;
            [KubernetesEntity(Group = "x.io", ApiVersion = "v1", Kind = "Web")] class Web : IKubernetesObject { public string ApiVersion { get; set; } public string Kind { get; set; } public WebSpec Spec { get; set; } }
            class WebSpec
            {
                public int Count { get; set; }
                public bool IsOn { get; set; }
                public double Share { get; set; }
                public int More { get; set; } = 2;
                public int? Most { get; set; }
                [JsonIgnore] public int Hidden { get; set; }
                [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Left { get; set; }
                [JsonConverter(typeof(Own))] public int Code { get; set; }
                public string Mode { get; set; }
            }
            abstract class Own : JsonConverter<int>;
            class Builder { Web Create() => new() { Spec = new() { Mode = "web" } }; }
            """)[0].Root["spec"]));

    [Fact]
    public void A_flag_that_every_object_must_have_is_not_missing() => Builders.Expect("HA1804", """
        class Builder
        {
            V1CustomResourceDefinition Create() => new()
            {
                Metadata = new() { Name = "webs.x.io" },
                Spec = new()
                {
                    Group = "x.io",
                    Names = new() { Kind = "Web", Plural = "webs" },
                    Scope = "Namespaced",
                    Versions = [new() { Name = "v1", Served = true, Storage = true }, new() { Name = "v1beta1", Served = true }],
                },
            };
        }
        """);

    private static string Show(string pod, string field) => Builders.Show(Assert.Single(Builders.Read($$"""
        class Builder
        {
            V1Pod Create() => {{pod}};
            T Changed<T>(T one) { Other.Change(one); return one; }
        }
        """)).Root["spec"][field]);
}
