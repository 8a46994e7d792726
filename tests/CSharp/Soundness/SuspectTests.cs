namespace Hale.CSharp.Tests.Soundness;

public class SuspectTests
{
    internal const string Members = """
        enum Color { Red, Green, Blue = 7, Last = 2 }
        [Flags] enum Flags { A = 1, B = 2, C = 4 }
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
    [InlineData("return Texts([$\"{Color.Blue:D}\", $\"{Color.Blue:X}\", $\"{Color.Blue:G}\", Color.Blue.ToString(\"D\"), string.Format(\"{0:D}\", Color.Blue), $\"{5:D3}\", $\"{\"a\",-3}|\"]);")]
    [InlineData("var f = Flags.A | Flags.B; var g = f & ~Flags.A; return Texts([f.ToString(), $\"{g}\", \"\" + (Flags.A | Flags.B), $\"{Flags.C}\", $\"{(Flags)0}\", $\"{(Flags)1}\", $\"{(int)(Flags.A | Flags.B)}\", $\"{f}\".Contains('A') ? \"A\" : \"-\"]);")]
    [InlineData("int a = 1, b = 2; (flag ? ref a : ref b) = 5; return Ints([a, b]);")]
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
    [InlineData("var lazy = new Lazy<V1Container>(() => { count++; return new V1Container { Name = \"a\" }; }); var before = count; lazy.Value.Image = \"i\"; var same = ReferenceEquals(lazy.Value, lazy.Value); return Pod([lazy.Value, new() { Name = same ? \"same\" : \"other\" }]);")]
    [InlineData("var n = 1; var lazy = new Lazy<string>(() => $\"v{n}\"); n = 2; var a = lazy.Value; n = 3; var b = lazy.Value; return Texts([a, b]);")]
    [InlineData("var l = new Lazy<V1Container>(() => new() { Name = \"a\" }); if (flag) l.Value.Image = \"x\"; return Pod([l.Value]);")]
    [InlineData("return Ints([Math.Max(2, 3), Math.Min(-2, 3), Math.Max(flag ? 1 : 5, 3), Math.Min(number, 3), (int)Math.Max(2.5, 1), (int)Math.Max(3L, 2), Math.Max((byte)3, (byte)9)]);")]
    [InlineData("return Texts(new[] { \"b\", \"a\", \"c\", \"aa\" }.OrderBy(x => x.Length).ThenByDescending(x => x, StringComparer.Ordinal).ToList());")]
    [InlineData("return Ints(new[] { 31, 12, 22, 11 }.OrderBy(x => x % 10).ThenBy(x => x / 10).ToList());")]
    [InlineData("return Ints(new[] { 31, 12, 22, 11 }.OrderBy(x => x % 10).ThenBy(x => number).ToList());")]
    [InlineData("var src = new List<int> { 3, 1, 2 }; var o = src.OrderBy(x => x % 2); src.Add(0); return Ints(o.ThenBy(x => x).ToList());")]
    [InlineData("var o = new[] { 31, 12, 22, 11 }.OrderBy(x => x % 10); var p = o.ThenByDescending(x => x); return Ints([..o, ..p]);")]
    [InlineData("var o = new[] { 312, 121, 222, 111 }.OrderBy(x => x % 10).ThenBy(x => x / 10 % 10).ThenBy(x => x); return Ints(o.ToList());")]
    [InlineData("var map = new Dictionary<string, string> { [\"a\"] = \"1\" }; map[\"b\"] = \"2\"; map[\"a\"] = \"3\"; return Ints([map.Count, map.Keys.Count, map.Values.Count]);")]
    [InlineData("var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [\"a\"] = \"1\" }; map[\"A\"] = \"2\"; return Ints([map.Count]);")]
    [InlineData("var map = new Dictionary<string, string> { [\"a\"] = \"1\" }; if (flag) map[\"b\"] = \"2\"; map.Remove(\"a\"); return Ints([map.Count]);")]
    [InlineData("var map = new Dictionary<int, string> { [1] = \"1\", [2] = \"2\" }; map.Remove(number); return Ints([map.Count]);")]
    [InlineData("IReadOnlyDictionary<string, int> m = new Dictionary<string, int> { [\"a\"] = 1 }; return Ints([m.Count, m.Count() , m.Any() ? 1 : 0, m[\"a\"]]);")]
    [InlineData("var kv = new KeyValuePair<string, int>(\"a\", 2); var (k, v) = kv; return Texts([kv.Key, $\"{kv.Value}\", k, $\"{v}\"]);")]
    [InlineData("var map = new Dictionary<string, string>(new[] { KeyValuePair.Create(\"a\", \"1\"), new(\"b\", \"2\") }); return Labels(map);")]
    [InlineData("var map = new List<KeyValuePair<string, string>> { new(\"a\", \"1\"), KeyValuePair.Create(\"b\", flag ? \"x\" : \"y\") }.ToDictionary(p => p.Key, p => p.Value); return Labels(map);")]
    [InlineData("var map = new Dictionary<string, string> { [\"a\"] = \"1\" }; foreach (var kv in new[] { KeyValuePair.Create(\"b\", \"2\") }) map.Add(kv.Key, kv.Value); return Labels(map);")]
    [InlineData("return Texts([\"a-b-c\".Replace(\"-\", \"+\"), $\"x{text}__y__\".Replace(\"__y__\", \"z\"), $\"x{number}__y\".Replace(\"__y\", text), \"aaa\".Replace(\"aa\", \"b\"), (\"a\" + \"aa\").Replace(\"aa\", \"b\"), $\"a{number}a\".Replace(\"aa\", \"b\"), \"a.b\".Replace('.', '-'), \"abc\".Replace(\"b\", \"\"), \"abc\".Replace(\"b\", null), \"x\".Replace(\"y\", text), \"img:__T__\".Replace(\"__T__\", flag ? \"1\" : \"2\").Replace(\"img\", \"i\"), \"a__X__b\".Replace(\"__X__\", \"__Y__\").Replace(\"__Y__\", \"c\"), $\"_{number}_\".Replace(\"__\", \"u\")]);")]
    [InlineData("var t = \"a: __A__\\nb: __B__\\n\"; t = t.Replace(\"__A__\", text ?? \"none\"); t = t.Replace(\"__B__\", \"x\"); return Texts([t]);")]
    [InlineData("var t = \"a: __A__\\nb: __B__\\n\"; foreach (var (k, v) in new Dictionary<string, string> { [\"__A__\"] = \"1\", [\"__B__\"] = \"2\" }) t = t.Replace(k, v); return Texts([t]);")]
    [InlineData("var t = \"__A__\"; foreach (var n in names) t = t.Replace(\"__A__\", n); return Texts([t]);")]
    public void Is_read_as_it_runs(string statements) => RealRun.Expect(statements, Members + Helpers);

    [Theory]
    [InlineData("var map = ImmutableDictionary<string, string>.Empty; foreach (var x in new[] { \"q\", \"w\", \"e\", \"r\", \"t\", \"y\" }) map = map.Add(x, x); return Texts(map.Keys.ToList());")]
    [InlineData("var map = ImmutableDictionary.CreateBuilder<string, string>(); foreach (var x in new[] { \"q\", \"w\", \"e\", \"r\", \"t\", \"y\" }) map[x] = x; return Texts(map.ToImmutable().Select(p => p.Value).ToList());")]
    [InlineData("var set = ImmutableHashSet.Create(\"q\", \"w\", \"e\", \"r\", \"t\", \"y\"); return Texts(set.ToList());")]
    [InlineData("var map = new System.Collections.Concurrent.ConcurrentDictionary<string, string> { [\"q\"] = \"1\", [\"w\"] = \"2\", [\"e\"] = \"3\", [\"r\"] = \"4\", [\"t\"] = \"5\" }; return Texts(map.Select(p => p.Key).ToList());")]
    [InlineData("var map = new System.Collections.Hashtable { [\"q\"] = \"1\", [\"w\"] = \"2\", [\"e\"] = \"3\", [\"r\"] = \"4\", [\"t\"] = \"5\" }; return Texts(map.Keys.Cast<string>().ToList());")]
    [InlineData("var map = ImmutableDictionary<string, string>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase).Add(\"A\", \"1\"); return Texts([map.ContainsKey(\"a\") ? \"yes\" : \"no\"]);")]
    [InlineData("var list = (flag ? ImmutableList.Create(\"a\") : ImmutableList.CreateRange(names)).Add(\"b\"); return Texts(list.ToList());")]
    [InlineData("var sums = new double[2]; sums[0]++; sums[1]++; sums[1]++; return Ints([(int)(sums[0] / sums[1] * 100)]);")]
    [InlineData("var n = 0; var b = new System.Text.StringBuilder().Append($\"{n++}\").Append($\"{n++:D3}\"); var s = string.Create(null, $\"{n++}\"); System.Diagnostics.Debug.Assert(flag, $\"{n++}\"); return Texts([$\"{n}\", b.ToString(), s]);")]
    [InlineData("var m = new System.IO.MemoryStream { Position = 0 }; m.WriteByte(1); var b = new System.Text.StringBuilder(); b.Length = 0; b.Append(\"abc\"); return Ints([(int)m.Position, b.Length]);")]
    [InlineData("var b = new System.Text.StringBuilder(\"a\"); var w = new System.IO.StringWriter(b); b.Append(\"b\"); w.Write(\"c\"); object o = b; var d = new System.Text.StringBuilder(\"hello\", 1, 2, 9).Append('x', 2).Append(b); return Texts([b.ToString(), o.ToString(), d.ToString()]);")]
    [InlineData("return Texts([..\"a,,b, \".Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), ..\"a b\".Split(), ..\"a--b\".Split(\"--\"), ..\"a;b,c\".Split(';', ','), \"x=y=z\".Split('=', 2)[1]]);")]
    [InlineData("return Ints([int.TryParse(\"7\", out var a) ? a : -1, int.TryParse(\"x\", out var b) ? 1 : b - 2, int.TryParse(text, out var c) ? c : -3, int.TryParse(\" 5 \", out var d) ? d : 0, int.TryParse(\"-5\", out var e) ? e : 0, byte.TryParse(\"300\", out var f) ? f : 2]);")]
    public void What_the_framework_makes_is_read_as_it_runs(string statements) => RealRun.Expect(statements, Members + Helpers);

    internal const string Helpers = """

