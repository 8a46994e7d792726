using Hale.Linting.Sharding;

namespace Hale.Linting.Tests.Sharding;

public sealed class ShardTests
{
    [Theory]
    [InlineData("1/1")]
    [InlineData("4/4")]
    [InlineData("17/1000")]
    public void A_part_is_read_as_it_is_written(string text) => Assert.Equal(text, Shard.Parse(text).ToString());

    [Theory]
    [InlineData("0/4", "There is no part 0 of 4: they count from 1 to 4")]
    [InlineData("5/4", "There is no part 5 of 4: they count from 1 to 4")]
    [InlineData("0/0", "'0/0' takes nothing: there has to be one part or more")]
    [InlineData("1/0", "'1/0' takes nothing: there has to be one part or more")]
    [InlineData("x", "'x' is not a part of the input: write --shard I/N, such as 1/4 for the first of four parts")]
    [InlineData("", "'' is not a part of the input: write --shard I/N, such as 1/4 for the first of four parts")]
    [InlineData("1", "'1' is not a part of the input: write --shard I/N, such as 1/4 for the first of four parts")]
    [InlineData("/4", "'/4' is not a part of the input: write --shard I/N, such as 1/4 for the first of four parts")]
    [InlineData("1/", "'1/' is not a part of the input: write --shard I/N, such as 1/4 for the first of four parts")]
    [InlineData("-1/4", "'-1/4' is not a part of the input: write --shard I/N, such as 1/4 for the first of four parts")]
    [InlineData(" 1/4", "' 1/4' is not a part of the input: write --shard I/N, such as 1/4 for the first of four parts")]
    [InlineData("1/4/8", "'1/4/8' is not a part of the input: write --shard I/N, such as 1/4 for the first of four parts")]
    [InlineData("1/99999999999", "'1/99999999999' is not a part of the input: write --shard I/N, such as 1/4 for the first of four parts")]
    public void Anything_else_is_an_error_that_says_what_to_write(string text, string message) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => Shard.Parse(text)).Message);

    // Another hash would move applications between the jobs of a fleet, and with them what these keep for each.
    [Theory]
    [InlineData("payments", 4, 4)]
    [InlineData("team-a/checkout", 4, 1)]
    [InlineData("übung", 16, 15)]
    [InlineData(".", 1000, 798)]
    public void A_name_belongs_to_the_same_part_for_ever(string name, int count, int number) =>
        Assert.Equal(number, Assert.Single(Enumerable.Range(1, count), candidate => new Shard(candidate, count).Takes(name)));

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(64)]
    public void Names_that_are_alike_are_spread_evenly(int count)
    {
        var sizes = Enumerable.Range(1, count).Select(number => Enumerable.Range(0, 100 * count).Count(name => new Shard(number, count).Takes($"apps/service-{name}")));
        Assert.All(sizes, size => Assert.InRange(size, 50, 160));
    }
}
