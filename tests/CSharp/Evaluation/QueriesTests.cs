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
    [InlineData("""return Enumerable.Range(count: 1, start: 7).Select(i => new V1Container { Name = $"c{i}" }).ToList();""", "[{name: 'c7'}]")]
    [InlineData("""var map = new[] { "a" }.ToDictionary(elementSelector: name => name + "1", keySelector: name => name); return [new() { Name = map["a"] }];""", "[{name: 'a1'}]")]
    [InlineData("""return new[] { 3, 1, 2 }.OrderBy(i => i).Select(i => new V1Container { Name = $"c{i}" }).ToList();""", "[{name: 'c1'}, {name: 'c2'}, {name: 'c3'}]")]
    [InlineData("""return new[] { 3, 1, 2 }.OrderDescending().Select(i => new V1Container { Name = $"c{i}" }).ToList();""", "[{name: 'c3'}, {name: 'c2'}, {name: 'c1'}]")]
    [InlineData("""return new[] { "b", "B", "a" }.OrderBy(n => n, StringComparer.Ordinal).Select(n => new V1Container { Name = n }).ToList();""", "[{name: 'B'}, {name: 'a'}, {name: 'b'}]")]
    [InlineData("""return new[] { "b", "a" }.OrderBy(n => n, StringComparer.OrdinalIgnoreCase).Select(n => new V1Container { Name = n }).ToList();""", "[...]")]
    [InlineData("""return new[] { "b", "a" }.Order().Select(n => new V1Container { Name = n }).ToList();""", "[...]")]
    [InlineData("""return new[] { 2, number, 1 }.OrderBy(i => i).Select(i => new V1Container { Name = $"c{i}" }).ToList();""", "[...]")]
    [InlineData("""return new[] { 12, 21, 11 }.OrderBy(i => i % 10).ThenBy(i => i).Select(i => new V1Container { Name = $"c{i}" }).ToList();""", "[{name: 'c11'}, {name: 'c21'}, {name: 'c12'}]")]
    [InlineData("""return new[] { "bb", "b", "a" }.OrderBy(n => n.Length).ThenByDescending(n => n, StringComparer.Ordinal).Select(n => new V1Container { Name = n }).ToList();""", "[{name: 'b'}, {name: 'a'}, {name: 'bb'}]")]
    [InlineData("""return new[] { 2, 1 }.OrderBy(i => i).ThenBy(i => number).Select(i => new V1Container { Name = $"c{i}" }).ToList();""", "[...]")]
    [InlineData("""return new[] { "a", "b", "c" }.TakeWhile(n => n != "c").SkipWhile((n, i) => i < 1).Select(n => new V1Container { Name = n }).ToList();""", "[{name: 'b'}]")]
    [InlineData("""return new[] { "a", "b", "c" }.TakeWhile(n => n != text).Select(n => new V1Container { Name = n }).ToList();""", "[...]")]
    [InlineData("""return new[] { "a", "b", "c" }.TakeLast(2).SkipLast(1).DefaultIfEmpty("x").Select(n => new V1Container { Name = n }).ToList();""", "[{name: 'b'}]")]
    [InlineData("""return new[] { "a", "b", "c" }.Except(["b"]).Intersect(["c", "a"]).Select(n => new V1Container { Name = n }).ToList();""", "[{name: 'a'}, {name: 'c'}]")]
    [InlineData("""return new[] { "a", "b", "c" }.Except(names).Select(n => new V1Container { Name = n }).ToList();""", "[...]")]
    [InlineData("""return new[] { "a", "B" }.Except(["b"], StringComparer.OrdinalIgnoreCase).Select(n => new V1Container { Name = n }).ToList();""", "[...]")]
    [InlineData("""return new[] { "a", "B" }.Except(["b"], StringComparer.Ordinal).Select(n => new V1Container { Name = n }).ToList();""", "[{name: 'a'}, {name: 'B'}]")]
    [InlineData("""return System.Collections.Frozen.FrozenSet.ToFrozenSet(new[] { "a", "a" }).Select(n => new V1Container { Name = n }).ToList();""", "[{name: 'a'}]")]
    [InlineData("""return System.Collections.Frozen.FrozenSet.ToFrozenSet(new[] { "b", "a" }).Select(n => new V1Container { Name = n }).ToList();""", "[...]")]
    public void A_query_gives_what_it_is_known_to_give(string statements, string expected) => Assert.Equal(expected, Bodies.Containers(statements));

    [Theory]
    [InlineData("""var count = 0; names.ForEach(name => count++); return count;""", "!")]
    [InlineData("""var count = 0; new List<string>(names) { "x" }.ForEach(name => count++); return count;""", "!")]
    [InlineData("""var count = 0; new List<string> { "x", "y" }.ForEach(name => count++); return count;""", "2")]
    [InlineData("""return new[] { "x", "y" }.Count(name => name == "x") + new[] { 1 }.Length;""", "2")]
    [InlineData("""return new[] { "x", "y" }.Any(name => name == "x") && names.Any() ? 1 : 2;""", "1|2")]
    public void What_a_query_does_to_a_variable_it_does_for_each_element(string statements, string expected) => Assert.Equal(expected, Bodies.Replicas(statements));

    [Theory]
    [InlineData("""return new[] { 1, 2, 3 }.Sum() + new List<int>().Sum();""", "6")]
    [InlineData("""return new[] { "a", "bcd" }.Max(name => name.Length) * 10 + new[] { 4, 3 }.Min();""", "33")]
    [InlineData("""return new[] { 1, number }.Sum();""", "!")]
    [InlineData("""return new[] { 1, flag ? 2 : 3 }.Sum();""", "3|4")]
    [InlineData("""return new[] { 1, number }.Max();""", "!")]
    [InlineData("""return new[] { int.MaxValue, 1 }.Sum();""", "!")]
    [InlineData("""return names.Sum(name => name.Length);""", "!")]
    [InlineData("""return new int?[] { 1, null }.Max();""", "?")]
    [InlineData("""var list = new List<int> { 1 }; if (flag) list.Add(2); return list.Max();""", "!")]
    [InlineData("""return new[] { 2, 3, 4 }.Aggregate((product, next) => product * next);""", "24")]
    [InlineData("""return names.Select(name => name.Length).Aggregate((product, next) => product * next);""", "!")]
    public void Numbers_are_put_together_where_all_are_known(string statements, string expected) => Assert.Equal(expected, Bodies.Replicas(statements));

    [Theory]
    [InlineData("""return new[] { "a", "b" }.Zip(new[] { 80, 81, 82 }, (name, port) => new V1Container { Name = name, Ports = [new() { ContainerPort = port }] }).ToList();""", "[{name: 'a', ports: [{containerPort: 80}]}, {name: 'b', ports: [{containerPort: 81}]}]")]
    [InlineData("""var all = new List<V1Container>(); foreach (var (name, image) in new[] { "a", "b" }.Zip(new[] { "x", "y" })) all.Add(new() { Name = name, Image = image }); return all;""", "[{name: 'a', image: 'x'}, {name: 'b', image: 'y'}]")]
    [InlineData("""return new[] { "a" }.Zip(names, (name, image) => new V1Container { Name = name, Image = image }).ToList();""", "[...]")]
    [InlineData("""return new[] { "a1", "b1", "a2" }.GroupBy(name => name.StartsWith("a")).Select(group => new V1Container { Name = $"{group.Key}-{group.Count()}", Args = group.ToList() }).ToList();""", "[{name: 'True-2', args: ['a1', 'a2']}, {name: 'False-1', args: ['b1']}]")]
    [InlineData("""return (from name in new[] { "web:1", "db:2" } group name.ToUpper() by name.Contains("db") into parts select new V1Container { Name = parts.First() }).ToList();""", "[{name: 'WEB:1'}, {name: 'DB:2'}]")]
    [InlineData("""return new[] { "a", text }.GroupBy(name => name).Select(group => new V1Container { Name = group.Key }).ToList();""", "[...]")]
    [InlineData("""return names.GroupBy(name => name).Select(group => new V1Container { Name = group.Key }).ToList();""", "[...]")]
    [InlineData("""var list = new List<string> { "a" }; var groups = list.GroupBy(name => name); list.Add("b"); return groups.Select(group => new V1Container { Name = group.Key }).ToList();""", "[...]")]
    [InlineData("""var c = new V1Container { Name = "a" }; foreach (var group in new[] { c }.GroupBy(each => each.Name)) foreach (var each in group) each.Image = "i"; return [c];""", "[{name: 'a', image: 'i'}]")]
    public void Sequences_are_joined_and_divided_where_all_is_known(string statements, string expected) => Assert.Equal(expected, Bodies.Containers(statements));

    [Theory]
    [InlineData("""var all = new List<V1Container>(); async Task Run() => all.AddRange(await Task.WhenAll(Get("a"), Get("b"))); Run().Wait(); return all;""", "", "[{name: 'a'}, {name: 'b'}]")]
    [InlineData("""return Task.WhenAll(new[] { "a", "b" }.Select(Get)).Result;""", "", "[{name: 'a'}, {name: 'b'}]")]
    [InlineData("""return Task.WhenAll(names.Select(Get)).Result;""", "", "[...]")]
    [InlineData("""return Task.WhenAll(Get("a"), last).Result[1] is null ? [] : [new() { Name = "c" }];""", "static Task<V1Container?> last = Task.FromResult<V1Container?>(null); static void Set() => last = null!;", "[]|[{name: 'c'}]")]
    public void What_tasks_give_is_known_when_all_of_them_are(string statements, string members, string expected) => Assert.Equal(
        expected, Bodies.Containers(statements, "static async Task<V1Container> Get(string name) { await Task.Yield(); return new() { Name = name }; }" + members));

    [Theory]
    [InlineData("extern static Task<string?> Ask();", "?")]
    [InlineData("extern static Task<string> Ask();", "!")]
    public void A_task_that_is_there_may_have_null_as_its_result(string member, string expected) => Assert.Equal(
        expected, Bodies.Image("return Ask().GetAwaiter().GetResult();", member));
}
