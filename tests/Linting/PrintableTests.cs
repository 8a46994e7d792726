namespace Hale.Linting.Tests;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain 'text' 1.5", "plain 'text' 1.5")]
    [InlineData("Zürich 東京 👍", "Zürich 東京 👍")]
    [InlineData("\e[31mred\e[0m", @"\x1b[31mred\x1b[0m")]
    [InlineData("\u009b31mred", @"\x9b31mred")]
    [InlineData("two\r\nlines\tand a tab", @"two\r\nlines\tand a tab")]
    [InlineData("bell\aback\bnull\0del\x7f", @"bell\x07back\x08null\x00del\x7f")]
    [InlineData("a\u202egnp.exe", @"a\u202egnp.exe")] // right-to-left override
    [InlineData("zero\u200bwidth\ufeff", @"zero\u200bwidth\ufeff")]
    [InlineData("\u2028\u2029", @"\u2028\u2029")]
    [InlineData("tag \U000E0041", @"tag \U000e0041")]
    public void Hidden_characters_become_visible(string text, string shown) => Assert.Equal(shown, Printable.Escape(text));

    [Theory]
    [InlineData("::error::gotcha", @"\x3a:error::gotcha")]
    [InlineData("  ::stop-commands::x", @"\x3a:stop-commands::x")]
    [InlineData("image::1", "image::1")]
    [InlineData("x ##vso[task.setvariable variable=a]b", @"x \x23#vso[task.setvariable variable=a]b")]
    [InlineData("x ##[group]", @"x \x23#[group]")]
    [InlineData("## heading", "## heading")]
    public void Build_servers_find_no_command(string text, string shown) => Assert.Equal(shown, Printable.Escape(text));

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("half \ufffd", Printable.Escape("half \ud83d"));
}
