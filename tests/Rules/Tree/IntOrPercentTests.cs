using Hale.Rules.Tree;
using static Hale.Rules.Tests.Tree.Written;

namespace Hale.Rules.Tests.Tree;

public sealed class IntOrPercentTests
{
    [Theory]
    [InlineData("3", 3, false)]
    [InlineData("0", 0, false)]
    [InlineData("25%", 25, true)]
    [InlineData("'0%'", 0, true)]
    [InlineData("\"150%\"", 150, true)]
    public void Reads_numbers_and_percentages(string written, long value, bool isPercent)
    {
        Assert.True(Parse($"a: {written}")["a"].IntOrPercent().TryGet(out var read));
        Assert.Equal(new IntOrPercent(value, isPercent), read);
        Assert.Equal($"{value}{(isPercent ? "%" : "")}", read.ToString());
    }

    [Theory]
    [InlineData("'3'")] // the API server wants an integer or a percentage
    [InlineData("-1")]
    [InlineData("-25%")]
    [InlineData("2.5%")]
    [InlineData("' 25%'")]
    [InlineData("%")]
    [InlineData("some")]
    [InlineData("2.5")]
    [InlineData("99999999999")]
    [InlineData("${X}%")]
    public void Anything_else_is_unknown(string written) => Assert.Equal(Origin.Unknown, Parse($"a: {written}")["a"].IntOrPercent().Origin);

    [Theory]
    [InlineData(25, 1, 1, 0)]
    [InlineData(25, 3, 1, 0)]
    [InlineData(25, 4, 1, 1)]
    [InlineData(25, 5, 2, 1)]
    [InlineData(0, 5, 0, 0)]
    [InlineData(100, 5, 5, 5)]
    [InlineData(1, 1000, 10, 10)]
    [InlineData(150, 3, 5, 4)]
    public void Percentages_are_shares_rounded_up_or_down(long percent, long total, long up, long down)
    {
        var share = new IntOrPercent(percent, IsPercent: true);
        Assert.Equal((up, down), (share.RoundedUp(total), share.RoundedDown(total)));
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_total()
    {
        var number = new IntOrPercent(2, IsPercent: false);
        Assert.Equal((2, 2), (number.RoundedUp(10), number.RoundedDown(1)));
    }
}
