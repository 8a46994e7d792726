namespace Hale.CSharp.Tests.Evaluation;

public class ConditionsTests
{
    [Fact]
    public void What_every_way_sets_is_reported() => Builders.Expect("HA0101", """

        class Builder
        {
            V1Deployment Build(bool flag, int size)
            {
                var deployment = new V1Deployment { Spec = new() { Template = new() { Spec = new() { Containers = new[] { new V1Container { Image = "web:1.0" } } } } } };
                if (flag)
                    deployment.Metadata = new() { Name = "web" };
                const bool isSmall = true;
                deployment.Spec.Replicas = {|HA0101:isSmall ? 1 : size|};
                return deployment;
            }
        }
        """);

    [Fact]
    public void Guard_6_what_only_one_way_sets_is_not_reported() => Builders.Expect("HA0101", """

        class Builder
        {
            V1Deployment Build(bool flag, int size) => new V1Deployment
            {
                Spec = new() { Replicas = flag ? 1 : 3, Template = new() { Spec = new() { Containers = new[] { new V1Container { Image = "web:1.0" } } } } },
            };
        }
        """);

    [Theory]
    [InlineData("""if (flag) return 1; return 3;""", "1|3")]
    [InlineData("""int count; if (flag) count = 1; else if (other) count = 2; else count = number; return count;""", "!")]
    [InlineData("""int count; switch (number) { case 1: count = 1; break; case 2: case 3: count = 2; break; default: count = 5; break; } return count;""", "1|2|5")]
    [InlineData("""var count = 0; switch ("x") { case "x": count = 1; goto default; default: count += 8; break; } return count;""", "9")]
    [InlineData("""return (number, flag) switch { (1, true) => 1, (_, false) => 2, _ => 3 };""", "1|2|3")]
    [InlineData("""int? count = flag ? null : 2; return count ?? 4;""", "2|4")]
    [InlineData("""int? count = flag ? null : 2; return count + 1;""", "-|3")]
    [InlineData("""return flag && false ? 1 : other || true ? 2 : 3;""", "2")]
    [InlineData("""return text?.Length > 3 ? 1 : 2;""", "1|2")]
    public void Several_ways_leave_several_values(string statements, string expected) => Assert.Equal(expected, Bodies.Replicas(statements));

    [Theory]
    [InlineData("""var c = new V1Container { Name = "a" }; if (flag) { c.Image = "i"; c.Args = ["x"]; } else c.Image = "j"; return [c];""", "[{name: 'a', image: 'i'|'j', args: ['x']|-}]")]
    [InlineData("""var list = new List<V1Container> { new() { Name = "a" } }; if (flag) list.Add(new() { Name = "b" }); return list;""", "[{name: 'a'}, ...]")]
    [InlineData("""V1Container? c = flag ? new() { Name = "a" } : null; c?.Args?.Add("x"); if (c != null) c.Image = "i"; return [c ?? new()];""", "[{name: 'a', image: 'i'|-}|{}]")]
    [InlineData("""var c = new V1Container { Env = flag ? [] : null }; if (c.Env is null) c.Env = [new() { Name = "A" }]; return [c];""", "[{env: [{name: 'A'}]|[]}]")]
    public void What_one_way_does_is_uncertain_behind_it(string statements, string expected) => Assert.Equal(expected, Bodies.Containers(statements));
}
