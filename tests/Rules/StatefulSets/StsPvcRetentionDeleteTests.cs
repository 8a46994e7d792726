using Hale.Rules.StatefulSets;
using Hale.Testing;

namespace Hale.Rules.Tests.StatefulSets;

public sealed class StsPvcRetentionDeleteTests
{
    [Theory]
    [InlineData("{ whenDeleted: {|HA0803:Delete|} }")]
    [InlineData("{ whenDeleted: Retain, whenScaled: {|HA0803:Delete|} }")]
    [InlineData("{ whenDeleted: {|HA0803:Delete|}, whenScaled: {|HA0803:Delete|} }")]
    public void Reports_claims_that_are_deleted(string policy) => Lint.Expect<StsPvcRetentionDelete>(Orders(policy));

    [Fact]
    public void Says_when_they_are_deleted()
    {
        Assert.Equal("The claims of StatefulSet 'orders' are deleted when it is deleted", Lint.One<StsPvcRetentionDelete>(Orders("{ whenDeleted: Delete }")).Message);
        Assert.Equal("The claims of StatefulSet 'orders' are deleted when it is made smaller", Lint.One<StsPvcRetentionDelete>(Orders("{ whenScaled: Delete }")).Message);
    }

    [Theory]
    [InlineData("{ whenDeleted: Retain, whenScaled: Retain }")]
    [InlineData("{}")]
    [InlineData("{ whenDeleted: '${POLICY}' }")] // unknown: stay silent
    [InlineData("'${POLICY}'")] // unknown: stay silent
    public void Is_silent_when_claims_are_kept_or_may_be(string policy) => Lint.Expect<StsPvcRetentionDelete>(Orders(policy));

    [Theory]
    [InlineData("registry.example/cache:1")]
    [InlineData("'${IMAGE}'")] // unknown: stay silent
    public void Is_silent_about_what_is_no_data_store(string image) => Lint.Expect<StsPvcRetentionDelete>(Orders("{ whenDeleted: Delete }", image));

    [Fact]
    public void Is_silent_without_claim_templates() =>
        Lint.Expect<StsPvcRetentionDelete>(Orders("{ whenDeleted: Delete }").Replace("volumeClaimTemplates", "other", StringComparison.Ordinal));

    private static string Orders(string policy, string image = "postgres:17.5") => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: orders }
        spec:
          persistentVolumeClaimRetentionPolicy: {{policy}}
          selector: { matchLabels: { app: orders } }
          template:
            spec:
              containers: [{ name: store, image: {{image}} }]
          volumeClaimTemplates:
          - metadata: { name: data }
            spec: { accessModes: [ReadWriteOnce] }
        """;
}
