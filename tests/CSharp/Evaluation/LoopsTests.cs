namespace Hale.CSharp.Tests.Evaluation;

public class LoopsTests
{
    [Fact]
    public void What_a_known_loop_adds_is_reported_once_for_its_place() => Bodies.Expect("HA1301", """
        var containers = new List<V1Container>();
        foreach (var name in new[] { "nginx:1.27.0", "nginx:1.27.1" })
            containers.Add(new() { Image = name });
        for (var i = 0; i < 1; i++)
            containers.Add(new() { Image = {|HA1301:"redis"|} });
        return containers;
        """);

    [Fact]
    public void Guard_4_what_a_loop_over_unknown_names_builds_is_not_reported() => Bodies.Expect("HA1301", """
        var containers = new List<V1Container>();
        foreach (var name in names)
            containers.Add(new() { Image = name });
        return containers;
        """);

    [Theory]
    [InlineData("""var list = new List<V1Container>(); foreach (var n in new[] { "a", "b", "c" }) { if (n == "c") break; list.Add(new() { Name = n }); } return list;""", "[{name: 'a'}, {name: 'b'}]")]
    [InlineData("""var list = new List<V1Container>(); foreach (var n in new[] { "a", "b" }) { list.Add(new() { Name = n }); if (flag) break; } return list;""", "[{name: 'a'}, ...]")]
    [InlineData("""var list = new List<V1Container>(); for (var i = 0; i < 4; i++) { if (i % 2 == 0) continue; list.Add(new() { Name = "c" + i }); } return list;""", "[{name: 'c1'}, {name: 'c3'}]")]
    [InlineData("""var list = new List<V1Container>(); var i = 0; while (i < 2) list.Add(new() { Name = $"w{i++}" }); do list.Add(new() { Name = "d" }); while (flag); return list;""", "[{name: 'w0'}, {name: 'w1'}, {name: 'd'}, ...]")]
    [InlineData("""var list = new List<V1Container> { new() { Name = "a" } }; foreach (var n in names) list.Add(new() { Name = n }); list.Add(new() { Name = "z" }); return list;""", "[{name: 'a'}, {name: 'z'}, ...]")]
    [InlineData("""var list = new List<V1Container> { new() { Name = "a" } }; foreach (var n in names) list.Clear(); return list;""", "[...]")]
    [InlineData("""foreach (var n in names) { if (n == text) return [new() { Name = "a" }]; } return [new() { Name = "b" }];""", "[{name: 'a'}]|[{name: 'b'}]")]
    [InlineData("""var list = new List<V1Container> { new(), new() }; for (var i = 0; i < list.Count; i++) list[i].Name = $"c{i}"; return list;""", "[{name: 'c0'}, {name: 'c1'}]")]
    [InlineData("""var c = new V1Container { Env = [] }; foreach (var (k, v) in new Dictionary<string, string> { ["A"] = "1" }) c.Env.Add(new() { Name = k, Value = v }); return [c];""", "[{env: [{name: 'A', value: '1'}]}]")]
    public void A_loop_adds_what_it_is_known_to_add(string statements, string expected) => Assert.Equal(expected, Bodies.Containers(statements));

    [Theory]
    [InlineData("""var count = 0; for (var i = 0; i < number; i++) for (var j = 0; j < i; j++) count++; return count;""", "!")]
    [InlineData("""int a = 1, b = 1, c = 1, d = 1, e = 1; foreach (var n in names) { a = b; b = c; c = d; d = e; e = 2; } return a;""", "!")]
    [InlineData("""var count = 1; foreach (var n in names) { var own = 2; own++; } return count;""", "1")]
    [InlineData("""var i = 0; while (true) { if (i >= 3) break; i++; } return i;""", "3")]
    [InlineData("""var count = 0; for (;;) { count = 7; if (flag) break; count = 8; } return count;""", "7")]
    [InlineData("""var count = 0; while (count != number) count = 5; return count;""", "!")]
    public void A_loop_that_turns_any_number_of_times_leaves_what_no_turn_changes(string statements, string expected) => Assert.Equal(expected, Bodies.Replicas(statements));

    [Fact]
    public void A_later_turn_may_change_what_an_earlier_one_made() => Assert.Equal("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {}, immutable: !}", Builders.Show("""
        class Builder
        {
            object Build(List<string> names)
            {
                V1ConfigMap? last = null;
                var all = new List<V1ConfigMap>();
                foreach (var name in names)
                {
                    if (last != null)
                        last.Immutable = false;
                    all.Add(last = new V1ConfigMap { Immutable = true });
                }

                return all;
            }
        }
        """));

    [Fact]
    public void Guard_12_an_object_that_is_used_again_is_taken_as_it_was_first() => Builders.Expect("HA0101", """
        class Builder
        {
            void Build(IKubernetes client, List<string> names)
            {
                var deployment = new V1Deployment { Metadata = new(), Spec = new() { Replicas = 2, Template = new() { Spec = new() { Containers = new[] { new V1Container { Image = "web:1.0" } } } } } };
                foreach (var name in names)
                {
                    deployment.Metadata.Name = name;
                    client.AppsV1.CreateNamespacedDeployment(deployment, "web");
                    deployment.Spec.Replicas = 1;
                }
            }
        }
        """);

    [Fact]
    public void A_lambda_that_each_turn_gives_away_is_no_reason_to_go_on_for_ever() => Assert.Equal(
        "{apiVersion: 'v1', kind: 'Pod', metadata: {name: 'web'}}",
        Builders.Show("""
            class Controller
            {
                V1Pod Run(IEnumerable<string> names, Missing.Client client)
                {
                    foreach (var name in names)
                        client.Watch(pod => pod.Name == name);
                    return new() { Metadata = new() { Name = "web" } };
                }
            }
            """));
}
