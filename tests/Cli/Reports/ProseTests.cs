using Hale.Cli.Reports.Text;

namespace Hale.Cli.Tests.Reports;

public sealed class ProseTests
{
    [Theory]
    [InlineData(10, "One is here.")] // never less than a sentence
    [InlineData(23, "One is here. Two, too.")]
    [InlineData(80, "One is here. Two, too. `Three` as well.")]
    public void As_many_sentences_as_fit(int width, string expected) =>
        Assert.Equal(expected, Prose.FirstSentences("One is here.\nTwo, too. `Three`\n  as well.\n", width));

    [Theory]
    [InlineData("Use a tool, e.g. `kubectl`, for version 1.29 and later.")]
    [InlineData("Run `helm template . | hale check -`.")]
    public void Not_every_full_stop_ends_a_sentence(string text) => Assert.Equal(text, Prose.FirstSentences(text, 10));

    [Fact]
    public void Lines_break_between_words() => Assert.Equal(
        ["The quick", "brown fox", "jumps-over-it", "all"],
        Prose.Wrap("The quick brown fox jumps-over-it all", 9));

    [Fact]
    public void Wide_characters_count_twice() => Assert.Equal(["東京", "東京"], Prose.Wrap("東京 東京", 8));

    [Fact]
    public void No_line_begins_with_a_command() => Assert.Equal(["The name ::error::x", "is odd"], Prose.Wrap("The name ::error::x is odd", 9));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)] // an accent of its own
    [InlineData("東京", 4)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("한국", 4)]
    [InlineData("👍", 2)]
    [InlineData("…", 1)]
    public void Widths_are_those_of_a_terminal(string text, int columns) => Assert.Equal(columns, CharacterWidth.Of(text));
}
