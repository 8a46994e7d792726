using Hale.CSharp.Evaluation;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.CSharp.Tests.Robustness;

/// <summary>Code that is long, deep or endless is read to an end, with little work.</summary>
public class ExtremeCodeTests
{
    // How much is allocated tells how much is done, and is the same on a machine that is busy.
    private const long MostBytes = 2_000_000_000;

    [Theory]
    [InlineData("\"a\"", 3_000)]
    [InlineData("a", 3_000)]
    [InlineData("$\"{a}-\"", 1_000)]
    public void Long_sums_are_read(string part, int count) =>
        Read($"V1Pod B(string a) => new() {{ Metadata = new() {{ Name = {string.Join(" + ", Enumerable.Repeat(part, count))} }} }};");

    [Theory]
    [InlineData("F(", ")", 1_000)]
    [InlineData("F(", ")", 20)]
    [InlineData("(", ")", 1_000)]
    [InlineData("new[] { ", " }[0]", 200)]
    [InlineData("a == 1 ? 2 : ", "", 1_000)]
    [InlineData("-", "", 500)]
    [InlineData("a + (", ")", 1_000)]
    [InlineData("(a switch { 1 => 2, _ => ", " })", 200)]
    [InlineData("((Func<int>)(() => ", "))()", 300)]
    [InlineData("int.Parse($\"{", "}\")", 100)]
    public void Deep_expressions_are_read(string open, string close, int depth) =>
        Read($"V1Pod B(int a) => new() {{ Spec = new() {{ Priority = {Repeat(open, depth)}1{Repeat(close, depth)} }} }}; static int F(int x) => x + 1;");

    [Theory]
    [InlineData("if (f[0]) {", "}", 1_000)]
    [InlineData("foreach (var x in f) {", "}", 100)]
    [InlineData("foreach (var y in f) { while (f[0]) { p.Metadata.Name += \"a\"; ", "} }", 4)]
    [InlineData("try {", "} finally { p.Metadata.Name += \"a\"; }", 100)]
    [InlineData("try {", "} catch { p.Metadata.Name += \"a\"; }", 200)]
    [InlineData("switch (p.Metadata.Name) { case \"a\": p.Metadata.Name = \"b\"; break; default:", "break; }", 200)]
    [InlineData("using (D()) {", "}", 300)]
    [InlineData("Action a = () => {", "}; a();", 100)]
    [InlineData("void L() {", "} L();", 100)]
    public void Deep_statements_are_read(string open, string close, int depth) =>
        Read($"V1Pod B(bool[] f) {{ var p = new V1Pod {{ Metadata = new() {{ Name = \"a\" }} }}; {Repeat(open, depth)} p.Spec = new(); {Repeat(close, depth)} return p; }} static IDisposable D() => null!;");

    [Theory]
    [InlineData("new List<V1Container> { ", "new() { Name = \"a\" }", " }")]
    [InlineData("[", "new() { Name = \"a\" }", "]")]
    [InlineData("new[] { ", "0", " }.Select(x => new V1Container { Name = $\"a{x}\" }).ToList()")]
    public void Huge_initializers_are_read(string open, string element, string close)
    {
        var pod = Assert.Single(Read($"V1Pod B(bool f) => new() {{ Spec = new() {{ Containers = {open}{string.Join(", ", Enumerable.Repeat(element, 5_000))}{close} }} }};"));
        Assert.True(pod.Root["spec"]["containers"] is ListNode { Items.Count: 5_000, IsOpen: false });
    }

