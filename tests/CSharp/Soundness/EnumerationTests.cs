namespace Hale.CSharp.Tests.Soundness;

/// <summary>What <c>foreach</c> and queries go through, while it changes, and when it is gone through by code of its own.</summary>
public class EnumerationTests
{
    [Theory]
    [InlineData("var list = new List<int> { 1, 2, 3 }; var n = 1; foreach (var x in list.Where(x => x > n)) n = 5; return Ints([n]);", "")]
    [InlineData("var list = new List<int> { 1, 2, 3 }; var n = 0; var r = new List<int>(); foreach (var x in list.Where(x => x > n)) { r.Add(x); n = 2; } return Ints(r);", "")]
    [InlineData("var list = new List<int> { 1, 2, 3 }; var n = 10; var r = new List<int>(); foreach (var x in list.Select(x => x + n)) { r.Add(x); n = 20; } return Ints(r);", "")]
    [InlineData("""var cs = new List<V1Container> { new() { Name = "a" }, new() { Name = "b" } }; var r = new List<string>(); foreach (var c in cs.Where(c => c.Image == null)) { r.Add(c.Name); cs[1].Image = "i"; } return Texts(r);""", "")]
    [InlineData("""var cs = new List<V1Container> { new() { Name = "a" }, new() { Name = "b" } }; var r = new List<string>(); foreach (var n in cs.Select(c => c.Name)) { r.Add(n); cs[1].Name = "z"; } return Texts(r);""", "")]
    [InlineData("""var cs = new List<V1Container> { new() { Name = "a" }, new() { Name = "b" } }; var r = new List<V1Container>(); foreach (var n in cs.Select(c => new V1Container { Name = c.Name })) { r.Add(n); cs[1].Name = "z"; n.Image = "i"; } return Pod(r);""", "")]
    [InlineData("var r = new List<int>(); var st = new List<int> { 1 }; foreach (var x in It(st)) { r.Add(x); st[0] = 9; } return Ints(r);", "static IEnumerable<int> It(List<int> l) { yield return l[0]; yield return l[0]; }")]
    [InlineData("""var map = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }; var r = new List<string>(); foreach (var p in map) { r.Add(p.Value); map["b"] = "9"; } return Texts(r);""", "")]
    [InlineData("""var map = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }; var r = new List<string>(); foreach (var p in map.Values) { r.Add(p); map["b"] = "9"; } return Texts(r);""", "")]
    [InlineData("""var map = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }; var r = new List<string>(); foreach (var p in map.Keys) { r.Add(p); map.Remove("b"); } return Texts(r);""", "")]
    [InlineData("""var list = new List<string> { "a", "b" }; var r = new List<string>(); foreach (var p in list.AsEnumerable().Reverse().Concat(list)) { r.Add(p); } return Texts(r);""", "")]
    [InlineData("""var list = new List<string> { "a", "b" }; var r = new List<string>(); for (var i = 0; i < list.Count; i++) { if (i == 0) list.Add("c"); r.Add(list[i]); } return Texts(r);""", "")]
    [InlineData("""var arr = new[] { "a", "b" }; var r = new List<string>(); foreach (var p in arr.Select(x => x + "1")) { r.Add(p); arr[1] = "z"; } return Texts(r);""", "")]
    [InlineData("""var arr = new[] { "a", "b" }; var r = new List<string>(); foreach (var p in (IEnumerable<string>)arr) { r.Add(p); arr[1] = "z"; } return Texts(r);""", "")]
    [InlineData("""var list = System.Collections.Immutable.ImmutableList.Create("a", "b"); var r = new List<string>(); foreach (var p in list) { r.Add(p); list = list.SetItem(1, "z"); } return Texts(r);""", "")]
    [InlineData("""var list = new List<string> { "a", "b" }; var r = new List<string>(); var q = list.Select(x => { list[1] = "z"; return x; }); foreach (var p in q) r.Add(p); return Texts(r);""", "")]
    [InlineData("var n = 0; var q = new[] { 1, 2 }.Select(x => n + x); var r = new List<int>(); foreach (var a in q) { foreach (var b in q) { r.Add(b); n++; } } return Ints(r);", "")]
    [InlineData("""var cs = new List<V1Container> { new() { Name = "a" }, new() { Name = "b" } }; foreach (var c in cs.Where(c => c.Image == null)) c.Image = "x"; return Pod(cs);""", "")]
    [InlineData("""var cs = new List<V1Container> { new() { Name = "a" }, new() { Name = "b" } }; foreach (var c in cs.Where(c => cs.All(other => other.Image == null))) c.Image = "x"; return Pod(cs);""", "")]
    public void A_loop_may_change_what_is_yet_to_come(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);

