namespace Hale.CSharp.Tests.Evaluation;

/// <summary>
/// The ways in which builders in the wild put a container together: once with an image that is known, which is reported where it is
/// written, and once with one that is not, of which nothing is said.
/// </summary>
public class PatternsInTheWildTests
{
    private const string Known = """{|HA1301:"redis"|}""";

    public static TheoryData<string, string, string, string> Patterns => new()
    {
        { "array", $$"""return new[] { new V1Container { Image = {{Known}} } };""", """return new[] { new V1Container { Image = text } };""", "" },
        { "empty, filled later", $$"""var c = new V1Container(); c.Image = {{Known}}; return [c];""", """var c = new V1Container(); c.Image = text; return [c];""", "" },
        { "list", $$"""return new List<V1Container> { new V1Container { Image = {{Known}} } };""", """return new List<V1Container> { new V1Container { Image = text } };""", "" },
        { "empty list", $$"""var l = new List<V1Container>(); l.Add(new V1Container { Image = {{Known}} }); return l;""", """var l = new List<V1Container>(); l.Add(given); return l;""", "" },
        { "dictionary", """var d = new Dictionary<string, string> { { "a", "redis" } }; return [new() { Image = {|HA1301:d["a"]|} }];""", """var d = new Dictionary<string, string?> { { "a", text } }; return [new() { Image = d["a"] }];""", "" },
        { "dictionary by index", """var d = new Dictionary<string, string> { ["a"] = "redis" }; return [new() { Image = {|HA1301:d["a"]|} }];""", """var d = new Dictionary<string, string?> { [names[0]] = "redis" }; return [new() { Image = d["a"] }];""", "" },
        { "copied dictionary", """var d = new Dictionary<string, string> { ["a"] = "redis" }; var e = new Dictionary<string, string>(d); return [new() { Image = {|HA1301:e["a"]|} }];""", """var e = new Dictionary<string, string>(names.ToDictionary(n => n)); return [new() { Image = e["a"] }];""", "" },
        { "collection expression", $$"""return [new() { Image = {{Known}} }];""", """return [new() { Image = text }];""", "" },
        { "spread", $$"""V1Container[] more = [new() { Image = {{Known}} }]; return [.. more];""", """return [.. names.Select(n => new V1Container { Image = n })];""", "" },
        { "named arguments", $$"""return [new V1Container(name: "web", image: {{Known}})];""", """return [new V1Container(name: "web", image: text)];""", "" },
        { "initializer without new, of a list", $$"""return new Pod { All = { new() { Image = {{Known}} } } }.All;""", """return new Pod { All = { new() { Image = text } } }.All;""", "class Pod { public List<V1Container> All { get; } = []; }" },
        { "initializer without new, of an object", $$"""return [new Pod { Web = { Image = {{Known}} } }.Web];""", """return [new Pod { Web = { Image = text } }.Web];""", "class Pod { public V1Container Web { get; } = new(); }" },
        { "local", $$"""var c = new V1Container(); var l = new List<V1Container> { c }; c.Image = {{Known}}; return l;""", """var c = new V1Container(); var l = new List<V1Container> { c }; c.Image = text; return l;""", "" },
        { "property of a part", $$"""var s = new V1PodSpec { Containers = [new()] }; s.Containers[0].Image = {{Known}}; return s.Containers;""", """var s = new V1PodSpec { Containers = [new(), new()] }; s.Containers[number].Image = "redis"; return s.Containers;""", "" },
        { "only if null", $$"""var c = new V1Container(); c.Image ??= {{Known}}; return [c];""", """given.Image ??= "redis"; return [given];""", "" },
        { "range", $$"""var l = new List<V1Container>(); l.AddRange(new[] { new V1Container { Image = {{Known}} } }); return l;""", """var l = new List<V1Container>(); l.AddRange(names.Select(n => new V1Container { Image = n })); return l;""", "" },
        { "element", $$"""var l = new V1Container[1]; l[0] = new() { Image = {{Known}} }; return l;""", """var l = new V1Container[] { new(), new() }; l[number].Image = "redis"; return l;""", "" },
        { "under an if", $$"""const bool isOn = true; var c = new V1Container { Image = "web:1.4" }; if (isOn) c.Image = {{Known}}; return [c];""", """var c = new V1Container { Image = "web:1.4" }; if (flag) c.Image = "redis"; return [c];""", "" },
        { "in a loop", """var l = new List<V1Container>(); foreach (var n in new[] { "redis" }) l.Add(new() { Image = {|HA1301:n|} }); return l;""", """var l = new List<V1Container>(); foreach (var n in names) l.Add(new() { Image = n }); return l;""", "" },
        { "query", """return new[] { "redis" }.Select(n => new V1Container { Image = {|HA1301:n|} }).ToList();""", """return names.Where(n => n == text).Select(n => new V1Container { Image = n }).ToList();""", "" },
        { "interpolation", """const string tag = "latest"; return [new() { Image = {|HA1301:$"web:{tag}"|} }];""", """return [new() { Image = $"web:{text}" }];""", "" },
        { "round trip", $$"""return [KubernetesJson.Deserialize<V1Container>(KubernetesJson.Serialize(new V1Container { Image = {{Known}} }))];""", """return [KubernetesJson.Deserialize<V1Container>(text)];""", "" },
        { "YAML", """return [KubernetesYaml.Deserialize<V1Container>("image: {|HA1301:redis|}")];""", """return [KubernetesYaml.Deserialize<V1Container>($"image: {text}")];""", "" },
    };

