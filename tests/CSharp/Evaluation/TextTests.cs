namespace Hale.CSharp.Tests.Evaluation;

public class TextTests
{
    [Fact]
    public void Text_that_is_put_together_is_reported_whole() => Bodies.Expect("HA1301", """
        const string name = "nginx";
        return [new() { Image = {|HA1301:$"{name}:latest"|} }, new() { Image = {|HA1301:text + "/nginx:" + "latest"|} }, new() { Image = "nginx:" + text }];
        """);

    [Theory]
    [InlineData("""return $"r.io/x:{text}";""", "'r.io/x:*'")]
    [InlineData("""return $"r.io/x:{(flag ? 1 : 2)}";""", "'r.io/x:1'|'r.io/x:2'")]
    [InlineData("""return "a" + 'b' + 5 + true + null;""", "'ab5True'")]
    [InlineData("""return string.Format("{0}-{1}{{}}", "a", number);""", "'a-*{}'")]
    [InlineData("""return string.Format("{0:D3}", 5);""", "'*'")]
    [InlineData("""return $"{1.5}-{3.0}-{1.5 + 0.5}";""", "'*-3-2'")]
    [InlineData("""return string.Join("/", "a", text, "b");""", "'a/*/b'")]
    [InlineData("""return string.Join(",", new List<string> { "a", "b" }.Select(x => x + "1"));""", "'a1,b1'")]
    [InlineData("""return string.Concat("a", text, nameof(given));""", "'a*given'")]
    [InlineData("""return "Nginx".ToLowerInvariant().Replace("n", "m") + 5.ToString(System.Globalization.CultureInfo.InvariantCulture);""", "'mgimx5'")]
    [InlineData("""return "Abc".StartsWith("a", StringComparison.OrdinalIgnoreCase) ? "yes" : "no";""", "'yes'")]
    [InlineData("""return "Abc".StartsWith("a", StringComparison.CurrentCultureIgnoreCase) ? "yes" : "no";""", "'yes'|'no'")]
    [InlineData("""return string.Equals("a", "A", StringComparison.OrdinalIgnoreCase) && !string.Equals("a", "A") ? "yes" : "no";""", "'yes'")]
    [InlineData("""return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"a{1}-{number}");""", "'a1-*'")]
    [InlineData("""return string.IsNullOrEmpty(text) ? "none" : text;""", "!")]
    [InlineData("""return $"a-{number}-b".Replace("-", "+");""", "'a+*+b'")]
    [InlineData("""return $"a_{number}-b".Replace("-b", text);""", "'a_*'")]
    [InlineData("""return $"a{number}b".Replace("ab", "c");""", "!")]
    [InlineData("""return string.Empty + "a" + String.Empty;""", "'a'")]
    public void Text_is_known_as_far_as_its_pieces_are(string statements, string expected) => Assert.Equal(expected, Bodies.Image(statements));

    [Theory]
    [InlineData("""return "nginx:latest"[..5] + "nginx:latest"[^6..] + "abc"[1] + "abc"[^1];""", "'nginxlatestbc'")]
    [InlineData("""return "nginx:latest"[number..];""", "!")]
    [InlineData("""return "abc"[2..1];""", "!")]
    [InlineData("""var image = "r.io/nginx:1.2"; return image.Substring(image.LastIndexOf('/') + 1, 5) + image.Substring(11);""", "'nginx1.2'")]
    [InlineData("""return "nginx".Substring(9);""", "!")]
    [InlineData("""return "abc".IndexOf("b") == 1 ? "one" : "other";""", "'one'|'other'")]
    [InlineData("""return "a:b,c".Split(':', ',').Last() + "k=v".Split('=')[0] + " p ,q".Split(",", StringSplitOptions.TrimEntries)[0];""", "'ckp'")]
    [InlineData("""return "a:b:c".Split(':', 2)[1];""", "!")]
    [InlineData("""return ",a".Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0];""", "!")]
    [InlineData("""return $"{text}:1.2".Split(':')[1];""", "!")]
    [InlineData("""return "/a/".Trim('/') + "512Mi".TrimEnd('i', 'M') + " b ".TrimStart();""", "'a512b '")]
    [InlineData("""return "512Mi".TrimEnd(text![0]);""", "!")]
    public void A_part_of_a_known_text_is_known(string statements, string expected) => Assert.Equal(expected, Bodies.Image(statements));

    [Theory]
    [InlineData("""return int.Parse("3");""", "3")]
    [InlineData("""return int.Parse(flag ? "3" : "5");""", "3|5")]
    [InlineData("""return int.Parse("500m".TrimEnd('m')) / 2;""", "250")]
    [InlineData("""return int.Parse(text!);""", "!")]
    [InlineData("""return int.Parse("-3");""", "!")]
    [InlineData("""return int.Parse("10", System.Globalization.NumberStyles.HexNumber);""", "!")]
    [InlineData("""return int.Parse("99999999999");""", "!")]
    [InlineData("""return int.TryParse("3", out var n) ? n : 1;""", "3")]
    [InlineData("""return int.TryParse("three", out var n) ? 1 : n;""", "0")]
    [InlineData("""return int.TryParse(text, out var n) ? n : 1;""", "!")]
    [InlineData("""return bool.Parse("True") && !bool.Parse("false") ? 1 : 2;""", "1")]
    public void A_number_is_known_that_is_written_in_digits(string statements, string expected) => Assert.Equal(expected, Bodies.Replicas(statements));

    [Theory]
    [InlineData("""var b = new System.Text.StringBuilder("nginx"); b.Append(':').Append(1).Append($".{2}{text}").AppendFormat("-{0}", "a").AppendJoin('/', "b", "c"); return b.ToString();""", "'nginx:1.2*-ab/c'")]
    [InlineData("""var b = new System.Text.StringBuilder(); foreach (var n in new[] { "a", "b" }) b.Append(n).Append(','); b.Length--; return b.ToString();""", "'a,b'")]
    [InlineData("""var b = new System.Text.StringBuilder("a"); b.Insert(0, "b").Replace("a", "c"); var s = b.ToString(); b.Clear(); return s + b + b.Append("d").ToString();""", "'bc*d'")]
    [InlineData("""var b = new System.Text.StringBuilder().AppendLine("a"); return b.Append("b").ToString();""", "'a*b'")]
    [InlineData("""var b = new System.Text.StringBuilder("a"); if (flag) b.Append("b"); return b.ToString();""", "'ab'|'a'")]
    [InlineData("""var b = new System.Text.StringBuilder("a"); foreach (var n in names) b.Append(n); return b.Append("z").ToString();""", "'*z'")]
    [InlineData("""var b = new System.Text.StringBuilder("abc").Remove(0, 1); return b.ToString();""", "!")]
    [InlineData("""var b = new System.Text.StringBuilder("a"); b[0] = 'b'; return b.ToString();""", "!")]
    [InlineData("""var b = new System.Text.StringBuilder("a"); var w = new System.IO.StringWriter(b); b.Append("b"); w.Write("c"); return b.ToString();""", "!")]
    [InlineData("""var b = new System.Text.StringBuilder("a"); Put(b, "b"); return b.ToString(); static void Put(System.Text.StringBuilder to, string s) => to.Append(s);""", "'ab'")]
    [InlineData("""var b = new System.Text.StringBuilder("a"); var c = new System.Text.StringBuilder("b"); (flag ? b : c).Append("!"); return b.ToString();""", "!")]
    public void A_text_that_is_built_is_known_as_long_as_nothing_else_has_it(string statements, string expected) => Assert.Equal(expected, Bodies.Image(statements));
}
