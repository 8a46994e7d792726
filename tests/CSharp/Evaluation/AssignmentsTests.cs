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
}
