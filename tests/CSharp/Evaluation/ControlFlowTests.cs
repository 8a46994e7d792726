namespace Hale.CSharp.Tests.Evaluation;

public class ControlFlowTests
{
    [Fact]
    public void What_a_block_builds_is_reported() => Bodies.Expect("HA1301", """
        var list = new List<V1Container>();
        using (var stream = new System.IO.MemoryStream())
        {
            lock (list)
                list.Add(new() { Image = {|HA1301:"nginx"|} });
        }

        return list;
        """);

    [Fact]
    public void What_a_handler_may_have_changed_is_not_reported() => Bodies.Expect("HA1301", """
        var container = new V1Container { Image = "nginx" };
        try
        {
            container.Image = names[0];
        }
        catch (ArgumentOutOfRangeException)
        {
            container.Image = "nginx:1.27.1";
        }

        return [container];
        """);

    [Theory]
    [InlineData("""var count = 1; try { count = int.Parse(text!); count = 2; } catch (FormatException) { } return count;""", "!")]
    [InlineData("""var count = 1; try { count = 2; names.Clear(); } catch (FormatException) { return 7; } finally { count += 10; } return count;""", "7|12")]
    [InlineData("""var c = new V1Container { Name = "a" }; return Both() + c.Name.Length; int Both() { try { return 1; } finally { c.Name = "bcd"; } }""", "4")]
    [InlineData("""var count = 0; if (flag) goto done; count = 1; done: return count + 1;""", "2|1")]
    [InlineData("""var count = 0; again: count++; if (count < number) goto again; return count;""", "!")]
    [InlineData("""Fill(out var count, ref number); return count; void Fill(out int a, ref int b) { a = 4; b = 5; }""", "4")]
    [InlineData("""var count = 1; Fill(ref count); return count; void Fill(ref int a) => a += 2;""", "3")]
    [InlineData("""return int.TryParse("5", out var count) ? count : 1;""", "5")]
    [InlineData("""var count = 1; ref var same = ref count; same = 5; return count;""", "?")]
    [InlineData("""var (a, (b, _)) = (1, (2, 3)); return a + b;""", "3")]
    [InlineData("""var count = 1; Action add = () => count += 2; add(); if (flag) add(); return count;""", "5|3")]
    [InlineData("""var count = 1; Func<int> get = () => count; count = 5; return get();""", "5")]
    [InlineData("""var all = new List<Func<int>>(); foreach (var i in new[] { 1, 2 }) { var j = i * 10; all.Add(() => i + j); } return all[0]() + all[1]();""", "33")]
    [InlineData("""var all = new List<Func<int>>(); for (var i = 0; i < 2; i++) { var j = 0; all.Add(() => i + j); j++; } return all[0]() * 10 + all[1]();""", "33")]
    [InlineData("""var count = 0; Walk(number); return count; void Walk(int depth) { if (depth == 0) return; count++; Walk(depth - 1); }""", "?")]
    public void A_statement_does_what_it_is_known_to_do(string statements, string expected) => Assert.Equal(expected, Bodies.Replicas(statements));

    [Fact]
    public void A_record_is_taken_apart() => Assert.Equal("[{name: 'b', ports: [{name: 'http', containerPort: 80}]}]", Bodies.Containers(
        """
        var list = new List<V1ContainerPort>();
        var ports = new List<Port> { new("http", 80) };
        foreach (var (name, number) in ports)
            list.Add(new() { Name = name, ContainerPort = number });
        var (own, _) = ports[0] with { Name = "b" };
        return [new() { Name = own, Ports = list }];
        """.Replace("number", "value", StringComparison.Ordinal),
        "record Port(string Name, int Number);"));
}
