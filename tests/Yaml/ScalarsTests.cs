using Hale.Rules.Tree;
using static Hale.Yaml.Tests.Reading;

namespace Hale.Yaml.Tests;

/// <summary>Plain scalars are typed as kubectl types them: by YAML 1.1.</summary>
public sealed class ScalarsTests
{
    [Theory]
    [InlineData("true", "true")]
    [InlineData("True", "true")]
    [InlineData("yes", "true")]
    [InlineData("ON", "true")]
    [InlineData("y", "true")]
    [InlineData("false", "false")]
    [InlineData("no", "false")]
    [InlineData("Off", "false")]
    [InlineData("N", "false")]
    public void Reads_booleans(string plain, string value) => Expect(plain, ScalarKind.Boolean, value);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("42", "42")]
    [InlineData("+5", "5")]
    [InlineData("-5", "-5")]
    [InlineData("0644", "420")]
    [InlineData("0o644", "420")]
    [InlineData("-010", "-8")]
    [InlineData("0x1F", "31")]
    [InlineData("0XaF", "175")]
    [InlineData("0b101", "5")]
    [InlineData("0B11", "3")]
    [InlineData("0O17", "15")]
    [InlineData("1_000", "1000")]
    [InlineData("18446744073709551616", "18446744073709551616")]
    public void Reads_integers_in_the_form_of_json(string plain, string value) => Expect(plain, ScalarKind.Integer, value);

    [Theory]
    [InlineData("1.5")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e3")]
    [InlineData("-1.5E-3")]
    [InlineData(".inf")]
    [InlineData("-.Inf")]
    [InlineData("+.INF")]
    [InlineData(".NaN")]
    [InlineData(".nan")]
    [InlineData(".NAN")]
    [InlineData("+.5e+3")]
    [InlineData("089")] // no octal number
    public void Reads_floats(string plain) => Expect(plain, ScalarKind.Float, plain);

    [Theory]
    [InlineData("Pod")]
    [InlineData("1.2.3")]
    [InlineData("100m")]
    [InlineData("25%")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e3x")]
    [InlineData("0x")]
    [InlineData("0xg")]
    [InlineData("-x")]
    [InlineData("+-1")]
    [InlineData(".")]
    [InlineData("12:30")]
    [InlineData("2024-01-01")]
    [InlineData("yES")]
    [InlineData("nil")]
    [InlineData("é")]
    public void Reads_all_else_as_text(string plain) => Expect(plain, ScalarKind.String, plain);

    [Theory]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("NULL")]
    public void Null_is_absent(string plain)
    {
        var value = Root($"a: {plain}\nb: 1")["a"];
        Assert.IsType<AbsentNode>(value);
        Assert.Equal(Origin.Absent, value.Text().Origin);
        Assert.Equal("1:1 a", Show(value.Place));
    }

    [Theory]
    [InlineData("'yes'", "yes")]
    [InlineData("\"0644\"", "0644")]
    [InlineData("'null'", "null")]
    [InlineData("''", "")]
    [InlineData("|-\n  12", "12")]
    [InlineData(">-\n  true", "true")]
    [InlineData("!!str 12", "12")]
    [InlineData("! 12", "12")]
    [InlineData("!Ref on", "on")]
    public void Quotes_blocks_and_tags_make_text(string written, string value)
    {
        var scalar = Assert.IsType<ScalarNode>(Root($"a: {written}")["a"]);
        Assert.Equal((ScalarKind.String, value), (scalar.Kind, scalar.Text));
    }

    [Theory]
    [InlineData("!!int \"12\"", ScalarKind.Integer, "12")]
    [InlineData("!!bool 'on'", ScalarKind.Boolean, "true")]
    [InlineData("!!float '1.5'", ScalarKind.Float, "1.5")]
    public void Tags_beat_quotes(string written, ScalarKind kind, string value)
    {
        var scalar = Assert.IsType<ScalarNode>(Root($"a: {written}")["a"]);
        Assert.Equal((kind, value), (scalar.Kind, scalar.Text));
    }

    [Fact]
    public void Takes_no_time_over_hostile_numbers()
    {
        foreach (var text in new[] { new string('1', 1_000_000) + "x", "1" + new string('_', 1_000_000) + "x", "-" + new string('9', 1_000_000) })
            Assert.Equal(ScalarKind.String, Assert.IsType<ScalarNode>(Root(text)).Kind);
    }

    private static void Expect(string plain, ScalarKind kind, string value)
    {
        var scalar = Assert.IsType<ScalarNode>(Root($"a: {plain}")["a"]);
        Assert.Equal((kind, value), (scalar.Kind, scalar.Text));
        Assert.Equal($"1:4 {plain}", Show(scalar.At));
    }
}
