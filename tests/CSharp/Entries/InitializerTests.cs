namespace Hale.CSharp.Tests.Entries;

/// <summary>Manifests that only the initializer of a field or property makes.</summary>
public class InitializerTests
{
    [Theory]
    [InlineData("static readonly V1Deployment Db = new() { Spec = new() { Replicas = 0 } };")]
    [InlineData("public static V1Deployment Db { get; } = new() { Spec = new() { Replicas = 0 } };")]
    [InlineData("private static V1Deployment Db = new() { Spec = new() { Replicas = 0 } };")]
    [InlineData("readonly V1Deployment _db = new() { Spec = new() { Replicas = 0 } };")]
    [InlineData("public static readonly Dictionary<string, V1Deployment> All = new() { [\"db\"] = new() { Spec = new() { Replicas = 0 } } };")]
    [InlineData("public static readonly string Text = KubernetesYaml.Serialize(new V1Deployment { Spec = new() { Replicas = 0 } });")]
    [InlineData("static readonly V1Deployment Db = Make(0); static V1Deployment Make(int replicas) => new() { Spec = new() { Replicas = replicas } };")]
    [InlineData("public static readonly Func<V1Deployment> Db = () => new() { Spec = new() { Replicas = 0 } };")]
    [InlineData("static readonly V1Deployment s_db = new() { Spec = new() { Replicas = 0 } }; public static V1Deployment Get() => s_db;")]
    [InlineData("static readonly V1Deployment s_db = new() { Spec = new() { Replicas = 0 } }; public static V1Deployment Db => s_db;")]
    [InlineData("static readonly V1Deployment Db = new() { Spec = new() { Replicas = 0 } }; public string Run() => KubernetesYaml.Serialize(Db);")]
    public void Is_a_manifest_of_the_source(string members) => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {replicas: 0}}", Builders.Show(Code(members)));

    [Theory]
    [InlineData("public static readonly V1Deployment Db = new() { Spec = new() { Replicas = 0 } }; static B() { if (DateTime.Now.Day == 1) Db = null!; }")]
    [InlineData("static readonly V1Deployment Db = new() { Spec = new() { Replicas = 0 } }; public void Grow() => Db.Spec.Replicas = 3;")]
    [InlineData("static readonly V1Deployment Db = new() { Spec = new() { Replicas = 0 } }; static V1Deployment Same => Db; public void Grow() => Same.Spec.Replicas = 3;")]
    [InlineData("readonly V1Deployment _db = new() { Spec = new() { Replicas = 0 } }; public void Grow(int replicas) => _db.Spec.Replicas = replicas;")]
    [InlineData("static readonly V1Deployment Db = new() { Spec = new() { Replicas = 0 } }; void Grow(int n) => Db.Spec.Replicas = n; public V1Deployment Get() => Db;")]
    [InlineData("public static V1Deployment Db = new() { Spec = new() { Replicas = 0 } };")]
    [InlineData("public V1Deployment Db { get; init; } = new() { Spec = new() { Replicas = 0 } };")]
    public void Is_only_a_kind_where_something_else_may_change_it_or_take_its_place(string members)
    {
        var document = Assert.Single(Builders.Read(Code(members)));

        Assert.Equal("!", Builders.Show(document.Root));
        Assert.Equal(["Deployment"], document.MentionedKinds);
    }

    [Fact]
    public void Is_none_where_it_is_only_a_template() => Assert.Equal(
        ["{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {replicas: 1}}"],
        Builders.Read(Code("static readonly V1Deployment s_base = new() { Spec = new() { Replicas = 0 } }; public V1Deployment Run() => s_base with { Spec = new() { Replicas = 1 } };"))
            .Select(document => Builders.Show(document.Root)));

    [Fact]
    public void Is_reported_where_it_stands() => Builders.Expect("HA0102", """
        public static class Shop
        {
            public static readonly V1Deployment Web = new() { Spec = new() { Replicas = {|HA0102:0|}, Template = Pods.Web() } };
            public static readonly V1Deployment Db = new() { Spec = new() { Replicas = Count, Template = Pods.Web() } };
            public static int Count = 0;
        }
        """, Pods.Source);

    private static string Code(string members) => $"public class B {{ {members} }}";
}
