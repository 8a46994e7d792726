namespace Hale.CSharp.Tests.Evaluation;

public class DictionariesTests
{
    [Fact]
    public void A_missing_entry_is_reported_at_the_dictionary() => Builders.Expect("HA1402", """
        class Builder
        {
            V1Deployment Build()
            {
                var labels = new Dictionary<string, string> { { "app", "web" } };
                var pods = new V1PodTemplateSpec { Metadata = new() { Labels = labels }, Spec = Pods.Web().Spec };
                return new() { Spec = new() { Selector = new() { MatchLabels = new Dictionary<string, string>(labels) { ["tier"] = {|HA1402:"front"|} } }, Template = pods } };
            }
        }
        """, Pods.Source);

    [Theory]
    [InlineData("""var map = new Dictionary<string, string> { ["a"] = "1" }; map["a"] = "2"; map["b"] = "3"; return map.Count;""", "2")]
    [InlineData("""var map = new Dictionary<string, string> { ["a"] = "1" }; if (flag) map["b"] = "3"; return map.Count;""", "!")]
    [InlineData("""var map = new Dictionary<string, string> { ["a"] = "1" }; map.Remove(text!); return map.Count;""", "!")]
    [InlineData("""var pair = new KeyValuePair<string, int>("a", 2); var (key, value) = KeyValuePair.Create(pair.Value, 3); return key * 10 + value;""", "23")]
    [InlineData("""var map = new Dictionary<string, int> { ["a"] = 1 }; return map.GetValueOrDefault("a") * 100 + map.GetValueOrDefault("b", 3) * 10 + map.GetValueOrDefault("b");""", "130")]
    [InlineData("""IReadOnlyDictionary<string, int?> map = new Dictionary<string, int?> { ["a"] = 1 }; return map.GetValueOrDefault("b");""", "-")]
    [InlineData("""var map = new Dictionary<string, int> { ["a"] = 1 }; return map.GetValueOrDefault(text!, 2);""", "2|1")]
    [InlineData("""var map = names.ToDictionary(name => name, name => 1); return map.GetValueOrDefault("a", 2);""", "?")]
    [InlineData("""IDictionary<string, int> map = new Dictionary<string, int>(); map.TryAdd("a", 3); map.TryAdd("a", 4); return map["a"];""", "3")]
    [InlineData("""IDictionary<string, int> map = new Dictionary<string, int> { ["a"] = 1 }; map.Remove("a", out _); return map.Count;""", "!")]
    [InlineData("""var list = new List<string> { "a" }; list.AddRange((ReadOnlySpan<string>)["b"]); return list.Count;""", "2")]
    public void Entries_are_counted_and_pairs_taken_apart(string statements, string expected) => Assert.Equal(expected, Bodies.Replicas(statements));

    [Theory]
    [InlineData("""return [new() { Resources = new() { Requests = new Dictionary<string, ResourceQuantity> { { "cpu", new("1") }, { "memory", "1Gi" } } } }];""", "[{resources: {requests: {cpu: '1', memory: '1Gi'}}}]")]
    [InlineData("""return [new() { Resources = new() { Limits = new Dictionary<string, ResourceQuantity> { ["cpu"] = new ResourceQuantity($"{number}m") } } }];""", "[{resources: {limits: {cpu: '*m'}}}]")]
    public void A_dictionary_holds_what_is_put_into_it(string statements, string expected) => Assert.Equal(expected, Bodies.Containers(statements));

