namespace Hale.CSharp.Tests.Evaluation;

/// <summary>Partial methods and properties: they are declared in one place and have their body in another.</summary>
public class PartialTests
{
    [Theory]
    [InlineData("""var c = new V1Container(); Maker.Fill(c, "web"); return [c];""", "public static partial void Fill(V1Container one, string text); public static partial void Fill(V1Container it, string name) => it.Name = name;", "[{name: 'web'}]")]
    [InlineData("""return [Maker.Make("web")];""", "public static partial V1Container Make(string text); public static partial V1Container Make(string name) { V1Container Own() => new() { Name = name }; return Own(); }", "[{name: 'web'}]")]
    [InlineData("""return [Maker.Make<V1Container>(c => c.Name = "web")];""", "public static partial T Make<T>(Action<T> fill) where T : new(); public static partial T Make<T>(Action<T> change) where T : new() { var made = new T(); change(made); return made; }", "[{name: 'web'}]")]
    [InlineData("""var c = new V1Container { Name = "web" }; Maker.Fill(c); return [c];""", "static partial void Change(V1Container one); public static void Fill(V1Container one) => Change(one);", "[{name: 'web'}]")]
    [InlineData("""var c = new V1Container(); Maker.Fill(c, text); return [c];""", "public static partial void Fill(V1Container one, string? name); public static partial void Fill(V1Container it, string? name) => it.Name = name;", "[{name: ?}]")]
    public void What_the_body_does_is_done_by_the_call(string statements, string members, string expected) =>
        Assert.Equal(expected, Bodies.Containers(statements, $"static partial class Maker {{ {members} }}"));

    [Fact]
    public void A_partial_method_that_something_calls_is_no_entry() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {}, spec: {replicas: 2}}",
        Builders.Show("""
            partial class Builder
            {
                public V1Deployment Build() => Make(2);
                private partial V1Deployment Make(int count);
            }
            partial class Builder
            {
                private partial V1Deployment Make(int replicas) => new() { Spec = new() { Replicas = replicas } };
            }
            """));

    [Fact]
    public void What_a_partial_method_gives_of_a_field_may_be_changed_by_whoever_gets_it() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {labels: {...}}}",
        Builders.Show("""
            static partial class Labels
            {
                static readonly Dictionary<string, string> All = new() { ["a"] = "b" };
                public static partial Dictionary<string, string> Get();
                public static partial Dictionary<string, string> Get() => All;
            }
            class Builder
            {
                public V1Pod Build() => new() { Metadata = new() { Labels = Labels.Get() } };
                public static void Grow() => Labels.Get()["c"] = "d";
            }
            """));
}
