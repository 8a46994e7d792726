using Hale.Rules.Tree;
using static Hale.Rules.Tests.Tree.Written;

namespace Hale.Rules.Tests.Tree;

public sealed class ChoiceNodeTests
{
    [Fact]
    public void Exists_as_far_as_its_choices_agree()
    {
        Assert.Equal(Truth.True, Choice(Number(1), Unknown(isPresent: true)).Exists);
        Assert.Equal(Truth.False, Choice(Absent(), Absent()).Exists);
        Assert.Equal(Truth.Unknown, Choice(Number(1), Absent()).Exists);
        Assert.Equal(Truth.Unknown, Choice(Number(1), Unknown()).Exists);
        Assert.Equal(Truth.Unknown, Choice(Absent(), Unknown()).Exists);
    }

    [Fact]
    public void Choices_reach_into_maps()
    {
        var choice = Choice(
            Map(isOpen: false, ("replicas", Number(1))),
            Map(isOpen: false, ("replicas", Number(2)), ("paused", new ScalarNode(Somewhere, ScalarKind.Boolean, "true"))));
        Assert.Equal(Truth.True, choice["replicas"].Integer().Is(count => count < 3));
        Assert.Equal(Truth.Unknown, choice["replicas"].Integer().Is(1));
        Assert.Equal(Truth.Unknown, choice["paused"].Exists);
        Assert.Equal(Truth.Unknown, choice["paused"].Flag().Or(false).Is(true));
        Assert.Equal(Truth.False, choice["selector"].Exists);
        Assert.Equal("replicas", choice["replicas"].PathFrom(choice));
        Assert.Equal(Somewhere, choice["replicas"].Place);
    }

    [Fact]
    public void An_absent_choice_has_no_keys()
    {
        var choice = Choice(Map(isOpen: false, ("a", Number(1))), Absent());
        Assert.Equal(Truth.Unknown, choice["a"].Exists);
        Assert.Equal(Truth.False, choice["b"].Exists);
        Assert.Equal(Truth.True, choice["a"].Integer().Or(1).Is(1));
    }

    [Fact]
    public void What_is_in_a_choice_of_lists_is_not_decided()
    {
        var choice = Choice(new ListNode(Somewhere, [Number(1)]), new ListNode(Somewhere, []));
        Assert.Equal(Truth.True, choice.Exists);
        Assert.Equal(Truth.Unknown, choice.Any(_ => true));
        Assert.Equal(Truth.Unknown, choice.All(_ => true));
        Assert.Equal(Truth.Unknown, choice.Integer().Is(1));
    }

    [Fact]
    public void Choices_may_be_nested() =>
        Assert.Equal(Truth.True, Choice(Choice(Number(1), Number(2)), Number(3)).Integer().Is(count => count is > 0 and < 4));
}
