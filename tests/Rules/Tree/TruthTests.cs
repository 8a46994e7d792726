using Hale.Rules.Tree;

namespace Hale.Rules.Tests.Tree;

public sealed class TruthTests
{
    private static readonly Truth[] All = [Truth.False, Truth.Unknown, Truth.True];

    public static TheoryData<int, int> Pairs
    {
        get
        {
            var pairs = new TheoryData<int, int>();
            for (var i = 0; i < All.Length * All.Length; i++)
                pairs.Add(i / All.Length, i % All.Length);
            return pairs;
        }
    }

    // In Kleene's logic 'and' is the lesser, 'or' the greater of two, with false < unknown < true.
    [Theory]
    [MemberData(nameof(Pairs))]
    public void Connects_as_in_kleenes_logic(int left, int right)
    {
        Assert.Equal(All[Math.Min(left, right)], All[left] & All[right]);
        Assert.Equal(All[Math.Max(left, right)], All[left] | All[right]);
        Assert.Equal(All[Math.Min(left, right)], All[left] && All[right]);
        Assert.Equal(All[Math.Max(left, right)], All[left] || All[right]);
        Assert.Equal(!(All[left] & All[right]), !All[left] | !All[right]);
        Assert.Equal(left == right, All[left] == All[right]);
        Assert.Equal(left != right, All[left] != All[right]);
    }

    [Fact]
    public void Negation_leaves_the_unknown()
    {
        Assert.Equal(Truth.False, !Truth.True);
        Assert.Equal(Truth.True, !Truth.False);
        Assert.Equal(Truth.Unknown, !Truth.Unknown);
    }

    [Fact]
    public void Only_what_is_known_enters_a_condition()
    {
        Assert.Equal(["true"], All.Where(truth => truth ? true : false).Select(truth => truth.ToString()));
        Assert.Equal(["false"], All.Where(truth => !truth ? true : false).Select(truth => truth.ToString()));
        Assert.Equal([true, false, false], new[] { Truth.True.IsTrue, Truth.Unknown.IsTrue, Truth.False.IsTrue });
        Assert.Equal([true, false, false], new[] { Truth.False.IsFalse, Truth.Unknown.IsFalse, Truth.True.IsFalse });
        Assert.Equal([true, false, false], new[] { Truth.Unknown.IsUnknown, Truth.True.IsUnknown, Truth.False.IsUnknown });
    }

    [Fact]
    public void Any_and_all_extend_or_and_and()
    {
        Assert.Equal(Truth.False, Truth.Any([]));
        Assert.Equal(Truth.True, Truth.All([]));
        Assert.Equal(Truth.Unknown, Truth.Any([false, Truth.Unknown]));
        Assert.Equal(Truth.True, Truth.Any([Truth.Unknown, true]));
        Assert.Equal(Truth.Unknown, Truth.All([true, Truth.Unknown]));
        Assert.Equal(Truth.False, Truth.All([Truth.Unknown, false]));
    }

    [Fact]
    public void Nothing_is_evaluated_once_the_answer_is_known()
    {
        Assert.Equal(Truth.True, Truth.Any(Endless(Truth.True)));
        Assert.Equal(Truth.False, Truth.All(Endless(Truth.False)));
    }

    [Fact]
    public void The_default_is_unknown() => Assert.True(default(Truth).IsUnknown);

    private static IEnumerable<Truth> Endless(Truth truth)
    {
        yield return truth;
        throw new InvalidOperationException("asked on");
    }
}
