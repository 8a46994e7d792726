namespace Hale.CSharp.Tests.Evaluation;

public class AliasesTests
{
    [Fact]
    public void A_change_under_another_name_counts() => Bodies.Expect("HA1301", """
        var first = new V1Container { Image = "nginx:1.27.1" };
        var same = first;
        same.Image = {|HA1301:"nginx"|};
        return [first];
        """);

    [Fact]
    public void Guard_10_a_change_to_any_element_may_be_one_to_each() => Bodies.Expect("HA1301", """
        var list = new List<V1Container> { new() { Image = "nginx" }, new() { Image = "redis" } };
        list[number].Image = "nginx:1.27.1";
        list.First(container => container.Name == text).Image = "redis:7.2.4";
        return list;
        """);

    [Theory]
    [InlineData("""var env = new List<V1EnvVar>(); var a = new V1Container { Name = "a", Env = env }; var b = new V1Container { Name = "b", Env = env }; a.Env.Add(new() { Name = "A" }); return [a, b];""", "[{name: 'a', env: [{name: 'A'}]}, {name: 'b', env: [{name: 'A'}]}]")]
    [InlineData("""var c = new V1Container(); var pair = (c, 1); pair.c.Name = "a"; new[] { c }[0].Tty = true; object o = c; if (o is V1Container { Name: "a" } same) same.Stdin = true; (o as V1Container)!.StdinOnce = true; return [c];""", "[{name: 'a', tty: true, stdin: true, stdinOnce: true}]")]
    public void What_two_hold_is_changed_for_both(string statements, string expected) => Assert.Equal(expected, Bodies.Containers(statements));

    [Theory]
    [InlineData("""var a = new V1Container { Name = "a" }; var b = new V1Container { Name = "b" }; var one = flag ? a : b; var same = one; same.Image = "i"; return [a, b];""", "[{name: 'a', image: 'i'|-}, {name: 'b', image: 'i'|-}]")]
    [InlineData("""var c = new V1Container { Image = "i" }; var list = new List<V1Container>(); if (flag) list.Add(c); foreach (var x in list) x.Image = "j"; return [c];""", "[{image: 'i'|'j'}]")]
    [InlineData("""var c = new V1Container { Image = "i" }; var list = new List<V1Container> { c }; list.AddRange(names.Select(n => new V1Container())); foreach (var x in list) x.Image = "j"; return [c];""", "[{image: !}]")]
    [InlineData("""var list = new List<V1Container> { new(), new(), new(), new(), new() }; list[number].Name = "a"; return list;""", "[{name: 'a'|-}, {name: 'a'|-}, {name: 'a'|-}, {name: 'a'|-}, {name: 'a'|-}]")]
    [InlineData("""var map = new Dictionary<string, V1Container> { ["a"] = new() { Name = "a" } }; if (map.TryGetValue(text, out var c)) c.Image = "i"; foreach (var x in map.Values) x.Tty = true; return map.Values.ToList();""", "[{name: 'a', image: 'i'|-, tty: true}]")]
    [InlineData("""var list = new List<V1Container> { new() { Name = "a" } }; using var all = list.GetEnumerator(); while (all.MoveNext()) all.Current.Image = "i"; return list;""", "[{name: 'a', image: ?}]")]
    [InlineData("""dynamic c = new V1Container { Image = "i" }; c.Image = "j"; return [(V1Container)c];""", "[{image: ?, ...}]")]
    [InlineData("""var list = new List<V1Container> { new() { Image = "i" } }; list.Last(c => c.Name == text).Image = "j"; list.OrderBy(c => c.Name).First().Tty = true; return list;""", "[{image: 'i'|'j', tty: true|-}]")]
    public void What_may_be_changed_is_not_known(string statements, string expected) => Assert.Equal(expected, Bodies.Containers(statements));

    [Fact]
    public void What_two_maps_share_is_changed_in_both() => Assert.Equal(
        "{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {labels: {v: ?, w: '1'|-}}, spec: {selector: {matchLabels: {v: ?, w: '1'|-}}}}",
        Builders.Show("""
            class Builder
            {
                object Build(string text, bool flag)
                {
                    var labels = new Dictionary<string, string> { ["app"] = "x" };
                    var deployment = new V1Deployment { Metadata = new() { Labels = labels }, Spec = new() { Selector = new() { MatchLabels = labels } } };
                    deployment.Metadata.Labels["v"] = text;
                    if (flag)
                        deployment.Spec.Selector.MatchLabels["w"] = "1";
                    deployment.Metadata.Labels.Remove("app");
                    return deployment;
                }
            }
            """));

    [Theory]
    [InlineData("given.Map = map; given.Map.Immutable = false;", "true|false")]
    [InlineData("_ = map ?? throw new Exception(); map.Immutable = false;", "false")]
    [InlineData("var maps = new List<V1ConfigMap> { map }; _ = maps.Sum(one => 1); map.Immutable = false;", "false")]
    public void What_is_given_away_may_be_changed_there(string statements, string expected) => Assert.Equal("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {}, immutable: " + expected + "}", Builders.Show($$"""
        class Holder
        {
            V1ConfigMap? Map;

            static object Build(Holder given)
            {
                var map = new V1ConfigMap { Immutable = true };
                {{statements}}
                return map;
            }
        }
        """));

    [Theory]
    [InlineData("struct Settings { public int Count; }", "new Settings { Count = 1 }")]
    [InlineData("", "(Count: 1, Other: 2)")]
    public void A_struct_is_copied(string members, string made) =>
        Assert.Equal("15", Bodies.Replicas($"var first = {made}; var second = first; second.Count = 5; return first.Count * 10 + second.Count;", members));
}
