namespace Hale.CSharp.Tests.Evaluation;

public class QueriesTests
{
    [Fact]
    public void What_a_query_makes_is_reported_where_it_is_made() => Bodies.Expect("HA1301", """
        var tags = new[] { "1.27.1", "latest" };
        return (from name in new[] { "nginx", "redis" } where name != "redis" select new V1Container { Image = {|HA1301:name + ":latest"|} }).Concat(
            tags.Take(1).Select(tag => new V1Container { Image = $"envoy:{tag}" })).ToList();
        """);

    [Fact]
    public void What_a_query_over_unknown_names_makes_is_not_reported() => Bodies.Expect("HA1301", """
        return names.Where(name => name != text).Select(name => new V1Container { Image = name }).ToList();
        """);

    [Theory]
    [InlineData("""return new[] { "a", "b" }.Select((name, i) => new { Name = name, Port = 80 + i }).Select(x => new V1Container { Name = x.Name, Ports = [new() { ContainerPort = x.Port }] }).ToList();""", "[{name: 'a', ports: [{containerPort: 80}]}, {name: 'b', ports: [{containerPort: 81}]}]")]
    [InlineData("""return (from x in new[] { "a", "b" } let y = x + "1" from z in new[] { "p", "q" } where y != "b1" select new V1Container { Name = y + z }).ToList();""", "[{name: 'a1p'}, {name: 'a1q'}]")]
    [InlineData("""return Enumerable.Range(1, 3).Skip(1).Reverse().Select(i => new V1Container { Name = $"c{i}" }).ToList();""", "[{name: 'c3'}, {name: 'c2'}]")]
    [InlineData("""return new[] { new V1Container { Name = "b" }, new() { Name = "a" } }.OrderBy(c => c.Name).ToList();""", "[...]")]
    [InlineData("""return new object[] { new V1Container { Name = "b" }, "c" }.OfType<V1Container>().ToList();""", "[{name: 'b'}]")]
    [InlineData("""return new[] { "a", "a", "b" }.Distinct().Select(n => new V1Container { Name = n }).ToList();""", "[{name: 'a'}, {name: 'b'}]")]
    [InlineData("""var c = new[] { "A", "B" }.Aggregate(new V1Container { Env = [] }, (sum, n) => { sum.Env.Add(new() { Name = n }); return sum; }); return [c];""", "[{env: [{name: 'A'}, {name: 'B'}]}]")]
    [InlineData("""var list = new List<V1Container> { new() { Name = "a" } }; var query = list.Where(c => c.Name != "z"); list.Add(new() { Name = "b" }); return query.ToList();""", "[...]")]
    [InlineData("""var list = new List<V1Container> { new() { Name = "a" }, new() { Name = "b" } }; foreach (var c in list.Where(x => x.Name == "a")) c.Image = "i"; list.Single(x => x.Name == "b").Image = "j"; return list;""", "[{name: 'a', image: 'i'}, {name: 'b', image: 'j'}]")]
    public void A_query_gives_what_it_is_known_to_give(string statements, string expected) => Assert.Equal(expected, Bodies.Containers(statements));

    [Theory]
    [InlineData("""var count = 0; names.ForEach(name => count++); return count;""", "!")]
    [InlineData("""var count = 0; new List<string>(names) { "x" }.ForEach(name => count++); return count;""", "!")]
    [InlineData("""var count = 0; new List<string> { "x", "y" }.ForEach(name => count++); return count;""", "2")]
    [InlineData("""return new[] { "x", "y" }.Count(name => name == "x") + new[] { 1 }.Length;""", "2")]
    [InlineData("""return new[] { "x", "y" }.Any(name => name == "x") && names.Any() ? 1 : 2;""", "1|2")]
    public void What_a_query_does_to_a_variable_it_does_for_each_element(string statements, string expected) => Assert.Equal(expected, Bodies.Replicas(statements));
}
