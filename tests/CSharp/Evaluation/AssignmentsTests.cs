namespace Hale.CSharp.Tests.Evaluation;

public class AssignmentsTests
{
    [Fact]
    public void A_value_that_is_set_later_is_reported_there() => Builders.Expect("HA0101", """

        class Builder
        {
            V1Deployment Build()
            {
                var deployment = new V1Deployment { Spec = new V1DeploymentSpec { Replicas = 3 } };
                deployment.Spec.Template = new() { Spec = new() { Containers = new[] { new V1Container { Image = "web:1.0" } } } };
                deployment.Spec.Replicas = {|HA0101:1|};
                return deployment;
            }
        }
        """);

    [Fact]
    public void A_value_that_may_have_been_set_is_not_reported() => Bodies.Expect("HA1301", """
        var container = new V1Container { Image = "nginx" };
        if (flag)
            container.Image = "nginx:1.27.1";
        return [container];
        """);

    [Theory]
    [InlineData("""var c = new V1Container { Name = "a" }; c.Name = "b"; c.Tty = c.Name == "b"; return [c];""", "[{name: 'b', tty: true}]")]
    [InlineData("""var c = new V1Container(); c.Env ??= new List<V1EnvVar>(); c.Env.Add(new() { Name = "A" }); (c.Args ??= []).Add("b"); return [c];""", "[{env: [{name: 'A'}], args: ['b']}]")]
    [InlineData("""var c = new V1Container { Env = [] }; c.Env ??= null; c.Image = text; c.Image ??= "a"; return [c];""", "[{env: [], image: !}]")]
    [InlineData("""var c = new V1Container(); var (a, b) = ("x", 3); (c.Name, c.Image) = (a, a + b); return [c];""", "[{name: 'x', image: 'x3'}]")]
    [InlineData("""var a = new V1Container { Name = "a" }; var b = new V1Container { Name = "b" }; (a, b) = (b, a); a.Image = "i"; return [a, b];""", "[{name: 'b', image: 'i'}, {name: 'a'}]")]
    public void An_object_holds_what_is_set_last(string statements, string expected) => Assert.Equal(expected, Bodies.Containers(statements));

    [Theory]
    [InlineData("""var count = 0; Next().Name ??= "a"; return count; V1Container Next() { count++; return new(); }""", "1")]
    [InlineData("""var counts = new[] { 0, 0 }; var i = 0; counts[i++] += 5; return counts[0] + i;""", "6")]
    public void A_call_in_what_is_set_happens_once(string statements, string expected) => Assert.Equal(expected, Bodies.Replicas(statements));

    [Theory]
    [InlineData("""V1Container? c = new() { Name = "a", Args = new[] { "x", "y" } }; c?.Name = "b"; c?.Args?[1] = "z"; c?.Image ??= "i"; c?.Name += "!"; return [c];""", "[{args: ['x', 'z'], image: 'i', name: ?}]")]
    [InlineData("""V1Container? c = flag ? new() { Name = "a" } : null; c?.Name = "b"; return [new() { Name = c?.Name ?? "c" }];""", "[{name: 'b'|'a'|'c'}]")]
    [InlineData("""V1Container? c = null; var count = 0; c?.Name = $"{++count}"; return [new() { Name = $"{count}" }];""", "[{name: '0'}]")]
    [InlineData("""return [new() { Args = new Three { Items = { [^1] = "c", [0] = "a" } }.Items }];""", "[{args: ['a', -, 'c']}]")]
    [InlineData("""var o = new Own(); var first = o.Loud; o.Loud = "x"; o.Upper = "u"; o.Or = null; return [new() { Name = o.Upper, Args = [o.Or] }];""", "[{name: 'U', args: ['none']}]")]
    [InlineData("""var o = new Own(); o.Loud = "x"; return [new() { Name = o.Loud, Image = o.Upper }];""", "[{name: ?, image: 'b'}]")]
    public void What_the_compiler_does_not_know_yet_is_understood(string statements, string expected) => Assert.Equal(expected, Bodies.Containers(statements, """
        class Three { public string[] Items = new string[3]; }
        class Own
        {
            public string Loud { get { return field + "!"; } set { field = value + "?"; } } = "a";
            public string Upper { get; set => field = value.ToUpper(); } = "b";
            public string? Or { get => field ?? "none"; set; }
        }
        """));
}
