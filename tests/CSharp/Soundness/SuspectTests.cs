namespace Hale.CSharp.Tests.Soundness;

public class SuspectTests
{
    internal const string Members = """
        enum Color { Red, Green, Blue = 7, Last = 2 }
        record Rec(string A, int B);
        record struct Point(int X, int Y);
        struct Inner { public int N; }
        struct Outer { public Inner I; public int M; }
        class Chain { public Chain? Next; public string Name = ""; public string Path => Next == null ? Name : Name + "/" + Next.Path; }
        class Holder : IDisposable { public V1Container C; public void Dispose() => C.Image = "disposed"; }
        static int count;
        static readonly List<string> Shared = new() { "a" };
        static void Change(List<string> list) => list.Add("changed");
        static int Rec2(int n) { count++; return n == 0 ? 0 : 1 + Rec2(n - 1); }
        static IEnumerable<int> Iterate(List<int> list) { foreach (var x in list) yield return x; }
        static IEnumerable<int> Counting(V1Container c) { c.Image = "0"; yield return 1; c.Image = "1"; yield return 2; c.Image = "2"; }
        static int Next() => ++count;
        """;

    [Theory]
    [InlineData("var n = 1; var list = new List<int> { 1, 2 }; var q = list.Select(x => x + n); n = 5; return Ints(q.ToList());")]
    [InlineData("var list = new List<int> { 1, 2 }; var n = 0; var q = list.Select(x => n++); var a = q.ToList(); var b = q.ToList(); return Ints([n, ..b]);")]
    [InlineData("var list = new List<int> { 1, 2 }; var n = 0; var q = list.Select(x => n++); n = 100; return Ints([n]);")]
    [InlineData("var list = new List<int> { 1, 2 }; var n = 0; var q = list.Select(x => n++); n = 100; q.ToList(); return Ints([n]);")]
    [InlineData("var cs = new List<string> { \"a\" }.Select(n => new V1Container { Name = n }); foreach (var c in cs) c.Image = \"x\"; return Pod(cs.ToList());")]
    [InlineData("var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [\"a\"] = \"1\" }; map[\"A\"] = \"2\"; return Labels(map);")]
    [InlineData("var set = new SortedSet<string> { \"b\", \"a\" }; return Texts(set.ToList());")]
    [InlineData("var map = new SortedDictionary<string, string> { [\"b\"] = \"1\", [\"a\"] = \"2\" }; return Texts(map.Keys.ToList());")]
    [InlineData("var map = new Dictionary<int, string> { [1] = \"1\" }; return Ints(map.Keys.ToList());")]
    [InlineData("var map = new Dictionary<int, string> { [1] = \"1\" }; return Ints(map.Select(p => p.Key).ToList());")]
    [InlineData("var map = new Dictionary<int, string> { [1] = \"1\" }; foreach (var (k, v) in map) return Ints([k]); return Ints([]);")]
    [InlineData("return Ints([new List<int>().FirstOrDefault(), new List<int>().LastOrDefault(), new List<int>().ElementAtOrDefault(3), new List<int> { 1 }.FirstOrDefault(x => x > 1), new List<int> { 1 }.Find(x => x > 1)]);")]
    [InlineData("return Texts([new List<string>().FirstOrDefault(\"f\"), new List<string> { \"a\" }.FirstOrDefault(x => x == \"b\", \"g\"), new List<string>().SingleOrDefault(\"h\")]);")]
    [InlineData("var list = new List<string>(); if (flag) list.Add(\"a\"); list.Add(\"b\"); return Texts(list.Select((x, i) => $\"{x}{i}\").ToList());")]
    [InlineData("var list = new List<string>(); if (flag) list.Add(\"a\"); list.Add(\"b\"); list.Add(\"c\"); return Texts([list[1], list[^1], list.Last(), list.ElementAt(1), list.First()]);")]
    [InlineData("return Ints(new List<int> { 3, 1, 2, 1 }.OrderBy(x => -x).Reverse().ToList());")]
    [InlineData("return Texts(new List<string> { \"b1\", \"a2\", \"a1\" }.OrderBy(x => x.Length).Concat(new[] { \"b\", \"B\", \"a\" }.OrderByDescending(x => x, StringComparer.Ordinal)).ToList());")]
    [InlineData("var n = 0; var q = new List<int> { 2, 1 }.OrderBy(x => x + n++); var a = n; var l = q.ToList(); return Ints([a, n, ..l]);")]
    [InlineData("var n = 0; var l = new List<int> { 1, 2, 3 }.TakeWhile(x => { n++; return x < 2; }).ToList(); return Ints([n, ..l]);")]
    [InlineData("var n = 0; var l = new List<int> { 1, 2, 3 }.SkipWhile(x => { n++; return x < 2 || flag; }).ToList(); return Ints([n, ..l]);")]
    [InlineData("var l = new List<int> { 1, 2, 2, 3 }; var q = l.Except(new List<int> { 3 }).Intersect(new[] { 2, 1, 2 }).TakeLast(5).SkipLast(-1); l.Add(1); return Ints(q.ToList());")]
    [InlineData("var l = new List<Color> { Color.Last, Color.Red, Color.Green }; return Texts(l.OrderBy(x => x).Select(x => x.ToString()).ToList());")]
    [InlineData("var l = new List<char> { 'b', 'B', 'a' }; return Texts(l.OrderBy(x => x).Select(x => x.ToString()).ToList());")]
    [InlineData("return Texts(new List<V1Container> { new() { Name = \"b\" }, new() { Name = \"a\" } }.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => c.Name).ToList());")]
    [InlineData("var t = TimeSpan.FromMinutes(5) + new TimeSpan(0, 0, 30); return Ints([(int)t.TotalSeconds, t.Minutes, t.Seconds, (int)(t - TimeSpan.FromHours(1)).TotalSeconds, (t - TimeSpan.FromHours(1)).Minutes, (int)TimeSpan.FromMilliseconds(1500).TotalSeconds, TimeSpan.FromDays(1.5).Hours]);")]
    [InlineData("var n = flag ? \"A\" : \"b\"; return Texts([$\"{n}-x\".ToLower(), (n + \"Q\").ToUpperInvariant(), $\"{n}\" == n + \"\" ? \"same\" : \"other\"]);")]
    [InlineData("var map = new Dictionary<string, string> { [\"a\"] = \"1\", [\"b\"] = \"2\" }; var key = flag ? \"a\" : \"b\"; return Texts([map[key], map.TryGetValue(key + \"x\", out var v) ? v : \"none\", v ?? \"null\"]);")]
    [InlineData("var map = new Dictionary<bool, List<string>> { [true] = new() { \"1\" }, [false] = new() { \"2\" } }; map[flag].Add(\"3\"); return Texts([..map[true], ..map[false]]);")]
    [InlineData("var map = new Dictionary<int, int> { [1] = 1 }; var key = flag ? 1 : 2; map.TryGetValue(key, out var n); map[key] = 7; return Ints([n, map[1], map.Count]);")]
    [InlineData("var a = new[] { \"a\", \"b\" }; Array.Reverse(a); return Texts(a);")]
    [InlineData("var a = new[] { \"a\", \"b\" }; var b = new[] { \"c\", \"d\" }; Array.Copy(a, b, 1); return Texts(b);")]
    [InlineData("var a = new List<string> { \"a\", \"b\" }; var b = new[] { \"c\", \"d\" }; a.CopyTo(b); return Texts(b);")]
    [InlineData("var a = new[] { \"b\", \"a\" }; Array.Sort(a); return Texts(a);")]
    [InlineData("var a = new[] { \"b\", \"a\" }; Array.Resize(ref a, 1); return Texts(a);")]
    [InlineData("var a = new[] { \"b\", \"a\" }; Array.Fill(a, \"x\"); return Texts(a);")]
    [InlineData("var a = new[] { \"b\", \"a\" }; Span<string> s = a; s[0] = \"z\"; return Texts(a);")]
    [InlineData("var a = new[] { \"b\", \"a\" }; a.AsSpan()[0] = \"z\"; return Texts(a);")]
    [InlineData("var a = new[] { \"b\", \"a\" }; foreach (var x in a) a[1] = x + \"!\"; return Texts(a);")]
    [InlineData("var a = new[] { \"b\", \"a\" }; var r = new List<string>(); foreach (var x in a) { a[1] = \"z\"; r.Add(x); } return Texts(r);")]
    [InlineData("var s = new HashSet<Rec> { new(\"a\", 1), new(\"a\", 1) }; return Ints([s.Count]);")]
    [InlineData("var s = new HashSet<(int, int)> { (1, 2), (1, 2) }; return Ints([s.Count]);")]
    [InlineData("var s = new List<string> { \"a\", \"A\" }.ToHashSet(StringComparer.OrdinalIgnoreCase); return Ints([s.Count]);")]
    [InlineData("var s = new List<string> { \"a\" }.Union(new[] { \"A\" }, StringComparer.OrdinalIgnoreCase).ToList(); return Ints([s.Count]);")]
    [InlineData("var s = new List<string> { \"a\" }.Append(\"b\").ToDictionary(x => x, x => x, StringComparer.OrdinalIgnoreCase); return Labels(s);")]
    [InlineData("return Texts([$\"{1.10m}\", $\"{0.1m + 0.2m}\", $\"{0.1 + 0.2}\", $\"{(double)0.1f}\", $\"{0.1f}\", $\"{1e20}\", $\"{true}\", $\"{'c'}\"]);")]
    [InlineData("var x = 1.5f; var y = (double)(x / 3); decimal z = 1.10m; z += 1; return Texts([$\"{y}\", $\"{z}\", $\"{x}\", z.ToString()]);")]
    [InlineData("var i = int.MaxValue; i++; var j = int.MaxValue; j += 1; return Ints([i, j]);")]
    [InlineData("int? a = null; bool? b = null; return Texts([$\"{a + 1}\", $\"{b & false}\", $\"{b | true}\", $\"{a > 1}\", $\"{a == null}\", $\"{a != 3}\"]);")]
    [InlineData("bool? b = null; b &= false; bool? c = null; c |= true; return Texts([b == null ? \"null\" : \"not\", c == null ? \"null\" : \"not\"]);")]
    [InlineData("object o = 'c'; object e = Color.Red; return Texts([o is string ? \"s\" : \"-\", e is string ? \"s\" : \"-\", o is char ? \"c\" : \"-\"]);")]
    [InlineData("var e = Color.Blue; return Texts([$\"{e}\", e.ToString(), ((int)e).ToString(), $\"{(Color)2}\", $\"{Color.Last}\", $\"{(Color)55}\", $\"{Color.Red | Color.Green}\", $\"{e + 1}\"]);")]
    [InlineData("var c = new V1Container { Name = \"a\" }; if (flag) return Pod([c]); try { if (other) return Pod([c]); } finally { c.Name = \"b\"; } return Pod([c]);")]
    [InlineData("var c = new V1Container { Name = \"a\" }; using (new Holder { C = c }) { } return Pod([c]);")]
    [InlineData("var c = new V1Container { Name = \"a\" }; { using var h = new Holder { C = c }; } return Pod([c]);")]
    [InlineData("var n = 1; Action a = () => n = 5; a += () => n = 6; a(); return Ints([n]);")]
    [InlineData("var c = new V1Container(); Action<V1Container> a = x => x.Name = \"a\"; a += x => x.Image = \"b\"; a(c); return Pod([c]);")]
    [InlineData("var x = new Outer { I = new Inner { N = 1 } }; var y = x; y.I.N = 5; return Ints([x.I.N, y.I.N]);")]
    [InlineData("var x = new Outer(); x.I.N = 3; var y = x; y.I.N = 5; return Ints([x.I.N, y.I.N, x.M]);")]
    [InlineData("var x = (A: (B: 1, C: 2), D: 3); var y = x; y.A.B = 5; return Ints([x.A.B, y.A.B]);")]
    [InlineData("var c = new Chain { Name = \"a\", Next = new() { Name = \"b\", Next = new() { Name = \"c\", Next = new() { Name = \"d\", Next = new() { Name = \"e\" } } } } }; return Texts([c.Path]);")]
    [InlineData("count = 0; var r = Rec2(5); return Ints([count, r]);")]
    [InlineData("count = 0; Next(); var q = new[] { 1, 2, 3 }.Where(x => Next() > 2).ToList(); return Ints([count, ..q]);")]
    [InlineData("var list = new List<int> { 1 }; var q = Iterate(list); list.Add(2); return Ints(q.ToList());")]
    [InlineData("var c = new V1Container(); var q = Counting(c); return Pod([c]);")]
    [InlineData("var c = new V1Container(); var q = Counting(c).First(); return Pod([c]);")]
    [InlineData("var c = new V1Container(); foreach (var x in Counting(c)) break; return Pod([c]);")]
    [InlineData("var c = new V1Container(); foreach (var x in Counting(c)) c.Name = c.Image; return Pod([c]);")]
    [InlineData("var c = new V1Container(); var b = new[] { c, c }.Any(x => { x.Name += \"a\"; return true; }); return Pod([c]);")]
    [InlineData("var c = new V1Container(); var d = new V1Container(); new[] { c, d }.All(x => { x.Name = \"a\"; return false; }); return Pod([c, d]);")]
    [InlineData("static IEnumerable<int> All(V1Container c) { var i = 0; while (true) { c.Name = $\"n{i}\"; yield return i++; } } var c = new V1Container(); var some = All(c).Take(2).ToList(); return Pod([c, new() { Name = $\"c{some.Count}\" }]);")]
    [InlineData("static IEnumerable<int> All(V1Container c, bool flag) { while (true) { if (flag) { c.Name = \"a\"; yield return 1; } else { c.Image = \"b\"; yield return 2; } } } var c = new V1Container(); foreach (var i in All(c, flag)) break; return Pod([c]);")]
    [InlineData("return Texts([string.Join(\",\", new[] { \"a\", \"b\", \"c\" }, 1, 2)]);")]
    [InlineData("return Texts([string.Join(\",\", 1, null, true, 2.5), string.Concat(\"a\", null, 1)]);")]
    [InlineData("var s = new Stack<string>(new[] { \"a\", \"b\" }); s.Push(\"c\"); return Texts(s.ToList());")]
    [InlineData("var s = new Queue<string>(new[] { \"a\", \"b\" }); s.Enqueue(\"c\"); var d = s.Dequeue(); return Texts([d, ..s]);")]
    [InlineData("switch (number) { case 0: goto case 1; case 1: return Ints([1]); case 3: goto default; default: return Ints([9]); }")]
    [InlineData("var n = 0; switch (number) { case 1: n += 1; goto case 3; case 2: n += 2; goto default; case 3: n += 3; goto case 2; default: n += 10; break; } return Ints([n]);")]
    [InlineData("var a = 1; var b = 2; (a, b) = (b, a); (a, (b, var c)) = (b, (a, 7)); return Ints([a, b, c]);")]
    [InlineData("var a = 1; var b = 2; ref var r = ref a; r = 5; r = ref b; r = 6; return Ints([a, b]);")]
    [InlineData("var r = new Rec(\"a\", 1); var s = r with { B = 2 }; return Texts([s.A + s.B, r == s ? \"same\" : \"other\", r == new Rec(\"a\", 1) ? \"same\" : \"other\"]);")]
    [InlineData("var list = new List<V1Container> { new() { Name = \"a\" }, new() { Name = \"b\" } }; var q = list.Where(c => c.Image == null); foreach (var c in q.ToList()) c.Image = \"x\"; return Pod(q.ToList());")]
    [InlineData("var list = new List<string> { \"a\" }; var ro = list.AsReadOnly(); list.Add(\"b\"); return Texts(ro.ToList());")]
    [InlineData("var map = new Dictionary<string, string> { [\"a\"] = \"1\" }; var keys = map.Keys; map[\"b\"] = \"2\"; return Texts(keys.ToList());")]
    [InlineData("var map = new Dictionary<string, string> { [\"a\"] = \"1\", [\"b\"] = \"2\" }; map.Remove(\"a\"); map[\"c\"] = \"3\"; return Texts(map.Keys.ToList());")]
    [InlineData("var map = new Dictionary<string, string> { [\"a\"] = \"1\", [\"b\"] = \"2\" }; map.Remove(\"a\", out var v); return Texts([v, ..map.Keys]);")]
    [InlineData("var list = new List<int> { 1, 2, 3 }; list.RemoveAll(x => x == number); list.Insert(1, 9); return Ints(list);")]
    [InlineData("var list = new List<int> { 1, 2, 3 }; var r = list.GetRange(1, 2); r[0] = 7; return Ints([..list, ..r]);")]
    [InlineData("var s = \"a\"; s += 1; s += 'c'; s += null; s += 1.5; s += true; return Texts([s]);")]
    [InlineData("var c = new V1Container { Name = \"a\" }; var d = c; d ??= given; d.Name = \"b\"; (flag ? c : given).Image = \"i\"; return Pod([c]);")]
    [InlineData("var i = 0; var a = new int[3]; a[i++] = i; a[i] = i++; return Ints([..a, i]);")]
    [InlineData("var acts = new List<Action>(); var n = 0; for (var i = 0; i < 3; i++) acts.Add(() => n += i); foreach (var a in acts) a(); return Ints([n]);")]
    [InlineData("var acts = new List<Action>(); var n = 0; foreach (var i in new[] { 1, 2, 3 }) { var k = i; acts.Add(() => n += k); k++; } acts.ForEach(a => a()); return Ints([n]);")]
    [InlineData("int Fact(int n) => n <= 1 ? 1 : n * Fact(n - 1); return Ints([Fact(5)]);")]
    [InlineData("var n = 0; void Down(int k) { n++; if (k > 0) Down(k - 1); } Down(5); return Ints([n]);")]
    [InlineData("Func<int, int> f = null!; f = k => k == 0 ? 0 : 1 + f(k - 1); return Ints([f(5)]);")]
    [InlineData("var r = Enumerable.Range(1, 3).Select(i => new V1Container { Name = $\"c{i}\" }); var first = r.First(); first.Image = \"x\"; return Pod(r.ToList());")]
    [InlineData("var list = new List<string> { \"b\", \"a\", \"C\" }; list.Sort(); return Texts([..list, list.Max(), list.Min()]);")]
    [InlineData("var x = \"abc\"; return Texts([x[1..], x[..^1], x[1].ToString(), x.ToUpper(), x.Replace(\"b\", \"\"), x.PadLeft(5), x.Insert(1, \"z\"), x.Substring(1)]);")]
    [InlineData("var xs = new List<List<string>> { new() { \"a\" } }; var ys = new List<List<string>>(xs); ys[0].Add(\"b\"); ys.Add(new()); return Texts([..xs[0], $\"{xs.Count}\"]);")]
    [InlineData("var c = new V1Container(); try { c.Name = \"a\"; if (flag) throw new Exception(); c.Name = \"b\"; } catch (Exception) when (other) { c.Image = \"i\"; } finally { c.Tty = true; } return Pod([c]);")]
    [InlineData("var c = new V1Container(); for (var i = 0; i < 3; i++) { try { if (i == number) continue; c.Name += i; } finally { c.Image += i; } } return Pod([c]);")]
    [InlineData("var s = 0; foreach (var x in new[] { 1, 2, 3, 4 }) { if (x == number) break; s += x; } return Ints([s]);")]
    [InlineData("var map = new Dictionary<Rec, string> { [new(\"a\", 1)] = \"1\" }; map[new(\"a\", 1)] = \"2\"; return Ints([map.Count]);")]
    [InlineData("var map = new Dictionary<string, List<string>>(); foreach (var x in new[] { \"a\", \"b\", \"a\" }) { if (!map.TryGetValue(x, out var l)) map[x] = l = new(); l.Add(x); } return Texts(map.SelectMany(p => p.Value).ToList());")]
    [InlineData("var g = new[] { \"a1\", \"b1\", \"a2\" }.GroupBy(x => x[0]).Select(x => $\"{x.Key}{x.Count()}\"); return Texts(g.ToList());")]
    [InlineData("var x = new { A = 1, B = \"b\" }; var y = x with { A = 2 }; return Texts([$\"{x.A}{y.A}{y.B}\", x.ToString()]);")]
    [InlineData("var p = new Point(1, 2); var q = p; q.X = 5; var arr = new[] { p }; arr[0].Y = 9; return Ints([p.X, p.Y, q.X, arr[0].Y]);")]
    [InlineData("var list = new List<Point> { new(1, 2) }; var p = list[0]; p.X = 9; foreach (var z in list) { var w = z; w.Y = 8; } return Ints([list[0].X, list[0].Y]);")]
    [InlineData("var list = new List<int> { 1, 2 }; var q = list.Zip(new[] { 5, 6, 7 }, (a, b) => a * b); list.Add(3); return Ints([..q, list.Sum(), list.Max(x => x), list.Min(x => -x)]);")]
    [InlineData("var n = 0; var q = new[] { 1, 2 }.Zip(new[] { 3, 4 }, (a, b) => n += a * b); n = 100; return Ints([..q, n]);")]
    [InlineData("var c = new V1Container(); foreach (var (a, b) in new[] { c }.Zip(new[] { \"x\" })) a.Name = b; return Pod([c]);")]
    [InlineData("var list = new List<string> { \"a1\", \"b1\" }; var q = list.GroupBy(x => x.Substring(0, 1), x => x + \"!\"); list.Add(\"a2\"); return Texts(q.SelectMany(g => g).ToList());")]
    [InlineData("var list = new List<string> { \"a\", \"b\" }; var q = list.GroupBy(x => x.Length, (k, g) => $\"{k}{g.Count()}\"); return Texts(q.ToList());")]
    [InlineData("var g = new[] { \"a\", \"B\", \"A\" }.GroupBy(x => x, StringComparer.OrdinalIgnoreCase).Select(x => x.Count()); return Ints(g.ToList());")]
    [InlineData("var n = 0; var sum = new[] { 1, 2, 3 }.Aggregate((a, b) => { n++; return a * b; }); return Ints([n, sum, new[] { number, 2 }.Max(), new[] { number, 2 }.Sum(), new int[0].Sum()]);")]
    [InlineData("return Ints([new List<int?> { 1, null, 3 }.Sum() ?? 0, new List<int?> { 1, null }.Max() ?? 9, (int)new[] { 1.5, 2.5 }.Sum(), new[] { \"b\", \"a\" }.Max()!.Length]);")]
    [InlineData("var c = new V1Container { Name = \"a\" }; async Task<V1Container> Get(string image) { await Task.Yield(); c.Image = image; return c; } var all = Task.WhenAll(Get(\"x\"), Get(\"y\")).Result; return Pod([..all, c]);")]
    [InlineData("static async Task<V1Container> Get(string n) { await Task.Yield(); return new V1Container { Name = n }; } var tasks = new List<Task<V1Container>> { Get(\"a\") }; if (flag) tasks.Add(Get(\"b\")); return Pod(Task.WhenAll(tasks).Result);")]
    [InlineData("static (string, int) Both(string a, int b = 3) => (a, b); var i = 0; var (x, y) = Both(b: i++, a: $\"{i}\"); return Texts([x, $\"{y}{i}\"]);")]
    public void Is_read_as_it_runs(string statements) => RealRun.Expect(statements, Members + Helpers);

    internal const string Helpers = """

        static V1PodSpec Pod(IList<V1Container> all) => new() { Containers = all };
        static V1PodSpec Ints(List<int> all) => new() { Containers = all.Select(x => new V1Container { Ports = new List<V1ContainerPort> { new() { ContainerPort = x } } }).ToList() };
        static V1PodSpec Texts(IList<string?> all) => new() { Containers = new List<V1Container> { new() { Args = all } } };
        static V1PodSpec Labels(IDictionary<string, string> all) => new() { NodeSelector = all };
        """;
}
