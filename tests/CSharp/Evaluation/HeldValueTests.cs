namespace Hale.CSharp.Tests.Evaluation;

/// <summary>Fields, properties and static members: what is known of them when a method begins, and when it ends.</summary>
public class HeldValueTests
{
    [Theory]
    [InlineData("Size = 1;", "", "1")]
    [InlineData("var size = 0; for (var i = 0; i < 3; i++) size += i; Size = size;", "", "3")]
    [InlineData("if (Environment.ProcessorCount > 3) Size = 2;", "", "2|0")]
    [InlineData("Size = Base + 1; Base = 5;", "public static readonly int Base;", "1")]
    [InlineData("Size = Base + 1;", "public static readonly int Base = 2;", "3")]
    [InlineData("Size = 2; Change(() => Size = 3);", "static void Change(Action change) => change();", "!")]
    [InlineData("Size = 2;", "public static void Change() => Size = 3;", "!")]
    public void What_a_static_constructor_leaves_is_known_where_nothing_else_sets_it(string statements, string members, string expected) => Assert.Equal(
        $"{{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {{}}, spec: {{replicas: {expected}}}}}",
        Builders.Show($$"""
            static class Common
            {
                public static int Size { get; private set; }
                static Common() { {{statements}} }
                {{members}}
            }
            class Builder { V1Deployment Create() => new() { Metadata = new(), Spec = new() { Replicas = Common.Size } }; }
            """));

    [Theory]
    [InlineData("Labels = new() { [\"app\"] = \"web\" }; Size = 1;", "", "{app: 'web'}")]
    [InlineData("Labels = new() { [\"app\"] = \"web\" }; Size = 1;", "public static void Change() => Labels[\"app\"] = \"api\";", "{...}")]
    [InlineData("var labels = new Dictionary<string, string>(); labels.Add(\"app\", \"web\"); Labels = labels; Size = 1;", "", "{app: 'web'}")]
    [InlineData("var labels = new Dictionary<string, string> { [\"app\"] = \"web\" }; Labels = labels; Others = labels; Size = 1;", "static readonly Dictionary<string, string> Others; public static void Change() => Others[\"app\"] = \"api\";", "{...}")]
    public void Objects_that_a_static_constructor_makes_are_known_where_nothing_changes_them(string statements, string members, string expected) => Assert.Equal(
        $"{{apiVersion: 'v1', kind: 'Service', metadata: {{name: 'web', labels: {expected}}}}}",
        Builders.Show($$"""
            static class Common
            {
                public static readonly int Size;
                public static readonly Dictionary<string, string> Labels;
                static Common() { {{statements}} }
                {{members}}
            }
            class Builder { V1Service Create() => new() { Metadata = new() { Name = Common.Size < 5 ? "web" : "api", Labels = Common.Labels } }; }
            """));

    [Theory]
    [InlineData("s_labels ??= new() { [\"app\"] = \"web\" }", "", "{app: 'web'}")]
    [InlineData("s_labels ??= new() { [\"app\"] = \"web\" }", "static void Reset() => s_labels = null;", "!")]
    [InlineData("s_labels ??= new() { [\"app\"] = \"web\" }", "static void Change() => (s_labels ??= new())[\"app\"] = \"api\";", "!")]
    [InlineData("s_labels ??= new() { [\"app\"] = \"web\" }", "static Dictionary<string, string> All => Labels(\"a\"); static void Change() => All[\"app\"] = \"api\";", "{...}")]
    [InlineData("s_labels ??= new() { [\"app\"] = name }", "", "!")]
    public void What_is_set_when_it_is_first_asked_for_is_known_where_nothing_else_sets_it(string labels, string members, string expected) => Assert.Equal(
        $"{{apiVersion: 'v1', kind: 'Service', metadata: {{labels: {expected}}}}}",
        Builders.Show($$"""
            static class Common
            {
                static Dictionary<string, string>? s_labels;
                public static Dictionary<string, string> Labels(string name) => {{labels}};
                {{members}}
            }
            class Builder { V1Service Create(string name) => new() { Metadata = new() { Labels = Common.Labels(name) } }; }
            """));

