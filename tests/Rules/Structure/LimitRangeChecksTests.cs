using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class LimitRangeChecksTests
{
    [Theory]
    [InlineData("type: Container, min: { cpu: {|HA1808:2|} }, max: { cpu: 1 }")]
    [InlineData("type: Container, default: { cpu: {|HA1808:2|} }, max: { cpu: 1500m }")]
    [InlineData("type: Container, default: { cpu: 1 }, min: { cpu: {|HA1808:2|} }")]
    [InlineData("type: Container, defaultRequest: { memory: {|HA1808:2Gi|} }, default: { memory: 1Gi }")]
    [InlineData("type: Container, defaultRequest: { memory: {|HA1808:2Gi|} }, max: { memory: 1Gi }, default: { memory: 1Gi }")] // once
    [InlineData("type: Container, min: { cpu: {|HA1808:3|} }, max: { cpu: 1 }, defaultRequest: { cpu: 1 }")] // once
    [InlineData("type: Container, min: { memory: 1Gi }, defaultRequest: { memory: 1Gi }, default: { memory: 1024Mi }, max: { memory: 1Gi }")]
    [InlineData("type: Container, min: { memory: 1Gi }, max: { cpu: 1 }, default: { cpu: '${CPU}' }")]
    [InlineData("type: Pod, {|HA1808:default|}: { cpu: 1 }, {|HA1808:defaultRequest|}: { cpu: 1 }")]
    [InlineData("type: Pod, max: { cpu: 1 }")]
    [InlineData("type: '${TYPE}', default: { cpu: 1 }")] // unknown: stay silent
    [InlineData("type: Container, maxLimitRequestRatio: { cpu: {|HA1808:0.5|}, memory: 1 }")]
    [InlineData("type: {|HA1808:container|}, max: { cpu: 1 }")]
    [InlineData("type: openshift.io/Image, max: { storage: 1Gi }")]
    public void The_limits_are_in_order(string limit) => Lint.Expect<ApiInvalid>($"apiVersion: v1\nkind: LimitRange\nmetadata: {{ name: web }}\nspec: {{ limits: [{{ {limit} }}] }}\n");

    [Fact]
    public void Names_both_amounts() => Assert.Equal(
        "LimitRange 'web' has defaultRequest 2Gi of memory, which is more than default, 1Gi",
        Lint.One<ApiInvalid>("apiVersion: v1\nkind: LimitRange\nmetadata: { name: web }\nspec: { limits: [{ type: Container, defaultRequest: { memory: 2Gi }, default: { memory: 1Gi } }] }\n").Message);
}
