namespace Hale.CSharp.Tests.Soundness;

/// <summary>Static and read-only members that something of the source changes, under whatever name, also in an earlier run.</summary>
public class StaticTests
{
    [Theory]
    [InlineData("Change(Shared); return Texts(Shared);", "")]
    [InlineData("""var l = Lists[0]; l.Add("z"); return Texts(Names1);""", """static readonly List<string> Names1 = new() { "a" }; static readonly List<List<string>> Lists = new() { Names1 };""")]
    [InlineData("Other.Fill(); return Texts(Other.All);", """static class Other { public static readonly List<string> All = new() { "a" }; static List<string> Alias() => All; public static void Fill() => Alias().Add("b"); }""")]
    [InlineData("Other.Init(); Other.Fill(); return Texts(Other.All);", """static class Other { public static List<string> All = new() { "a" }; static List<string>? s; public static void Init() => s = All; public static void Fill() => s!.Add("b"); }""")]
    [InlineData("var x = Other.Default; return Texts([x.Tag]);", """class Sett { public string Tag = "a"; } static class Other { public static readonly Sett Default = new(); static Other() { Set(Default); } static void Set(Sett s) => s.Tag = "b"; }""")]
    [InlineData("return Texts(Other.All);", """static class Other { public static readonly List<string> All = new() { "a" }; static readonly int n = Fill(All); static int Fill(List<string> l) { l.Add("b"); return 1; } }""")]
    [InlineData("return Texts(Other.All);", """static class Other { public static readonly List<string> All = Make(); static List<string> s = Both(All); static List<string> Both(List<string> l) { l.Add("x"); return l; } static List<string> Make() => new() { "a" }; }""")]
    [InlineData("return Texts(Other.All);", """static class Other { public static readonly List<string> All = new() { "a" }; static Other() { var l = All; l.Add("b"); } }""")]
    [InlineData("return Texts(Other.All);", """static class Other { public static readonly string[] All = { "a" }; static Other() { Array.Fill(All, "q"); } }""")]
    [InlineData("return Texts(Other.All);", """static class Other { public static readonly List<string> All = new() { "a" }; static Other() { foreach (var l in new[] { All }) l.Add("b"); } }""")]
    [InlineData("return Texts([Other.S.Tag]);", """class Sett { public string Tag = "a"; public void Change() => Tag = "b"; } static class Other { public static readonly Sett S = new(); static Other() { S.Change(); } }""")]
    [InlineData("return Texts([Other.S.Tag]);", """class Sett { public string Tag = "a"; public void Change() => Tag = "b"; } static class Other { public static readonly Sett S = new(); static Other() { Action a = S.Change; a(); } }""")]
    [InlineData("return Texts([Other.S.Tag]);", """class Sett { public string Tag = "a"; } static class Other { public static readonly Sett S = new(); static readonly Sett T = S; static Other() { T.Tag = "b"; } }""")]
    [InlineData("""L.Add("b"); return Texts(L);""", """static readonly List<string> L = new() { "a" };""")]
    [InlineData("Use(L); return Texts(L);", """static readonly List<string> L = new() { "a" }; static void Use(IList<string> l) => l.Insert(0, "q");""")]
    [InlineData("Q.Enqueue(1); return Ints(Q.ToList());", "static readonly Queue<int> Q = new();")]
    [InlineData("""L.Add("z"); return Texts(L2.ToList());""", """static readonly List<string> L = new() { "a" }; static readonly IEnumerable<string> L2 = L.Select(x => x + "1");""")]
    [InlineData("return Texts(All());", """static readonly List<string> L = new() { "a" }; static List<string> Same => L; static List<string> All() { foreach (var one in new[] { 1 }) Same.Add("b"); return L; }""")]
    [InlineData("""foreach (var s in S) s.Tag = "b"; return Texts([S[0].Tag]);""", """class Sett { public string Tag = "a"; } static readonly List<Sett> S = new() { new() };""")]
    [InlineData("""S.ForEach(s => s.Tag += "b"); return Texts([S[0].Tag]);""", """class Sett { public string Tag = "a"; } static readonly List<Sett> S = new() { new() };""")]
    [InlineData("""var p = Pod([C]); p.Containers[0].Name += "z"; return p;""", """static readonly V1Container C = new() { Name = "a" };""")]
    [InlineData("new Keeper(L).Fill(); return Texts(L);", """static readonly List<string> L = new() { "a" }; record Keeper(List<string> Kept) { public void Fill() => Kept.Add("b"); }""")]
    [InlineData("return Texts(L);", """static readonly List<string> L = new() { "a" }; static readonly IFill F = new Fill(); interface IFill { void Add(List<string> list); } class Fill : IFill { public void Add(List<string> list) => list.Add("b"); } static Builder() => F.Add(L);""")]
    public void What_somebody_changes_is_not_known(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);