    [Fact]
    public void Properties_with_bodies_are_followed() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'shop-web', labels: {app: 'shop-web'}}, spec: {containers: [{image: 'y:2'}, {image: 'nginx:1.27'}]}}",
        Builders.Show("""
            class Names
            {
                readonly string _app;
                string? _image;
                public Names(string app) => _app = app;
                public string Full => $"{_app}-web";
                public Dictionary<string, string> Labels { get { var labels = new Dictionary<string, string>(); labels["app"] = Full; return labels; } }
                public string Image { get => _image ?? "nginx:1.27"; set => _image = value + ":2"; }
            }
            class Builder
            {
                V1Pod Create()
                {
                    var names = new Names("shop");
                    names.Image = "y";
                    return new() { Metadata = new() { Name = names.Full, Labels = names.Labels }, Spec = new() { Containers = [new() { Image = names.Image }, new() { Image = new Names("q").Image }] } };
                }
            }
            """));

    [Fact]
    public void Values_in_static_classes_are_read_where_nothing_changes_them() => Builders.Expect("HA1301", """
        static class Values { public static readonly Settings Web = new() { Replicas = 3 }; public static Settings Own { get; set; } = new(); }
        class Settings { public int Replicas { get; set; } = 1; public string Image => $"registry/web:{Tag}"; public string Tag { get; init; } = "latest"; }
        class Builder
        {
            IEnumerable<V1Pod> Create()
            {
                yield return new() { Spec = new() { Containers = [new() { Image = {|HA1301:Values.Web.Image|} }] } };
                yield return new() { Spec = new() { Containers = [new() { Image = Values.Own.Image }] } };
            }
        }
        """);

    [Theory]
    [InlineData("static readonly Dictionary<string, string> L = new() { [\"a\"] = \"b\" };", "{a: 'b'}")]
    [InlineData("static readonly Dictionary<string, string> L = new() { [\"a\"] = \"b\" }; static Builder() => L[\"c\"] = \"d\";", "{...}")]
    [InlineData("readonly Dictionary<string, string> L = new() { [\"a\"] = \"b\" };", "{a: 'b'}")]
    [InlineData("readonly Dictionary<string, string> L = new() { [\"a\"] = \"b\" }; public void Add(string key) => L.Add(key, \"\");", "{...}")]
    [InlineData("readonly Dictionary<string, string> L = new() { [\"a\"] = \"b\" }; public void Add(string key) => L?.Clear();", "{...}")]
    [InlineData("Dictionary<string, string> L = new() { [\"a\"] = \"b\" };", "{a: 'b'}")]
    [InlineData("Dictionary<string, string> L = new() { [\"a\"] = \"b\" }; public void Change(Builder other) => L = other.L;", "!")]
    [InlineData("protected Dictionary<string, string> L = new() { [\"a\"] = \"b\" };", "!")]
    [InlineData("static readonly Dictionary<string, string> L = new() { [\"a\"] = \"b\" }; class Other { public string? L; } static Other o; static Builder() => o = new Other { L = \"x\" };", "{a: 'b'}")]
    [InlineData("static readonly Dictionary<string, string> L = new() { [\"a\"] = \"b\" }; static int Count => L.Count + L.Where(pair => pair.Key == \"c\").Count(); static string Text(string key) => L.TryGetValue(key, out var found) ? found : L[\"a\"];", "{a: 'b'}")]
    [InlineData("static readonly Dictionary<string, string> L = new() { [\"a\"] = \"b\" }; static object Other() { var copy = new Dictionary<string, string>(L); copy[\"c\"] = \"d\"; return null!; }", "{a: 'b'}")]
    [InlineData("static readonly Dictionary<string, string> L = new() { [\"a\"] = \"b\" }; static void Other(V1Pod pod) => pod.Metadata.Labels[\"c\"] = \"d\";", "{...}")]
    [InlineData("static readonly Dictionary<string, string> L = new() { [\"a\"] = \"b\" }; static int Count() { var sum = 0; foreach (var (key, value) in L) sum += value.Length; var (one, other) = (L, sum); return one.Count; }", "{a: 'b'}")]
    [InlineData("static readonly Dictionary<string, string> L = new() { [\"a\"] = \"b\" }; static void Grow() { var (one, other) = (L, 1); one[\"c\"] = \"d\"; }", "{...}")]
    public void A_collection_in_a_field_is_known_unless_something_changes_it(string field, string labels) => Assert.Equal(
        $"{{apiVersion: 'v1', kind: 'Pod', metadata: {{labels: {labels}}}}}",
        Builders.Show($"public class Builder {{ {field} public V1Pod Create() => new() {{ Metadata = new() {{ Labels = L }} }}; }}"));

    [Theory]
    [InlineData("static readonly string[] All = { \"a\", \"b\" };", "'b'")]
    [InlineData("string[] All { get; } = [\"a\", \"b\"];", "'b'")]
    [InlineData("static readonly string[] All = { \"a\", \"b\" }; static void Change() => All[1] = \"c\";", "!")]
    public void An_array_in_a_field_is_known_unless_something_changes_it(string field, string name) => Assert.Equal(
        name, Builders.Show(Builders.Read($$"""class Builder { {{field}} public V1Pod Create() => new() { Metadata = new() { Name = All[1] } }; }""")[^1].Root["metadata"]["name"]));

    [Theory]
    [InlineData("public int Count() => labels.Count;", "{a: 'b'}")]
    [InlineData("public void Grow(string key) => labels[key] = \"d\";", "{...}")]
    public void What_a_primary_constructor_takes_is_followed_into_all_parts_of_its_class(string otherPart, string labels) => Assert.Equal(
        $"{{apiVersion: 'v1', kind: 'Pod', metadata: {{labels: {labels}}}}}",
        Builders.Show(
            "partial class Holder(Dictionary<string, string> labels) { public object Same => labels.Count; }",
            $"using System.Collections.Generic; partial class Holder {{ {otherPart} }}",
            "public class Builder { static readonly Dictionary<string, string> L = new() { [\"a\"] = \"b\" }; public static readonly Holder Other = new(L); public V1Pod Create() => new() { Metadata = new() { Labels = L } }; }"));

    [Theory]
    [InlineData("readonly Dictionary<string, string> L; public Builder(string name) { L = new() { [\"a\"] = name, [\"b\"] = \"c\" }; }", "{a: !, b: 'c'}")]
    [InlineData("Dictionary<string, string> L { get; } public Builder(string name) => L = new() { [\"a\"] = name };", "{a: !}")]
    [InlineData("readonly Dictionary<string, string> L; public Builder(string name) { name += \"x\"; L = new() { [\"a\"] = name }; }", "!")]
    [InlineData("readonly Dictionary<string, string> L; public Builder(string name) { L = new() { [\"a\"] = name }; L[\"b\"] = \"c\"; }", "!")]
    [InlineData("readonly Dictionary<string, string> L; public Builder(string name) { L = new() { [\"a\"] = name }; } public Builder() => L = new();", "!")]
    [InlineData("readonly Dictionary<string, string> L; public Builder(bool many) { if (many) L = new(); else L = new() { [\"a\"] = \"b\" }; }", "!")]
    [InlineData("readonly Dictionary<string, string> L; public Builder(string name) => L = Make(name); Dictionary<string, string> Make(string name) => new() { [\"a\"] = name };", "!")]
    [InlineData("readonly Dictionary<string, string> L; public Builder(string name) => L = new() { [\"a\"] = name }; public void Grow() => L.Clear();", "{...}")]
    public void What_the_only_constructor_gives_from_its_parameters_is_known(string members, string labels) => Assert.Equal(
        $"{{apiVersion: 'v1', kind: 'Pod', metadata: {{labels: {labels}}}}}",
        Builders.Show($"public class Builder {{ {members} public V1Pod Create() => new() {{ Metadata = new() {{ Labels = L }} }}; }}"));

    [Theory]
    [InlineData("class Labels { readonly Dictionary<string, string> _all = new() { [\"a\"] = \"b\" }; public Dictionary<string, string> All() => new(_all); }", "{a: 'b'}")]
    [InlineData("class Labels { readonly Dictionary<string, string> _all; public Labels(string name) => _all = new() { [\"a\"] = name }; public Dictionary<string, string> All() => _all; }", "{a: !}")]
    [InlineData("class Labels { public Dictionary<string, string> All { get; } = new() { [\"a\"] = \"b\" }; void Add() => All.Clear(); }", "{...}")]
    [InlineData("class Labels { public virtual Dictionary<string, string> All { get; } = new() { [\"a\"] = \"b\" }; }", "!")]
    [InlineData("class Labels { public Dictionary<string, string> All { get; set; } = new() { [\"a\"] = \"b\" }; }", "!")]
    public void What_the_class_of_an_object_from_outside_decides_is_known(string labels, string expected) => Assert.Equal(
        $"{{apiVersion: 'v1', kind: 'Pod', metadata: {{labels: {expected}}}}}",
        Builders.Show($"class Builder(Labels given) {{ V1Pod Create() => new() {{ Metadata = new() {{ Labels = given.All{(labels.Contains("All()", StringComparison.Ordinal) ? "()" : "")} }} }}; }} {labels}"));

    [Fact]
    public void What_a_constructor_got_is_the_same_wherever_its_class_asks_for_it() => Builders.Expect("HA0601", """
        class Web(string name)
        {
            IEnumerable<object> Create()
            {
                yield return new V1Service { Metadata = new() { Name = name }, Spec = new() { Selector = new Dictionary<string, string> { ["app"] = name }, Ports = [new() { Port = 80 }] } };
                yield return new V1Deployment
                {
                    Metadata = new() { Name = name },
                    Spec = new()
                    {
                        Replicas = 2,
                        Selector = new() { MatchLabels = new Dictionary<string, string> { ["app"] = name } },
                        Template = new() { Metadata = new() { Labels = new Dictionary<string, string> { ["app"] = name } }, Spec = new() { Containers = [{|HA0601:new|}() { Name = "web", Image = "web:1.0", Ports = [new() { ContainerPort = 80 }] }] } },
                    },
                };
            }
        }
        """);

    [Fact]
    public void A_class_with_a_primary_constructor_has_its_static_members() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {labels: {a: 'b'}}}",
        Builders.Show("class Builder(string name) { static readonly Dictionary<string, string> Labels = new() { [\"a\"] = \"b\" }; V1Pod Create() => new() { Metadata = new() { Labels = Labels } }; }"));

    [Fact]
    public void What_an_object_holds_may_be_completed_by_its_other_methods() => Assert.Empty(Builders.Read("""
        class Builder
        {
            V1Deployment? _deployment;
            static V1Deployment? s_shared;

            public Builder Start()
            {
                _deployment = new V1Deployment { Spec = new() { Replicas = 0 } };
                return this;
            }

            public Builder Replicas(int count)
            {
                _deployment!.Spec.Replicas = count;
                return this;
            }

            public static Builder Create() => new() { _deployment = new() };

            public void Share() => s_shared = new V1Deployment { Spec = new() { Replicas = 0 } };
        }
        """));

    [Fact]
    public void A_bundle_without_methods_is_read_when_it_is_returned() => Builders.Expect("HA0102", """
        record Manifests(V1Deployment Deployment, V1Service Service);
        class Builder { Manifests Create() => new(new V1Deployment { Spec = new() { Replicas = {|HA0102:0|}, Template = Pods.Web() } }, new V1Service()); }
        """, Pods.Source);

    [Fact]
    public void A_static_member_has_what_was_put_there() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {replicas: 3}}",
        Builders.Show("""
            class Program
            {
                static V1Deployment? s_deployment;
                static void Run() { s_deployment = new V1Deployment { Spec = new() { Replicas = 0 } }; Complete(); KubernetesYaml.Serialize(s_deployment); }
                static void Complete() => s_deployment!.Spec.Replicas = 3;
            }
            """));

    [Theory]
    [InlineData("static readonly Lazy<string> Name = new(() => \"a\" + Rest); const string Rest = \"b\";", "Name.Value", "'ab'")]
    [InlineData("static readonly string Rest = \"b\"; static readonly Lazy<string> Name = new(() => \"a\" + Rest);", "Name.Value", "'ab'")]
    [InlineData("static readonly Lazy<string> Name = new(\"a\");", "Name.Value", "'a'")]
    [InlineData("static readonly Lazy<string> Name = new(() => Rest); static string Rest = \"a\"; public static void Change() => Rest = \"b\";", "Name.Value", "?")]
    [InlineData("static readonly Lazy<V1ObjectMeta> Meta = new();", "Meta.Value.Name", "?")]
    [InlineData("static readonly System.Text.StringBuilder Name = new(\"a\"); static int Length => Name.Length;", "Name.ToString() + Length", "'a1'")]
    [InlineData("static readonly System.Text.StringBuilder Name = new(\"a\"); static void Add() => Name.Append(1);", "Name.ToString()", "?")]
    public void What_is_made_when_it_is_asked_for_is_known(string member, string value, string expected) => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {name: " + expected + "}}",
        Builders.Show($"public class Builder {{ {member} public V1Pod Create() => new() {{ Metadata = new() {{ Name = {value} }} }}; }}"));

    [Fact]
    public void What_is_given_to_an_object_from_outside_may_be_changed_there() => Builders.Expect("HA0102", """
        class Context { public V1Deployment? Deployment { get; set; } }
        class Step
        {
            void Run(Context context)
            {
                context.Deployment = new V1Deployment { Spec = new() { Replicas = 0, Template = Pods.Web() } };
                context.Deployment.Spec.Replicas = 3;
            }
        }
        """, Pods.Source);
}
