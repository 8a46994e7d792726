namespace Hale.Rules.Tests;

public sealed class SpellingTests
{
    private static readonly string[] Known = ["HA0101", "HA0701", "replicas-single", "rwo-multi-replica"];

    [Theory]
    [InlineData("HA0710", "HA0701")]
    [InlineData("replica-single", "replicas-single")]
    [InlineData("RWO-multi-replicas", "rwo-multi-replica")]
    public void Finds_the_word_that_was_meant(string word, string meant) => Assert.Equal(meant, Spelling.Nearest(word, Known));

    [Theory]
    [InlineData("something-else")]
    [InlineData("")]
    public void Finds_nothing_where_no_word_is_near(string word) => Assert.Null(Spelling.Nearest(word, Known));
}