    [Theory]
    [InlineData("return Pod([Gen().First(), .. Gen()]);", """static IEnumerable<V1Container> Gen() { var c = new V1Container { Name = "a" }; yield return c; c.Name = "z"; }""")]
    [InlineData("var r = new List<string>(); foreach (var c in Gen()) r.Add(c.Name); return Texts(r);", """static IEnumerable<V1Container> Gen() { var c = new V1Container { Name = "a" }; yield return c; c.Name = "z"; yield return new() { Name = "b" }; }""")]
    [InlineData("return Pod([.. Gen(), Gen().First()]);", """static IEnumerable<V1Container> Gen() { foreach (var n in new[] { "a", "b" }) { var c = new V1Container { Name = n }; c.Image = n + "i"; yield return c; } }""")]
    [InlineData("return Pod(Gen().ToList());", """static IEnumerable<V1Container> Gen() { V1Container? last = null; foreach (var n in new[] { "a", "b" }) { var c = new V1Container { Name = n }; if (last != null) last.Image = n; last = c; yield return c; } }""")]
    public void An_iterator_goes_on_when_its_elements_are_in_use(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);

    [Theory]
    [InlineData("var c = new V1Container(); foreach (var x in new Bag { C = c }) { } return Pod([c]);", """class Bag { public V1Container? C; public IEnumerator<int> GetEnumerator() { C!.Name = "x"; yield return 1; } }""")]
    [InlineData("var c = new V1Container(); var n = 0; foreach (var x in new Bag { C = c }) { n += x; } return Ints([n]);", """class Bag : IEnumerable<int> { public V1Container? C; public IEnumerator<int> GetEnumerator() { C!.Name = "x"; yield return 1; yield return 2; } System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }""")]
    [InlineData("""var c = new V1Container(); foreach (var x in new Bag { C = c }) { c.Image = "i"; } return Pod([c]);""", """class Bag { public V1Container? C; int n; public Bag GetEnumerator() => this; public int Current { get { C!.Name = "cur"; return 1; } } public bool MoveNext() { C!.Tty = true; return n++ < 1; } }""")]
    [InlineData("""var c = new V1Container(); var l = new Bag { C = c }.ToList(); var q = string.Join(",", new Bag { C = c }); return Pod([c]);""", """class Bag : IEnumerable<int> { public V1Container? C; public IEnumerator<int> GetEnumerator() { C!.Name = "x"; yield return 1; yield return 2; } System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }""")]
    [InlineData("""var c = new V1Container(); foreach (M x in new[] { 1, 2 }) { c.Name = $"{x.N}"; } return Pod([c]);""", "class M { public int N; public static implicit operator M(int n) => new() { N = n + 100 }; }")]
    [InlineData("""var c = new V1Container(); var n = 0; foreach (string? x in new object[] { "a", "b" }) { n++; c.Name = x; } return Pod([c]);""", "")]
    [InlineData("var m = new List<int>(); foreach (long x in new[] { 1, 2 }) { m.Add((int)x); } foreach (var (a, b) in new[] { new P { A = 1, B = 2 } }) m.Add(a + b); return Ints(m);", "class P { public int A, B; public void Deconstruct(out int a, out int b) { a = A * 10; b = B * 100; A = 5; } }")]
    [InlineData("""var c = new V1Container(); foreach (var x in new Bag(c)) x.Image = "i"; return Pod([c]);""", "class Bag : IEnumerable<V1Container> { readonly List<V1Container> _all = new(); public Bag(V1Container c) => _all.Add(c); public IEnumerator<V1Container> GetEnumerator() => _all.GetEnumerator(); System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }")]
    [InlineData("""var all = new Bag { "a", "b" }; return Texts([.. all, $"{all.Count}"]);""", """class Bag : IEnumerable<string> { public int Count; public void Add(string s) => Count++; public IEnumerator<string> GetEnumerator() { for (var i = 0; i < Count; i++) yield return $"{i}"; } System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }""")]
    [InlineData("""var all = new Bag { "a", "b" }; return Texts([.. all, $"{all.Count}"]);""", """class Bag : List<string> { public new void Add(string s) => base.Add(s + "!"); }""")]
    public void A_collection_of_the_source_runs_its_own_code(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);

    [Theory]
    [InlineData("""var a = new[] { "b", "a" }; a.AsSpan().Fill("x"); return Texts(a);""")]
    [InlineData("""var a = new[] { "b", "a" }; MemoryExtensions.Reverse(a.AsSpan()); return Texts(a);""")]
    [InlineData("""var a = new[] { "b", "a" }; new[] { "q" }.AsSpan().CopyTo(a); return Texts(a);""")]
    [InlineData("Span<int> s = [1, 2, 3]; s[1] = 9; s.Reverse(); return Ints([s[0], s[2]]);")]
    [InlineData("""var a = new[] { "a", "b", "c", "d", "e", "f", "g", "h" }; Random.Shared.Shuffle(a); return Texts(a);""")]
    [InlineData("var a = new[] { 1, 2 }; Buffer.BlockCopy(new[] { 9 }, 0, a, 0, 4); return Ints([.. a]);")]
    [InlineData("""var a = new[] { "b", "a" }; var s = new ArraySegment<string>(a); s[0] = "z"; return Texts(a);""")]
    [InlineData("""var a = new[] { "b", "a" }; IList<string> s = new ArraySegment<string>(a, 1, 1); s[0] = "z"; return Texts(a);""")]
    [InlineData("""var l = new List<string> { "a" }; System.Runtime.InteropServices.CollectionsMarshal.SetCount(l, 0); return Texts(l);""")]
    [InlineData("""var d = new Dictionary<string, List<string>> { ["a"] = ["1"] }; System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(d, "a").Add("x"); return Texts(d["a"]);""")]
    [InlineData("""var d = new Dictionary<string, string> { ["a"] = "1" }; var all = new System.Collections.ObjectModel.ReadOnlyDictionary<string, string>(d); d["b"] = "2"; return Texts([$"{all.Count}", .. all.Values]);""")]
    [InlineData("""var c = new V1Container(); var q = new PriorityQueue<V1Container, int>(); q.Enqueue(c, 1); q.Dequeue().Image = "i"; return Pod([c]);""")]
    [InlineData("""var l = new LinkedList<string>(["a"]); l.AddBefore(l.First!, "z"); l.Find("a")!.Value = "q"; return Texts(l.ToList());""")]
    public void The_framework_writes_into_what_it_is_given(string statements) => RealRun.Expect(statements, SuspectTests.Members + SuspectTests.Helpers);

