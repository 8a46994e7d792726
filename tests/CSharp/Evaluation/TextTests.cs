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
    [InlineData("""return "Abc".StartsWith("a", StringComparison.OrdinalIgnoreCase) ? "yes" : "no";""", "'yes'|'no'")]
    [InlineData("""return string.IsNullOrEmpty(text) ? "none" : text;""", "!")]
    [InlineData("""return $"a-{number}-b".Replace("-", "+");""", "'a+*+b'")]
    [InlineData("""return $"a_{number}-b".Replace("-b", text);""", "'a_*'")]
    [InlineData("""return $"a{number}b".Replace("ab", "c");""", "!")]
    [InlineData("""return string.Empty + "a" + String.Empty;""", "'a'")]
    [InlineData("""return "nginx:latest"[..5];""", "!")]
    public void Text_is_known_as_far_as_its_pieces_are(string statements, string expected) => Assert.Equal(expected, Bodies.Image(statements));
}