        static V1PodSpec Pod(IList<V1Container> all) => new() { Containers = all };
        static V1PodSpec Ints(List<int> all) => new() { Containers = all.Select(x => new V1Container { Ports = new List<V1ContainerPort> { new() { ContainerPort = x } } }).ToList() };
        static V1PodSpec Texts(IList<string?> all) => new() { Containers = new List<V1Container> { new() { Args = all } } };
        static V1PodSpec Labels(IDictionary<string, string> all) => new() { NodeSelector = all };
        """;

    [Theory]
    [InlineData("var s = new Own { N = 1 }; var h = new Holds { F = s }; h.F.Inc(); h.P.Inc(); h.R.Inc(); foreach (var x in new[] { s }) x.Inc(); Own? o = s; o?.Inc(); (flag ? s : s).Inc(); return Ints([s.N, h.F.N, h.P.N, h.R.N, o.Value.N]);", "struct Own { public int N; public void Inc() => N++; } class Holds { public Own F; public Own P { get; set; } = new() { N = 5 }; public readonly Own R = new() { N = 7 }; }")]
    [InlineData("var s = new Own { N = 1 }; Own Copy() => s; Copy().Inc(); s.Self().Inc(); var l = new List<Own> { s }; l[0].Inc(); l.First().Inc(); var a = new[] { s }; a[0].Inc(); return Ints([s.N, l[0].N, a[0].N]);", "struct Own { public int N; public void Inc() => N++; public Own Self() => this; }")]
    [InlineData("""var s = new Own(); s.Inc().Inc(); return Texts([$"{s.N}", new Text().With("x").With("y").T]);""", "struct Own { public int N; public Own Inc() { N++; return this; } } struct Text { public string T; public Text With(string s) { T += s; return this; } }")]
    public void A_call_changes_a_struct_where_a_variable_holds_it(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);

    [Theory]
    [InlineData("var d = new Derived(); return Texts([d.B, d.D]);", "class Base { private string _name = \"b\"; public string B => _name; } class Derived : Base { private readonly string _name = \"d\"; public string D => _name; }")]
    [InlineData("var d = new Derived(); d.Set(); return Texts([d.B, d.D]);", "class Base { private string Name { get; set; } = \"b\"; public string B => Name; } class Derived : Base { private string Name = \"d\"; public string D => Name; public void Set() => Name += \"!\"; }")]
    [InlineData("var d = new Derived(); ((Base)d).Name = \"x\"; return Texts([d.Name, ((Base)d).Name]);", "class Base { public virtual string Name { get; set; } = \"b\"; } class Derived : Base { public override string Name { get; set; } = \"d\"; }")]
    [InlineData("var s = new Held(); s.Set(\"a\"); Func<string> get = s.Get; s.Set(\"b\"); return Texts([s.Get(), get()]);", "struct Held { string _value; public void Set(string value) => _value = value; public readonly string Get() => _value; }")]
    [InlineData("return Texts([new D().Image, ((B)new D()).Image, new D().Old]);", """class B { public virtual string Image { get; set; } = "b"; } class D : B { public override string Image { get; set; } = "d"; public string Old => base.Image; }""")]
    [InlineData("""var d = new D(); d.Image = "x"; return Texts([d.Image, ((B)d).Image, d.Old]);""", """class B { public virtual string Image { get; set; } = "b"; } class D : B { public override string Image { get; set; } = "d"; public string Old => base.Image; }""")]
    [InlineData("return Texts([new D().Image, ((B)new D()).Image]);", """class B { public virtual string Image => "b"; } class C : B { public override string Image => base.Image + "c"; } class D : C { public override string Image => base.Image + "d"; }""")]
    [InlineData("""var d = new D(); d.P = "x"; return Texts([d.P, d.Q]);""", """class B { public virtual string P { get; set; } = "b"; public string Q => P; } class D : B { public override string P { set => base.P = value + "!"; } }""")]
    [InlineData("""var d = new D(); d.P = "x"; return Texts([d.P, d.Q]);""", """class B { public virtual string P { get; set; } = "b"; public string Q => P; } class D : B { public override string P { get => base.P + "?"; } }""")]
    [InlineData("""var d = new D(); return Texts([d.P, d.Seen, $"{d.L.Count}"]);""", """abstract class B { public virtual List<string> L { get; } = new() { "b" }; public virtual string P { get; } public string Seen => P; protected B() { P = "set"; L.Add("x"); } } class D : B { public override List<string> L { get; } = new(); public override string P { get; } = "d"; }""")]
    [InlineData("""var d = new D("p"); return Texts([d.Name, d.Full, (d with { Name = "q" }).Full]);""", """record B(string Name) { public virtual string Full => Name + "b"; } record D(string N) : B(N + "x") { public override string Full => base.Full + N; }""")]
    [InlineData("""var d = new D(); ((B)d).Name = "base"; d.Name = "derived"; B b = d; return Texts([b.Name, d.Name, d.FromBase(), d.Show()]);""", """class B { public string Name { get; set; } = "b"; public string FromBase() => Name; public virtual string Show() => Name; } class D : B { public new string Name { get; set; } = "d"; public override string Show() => Name + base.Name; }""")]
    [InlineData("var d = new D(); return Texts([d[1], ((B)d)[2], d.Get()()]);", """class B { public virtual string this[int i] => "b" + i; public virtual string M() => "bm"; } class D : B { public override string this[int i] => base[i] + "d"; public override string M() => "dm"; public Func<string> Get() => base.M; }""")]
    [InlineData("""var m = flag ? new M("x") : new N("y"); m["k", 2] = "v"; return Texts([m["k", 1], m.Last]);""", """class M(string n) { public string Last = ""; public virtual string this[string k, int i] { get => n + k + i; set => Last = k + value; } } class N(string n) : M(n) { public override string this[string k, int i] { get => "n" + base[k, i]; set { base[k, i] = value + value; Last += "!"; } } }""")]
    [InlineData("""var m = new M { ["a"] = "1" }; m["b"] = "2"; return Labels(m);""", """class M : Dictionary<string, string> { public new string this[string k] { get => base[k]; set => base[k] = value + "!"; } }""")]
    public void Members_of_one_name_are_told_apart(string statements, string members) => RealRun.Expect(statements, Members + members + Helpers);

    private const string Records = """
        record Base(string Name) { public virtual string Full => Name; }
        record Derived(string Name, string Tag) : Base(Name) { public override string Full => $"{Name}:{Tag}"; }
        record Own { public string Name = "", Image = ""; public List<string> Log = new(); public Own() { } protected Own(Own other) { (Name, Image) = (other.Name + "2", other.Image); other.Log.Add("copied"); } }
        """;

    [Theory]
    [InlineData("Base b = new Derived(\"x\", \"t\"); var c = b with { Name = \"z\" }; return Texts([c.Full, c is Derived ? \"derived\" : \"base\", b.Full]);")]
    [InlineData("Base b = flag ? new Base(\"x\") : new Derived(\"x\", \"t\"); var c = b with { Name = \"z\" }; return Texts([c.Full, b.Full]);")]
    [InlineData("var bases = names.Select(n => flag ? new Base(n) : new Derived(n, \"t\")).ToList(); return Texts(bases.Select(b => (b with { Name = \"z\" }).Full).ToList());")]
    [InlineData("var a = new Own { Name = \"a\", Image = \"i\" }; var b = a with { Log = new() { \"b\" } }; return Texts([b.Name, b.Image, ..b.Log, ..a.Log]);")]
    public void A_copy_of_a_record_is_what_the_record_makes_of_it(string statements) => RealRun.Expect(statements, Records + Members + Helpers);

    [Theory]
    [InlineData("Base b = new Derived(\"x\", \"t\"); return (b with { Name = \"z\" }).Full;", "'z:t'")]
    [InlineData("var own = new Own { Name = \"a\", Image = \"i\" }; var copy = own with { Image = \"j\" }; return copy.Image + copy.Name;", "'j*'")]
    public void A_copy_of_a_record_is_known(string statements, string expected) => Assert.Equal(expected, Evaluation.Bodies.Image(statements, Records));

    [Fact]
    public void What_a_class_does_with_what_is_added_to_it_is_not_known() => RealRun.Expect(
        """return Texts(new Marked { "a", "b" });""",
        """class Marked : System.Collections.ObjectModel.Collection<string> { protected override void InsertItem(int index, string item) => base.InsertItem(index, item + "!"); }""" + Members + Helpers);
}
