using Hale.Rules.Probes;
using Hale.Testing;

namespace Hale.Rules.Tests.Probes;

public sealed class LivenessMissingTests
{
    [Fact]
    public void Reports_a_container_without_a_probe()
    {
        Lint.Expect<LivenessMissing>(Shop("- {|HA0602:name: shop|}"));
        var finding = Lint.One<LivenessMissing>(Shop("- name: shop"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("Container 'shop' of Deployment 'shop' has no livenessProbe", finding.Message);
    }

    [Fact]
    public void Reports_several_containers_together()
    {
        const string Two = """
            - name: shop
                    image: shop:1
                  - name: helper
            """;
        Assert.Equal("None of the 2 containers of Deployment 'shop' has a livenessProbe", Lint.One<LivenessMissing>(Shop(Two)).Message);
        Lint.Expect<LivenessMissing>(Shop(Two).Replace("containers", "{|HA0602:containers|}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("livenessProbe: { tcpSocket: { port: 80 } }")]
    [InlineData("livenessProbe: '${PROBE}'")] // unknown: stay silent
    public void Is_silent_when_some_container_has_a_probe(string probe)
    {
        Lint.Expect<LivenessMissing>(Shop($"- name: shop\n        {probe}"));
        Lint.Expect<LivenessMissing>(Shop($"- name: shop\n        image: shop:1\n      - name: helper\n        {probe}"));
        Lint.Expect<LivenessMissing>(Shop($"- name: shop\n        image: shop:1\n      initContainers:\n      - name: proxy\n        restartPolicy: Always\n        {probe}"));
    }

    [Theory]
    [InlineData("initContainers: '${SIDECARS}'")]
    [InlineData("initContainers: [ '${SIDECAR}' ]")]
    public void Is_silent_when_a_sidecar_cannot_be_seen(string init) => Lint.Expect<LivenessMissing>(Shop($"- name: shop\n      {init}"));

    [Fact]
    public void Is_silent_without_containers() => Lint.Expect<LivenessMissing>(Shop("").Replace("containers:", "hostNetwork: true", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_about_jobs() => Lint.Expect<LivenessMissing>("""
        apiVersion: batch/v1
        kind: Job
        metadata: { name: shop }
        spec: { template: { spec: { containers: [{ name: shop, image: shop:1 }] } } }
        """);

    private static string Shop(string containers) => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              containers:
              {{containers}}
        """;
}
