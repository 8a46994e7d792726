namespace Hale.CSharp.Tests.Soundness;

/// <summary>What holds behind <c>try</c>, wherever its body stopped, is read as it is.</summary>
public class ExceptionTests
{
    [Theory]
    [InlineData("""var c = new V1Container(); try { c.Name = "a"; Throw(flag); c.Name = "b"; } catch { } return Pod([c]);""", "static void Throw(bool f) { if (f) throw new Exception(); }")]
    [InlineData("""var c = new V1Container(); try { c.Name = Or(flag, "a"); c.Image = Or(other, "b"); } catch { } return Pod([c]);""", "static string Or(bool f, string s) => f ? throw new Exception() : s;")]
    [InlineData("var c = new V1Container(); try { Fill(c, flag); } catch { } return Pod([c]);", """static void Fill(V1Container c, bool f) { c.Name = "a"; if (f) throw new Exception(); c.Name = "b"; }""")]
    [InlineData("""var c = new V1Container { Name = "z" }; try { Fill(c, flag); } catch { } return Pod([c]);""", """static void Fill(V1Container c, bool f) { c.Name = "a"; Thrower(f); c.Name = "b"; } static void Thrower(bool f) { if (f) throw new Exception(); }""")]
    [InlineData("""var c = new V1Container { Name = "z" }; try { c = new V1Container { Name = Set(c, flag), Image = "i" }; } catch { } return Pod([c]);""", """static string Set(V1Container c, bool f) { c.Tty = true; if (f) throw new Exception(); return "n"; }""")]
    [InlineData("var n = 0; try { n = F(n = 1, flag) + F(n = 2, other); } catch { } return Ints([n]);", "static int F(int x, bool f) => f ? throw new Exception() : 10;")]
    [InlineData("var n = 0; try { if (F(n = 1, flag) > 0) n = 2; } catch { } return Ints([n]);", "static int F(int x, bool f) => f ? throw new Exception() : 10;")]
    [InlineData("""var c = new V1Container(); try { foreach (var i in new[] { 1, 2, 3 }) { c.Name = $"a{i}"; if (i == number) throw new Exception(); } } catch { } return Pod([c]);""", "")]
    [InlineData("""var c = new V1Container(); try { for (var i = 0; i < 3; i++) { c.Name = $"a{i}"; F(i == number); c.Image = $"b{i}"; } } catch { } return Pod([c]);""", "static void F(bool f) { if (f) throw new Exception(); }")]
    [InlineData("var n = 0; try { new List<int> { 1, 2 }.ForEach(x => { n = x; F(x == number); }); } catch { } return Ints([n]);", "static void F(bool f) { if (f) throw new Exception(); }")]
    [InlineData("var n = 0; try { _ = new List<int> { 1, 2 }.Select(x => { n = x; F(x == number); n = 9; return x; }).ToList(); } catch { } return Ints([n]);", "static void F(bool f) { if (f) throw new Exception(); }")]
    [InlineData("""string? x = null; try { x = text!.ToString(); x = "b"; } catch (NullReferenceException) { } return Texts([x]);""", "")]
    [InlineData("""var c = new V1Container(); try { var x = flag ? throw new Exception() : c.Name = "a"; c.Image = "b"; } catch { c.Tty = true; } return Pod([c]);""", "")]
    [InlineData("""var c = new V1Container(); try { switch (number) { case 0: c.Name = "0"; F(flag); break; default: c.Name = "d"; break; } } catch { c.Image = c.Name; } return Pod([c]);""", "static void F(bool f) { if (f) throw new Exception(); }")]
    [InlineData("""var l = new List<string>(); try { l.AddRange(new[] { 1, 2, 3 }.Select(i => { F(i == number); return $"{i}"; })); } catch { } return Texts(l);""", "static void F(bool f) { if (f) throw new Exception(); }")]
    [InlineData("var l = new List<string>(); try { foreach (var x in It(l, flag)) l.Add(x); } catch { } return Texts(l);", """static IEnumerable<string> It(List<string> l, bool f) { yield return "a"; if (f) throw new Exception(); l.Add("q"); yield return "b"; }""")]
    public void A_handler_starts_anywhere_in_the_body(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);

    [Theory]
    [InlineData("var n = 0; try { F(flag); n = 1; } catch (InvalidOperationException) { n = 5; } catch (Exception e) when (Eff(ref n)) { n += 100; } return Ints([n]);", "static void F(bool f) { if (f) throw new Exception(); } static bool Eff(ref int n) { n = 50; return true; }")]
    [InlineData("var n = 0; try { try { F(flag); } catch (Exception) when (Set(() => n = 5)) { n = 1; } } catch { } return Ints([n]);", "static void F(bool f) { if (f) throw new Exception(); } static bool Set(Action a) { a(); return false; }")]
    [InlineData("var n = 0; try { F(flag); } catch (Exception) when ((n = 7) > 100) { } catch { } return Ints([n]);", "static void F(bool f) { if (f) throw new Exception(); }")]
    public void A_filter_runs_before_its_handler(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);

    [Theory]
    [InlineData("var n = 0; try { try { n = 1; F(flag); n = 2; } finally { n += 10; } } catch { } return Ints([n]);", "static void F(bool f) { if (f) throw new Exception(); }")]
    [InlineData("""var c = new V1Container(); try { return Pod([c]); } finally { c.Name = "f"; }""", "")]
    [InlineData("var n = 0; int G() { try { return n; } finally { n = 5; } } var r = G(); return Ints([n, r]);", "")]
    [InlineData("var n = 0; while (true) { try { n++; if (n > 2) break; continue; } finally { n += 10; } } return Ints([n]);", "")]
    [InlineData("var n = 0; try { n = 1; goto end; } finally { n += 10; } end: return Ints([n]);", "")]
    [InlineData("var n = 0; try { try { throw new Exception(); } catch when (flag) { n = 1; throw; } finally { n += 10; } } catch { n += 100; } return Ints([n]);", "")]
    [InlineData("var n = 0; try { lock (new object()) { n = 1; F(flag); n = 2; } } catch { } return Ints([n]);", "static void F(bool f) { if (f) throw new Exception(); }")]
    [InlineData("""var c = new V1Container(); try { using (new D { C = c }) { c.Name = "a"; F(flag); c.Name = "b"; } } catch { } return Pod([c]);""", "static void F(bool f) { if (f) throw new Exception(); } class D : IDisposable { public V1Container? C; public void Dispose() => C!.Image = C.Name; }")]
    public void What_comes_last_is_done_on_every_way_out(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);
}