    [Theory]
    [InlineData("""new(first) { ["b"] = "2" }""", "{a: '1', b: '2'}")]
    [InlineData("""first.Where(pair => pair.Key != "a").ToDictionary(pair => pair.Key, pair => pair.Value)""", "{}")]
    [InlineData("""new[] { "x", "y" }.ToDictionary(key => key, key => key + "1")""", "{x: 'x1', y: 'y1'}")]
    [InlineData("""ImmutableDictionary<string, string>.Empty.Add("k", "v").ToDictionary()""", "{k: 'v'}")]
    [InlineData("""first.Concat(new Dictionary<string, string> { ["c"] = text }).ToDictionary(pair => pair.Key, pair => pair.Value)""", "{a: '1', c: ?}")]
    [InlineData("""new(System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(first))""", "{a: '1'}")]
    [InlineData("""new[] { "x" }.ToDictionary(key => key, key => key + "1", StringComparer.Ordinal)""", "{x: 'x1'}")]
    [InlineData("""new[] { "x" }.ToDictionary(key => key, key => key + "1", StringComparer.OrdinalIgnoreCase)""", "!")]
    [InlineData("""given""", "?")]
    [InlineData("""new(given) { ["b"] = "2" }""", "{b: '2', ...}")]
    [InlineData("""new(first) { [text] = "2" }""", "{a: '1'|'2', ...}")]
    public void A_dictionary_may_be_made_of_others(string labels, string expected) => Assert.Equal("{apiVersion: 'v1', kind: 'ConfigMap', metadata: {}, data: " + expected + "}", Builders.Show($$"""
        class Builder
        {
            object Build(string text, Dictionary<string, string> given)
            {
                var first = new Dictionary<string, string> { ["a"] = "1" };
                Dictionary<string, string> data = {{labels}};
                first["late"] = "3";
                return new V1ConfigMap { Data = data };
            }
        }
        """));

    [Theory]
    [InlineData("s_replicas[tier]", "1|3")]
    [InlineData("s_replicas[text == \"a\" ? Tier.Small : Tier.Large]", "1|3")]
    [InlineData("s_replicas.TryGetValue(tier, out var found) ? found : 2", "0|1|3|2")]
    [InlineData("s_replicas.ContainsKey(tier) ? 4 : 5", "4|5")]
    [InlineData("new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { [\"a\"] = 1 }[text]", "!")]
    [InlineData("System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new Dictionary<string, int> { [\"a\"] = 1 })[\"a\"]", "1")]
    [InlineData("System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new Dictionary<string, int> { [\"a\"] = 1 }, StringComparer.OrdinalIgnoreCase)[\"A\"]", "!")]
    [InlineData("System.Collections.Frozen.FrozenDictionary<string, int>.Empty.TryGetValue(\"a\", out var found) ? found : 2", "2")]
    [InlineData("new Dictionary<string, int> { [text] = 1 }[\"a\"]", "!")]
    [InlineData("new Dictionary<string, int>()[text]", "!")]
    [InlineData("(int?)new Dictionary<string, object> { [\"a\"] = 1 }[text]", "!")]
    [InlineData("Enumerable.Range(0, 9).ToDictionary(i => i)[number]", "!")]
    public void An_entry_of_a_key_that_is_not_known_is_one_of_those_that_there_are(string replicas, string expected) => Assert.Equal(
        $"{{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {{}}, spec: {{replicas: {expected}}}}}",
        Builders.Show($$"""
            enum Tier { Small, Large }

            class Builder
            {
                static readonly IReadOnlyDictionary<Tier, int> s_replicas = new Dictionary<Tier, int> { [Tier.Small] = 1, [Tier.Large] = 3 };

                V1Deployment Create(Tier tier, string text, int number) => new() { Spec = new() { Replicas = {{replicas}} } };
            }
            """));

    [Fact]
    public void Whichever_entry_it_is_they_are_none() => Builders.Expect("HA0102", """
        class Builder
        {
            static readonly Dictionary<string, int> s_replicas = new() { ["blue"] = 0, ["green"] = 0 };
            static readonly Dictionary<string, int> s_others = new() { ["blue"] = 0, ["green"] = 1 };

            V1Deployment Stopped(string color) => new() { Metadata = new() { Name = "a" }, Spec = new() { Replicas = {|HA0102:s_replicas[color]|}, Template = Pods.Web() } };

            V1Deployment Other(string color) => new() { Metadata = new() { Name = "b" }, Spec = new() { Replicas = s_others[color], Template = Pods.Web() } };
        }
        """, Pods.Source);
}