    [Theory]
    [InlineData("return Ints([Other.P]);", "static class Other { public static readonly int P = 3; static Other() { Set(ref System.Runtime.CompilerServices.Unsafe.AsRef(in P)); } static void Set(ref int p) { p = 5; } }")]
    [InlineData("return Ints([Other.P]);", "static class Other { public static readonly int P = 3; static Other() { Set(out P); } static void Set(out int p) { p = 5; } }")]
    [InlineData("return Ints([Other.P]);", "static class Other { public static readonly int P = 3; static Other() { Set(ref P); } static void Set(ref int p) { p = 5; } }")]
    [InlineData("return Ints([Other.P]);", "static class Other { public static readonly int P = 3, Q = 1; static Other() { (P, Q) = (7, 8); } }")]
    [InlineData("return Ints([new Obj().P]);", "class Obj { public readonly int P = 3; public Obj() { Set(out P); } static void Set(out int p) { p = 5; } }")]
    [InlineData("return Ints([new Obj().P]);", "class Obj { public readonly int P = 3; public Obj() { ref var x = ref P; x = 9; } }")]
    [InlineData("return Ints([Other.P]);", "static class Other { public static int P { get; } = 3; static Other() { P = 5; } }")]
    [InlineData("count = 5; return Ints([Start]);", "static readonly int Start = count + 1;")]
    public void A_read_only_member_is_set_by_its_constructor_in_any_way(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);

    [Theory]
    [InlineData("count = 0; Bump(); return Ints([count]);", "static void Bump() => Inc(ref count); static void Inc(ref int c) => c++;")]
    [InlineData("count = 0; Inc(ref count); return Ints([count]);", "static void Inc(ref int c) { c++; c = c + count; }")]
    [InlineData("var n = 1; Both(ref n, () => n); return Ints([n]);", "static void Both(ref int c, Func<int> f) { c = 5; c = f() + 1; }")]
    [InlineData("var n = 1; Two(ref n, ref n); return Ints([n]);", "static void Two(ref int a, ref int b) { a = 5; b = a + 1; a++; }")]
    [InlineData("count = 3; return Ints([Next(), count, Get(ref count)]);", "static ref int Get(ref int c) => ref c;")]
    [InlineData("var c = new V1Container(); Set(ref c); return Pod([c]);", """static void Set(ref V1Container c) { c = new V1Container { Name = "q" }; }""")]
    [InlineData("var a = new[] { 1, 2 }; Inc(ref a[0]); return Ints([..a]);", "static void Inc(ref int c) => c++;")]
    [InlineData("var o = new Obj(); Inc(ref o.P); return Ints([o.P]);", "class Obj { public int P = 3; } static void Inc(ref int c) => c++;")]
    [InlineData("var n = 1; Get(ref n) = 5; return Ints([n]);", "static ref int Get(ref int c) => ref c;")]
    [InlineData("var list = new List<int> { 1, 2 }; System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list)[0] = 9; return Ints(list);", "")]
    [InlineData("var a = new[] { 1, 2 }; foreach (ref var x in a.AsSpan()) x = 7; return Ints([..a]);", "")]
    public void A_variable_may_have_another_name(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);
}
