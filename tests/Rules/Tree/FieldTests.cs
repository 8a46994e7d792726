using Hale.Rules.Tree;
using static Hale.Rules.Tests.Tree.Written;

namespace Hale.Rules.Tests.Tree;

public sealed class FieldTests
{
    [Fact]
    public void A_written_value_is_known()
    {
        var field = Parse("replicas: 3")["replicas"].Integer();
        Assert.Equal(Origin.Written, field.Origin);
        Assert.True(field.TryGet(out var value));
        Assert.Equal(3, value);
        Assert.Equal("3", field.ToString());
        Assert.Equal(Truth.True, field.Is(3));
        Assert.Equal(Truth.False, field.Is(count => count > 3));
    }

    [Fact]
    public void An_absent_value_satisfies_nothing()
    {
        var field = Parse("a: 1")["replicas"].Integer();
        Assert.Equal((Origin.Absent, "nothing"), (field.Origin, field.ToString()));
        Assert.False(field.TryGet(out _));
        Assert.Equal(Truth.False, field.Is(_ => true));
    }

    [Fact]
    public void A_default_takes_the_place_of_what_is_absent_only()
    {
        var absent = Parse("a: 1")["replicas"].Integer().Or(1);
        Assert.Equal((Origin.Defaulted, Truth.True), (absent.Origin, absent.Is(1)));
        Assert.Equal(Origin.Written, Parse("replicas: 3")["replicas"].Integer().Or(1).Origin);
        Assert.Equal(Truth.Unknown, Parse("replicas: ${X}")["replicas"].Integer().Or(1).Is(1));
        Assert.Equal(Origin.Defaulted, Parse("replicas:")["replicas"].Integer().Or(1).Origin);
    }

    [Theory]
    [InlineData("${X}")]
    [InlineData("'{{ .x }}'")]
    [InlineData("a-${X}")]
    [InlineData("three")] // of the wrong type: another rule's business
    [InlineData("'3'")]
    [InlineData("3.5")]
    [InlineData("true")]
    [InlineData("[3]")]
    [InlineData("{ a: 3 }")]
    [InlineData("99999999999999999999")]
    public void What_is_no_number_is_unknown(string written)
    {
        var field = Parse($"replicas: {written}")["replicas"].Integer();
        Assert.Equal((Origin.Unknown, "an unknown value"), (field.Origin, field.ToString()));
        Assert.False(field.TryGet(out _));
        Assert.Equal(Truth.Unknown, field.Is(_ => true));
        Assert.Equal(Truth.Unknown, field.Is(_ => false));
    }

    [Fact]
    public void Each_type_has_its_reading()
    {
        var root = Parse("text: x\nflag: on\nmode: 0644\nlarge: 9007199254740993\nshare: 25%");
        Assert.Equal(Truth.True, root["text"].Text().Is("x"));
        Assert.Equal(Truth.True, root["flag"].Flag().Is(true));
        Assert.Equal(Truth.True, root["mode"].Integer().Is(420));
        Assert.Equal(Truth.True, root["large"].Integer().Is(9007199254740993));
        Assert.Equal(Truth.True, root["share"].IntOrPercent().Is(new IntOrPercent(25, IsPercent: true)));
        Assert.Equal(Truth.Unknown, root["flag"].Text().Is("on"));
        Assert.Equal(Truth.Unknown, root["text"].Flag().Is(true));
        Assert.Equal(Truth.Unknown, root["mode"].Text().Is("0644"));
    }

    [Fact]
    public void A_choice_is_known_where_all_choices_agree()
    {
        var field = Choice(Number(2), Number(3)).Integer();
        Assert.Equal(Origin.Unknown, field.Origin);
        Assert.False(field.TryGet(out _));
        Assert.Equal(Truth.True, field.Is(count => count > 1));
        Assert.Equal(Truth.Unknown, field.Is(2));
        Assert.Equal(Truth.False, field.Is(4));
    }

    [Fact]
    public void A_choice_with_something_unknown_is_unknown()
    {
        var field = Choice(Number(2), Unknown()).Integer();
        Assert.Equal(Truth.Unknown, field.Is(count => count > 1));
        Assert.Equal(Truth.Unknown, field.Is(4));
    }

    [Fact]
    public void A_choice_that_may_be_absent_satisfies_nothing_for_sure_until_there_is_a_default()
    {
        var field = Choice(Number(2), Absent()).Integer();
        Assert.Equal(Truth.Unknown, field.Is(2));
        Assert.Equal(Truth.False, field.Is(1));
        Assert.False(field.TryGet(out _));

        var defaulted = field.Or(1);
        Assert.Equal(Truth.True, defaulted.Is(count => count < 3));
        Assert.Equal(Truth.Unknown, defaulted.Is(1));
        Assert.Equal(Truth.True, field.Or(2).Is(2));
    }

    [Fact]
    public void A_choice_of_nothing_is_absent() => Assert.Equal(Origin.Absent, Choice(Absent(), Absent()).Integer().Origin);

    [Fact]
    public void Converting_keeps_what_is_known()
    {
        Assert.Equal(Truth.True, Parse("a: 2")["a"].Integer().Select(count => count * 2).Is(4));
        Assert.Equal(Truth.Unknown, Unknown().Integer().Select(count => count * 2).Is(4));
        Assert.Equal(Truth.True, Choice(Number(1), Number(2)).Integer().Select(count => count * 2).Is(count => count % 2 == 0));
        Assert.Equal(Origin.Absent, Absent().Integer().Select(count => count * 2).Origin);
    }
}
