using System.Text;

namespace Hale.CSharp.Tests.Soundness;

/// <summary>Writes random statements that build containers, of everything that builders are made of.</summary>
internal sealed class ProgramWriter(int seed)
{
    /// <summary>What the statements use besides themselves.</summary>
    public const string Members = """
        enum Size { Small, Medium = 3, Large }
        record Setting(string Name, int Count) { public virtual string Label => Name; }
        record Special(string Name, int Count, string Tag) : Setting(Name, Count) { public override string Label => Tag + Name; }
        struct Pair { public int A; public string B; }
        sealed class Counter { public int Total; public List<string> Log = new(); public int Next(int by) { Total += by; Log.Add("n" + Total); return Total; } }
        abstract class Part { public abstract string Kind { get; } public virtual int Weight(int n) => n; }
        class Small : Part { public override string Kind => "small"; }
        class Big : Part { public int Extra = 2; public override string Kind => "big"; public override int Weight(int n) => base.Weight(n) + Extra; }
        static string Cut(string? x) => x is null ? "" : x.Length > 30 ? x.Substring(0, 30) : x;
        static int Twice(int n) => n * 2;
        static int Pick(bool p, int x, int y) { if (p) return x; return y; }
        static void Raise(ref int n, int by) { n += by; }
        static bool Split(string s, out string head, out int length) { head = s + "!"; length = s.Length; return length > 1; }
        static void Rename(V1Container c, string name) { c.Name = name; c.Env ??= new List<V1EnvVar>(); c.Env.Add(new V1EnvVar { Name = name }); }
        static V1Container Make(string name, string image = "i", bool tty = false) => new() { Name = name, Image = image, Tty = tty ? true : null };
        static IEnumerable<int> Upto(int n) { for (var i = 0; i < n; i++) { if (i == 2) continue; yield return i; } }
        static string Describe(object o) => o switch { null => "null", int n when n > 1 => "many", int => "few", string { Length: > 1 } t => t + "t", string => "short", _ => "else" };
        """;

    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();
    private int _names;
    private int _depth;

    /// <summary>The statements of a method that returns the spec of a pod, one a line.</summary>
    public static string Write(int seed) => new ProgramWriter(seed).Write();

    private string Write()
    {
        Line("""int a = 1, b = 2; string s = "s", t = "t"; string? u = null; bool p = true; int? m = null;""");
        Line("""var c = Make("c"); var d = Make("d", "j"); var cs = new List<V1Container> { c }; var texts = new List<string> { "x" }; var nums = new List<int> { 1, 2 };""");
        Line("""var map = new Dictionary<string, string> { ["k"] = "v" }; var setting = new Setting("n", 1); Pair pair = new() { A = 1, B = "q" }; var counter = new Counter(); Part part = new Small(); var built = new System.Text.StringBuilder("b"); var size = Size.Small; Action act = () => { }; Func<int, int> f = n => n;""");
        var count = _random.Next(3, 10);
        for (var i = 0; i < count; i++)
            Statement();
        Line("""cs.Add(d); cs.Add(new V1Container { Name = s + t, Image = u, Tty = p, Args = texts, Command = new List<string> { $"{a}|{b}|{m}", setting.Name + setting.Count, pair.A + pair.B, counter.Total.ToString(), part.Kind, size.ToString(), built.ToString(), setting.Label } });""");
        Line("""cs.Add(new V1Container { Args = nums.Select(n => $"{n}").ToList(), Command = counter.Log, Ports = new List<V1ContainerPort> { new() { ContainerPort = a, HostPort = m } } });""");
        Line("return new V1PodSpec { Containers = cs, NodeSelector = map, TerminationGracePeriodSeconds = b };");
        return _text.ToString();
    }

    private void Line(string text) => _text.Append(text).Append('\n');

    private string Any(params string[] options) => options[_random.Next(options.Length)];

    private string Name() => $"v{_names++}";

