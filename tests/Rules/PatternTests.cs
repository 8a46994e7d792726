namespace Hale.Rules.Tests;

public sealed class PatternTests
{
    // The letters of the text can be divided in very many ways, none of which ends before a 'b'.
    private static readonly Pattern Endless = new("(?<all>(a|aa)+)b");

    private static readonly string Text = $"{new string('a', 100)}-b";

    [Fact]
    public void A_text_that_takes_too_long_does_not_match() => Assert.False(Endless.IsMatch(Text));

    [Fact]
    public void Of_a_text_that_takes_too_long_the_matches_before_that_count() =>
        Assert.Equal(["aa", "a"], Endless.Matches($"aab ab {Text}").Select(match => match.Groups["all"].Value));

    [Fact]
    public void What_takes_too_long_is_not_replaced() => Assert.Equal($"ab{Text}", Endless.Replace($"ab{Text}", "c"));
}
