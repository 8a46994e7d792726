namespace Hale.CSharp.Tests.Soundness;

/// <summary>Asynchronous code that nobody waits for, and delegates that somebody keeps: what they do may be done later, or never.</summary>
public class RunningOnTests
{
    [Theory]
    [InlineData("var c = new V1Container(); _ = Later(c); return Pod([c]);", """static async Task Later(V1Container c) { await Never; c.Name = "x"; } static Task Never => new TaskCompletionSource().Task;""")]
    [InlineData("""var c = new V1Container(); async Task Go() { await new TaskCompletionSource().Task; c.Name = "x"; } Go(); return Pod([c]);""", "")]
    [InlineData("var n = 0; async Task Go() { await new TaskCompletionSource().Task; n = 5; } _ = Go(); return Ints([n]);", "")]
    [InlineData("""var c = new V1Container(); Func<Task> go = async () => { await new TaskCompletionSource().Task; c.Name = "x"; }; go(); return Pod([c]);""", "")]
    [InlineData("""var c = new V1Container(); Task.Run(async () => { await new TaskCompletionSource().Task; c.Name = "x"; }); return Pod([c]);""", "")]
    [InlineData("var c = new V1Container(); Void(c); return Pod([c]);", """static async void Void(V1Container c) { await new TaskCompletionSource().Task; c.Name = "x"; }""")]
    [InlineData("""var c = new V1Container(); new List<int> { 1, 2 }.ForEach(async i => { await new TaskCompletionSource().Task; c.Name = "n"; }); return Pod([c]);""", "")]
    [InlineData("""var c = new V1Container(); Later(c).ContinueWith(t => c.Image = "i"); return Pod([c]);""", """static async Task Later(V1Container c) { await new TaskCompletionSource().Task; c.Name = "x"; }""")]
    public void What_nobody_waits_for_may_not_be_done(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);

    [Theory]
    [InlineData("""var c = new V1Container(); var gate = new TaskCompletionSource(); var t = Later(c, gate.Task); c.Image = "i"; gate.SetResult(); t.Wait(); return Pod([c]);""", "static async Task Later(V1Container c, Task gate) { await gate; c.Name = c.Image; }")]
    [InlineData("var n = 0; var gate = new TaskCompletionSource(); async Task Go() { await gate.Task; n = 5; } var t = Go(); n = 3; gate.SetResult(); t.Wait(); return Ints([n]);", "")]
    [InlineData("""var c = new V1Container(); var gate = new TaskCompletionSource(); var t = Outside(c, gate.Task); c.Name = "z"; gate.SetResult(); t.Wait(); return Pod([c]);""", """static Task Outside(V1Container c, Task gate) => Later(c, gate); static async Task Later(V1Container c, Task gate) { await gate; c.Name = "x"; }""")]
    [InlineData("""var c = new V1Container(); var list = new List<Action>(); var source = new System.Threading.CancellationTokenSource(); source.Token.Register(() => c.Name = "x"); c.Name = "y"; source.Cancel(); return Pod([c]);""", "")]
    [InlineData("""var c = new V1Container(); var lazy = new Lazy<int>(() => { c.Name = "x"; return 1; }); c.Name = "y"; _ = lazy.Value; return Pod([c]);""", "")]
    [InlineData("""var a = new[] { "a", "b" }; var s = a.AsSpan(); a[0] = "q"; s[0] = "z"; return Texts(a);""", "")]
    public void What_runs_on_may_be_done_later(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);

    [Theory]
    [InlineData("var c = new V1Container(); Later(c).GetAwaiter().GetResult(); return Pod([c]);", """static async Task Later(V1Container c) { await Task.Yield(); c.Name = "x"; }""")]
    [InlineData("var c = new V1Container(); Both(c).Wait(); return Pod([c]);", """static async Task Both(V1Container c) { await Later(c); await Again(c).ConfigureAwait(false); } static async Task Later(V1Container c) { await Task.Yield(); c.Name = "x"; } static Task Again(V1Container c) { c.Tty = true; return Last(c); } static async Task Last(V1Container c) { await Task.Yield(); c.Image = "i"; }""")]
    public void What_is_waited_for_is_done(string statements, string members) => RealRun.Expect(statements, SuspectTests.Members + members + SuspectTests.Helpers);
}