    [Fact]
    public void A_huge_dictionary_is_read()
    {
        var pod = Assert.Single(Read($"V1Pod B() => new() {{ Metadata = new() {{ Labels = new Dictionary<string, string> {{ {Many(2_000, i => $"[\"k{i}\"] = \"v\",")} }} }} }};"));
        Assert.Equal(2_000, Assert.IsType<MapNode>(pod.Root["metadata"]["labels"]).Entries.Count);
    }

    [Theory]
    [InlineData("V1Pod B() => B();")]
    [InlineData("V1Pod B() => C(); V1Pod C() => D() ?? B(); V1Pod D() => C();")]
    [InlineData("V1Pod B(int n) { var p = n > 0 ? B(n - 1) : new V1Pod(); p.Spec = B(n + 1).Spec; return p; }")]
    [InlineData("V1Pod B() { while (true) { } }")]
    [InlineData("V1Pod B() { var p = new V1Pod(); for (;;) p.Metadata = new() { Name = p.Metadata.Name + p.Metadata.Name }; }")]
    [InlineData("V1Pod B() { var s = \"a\"; for (var i = 0; i < 1000; i++) s += s; return new() { Metadata = new() { Name = s } }; }")]
    [InlineData("V1Pod B() { var l = new List<int> { 1 }; for (var i = 0; i < 1000; i++) l.AddRange(l); return new() { Spec = new() { Priority = l.Count } }; }")]
    [InlineData("V1Pod B() { var l = Enumerable.Range(0, 32).ToList(); for (var i = 0; i < 9; i++) l = l.SelectMany(x => l).ToList(); return new() { Spec = new() { Priority = l.Count } }; }")]
    [InlineData("V1Pod B() { a: var p = new V1Pod(); goto a; }")]
    [InlineData("V1Pod B() { for (var i = 0; i < 30; i++) for (var j = 0; j < 30; j++) for (var k = 0; k < 30; k++) for (var l = 0; l < 30; l++) F(i + j + k + l); return new(); } static int F(int n) => n;")]
    [InlineData("V1Pod B(bool a) { var p = new V1Pod(); do { if (a) continue; do { p = new V1Pod { Spec = p.Spec }; } while (a); } while (a); return p; }")]
    [InlineData("class N { public N? Next; public V1Pod? Pod; } V1Pod B() { var n = new N(); n.Next = n; n.Pod = new() { Spec = new() }; var m = n; for (var i = 0; i < 100; i++) m = m.Next!; return m.Pod!; }")]
    [InlineData("object B() { var l = new List<object>(); l.Add(l); l.Add(new V1Pod { Spec = new() { Containers = (dynamic)l } }); return l; }")]
    [InlineData("V1CustomResourceDefinition B() { var s = new V1JSONSchemaProps(); s.Not = s; s.AllOf = new List<V1JSONSchemaProps> { s, s }; return new() { Spec = new() { Versions = [new() { Schema = new() { OpenAPIV3Schema = s } }] } }; }")]
    [InlineData("record R(R? Inner, V1Pod Pod); V1Pod B() { R r = new(null, new()); r = r with { Inner = r }; r = new R(r, r.Pod); return r.Inner!.Inner!.Pod; }")]
    [InlineData("class O { public static O operator +(O a, O b) => a + b; public static implicit operator V1Pod(O o) => o; } V1Pod B() => new O() + new O();")]
    [InlineData("class P { public int X { get => X; set => X = value; } public V1Pod Y => Y ?? new(); } V1Pod B() { var p = new P(); p.X = p.X + 1; return p.Y; }")]
    [InlineData("Action<int>? f; V1Pod B() { f = n => f!(n + 1); f(0); Func<int, int> g = null!; g = n => g(g(n)); return new() { Spec = new() { Priority = g(1) } }; }")]
    [InlineData("Func<T, T> Id<T>() => x => Id<Func<T, T>>()(y => y)(x); V1Pod B() => Id<V1Pod>()(new());")]
    [InlineData("class G<T> { public static V1Pod Make() => G<G<T>>.Make(); } V1Pod B() => G<int>.Make();")]
    [InlineData("class A : A { } class C : D { } class D : C { } V1Pod B() => new V1Pod { Metadata = new A() };")]
    [InlineData("static readonly V1Pod X = Y; static readonly V1Pod Y = X; V1Pod B() => X;")]
    [InlineData("readonly V1Pod x; V1Pod Z => x ?? Z; Builder() : this(1) { } Builder(int n) : this() { x = new(); } V1Pod B() => new Builder().Z;")]
    [InlineData("IEnumerable<V1Pod> B() { yield return new(); foreach (var p in B()) yield return p; }")]
    [InlineData("partial class Q { V1Pod F() => new(); } partial class Q { V1Pod F() => new(); int F; } V1Pod B() => new Q().F();")]
    [InlineData("void B(V1Pod p) { void L() { M(); } void M() { L(); p.Spec = new(); } L(); }")]
    [InlineData("V1Pod B() { try { return B(); } finally { try { B(); } finally { B(); } } }")]
    [InlineData("V1Pod B() { try { return new(); } finally { var p = new V1Pod(); return p; } }")]
    [InlineData("V1Pod B(bool a) { foreach (var x in new[] { 1, 2 }) { try { if (a) continue; } finally { if (a) break; else return null!; } } return new(); }")]
    [InlineData("object B() { dynamic d = new V1Pod(); d.Metadata = d; return d.Metadata.Metadata.Metadata; }")]
    public void Endless_code_is_read(string members) => Read(members);

    [Theory]
    [InlineData("s = new V1JSONSchemaProps { Not = s };", 3_000)]
    [InlineData("a += () => n++;", 1_000)]
    [InlineData("q = q.Where(x => x != null);", 200)]
    [InlineData("q = q.Concat(q);", 500)]
    [InlineData("t = t + n;", 1_000)]
    [InlineData("q = q.Append(t).ToList();", 500)]
    [InlineData("if (f[n]) { t += \"x\"; s = new V1JSONSchemaProps { Title = t, Not = s }; }", 200)]
    [InlineData("try { s.Title = t; } finally { s = new V1JSONSchemaProps { Not = s }; }", 300)]
    [InlineData("s = f[0] ? s : new V1JSONSchemaProps { Not = s };", 500)]
    [InlineData("foreach (var x in q) { t += x; if (f[n]) break; }", 100)]
    public void Many_statements_are_read(string statement, int count) =>
        Read($"V1CustomResourceDefinition B(bool[] f, int n) {{ var s = new V1JSONSchemaProps(); Action a = () => {{ }}; var t = \"t\"; IEnumerable<string> q = new List<string> {{ \"a\" }}; {Repeat(statement, count)} a(); return new() {{ Metadata = new() {{ Name = t + string.Concat(q) }}, Spec = new() {{ Versions = [new() {{ Schema = new() {{ OpenAPIV3Schema = s }} }}] }} }}; }}");

    [Fact]
    public void Long_chains_of_calls_are_read() =>
        Read($"Builder With(int n) => this; V1Pod Build() => new(); V1Pod B() => new Builder(){Repeat(".With(1)", 1_000)}.Build();");

    [Fact]
    public void Methods_that_each_call_the_next_one_twice_are_read() =>
        Read($"V1Pod B() => new() {{ Spec = new() {{ Priority = M0() }} }}; {Many(40, i => $"int M{i}() => M{i + 1}() + M{i + 1}();")} int M40() => 1;");

    [Fact]
    public void Many_methods_that_are_too_much_are_too_much_together()
    {
        var endless = $"{Many(40, i => $"int M{i}() => M{i + 1}() + M{i + 1}();")} int M40() => 1;";
        var documents = Read($"{Many(100, i => $"V1Pod B{i}() => new() {{ Spec = new() {{ Priority = M0() }} }};")} {endless}", mostBytes: 5_000_000_000);
        Assert.Equal(Enumerable.Repeat("!", 100), documents.Select(document => Builders.Show(document.Root)));
    }

    [Fact]
    public void Many_regions_of_the_preprocessor_are_read() =>
        Read(Many(200, i => $"\n#if A{i}\nV1Pod B{i}() => new();\n#elif !B{i}\nclass C{i} {{\n#else\n}}\n#endif\n"));

    // It ends, with a manifest or the word that there is one, and the rules can do with that.
    private static IReadOnlyList<Document> Read(string members, long mostBytes = MostBytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var documents = Builders.Read($"class Builder\n{{\n{members}\n}}");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, mostBytes);
        Assert.All(documents, document => Assert.InRange(Size(document.Root), 1, Limits.Nodes));
        Lint.Run(new Cluster(documents, [], new ClusterFacts()));
        return documents;
    }

    private static int Size(Node node) => 1 + node switch
    {
        MapNode map => map.Entries.Sum(entry => Size(entry.Value)),
        ListNode list => list.Items.Sum(Size),
        ChoiceNode choice => choice.Choices.Sum(Size),
        _ => 0,
    };

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Many(int count, Func<int, string> write) => string.Join(' ', Enumerable.Range(0, count).Select(write));
}
