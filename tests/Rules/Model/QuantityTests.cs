using System.Globalization;
using Hale.Rules.Model;

namespace Hale.Rules.Tests.Model;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("+2", "2")]
    [InlineData("1.", "1")]
    [InlineData(".5", "0.5")]
    [InlineData("100m", "0.1")]
    [InlineData("1T", "1000000000000")]
    [InlineData("1e3", "1000")]
    [InlineData("1E-3", "0.001")]
    [InlineData("1.5Gi", "1610612736")]
    [InlineData("512Ki", "524288")]
    public void Reads_amounts(string text, string expected) =>
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), Quantity.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("Mi")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("1 Gi")]
    [InlineData("1gb")]
    [InlineData("1e")]
    [InlineData("1E")]
    [InlineData("1e13")]
    [InlineData("1e-2147483648")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("2000000000000000")]
    public void Knows_nothing_of_what_is_none_or_more_than_a_node_has(string text) => Assert.Null(Quantity.Parse(text));
}
