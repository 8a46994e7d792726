using Hale.Rules.Suppressions;
using Hale.Testing;

namespace Hale.Rules.Tests.Suppressions;

public sealed class UnknownRuleInSuppressionTests
{
    [Theory]
    [InlineData("# hale:ignore-file {|HA0005:HA07O1|}\nkind: Service\n")]
    [InlineData("kind: Service # hale:ignore HA0701, {|HA0005:rwo-multi|} -- reason\n")]
    [InlineData("kind: Service {|HA0005:# hale:ignore|}\n")]
    [InlineData("kind: Service {|HA0005:# hale:ignore -- HA0701|}\n")]
    [InlineData("kind: Service # hale:ignore HA0701 {|HA0005:because|}\n")]
    [InlineData("kind: Service\nmetadata: { annotations: { hale.dev/ignore: 'HA0701, {|HA0005:HA07|}' } }\n")]
    [InlineData("kind: Service\nmetadata: { annotations: { hale.dev/ignore: {|HA0005:''|} } }\n")]
    [InlineData("kind: List\nitems:\n- { kind: Service, metadata: { annotations: { hale.dev/ignore: {|HA0005:HA9999|} } } }\n")]
    [InlineData("kind: Service # {|HA0005:hale:ignore-line|} HA0701 -- reason\n")]
    [InlineData("kind: Service # {|HA0005:hale:disable|} HA0701\n")]
    [InlineData("kind: Service # {|HA0005:hale:ignore:HA0701|}\n")]
    public void Reports_what_names_no_rule(string text) => Lint.Expect<UnknownRuleInSuppression>(text);

    [Theory]
    [InlineData("kind: Service # hale:ignore ha0701, rwo-multi-replica -- whatever else, HA9999\n")]
    [InlineData("kind: Service # hale: is fine\nname: '# hale:ignore HA9999'\n")]
    [InlineData("kind: Service\nmetadata: { annotations: { hale.dev/ignore: '${RULES}' } }\n")]
    [InlineData("kind: Service\nmetadata: { annotations: { hale.dev/ignore: } }\n")]
    [InlineData("kind: Service\nmetadata: { annotations: { example.org/ignore: HA9999 } }\n")]
    public void Is_silent_where_every_rule_is_known(string text) => Lint.Expect<UnknownRuleInSuppression>(text);

    [Fact]
    public void Says_how_a_suppression_begins() => Assert.Equal(
        "'hale:ignore-line' silences no rule: 'hale:ignore' or 'hale:ignore-file' may be meant",
        Lint.One<UnknownRuleInSuppression>("kind: Service # hale:ignore-line HA0701\n").Message);

    [Fact]
    public void Says_what_may_have_been_meant() =>
        Assert.Equal("There is no rule 'rwo-multi-replicas'; did you mean 'rwo-multi-replica'", Lint.One<UnknownRuleInSuppression>("kind: Service # hale:ignore rwo-multi-replicas\n").Message);
}