    [Theory]
    [InlineData("""HashSet<string> s = ["x", "x", "y"]; var i = System.Collections.Immutable.ImmutableHashSet.Create("x", "x"); SortedSet<string> o = ["b", "a"]; return Texts([$"{s.Count}", $"{i.Count}", .. o]);""", "")]
    [InlineData("""Bag b = ["a", "b"]; return Texts(b);""", """class Bag : List<string> { public new void Add(string s) => base.Add(s + "!"); }""")]
    [InlineData("""Bag b = ["a", "b"]; return Texts([.. b, $"{b.Count}"]);""", """class Bag : IEnumerable<string> { readonly List<string> _all = new(); public int Count; public void Add(string s) { Count++; _all.Add(s + "?"); } public IEnumerator<string> GetEnumerator() => _all.GetEnumerator(); System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }""")]
    [InlineData("var c = new V1Container(); Bag b = [c]; return Pod([c]);", """class Bag : IEnumerable<V1Container> { public void Add(V1Container c) => c.Name = "added"; public IEnumerator<V1Container> GetEnumerator() { yield break; } System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }""")]
    public void A_collection_expression_makes_what_its_type_makes_of_it(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);

    [Theory]
    [InlineData("""var m = new M(); string s = "a"; s += m; s = s + m + $"{m}" + string.Concat(m, "z"); return Texts([s, $"{m.Count}"]);""", """class M { public int Count; public override string ToString() => "M" + ++Count; }""")]
    [InlineData("""var m = new M(); object o = m; var s = o.ToString(); return Texts([s, $"{m.Count}", string.Join(",", new object[] { m, 1 }), $"{m.Count}"]);""", """class M { public int Count; public override string ToString() => "M" + ++Count; }""")]
    [InlineData("""var m = new M(); System.IO.TextWriter.Null.Write(m); return Texts([$"{m.Count}"]);""", """class M { public int Count; public override string ToString() => "M" + ++Count; }""")]
    [InlineData("""var m = new M(); Equals(m, null); Equals(m, new M()); return Texts([$"{m.Count}"]);""", "class M { public int Count; public override bool Equals(object? o) { Count++; return false; } public override int GetHashCode() { Count += 10; return 1; } }")]
    [InlineData("""var m = new M(); var l = new List<M> { m }; l.Contains(new M()); l.IndexOf(m); new HashSet<M> { m }; return Texts([$"{m.Count}"]);""", "class M { public int Count; public override bool Equals(object? o) { Count++; return false; } public override int GetHashCode() { Count += 10; return 1; } }")]
    [InlineData("""var m = new List<M> { new() { N = 2 }, new() { N = 1 } }; var f = m[0]; m.Sort(); var o = m.OrderBy(x => x).ToList(); return Texts([$"{f.Count}"]);""", "class M : IComparable<M> { public int N; public int Count; public int CompareTo(M? o) { Count++; return N - o!.N; } }")]
    [InlineData("""var c = new V1Container(); var cmp = new Cmp { C = c }; var d = new Dictionary<string, string>(cmp) { ["a"] = "1" }; new List<string> { "b", "a" }.Sort(cmp2); return Pod([c]);""", """static Comparison<string> cmp2 = (a, b) => 0; class Cmp : IEqualityComparer<string> { public V1Container? C; public bool Equals(string? a, string? b) => true; public int GetHashCode(string a) { C!.Name = "x"; return 0; } }""")]
    [InlineData("""var c = new V1Container(); var cmp = new Cmp { C = c }; new[] { "a", "b" }.Distinct(cmp).ToList(); return Pod([c]);""", """class Cmp : IEqualityComparer<string> { public V1Container? C; public bool Equals(string? a, string? b) => true; public int GetHashCode(string a) { C!.Name = "x"; return 0; } }""")]
    [InlineData("""var c = new V1Container(); var cmp = new Cmp { C = c }; var l = new List<string> { "a", "b" }; l.Sort(cmp); return Pod([c]);""", """class Cmp : IComparer<string> { public V1Container? C; public int Compare(string? a, string? b) { C!.Name = "x"; return 0; } }""")]
    public void The_framework_calls_methods_of_the_source(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);
}
