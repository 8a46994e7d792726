namespace Hale.CSharp.Tests;

/// <summary>
/// Where the number of replicas cannot be known, and nothing is said of it; each time beside a change that makes it known, after
/// which the finding is there.
/// </summary>
public class GuardsTests
{
    private const string Web = """
        static class Web
        {
            public static V1Deployment Of(int replicas) => new()
            {
                Metadata = new() { Name = "web" },
                Spec = new() { Replicas = replicas, Template = Pods.Web() },
            };
        }
        """;

    public static TheoryData<string, string, string> Guards => new()
    {
        {
            "1: an object from outside that is changed",
            """class B { void Run(IKubernetes client, V1Deployment web) { web.Spec.Replicas = 1; client.AppsV1.ReplaceNamespacedDeployment(web, "web", "shop"); } }""",
            """class B { void Run(IKubernetes client) { var web = Web.Of(3); web.Spec.Replicas = {|HA0101:1|}; client.AppsV1.ReplaceNamespacedDeployment(web, "web", "shop"); } }"""
        },
        {
            "2: a patch",
            """class B { V1Patch Run() => new(new V1Deployment { Spec = new() { Replicas = 1, Template = Pods.Web() } }, V1Patch.PatchType.MergePatch); }""",
            """class B { V1Deployment Run() => new() { Spec = new() { Replicas = {|HA0101:1|}, Template = Pods.Web() } }; }"""
        },
        {
            "3: code out of sight gets the object first",
            """abstract class B { static extern void Complete(V1Deployment web); void Run(IKubernetes client) { var web = Web.Of(2); web.Spec.Replicas = 1; Complete(web); client.AppsV1.CreateNamespacedDeployment(web, "shop"); } }""",
            """abstract class B { static extern void Complete(V1Deployment web); void Run(IKubernetes client) { var web = Web.Of(2); web.Spec.Replicas = {|HA0101:1|}; client.AppsV1.CreateNamespacedDeployment(web, "shop"); Complete(web); } }"""
        },
        {
            "4: a loop over what is known at run time only",
            """class B { V1Deployment Run(string[] names) { var web = Web.Of(3); foreach (var name in names) web.Spec.Replicas = 1; return web; } }""",
            """class B { V1Deployment Run() { var web = Web.Of(3); foreach (var name in new[] { "a" }) web.Spec.Replicas = {|HA0101:1|}; return web; } }"""
        },
        {
            "5: a parameter that no caller gives",
            """public class B { public V1Deployment Run(int replicas) => new() { Spec = new() { Replicas = replicas, Template = Pods.Web() } }; }""",
            """public class B { public V1Deployment Run(int replicas) => new() { Spec = new() { Replicas = {|HA0101:replicas|}, Template = Pods.Web() } }; void Use() => Run(1); }"""
        },
        {
            "6: a condition that is not constant",
            """class B { V1Deployment Run(bool isSmall) { var web = Web.Of(3); if (isSmall) web.Spec.Replicas = 1; return web; } }""",
            """class B { V1Deployment Run() { const bool isSmall = true; var web = Web.Of(3); if (isSmall) web.Spec.Replicas = {|HA0101:1|}; return web; } }"""
        },
        {
            "7: a hook that anybody may override",
            """public abstract class B { protected abstract int Replicas { get; } public V1Deployment Run() => new() { Spec = new() { Replicas = Replicas, Template = Pods.Web() } }; }""",
            """public abstract class B { protected abstract int Replicas { get; } public V1Deployment Run() => new() { Spec = new() { Replicas = {|HA0101:Replicas|}, Template = Pods.Web() } }; } sealed class C : B { protected override int Replicas => 1; }"""
        },
        {
            "8: a delegate that other code keeps",
            """interface IBuilder { IBuilder Add(Action<V1Deployment> change); } class B { void Run(IBuilder builder) => builder.Add(web => web.Spec.Replicas = 1); }""",
            """class B { V1Deployment With(Action<V1Deployment> change) { var web = Web.Of(3); change(web); return web; } void Run() => With(web => web.Spec.Replicas = {|HA0101:1|}); }"""
        },
        {
            "9: the environment",
            """class B { V1Deployment Run() => new() { Spec = new() { Replicas = int.Parse(Environment.GetEnvironmentVariable("REPLICAS") ?? "1"), Template = Pods.Web() } }; }""",
            """class B { V1Deployment Run() => new() { Spec = new() { Replicas = {|HA0101:1|}, Template = Pods.Web() } }; }"""
        },
        {
            "10: an element at an unknown index",
            """class B { V1Deployment[] Run(int i) { var all = new[] { Web.Of(3), Web.Of(3) }; all[i].Spec.Replicas = 1; return all; } }""",
            """class B { V1Deployment[] Run() { var all = new[] { Web.Of(3), Web.Of(3) }; all[0].Spec.Replicas = {|HA0101:1|}; return all; } }"""
        },
        {
            "11: a field that other methods change",
            """class B { int _replicas = 1; public void Scale(int replicas) => _replicas = replicas; public V1Deployment Run() => new() { Spec = new() { Replicas = _replicas, Template = Pods.Web() } }; }""",
            """class B { readonly int _replicas = 1; public V1Deployment Run() => new() { Spec = new() { Replicas = {|HA0101:_replicas|}, Template = Pods.Web() } }; }"""
        },
        {
            "12: an object that is used again",
            """class B { void Run(IKubernetes client) { var web = Web.Of(3); client.AppsV1.CreateNamespacedDeployment(web, "shop"); web.Spec.Replicas = 1; } }""",
            """class B { void Run(IKubernetes client) { var web = Web.Of(3); web.Spec.Replicas = {|HA0101:1|}; client.AppsV1.CreateNamespacedDeployment(web, "shop"); } }"""
        },
        {
            "13: a field that the table does not have",
            """using System.Text.Json.Serialization; [KubernetesEntity(Group = "apps", ApiVersion = "v1", Kind = "Deployment")] class W { [JsonPropertyName("spec")] public S? Spec { get; set; } } class S { [JsonPropertyName("copies")] public int Copies { get; set; } public int? Replicas { get; set; } public V1PodTemplateSpec? Template { get; set; } } class B { W Run() => new() { Spec = new() { Copies = 1, Replicas = 3, Template = Pods.Web() } }; }""",
            """using System.Text.Json.Serialization; [KubernetesEntity(Group = "apps", ApiVersion = "v1", Kind = "Deployment")] class W { [JsonPropertyName("spec")] public S? Spec { get; set; } } class S { [JsonPropertyName("copies")] public int Copies { get; set; } public int? Replicas { get; set; } public V1PodTemplateSpec? Template { get; set; } } class B { W Run() => new() { Spec = new() { Copies = 1, Replicas = {|HA0101:1|}, Template = Pods.Web() } }; }"""
        },
        {
            "14: a converter",
            """using System.Text.Json.Serialization; [KubernetesEntity(Group = "apps", ApiVersion = "v1", Kind = "Deployment")] class W { [JsonPropertyName("spec")] public S? Spec { get; set; } } class S { [JsonConverter(typeof(AtLeastTwo))] public int? Replicas { get; set; } public V1PodTemplateSpec? Template { get; set; } } abstract class AtLeastTwo : JsonConverter<int?>; class B { W Run() => new() { Spec = new() { Replicas = 1, Template = Pods.Web() } }; }""",
            """using System.Text.Json.Serialization; [KubernetesEntity(Group = "apps", ApiVersion = "v1", Kind = "Deployment")] class W { [JsonPropertyName("spec")] public S? Spec { get; set; } } class S { public int? Replicas { get; set; } public V1PodTemplateSpec? Template { get; set; } } class B { W Run() => new() { Spec = new() { Replicas = {|HA0101:1|}, Template = Pods.Web() } }; }"""
        },
        {
            "15: code that the preprocessor leaves out",
            "class B { V1Deployment Run() { var web = Web.Of(3);\n#if SMALL\nweb.Spec.Replicas = 1;\n#endif\nreturn web; } }",
            "#define SMALL\nclass B { V1Deployment Run() { var web = Web.Of(3);\n#if SMALL\nweb.Spec.Replicas = {|HA0101:1|};\n#endif\nreturn web; } }"
        },
    };

    [Theory]
    [MemberData(nameof(Guards))]
    public void Nothing_is_said_of_what_is_not_known(string _, string guarded, string speaking)
    {
        Builders.Expect("HA0101", guarded, Web, Pods.Source);
        Builders.Expect("HA0101", speaking, Web, Pods.Source);
    }
}