    public static TheoryData<string, string, string> PatternsOfMethods => new()
    {
        { "method that makes one", """return [Web(IMAGE)];""", """V1Container Web(string? image) => new() { Image = IT };""" },
        { "tuple", """var (c, _) = Web(IMAGE); return [c];""", """(V1Container, int) Web(string? image) => (new() { Image = IT }, 1);""" },
        { "method that changes one", """var c = new V1Container(); Set(c, IMAGE); return [c];""", """void Set(V1Container c, string? image) => c.Image = IT;""" },
        { "fluent", """return [new Web().From(IMAGE).Build()];""", """class Web { readonly V1Container _c = new(); public Web From(string? image) { _c.Image = IT; return this; } public V1Container Build() => _c; }""" },
        { "hook", """return [new Own(IMAGE).Build()];""", """abstract class Web { protected abstract void Set(V1Container c); public V1Container Build() { var c = new V1Container(); Set(c); return c; } } sealed class Own(string? image) : Web { protected override void Set(V1Container c) => c.Image = IT; }""" },
        { "callback", """return [With(c => Set(c, IMAGE))];""", """V1Container With(Action<V1Container>? change) { var c = new V1Container(); change?.Invoke(c); return c; } void Set(V1Container c, string? image) => c.Image = IT;""" },
        { "settings that are copied", """return [Web(new Settings("web:1.4") with { Image = IMAGE })];""", """record Settings(string? Image); V1Container Web(Settings settings) { var image = settings.Image; return new() { Image = IT }; }""" },
        { "iterator", """return Webs(IMAGE).ToList();""", """IEnumerable<V1Container> Webs(string? image) { yield return new() { Image = IT }; }""" },
        { "task", """return [Web(IMAGE).Result];""", """async Task<V1Container> Web(string? image) { await Task.Yield(); return new() { Image = IT }; }""" },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Only_what_is_known_is_reported(string _, string known, string unknown, string members)
    {
        Bodies.Expect("HA1301", known, members);
        Bodies.Expect("HA1301", unknown, members);
    }

    [Theory]
    [MemberData(nameof(PatternsOfMethods))]
    public void Only_what_is_known_is_reported_of_what_methods_do(string _, string statements, string members)
    {
        Bodies.Expect("HA1301", statements.Replace("IMAGE", "\"redis\"", StringComparison.Ordinal), members.Replace("IT", "{|HA1301:image|}", StringComparison.Ordinal));
        Bodies.Expect("HA1301", statements.Replace("IMAGE", "text", StringComparison.Ordinal), members.Replace("IT", "image", StringComparison.Ordinal));
    }
}
