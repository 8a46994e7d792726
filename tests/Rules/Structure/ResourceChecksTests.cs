using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Structure;

public sealed class ResourceChecksTests
{
    [Theory]
    [InlineData("requests: { {|HA1808:example.com/gpu|}: 1 }")]
    [InlineData("limits: { example.com/gpu: 1 }")]
    [InlineData("requests: { example.com/gpu: 1 }, limits: { example.com/gpu: '1' }")]
    [InlineData("requests: { example.com/gpu: {|HA1808:1|} }, limits: { example.com/gpu: 2 }")]
    [InlineData("requests: { example.com/gpu: {|HA1808:2|} }, limits: { example.com/gpu: 1 }")]
    [InlineData("requests: { example.com/gpu: 1 }, limits: '${LIMITS}'")] // unknown: stay silent
    [InlineData("requests: { example.com/gpu: '${COUNT}' }, limits: { example.com/gpu: 1 }")] // unknown: stay silent
    [InlineData("limits: { example.com/gpu: {|HA1808:500m|} }")]
    [InlineData("requests: { cpu: 500m, memory: 1Gi }")]
    [InlineData("limits: { example.kubernetes.io/share: 500m }")]
    [InlineData("requests: { cpu: {|HA1808:-1|}, memory: -0 }")]
    [InlineData("requests: { '${VENDOR}/gpu': 1 }")] // unknown: stay silent
    public void What_cannot_be_shared_has_one_amount(string resources) => Lint.Expect<ApiInvalid>(Pod(resources));

    [Fact]
    public void Says_what_is_wanted() => Assert.Equal(
        "Pod 'web' requests example.com/gpu 1 and limits it to 2, and of such a resource both are the same",
        Lint.One<ApiInvalid>(Pod("requests: { example.com/gpu: 1 }, limits: { example.com/gpu: 2 }")).Message);

    private static string Pod(string resources) => $"apiVersion: v1\nkind: Pod\nmetadata: {{ name: web }}\nspec: {{ containers: [{{ name: web, image: web:1, resources: {{ {resources} }} }}] }}\n";
}