    private string Number() => _depth > 3 ? Any("a", "b", "1") : Nested(() => _random.Next(17) switch
    {
        0 or 1 => Any("a", "b"),
        2 => Any("0", "1", "2", "3"),
        3 => "number",
        4 => $"({Number()} + {Number()})",
        5 => $"({Number()} - {Number()})",
        6 => $"(m ?? {Number()})",
        7 => $"Twice({Number()})",
        8 => $"Pick({Condition()}, {Number()}, {Number()})",
        9 => $"({Condition()} ? {Number()} : {Number()})",
        10 => $"f({Number()})",
        11 => Any("nums.Count", "texts.Count", "cs.Count", "map.Count", "s.Length", "setting.Count", "pair.A", "counter.Total"),
        12 => $"counter.Next({Number()})",
        13 => Any("nums.FirstOrDefault()", "nums.Count(n => n > 1)", "nums.LastOrDefault(n => n > 5)", "Upto(4).Count()", "nums.Where(n => n != 2).Sum()", "nums.DefaultIfEmpty(7).First()"),
        14 => $"part.Weight({Number()})",
        15 => Any("built.Length", "s.IndexOf('s')", "int.Parse(\"12\")", $"(int.TryParse({Text()}, out var {Name()}) ? 4 : 6)", "t.Split('-').Length"),
        _ => $"(size switch {{ Size.Small => {Number()}, Size.Large => {Number()}, _ => 5 }})",
    });

    private string Text() => _depth > 3 ? Any("s", "t", "\"l\"") : Nested(() => _random.Next(16) switch
    {
        0 or 1 => Any("s", "t"),
        2 => Any("\"l\"", "\"m\"", "\"\""),
        3 => "$\"{" + Any("s", "t", "u", "a", "m", "p") + "}-{b}\"",
        4 => $"({Text()} + {Text()})",
        5 => $"(u ?? {Text()})",
        6 => $"({Condition()} ? {Text()} : {Text()})",
        7 => Any("(text ?? \"none\")", "names.FirstOrDefault(\"nobody\")", "string.Join(\",\", texts)", "string.Join(\"+\", nums)", "string.Concat(s, a, t)"),
        8 => Any("setting.Name", "pair.B", "part.Kind", "size.ToString()", "(c.Name ?? \"\")", "(d.Image ?? \"\")"),
        9 => Any("s.ToUpper()", "t.Replace(\"t\", \"y\")", "s.Trim()", "(s + a)"),
        10 => $"Describe({Any(Number, Text)})",
        11 => Any("texts.FirstOrDefault(\"none\")", "texts.Last(x => x.Length > 0)", "map.GetValueOrDefault(\"k\", \"missing\")", "map.Keys.First()", "(cs[0].Name ?? \"no\")", "texts.Aggregate(\"\", (x, y) => x + y)"),
        12 => $"(map.TryGetValue({Text()}, out var {Name()}) ? \"there\" : \"missing\")",
        14 => Any("built.ToString()", "$\"{built}\"", "setting.Label", "s.Split('s', 't')[0]", "(t + s)[1..]", "(s + \"xy\")[^2..]", "t.TrimEnd('t', 'z')", "(s + t).Substring(1)", $"string.Concat({Text()}.Where(x => x != 's'))"),
        13 => $"({Number()} switch {{ 0 => {Text()}, > 2 => \"big\", _ => {Text()} }})",
        _ => $"Make({Text()}).Name",
    });

    private string Any(params Func<string>[] options) => options[_random.Next(options.Length)]();

    private string Condition() => _depth > 3 ? Any("flag", "p", "other") : Nested(() => _random.Next(13) switch
    {
        0 => "flag",
        1 => "other",
        2 => "p",
        3 => $"{Number()} > {Number()}",
        4 => $"{Number()} == {Number()}",
        5 => $"{Text()} == {Text()}",
        6 => Any("u == null", "text is null", "text is { Length: 0 }", "string.IsNullOrEmpty(text)", "m is null", "m is > 1", "c.Env == null", "c == d", "!m.HasValue"),
        7 => $"!({Condition()})",
        8 => $"({Condition()} && {Condition()})",
        9 => $"({Condition()} || {Condition()})",
        10 => Any("texts.Contains(s)", "nums.Any(n => n > a)", "nums.All(n => n != b)", "map.ContainsKey(s)", "names.Any()", "cs.Exists(x => x.Name == s)", "texts.Any()"),
        11 => Any("part is Big", "part is Big { Extra: 2 }", "setting is { Count: > 1 }", "setting == new Setting(\"n\", 1)", "size is Size.Small or Size.Large", "pair.A != 1"),
        _ => $"{Text()}.Length >= {Number()}",
    });

    private string Container() => Any("c", "d", "c", "d", "cs[0]", "cs[^1]", "(flag ? c : d)", $"Make({Text()}, {Text()})", $"new V1Container {{ Name = {Text()}, Image = {Text()} }}", "cs.Last()", "cs.First(x => x.Name != \"zz\")");

    private string Nested(Func<string> write)
    {
        _depth++;
        var text = write();
        _depth--;
        return text;
    }

