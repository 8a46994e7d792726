namespace Hale.CSharp.Tests.Evaluation;

public class CollectionsTests
{
    [Fact]
    public void An_element_is_reported_where_it_stands() => Bodies.Expect("HA1301", """
        var containers = new List<V1Container> { new V1Container { Image = {|HA1301:"nginx:latest"|} } };
        containers.AddRange(new[] { new V1Container { Image = {|HA1301:"redis"|} }, new V1Container { Image = "redis:7.2.4" } });
        return [.. containers, new() { Image = {|HA1301:"envoy"|} }];
        """);

    [Fact]
    public void Elements_that_may_not_be_there_are_not_reported() => Bodies.Expect("HA1301", """
        var containers = new List<V1Container>();
        if (flag)
            containers.Add(new() { Image = "nginx" });
        return [.. containers, .. names.Select(name => new V1Container { Image = name })];
        """);

    [Theory]
    [InlineData("""string[] all = ["a", "b", "c"]; return all[1..].Length * 10 + all[..^2].Length;""", "21")]
    [InlineData("""string[] all = ["a", "b", "c"]; return all[number..].Length;""", "!")]
    [InlineData("""ImmutableArray<string> all = ["a", "b"]; return all.Select(one => one + "!").Count(one => one != "a!");""", "1")]
    [InlineData("""return Enum.GetValues<Size>().Length + Enum.GetValues(typeof(Size)).Cast<Size>().Count(size => size is Size.Big);""", "4")]
    [InlineData("""return Enum.GetValues<Size>()[2] is Size.Unknown ? 1 : 2;""", "1")]
    public void Parts_and_members_are_counted(string statements, string expected) =>
        Assert.Equal(expected, Bodies.Replicas(statements, "enum Size { Unknown = -1, Small, Big }"));

    [Theory]
    [InlineData("""return new List<V1Container> { new() { Name = "a" }, new() { Name = "b" } };""", "[{name: 'a'}, {name: 'b'}]")]
    [InlineData("""var list = new List<V1Container>(); list.Add(new() { Name = "a" }); list.Insert(0, new() { Name = "b" }); return list;""", "[{name: 'b'}, {name: 'a'}]")]
    [InlineData("""var list = new List<V1Container> { new() { Name = "a" }, new() { Name = "b" } }; list.RemoveAt(0); list.RemoveAll(c => c.Name == "c"); return list;""", "[{name: 'b'}]")]
    [InlineData("""var list = new List<V1Container> { new() { Name = "a" } }; list.Remove(given); return list;""", "[...]")]
    [InlineData("""var list = new List<V1Container>(names.Select(n => new V1Container { Name = n })) { new() { Name = "b" } }; return list;""", "[{name: 'b'}, ...]")]
    [InlineData("""return new System.Collections.ObjectModel.Collection<V1Container> { new() { Name = "a" } };""", "[{name: 'a'}]")]
    [InlineData("""var array = new V1Container[2]; array[0] = new() { Name = "a" }; array[^1] = new() { Name = "b" }; return array;""", "[{name: 'a'}, {name: 'b'}]")]
    [InlineData("""return [new() { Args = ImmutableList<string>.Empty.Add("a").AddRange(["b"]), Command = ImmutableArray.Create("c") }];""", "[{args: ['a', 'b'], command: ['c']}]")]
    [InlineData("""var set = new HashSet<string> { "a", "a" }; set.Add("b"); set.Add("a"); return [new() { Args = set.ToList() }];""", "[{args: ['a', 'b']}]")]
    [InlineData("""var stack = new Stack<string>(); stack.Push("a"); stack.Push("b"); return [new() { Args = stack.ToArray() }];""", "[{args: ['b', 'a']}]")]
    [InlineData("""var args = new List<string> { "b", "a" }; args.Sort(); return [new() { Args = args, Command = new[] { "x", "y" }[1..] }];""", "[{args: [...], command: ['y']}]")]
    [InlineData("""return [new() { Args = [], Env = [new() { Name = "A" }, .. given.Env ?? []] }];""", "[{args: [], env: [{name: 'A'}, ...]}]")]
    [InlineData("""return [flag ? new() { Name = "a" } : new() { Name = "b" }];""", "[{name: 'a'}|{name: 'b'}]")]
    [InlineData("""V1Container? one = new() { Name = "a" }; List<V1Container>? more = [new() { Name = "b" }]; return [one!, (one), .. more!];""", "[{name: 'a'}, {name: 'a'}, {name: 'b'}]")]
    [InlineData("""V1Container? one = flag ? given : null; return [one!];""", "[?]")]
    public void A_list_holds_what_is_put_into_it(string statements, string expected) => Assert.Equal(expected, Bodies.Containers(statements));
}
