namespace Hale.CSharp.Tests.Evaluation;

public class PatternsTests
{
    [Fact]
    public void What_a_pattern_finds_is_reported() => Bodies.Expect("HA1301", """
        object found = new V1Container { Image = "nginx:1.27.1" };
        if (found is V1Container { Image: "nginx:1.27.1" } container)
            container.Image = {|HA1301:"nginx"|};
        return [(V1Container)found];
        """);

    [Fact]
    public void What_a_pattern_may_find_is_not_reported() => Bodies.Expect("HA1301", """
        var found = new V1Container { Image = "nginx" };
        if (text is "a" or { Length: > 3 } and not "abcd")
            found.Image = "nginx:1.27.1";
        return [found];
        """);

    [Theory]
    [InlineData("""var count = 3; return count is > 2 and < 5 ? 1 : 2;""", "1")]
    [InlineData("""int? none = null; return none is > 0 ? 1 : none is null ? 3 : 4;""", "3")]
    [InlineData("""int? some = 3; return some is int known ? known : 1;""", "3")]
    [InlineData("""object one = new V1PodSpec(); return one is V1Container ? 1 : one is V1PodSpec ? 2 : 3;""", "2")]
    [InlineData("""return text switch { "a" => 1, null => 2, { Length: > 3 } => 3, _ => 4 };""", "1|2|3|4")]
    [InlineData("""var list = new List<int> { 1, 2, 3 }; return list is [var first, .., var last] ? first * 10 + last : 0;""", "13")]
    [InlineData("""var list = new List<int> { 1 }; return list is [] or [_, _] ? 1 : list is [1] ? 2 : 3;""", "2")]
    [InlineData("""return number is var any && any is 3 ? 1 : 2;""", "1|2")]
    [InlineData("""return (1, "a") is (1, "b") ? 1 : 2;""", "2")]
    [InlineData("""IList<int> list = [1]; return list is List<int> ? 1 : 2;""", "1|2")]
    [InlineData("""object one = flag ? "a" : 3; return one as string is null ? (int)one : 5;""", "!")]
    public void A_pattern_decides_what_is_known(string statements, string expected) => Assert.Equal(expected, Bodies.Replicas(statements));

    [Theory]
    [InlineData("""var c = new V1Container { Env = flag ? [] : null }; if (c.Env is { } env) env.Add(new() { Name = "A" }); else c.Env = [new() { Name = "B" }]; return [c];""", "[{env: [...]|[{name: 'B'}]}]")]
    [InlineData("""string? name = flag ? "a" : null; if (name == null) return [new() { Name = "none" }]; return [new() { Name = name }];""", "[{name: 'none'}]|[{name: 'a'}]")]
    [InlineData("""int? port = flag ? 80 : null; if (!port.HasValue) port = 1; return [new() { Ports = [new() { ContainerPort = port.Value }] }];""", "[{ports: [{containerPort: 1|80}]}]")]
    [InlineData("""_ = text ?? throw new ArgumentNullException(); return [new() { Name = text }];""", "[{name: !}]")]
    public void A_test_for_null_holds_behind_it(string statements, string expected) => Assert.Equal(expected, Bodies.Containers(statements));

    [Fact]
    public void A_type_parameter_is_what_it_stands_for() => Assert.Equal("2", Bodies.Replicas("return Test<V1PodSpec>(new V1PodSpec());", "static int Test<T>(object value) => value is V1Container ? 1 : value is T ? 2 : 3;"));
}