    private void Block(int most = 3)
    {
        Line("{");
        var depth = _depth;
        _depth += 1;
        for (var i = _random.Next(1, most + 1); i > 0; i--)
            Statement();
        _depth = depth;
        Line("}");
    }

    private void Statement()
    {
        if (_depth > 3 || _random.Next(3) > 0)
            Line(Simple());
        else
            Compound();
    }

    private string Simple()
    {
        var v = Name();
        return _random.Next(38) switch
        {
            0 => $"{Any("a", "b")} = {Number()};",
            1 => $"{Any("a", "b")} += {Number()};",
            2 => Any("a++;", "b--;", "a -= 1;", "(a, b) = (b, a);", "a = b++;", "m ??= a;", "m = null;", "m = b;", "m += 1;"),
            3 => $"{Any("s", "t")} = Cut({Text()});",
            4 => $"{Any("s", "t", "u")} += {Any("\"z\"", "a", "p", "part.Kind", "setting.Count", "size")};",
            5 => $"u = {Any("null", "text", $"Cut({Text()})")};",
            6 => $"p = {Condition()};",
            7 => $"u ??= Cut({Text()});",
            8 => $"{Container()}.{Any("Image", "Name", "WorkingDir")} = Cut({Text()});",
            9 => $"{Container()}.Tty = {Any("true", "null", "p")};",
            10 => $"Rename({Container()}, Cut({Text()}));",
            11 => $"cs.Add({Container()});",
            12 => $"{Any("c", "d")} = {Container()};",
            13 => Any("cs.Reverse();", "texts.Clear();", "nums.RemoveAt(0);", "cs.Insert(0, d);", "nums.RemoveAll(n => n > 1);", "texts.RemoveAll(x => x == s);", "texts.Insert(0, t);", "nums.Sort();", "texts.Remove(s);", "cs.RemoveAt(cs.Count - 1);"),
            14 => $"texts.Add(Cut({Text()}));",
            15 => $"nums.Add({Number()});",
            16 => $"texts.AddRange({Any("names", "map.Keys", "map.Values", "new[] { s, t }", "texts.ToList()", "nums.Select(n => \"n\" + n)", "counter.Log")}.Take(3));",
            17 => $"map[Cut({Text()})] = Cut({Text()});",
            18 => $"map.{Any($"Remove({Text()})", $"TryAdd(Cut({Text()}), Cut({Text()}))", "Clear()")};",
            19 => $"setting = setting with {{ {Any($"Name = Cut({Text()})", $"Count = {Number()}")} }};",
            20 => $"var {v} = pair; {Any($"{v}.A", "pair.A")} = {Number()}; b = {v}.A;",
            21 => $"act = () => {{ {Any("a", "b")} = {Number()}; }};",
            22 => $"act += () => {{ s = Cut({Text()}); }};",
            23 => "act();",
            24 => $"f = n => n + {Any("a", "b", "setting.Count", "nums.Count", "counter.Next(1)")};",
            25 => $"Raise(ref {Any("a", "b")}, {Number()});",
            26 => $"Split(Cut({Text()}), out {Any("s", "t")}, out {Any("a", "b")});",
            27 => $"part = {Any("new Small()", "new Big()", $"new Big {{ Extra = {Number()} }}", "flag ? new Small() : new Big()")};",
            28 => $"size = {Any("Size.Medium", "Size.Large", "p ? Size.Small : Size.Medium")};",
            29 => $"var {v} = nums.{Any("Where(n => n > a)", "Select(n => n + b)", "Concat(nums)", "Select((n, i) => n * 10 + i)", "SelectMany(n => new[] { n, a })", "Take(1)", "Skip(1)", "Distinct()", "Append(a)", "OrderBy(n => -n)")}; {Any($"nums.Add(9);", "a = 4;", "b++;", "")} nums = {v}.Take(6).ToList();",
            30 => $"var {v} = cs.{Any("Where(x => x.Image != null)", "Where(x => x.Name == s)", "Select(x => new V1Container { Name = Cut(x.Name + s) })", "OfType<V1Container>()")}; {Any($"c.Image = s;", $"foreach (var x in {v}) x.Image = t;", $"t = {v}.FirstOrDefault()?.Name ?? \"none\";")} {Any($"cs = {v}.ToList();", $"cs.AddRange({v}.Take(3).ToList());")}",
            31 => $"foreach (var x in Upto({Number()} % 4)) nums.Add(x);",
            33 => $"built.{Any($"Append({Any("s", "t", "u", "a", "p", "size", "'c'")})", $"Append(Cut({Text()}))", $"Append($\"{{{Any("a++", "s", "b")}}}{{t}}\")", "Clear()", "Insert(0, s)", "Replace(s, t)", "AppendFormat(\"{0}-\", a)", "AppendJoin('+', nums.Take(3))", "Remove(0, 1)", "Append('d', 2)")};",
            34 => Any("built.Length = 0;", "built.Length--;", $"var {v} = built; {v}.Append(s); built = new System.Text.StringBuilder(t); {v}.Append(\"v\");", $"var {v} = flag ? built : new System.Text.StringBuilder(); {v}.Append(\"f\");", "foreach (var x in names) built.Append(x);", "if (built.Length > 20) built.Clear();"),
            35 => $"setting = {Any("new Special(s, a, t)", $"flag ? new Special(s, a, t) : setting", $"setting with {{ Count = b }}")};",
            36 => $"var {v} = ImmutableList.Create(s).Add(t); {v} = {Any("p", "flag", "other")} ? {v}.Add(\"i\") : {v}; texts = {v}.Concat(texts).Take(5).ToList();",
            32 => $"string L{v}(int n) {{ {Any("a", "b")} += n; return n > 1 ? {Text()} : \"e\"; }} t = Cut(L{v}({Number()}));",
            _ => $"if ({Condition()}) {Any($"return new V1PodSpec {{ Containers = cs }};", "cs.Add(new() { Name = t });", "throw new Exception();")}",
        };
    }

    private void Compound()
    {
        var v = Name();
        switch (_random.Next(12))
        {
            case 0 or 1:
                Line($"if ({Condition()})");
                Block();
                if (_random.Next(2) == 0)
                {
                    Line("else");
                    Block();
                }

                break;
            case 2:
                Line($"for (var {v} = 0; {v} < {Any("2", "3", "number", "5")}; {v}++)");
                Body($"if ({Condition()}) {Any("break", "continue")};", $"a += {v};");
                break;
            case 3:
                Line($"foreach (var {v} in {Any("names", "texts.ToList()", "new[] { s, t, \"z\" }", "map.Keys.ToList()", "texts.Where(x => x != s).ToArray()")})");
                Body($"if ({v} == s) {Any("break", "continue")};", $"t = Cut(t + {v});");
                break;
            case 4:
                Line($"foreach (var {v} in {Any("cs.ToList()", "cs.Where(x => x.Name != t).ToList()", "new[] { c, d }")})");
                Body($"{v}.Image = Cut({Text()});", $"if ({v} == c) {Any("break", "continue")};");
                break;
            case 5:
                Line($"var {v} = 0; while ({v}++ < {Any("2", "number", "4")})");
                Body($"if ({Condition()}) {Any("break", "continue")};", $"b += {v};");
                break;
            case 6:
                Line($"switch ({Any(Number())})");
                Line("{");
                Line("case 0:");
                Block(2);
                Line("break; case 1: case 2:");
                Block(2);
                Line($"{Any("break", "goto case 0", "goto default")}; default:");
                Block(2);
                Line("break;");
                Line("}");
                break;
            case 7:
                Line("try");
                Block();
                Line(Any("catch (Exception)", $"catch (InvalidOperationException)", $"catch (Exception) when ({Condition()})", "finally"));
                Block();
                break;
            case 8:
                Line("try");
                Block();
                Line("catch (Exception)");
                Block(2);
                Line("finally");
                Line("{");
                Line($"{Any("a++;", "s = Cut(s + t);", "c.Image = s;", "texts.Add(s);", "d = c;")}");
                Line("}");
                break;
            case 9:
                Line($"var {v} = new List<Action>(); foreach (var x in new[] {{ 1, 2, 3 }}) {{ var y = x + a; {v}.Add(() => {{ b += y; {Any("y++;", "a = x;", "nums.Add(y);")} }}); }}");
                Line($"{Any("a = 5;", "b = 0;", "")} {v}.ForEach(x => x()); {Any($"foreach (var x in {v}) x();", "")}");
                break;
            case 10:
                Line($"switch ({Text()})");
                Line("{");
                Line("case \"s\" when p:");
                Block(2);
                Line("break; case \"t\":");
                Block(2);
                Line("break; case var w when w.Length > 1: t = Cut(w); break;");
                Line("}");
                break;
            default:
                Line($"var {v} = 0; do");
                Body($"{v}++;", $"if ({Condition()}) break;");
                Line($"while (++{v} < {Any("2", "number")});");
                break;
        }
    }

    private void Body(string first, string second)
    {
        Line("{");
        Line(first);
        Block();
        Line(second);
        Line("}");
    }
}
