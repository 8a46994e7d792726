namespace Hale.CSharp.Tests.Robustness;

/// <summary>Code that is long, deep or endless is read to an end.</summary>
public class ExtremeCodeTests
{
    [Theory]
    [InlineData(5_000)]
    [InlineData(50)]
    public void A_long_sum_of_texts_is_read(int count) => Read($"V1Pod B() => new() {{ Metadata = new() {{ Name = {string.Join(" + ", Enumerable.Repeat("\"a\"", count))} }} }};");

    [Theory]
    [InlineData(5_000)]
    [InlineData(50)]
    public void A_long_sum_of_variables_is_read(int count) => Read($"V1Pod B(string a) => new() {{ Metadata = new() {{ Name = {string.Join(" + ", Enumerable.Repeat("a", count))} }} }};");

    [Theory]
    [InlineData("F(", ")", 2_000)]
    [InlineData("F(", ")", 100)]
    [InlineData("(", ")", 1_000)]
    [InlineData("new[] { ", " }[0]", 200)]
    [InlineData("a == 1 ? 2 : ", "", 1_000)]
    [InlineData("-", "", 1_000)]
    [InlineData("a + (", ")", 1_000)]
    public void Deep_expressions_are_read(string open, string close, int depth) =>
        Read($"V1Pod B(int a) => new() {{ Spec = new() {{ Priority = {Repeat(open, depth)}1{Repeat(close, depth)} }} }}; static int F(int x) => x + 1;");

    [Theory]
    [InlineData("new List<V1Container> { ", "new() { Name = \"a\" }", " }")]
    [InlineData("new V1Container[] { ", "new() { Name = \"a\" }", " }")]
    [InlineData("[", "new() { Name = \"a\" }", "]")]
    [InlineData("new[] { ", "0", " }.Select(x => new V1Container { Name = $\"a{x}\" }).ToList()")]
    public void Huge_initializers_are_read(string open, string element, string close) =>
        Read($"V1Pod B() => new() {{ Spec = new() {{ Containers = {open}{string.Join(", ", Enumerable.Repeat(element, 20_000))}{close} }} }};");

    [Fact]
    public void A_huge_dictionary_is_read() =>
        Read($"V1Pod B() => new() {{ Metadata = new() {{ Labels = new Dictionary<string, string> {{ {string.Join(", ", Enumerable.Range(0, 20_000).Select(i => $"[\"k{i}\"] = \"v\""))} }} }} }};");

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
    [InlineData("[System.CodeDom.Compiler.GeneratedCode(\"a\", \"1\")] class Q { V1Pod F() => new(); }")]
    [InlineData("void B(V1Pod p) { void L() { M(); } void M() { L(); p.Spec = new(); } L(); }")]
    [InlineData("V1Pod B() { try { return B(); } finally { try { B(); } finally { B(); } } }")]
    [InlineData("object B() { dynamic d = new V1Pod(); d.Metadata = d; return d.Metadata.Metadata.Metadata; }")]
    public void Endless_code_is_read(string members) => Read(members);

    [Fact]
    public void A_long_chain_of_calls_is_read() => Read($"Builder With(int n) => this; V1Pod Build() => new(); V1Pod B() => new Builder(){Repeat(".With(1)", 300)}.Build();");

    [Fact]
    public void Many_branches_are_read() =>
        Read($"V1Pod B(bool[] f) {{ var p = new V1Pod(); var s = \"\"; {string.Concat(Enumerable.Range(0, 400).Select(i => $"if (f[{i}]) {{ s += \"{i}\"; p.Metadata = new() {{ Name = s }}; }} "))} return p; }}");

    [Fact]
    public void Many_methods_that_call_each_other_are_read() =>
        Read($"V1Pod B() => new() {{ Spec = new() {{ Priority = M0() }} }}; {string.Concat(Enumerable.Range(0, 40).Select(i => $"int M{i}() => M{i + 1}() + M{i + 1}(); "))} int M40() => 1;");

    [Fact]
    public void Many_regions_of_the_preprocessor_are_read() =>
        Read(string.Concat(Enumerable.Range(0, 200).Select(i => $"\n#if A{i}\nV1Pod B{i}() => new();\n#elif !B{i}\nclass C{i} {{\n#else\n}}\n#endif\n")));

    // It ends, and ends the same.
    private static void Read(string members)
    {
        string Reading() => string.Join('\n', Builders.Read($"class Builder\n{{\n{members}\n}}").Select(document => Builders.Show(document.Root)));
        Assert.Equal(Reading(), Reading());
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
