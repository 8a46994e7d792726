namespace Hale.CSharp.Tests.Soundness;

/// <summary>Operators, conversions and texts of own types, which may do anything.</summary>
public class OperatorTests
{
    [Theory]
    [InlineData("var x = new Money(1); x += new Money(2); return Ints([x.N]);", "record Money(int N) { public static Money operator +(Money a, Money b) => new(a.N * 10 + b.N); }")]
    [InlineData("var x = new M(1); x += 2; return Ints([x.N]);", "struct M { public int N; public M(int n) => N = n; public static M operator +(M a, M b) => new(a.N * 10 + b.N); public static implicit operator M(int n) => new(n + 100); }")]
    [InlineData("int x = 1; x += new M(2); return Ints([x]);", "struct M { public int N; public M(int n) => N = n; public static M operator +(int a, M b) => new(a * 10 + b.N); public static implicit operator int(M n) => n.N + 100; }")]
    [InlineData("var x = new M(1); x++; ++x; var y = x++; return Ints([x.N, y.N]);", "struct M { public int N; public M(int n) => N = n; public static M operator ++(M a) => new(a.N * 10); }")]
    [InlineData("var x = new M(1); var y = -x; var z = !x; return Ints([y.N, z ? 1 : 2]);", "class M { public int N; public M(int n) => N = n; public static M operator -(M a) { a.N = 7; return new(a.N * 10); } public static bool operator !(M a) => a.N == 7; }")]
    [InlineData("""var c = new V1Container { Name = "a" }; var m = new M { C = c }; m += 1; return Pod([c]);""", """class M { public V1Container? C; public static M operator +(M a, int b) { a.C!.Name = "changed"; return a; } }""")]
    [InlineData("""var c = new V1Container { Name = "a" }; var m = new M { C = c }; m++; return Pod([c]);""", """class M { public V1Container? C; public static M operator ++(M a) { a.C!.Name = "changed"; return a; } }""")]
    [InlineData("""var c = new V1Container { Name = "a" }; var m = new M { C = c }; if (m == null) { } if (m) { } return Pod([c]);""", """class M { public V1Container? C; public static bool operator true(M a) { a.C!.Name = "changed"; return true; } public static bool operator false(M a) => false; public static bool operator ==(M? a, M? b) { if (a is not null) a.C!.Image = "i"; return true; } public static bool operator !=(M? a, M? b) => false; public override bool Equals(object? o) => true; public override int GetHashCode() => 1; }""")]
    [InlineData("""M? m = new M(); if (m == null) return Texts(["null"]); return Texts(["there"]);""", "class M { public static bool operator ==(M? a, M? b) => true; public static bool operator !=(M? a, M? b) => false; public override bool Equals(object? o) => true; public override int GetHashCode() => 1; }")]
    [InlineData("""var m = new M { N = 1 }; var k = new M { N = 1 }; return Texts([m == k ? "same" : "other", m.Equals(k) ? "same" : "other", new List<M> { m }.Contains(k) ? "has" : "not", $"{new HashSet<M> { m, k }.Count}", $"{new[] { m, k }.Distinct().Count()}"]);""", "class M { public int N; public static bool operator ==(M? a, M? b) => a!.N == b!.N; public static bool operator !=(M? a, M? b) => a!.N != b!.N; public override bool Equals(object? o) => o is M m && m.N == N; public override int GetHashCode() => 1; }")]
    public void An_operator_does_what_its_source_says(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);

    [Theory]
    [InlineData("""var m = new M(); string s = "a"; s += m; s = s + m + $"{m}"; return Texts([s, $"{m.Count}"]);""", """class M { public int Count; public override string ToString() => "M" + ++Count; }""")]
    [InlineData("""var m = new M(); var s = $"{m:x}"; return Texts([s, $"{m.Count}"]);""", """class M : IFormattable { public int Count; public string ToString(string? f, IFormatProvider? p) => "F" + ++Count; }""")]
    [InlineData("""var r = new R("a"); return Texts([$"{r}", "x" + r, $"{new P()}"]);""", "record R(string A); class P { }")]
    public void Text_of_an_object_is_made_by_its_own_code(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);

    [Theory]
    [InlineData("var c = new V1Container(); using (IDisposable d = new D { C = c }) { } using var e = Make(c); return Pod([c]);", """class D : IDisposable { public V1Container? C; void IDisposable.Dispose() => C!.Name = "x"; } static IDisposable Make(V1Container c) => new D { C = c };""")]
    [InlineData("var c = new V1Container(); using (var d = new D2 { C = c }) { } return Pod([c]);", """class D : IDisposable { public V1Container? C; public virtual void Dispose() => C!.Name = "x"; } class D2 : D { }""")]
    [InlineData("var c = new V1Container(); using (var d = new D2 { C = c }) { } return Pod([c]);", """class D : IDisposable { public V1Container? C; public void Dispose() { Dispose(true); } protected virtual void Dispose(bool b) => C!.Name = "x"; } class D2 : D { protected override void Dispose(bool b) { C!.Image = "i"; } }""")]
    [InlineData("""var c = new V1Container(); using (flag ? new D { C = c } : null) { c.Image = "i"; } return Pod([c]);""", """class D : IDisposable { public V1Container? C; public void Dispose() => C!.Name = "x"; }""")]
    [InlineData("""var c = new V1Container(); lock (c) { c.Name = "x"; } checked { c.Tty = true; } return Pod([c]);""", "")]
    public void The_end_of_using_is_found_wherever_it_is_declared(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);
}
