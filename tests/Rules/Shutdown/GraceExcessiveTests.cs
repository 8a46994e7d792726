using Hale.Rules.Shutdown;
using Hale.Testing;

namespace Hale.Rules.Tests.Shutdown;

public sealed class GraceExcessiveTests
{
    [Theory]
    [InlineData("{|HA0506:601|}")]
    [InlineData("{|HA0506:86400|}")]
    [InlineData("600")]
    [InlineData("30")]
    [InlineData("'${GRACE}'")] // unknown: stay silent
    public void Reports_a_grace_period_longer_than_the_autoscaler_waits(string grace) => Lint.Expect<GraceExcessive>(Shop(grace));

    [Fact]
    public void Names_the_grace_period()
    {
        var finding = Lint.One<GraceExcessive>(Shop("3600"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("Deployment 'shop' may take 3600 s to end: the cluster autoscaler waits for 600 s, and a drain for all of it", finding.Message);
    }

    [Theory]
    [InlineData("image: postgres:17")]
    [InlineData("image: registry.example/transcoder:1")]
    [InlineData("image: shop:1, resources: { limits: { nvidia.com/gpu: 1 } }")]
    [InlineData("image: '${IMAGE}'")] // may keep data
    [InlineData("image: '${REGISTRY}/shop:1'")]
    [InlineData("image: shop:1, resources: '${RESOURCES}'")]
    public void Is_silent_about_data_stores_and_long_work(string container) => Lint.Expect<GraceExcessive>(Shop("3600", container));

    [Fact]
    public void Is_silent_when_the_name_of_a_container_speaks_of_long_work() =>
        Lint.Expect<GraceExcessive>(Shop("3600").Replace("{ name: shop, image", "{ name: transcoder, image", StringComparison.Ordinal));

    [Theory]
    [InlineData("video-worker")]
    [InlineData("model-training")]
    [InlineData("'${NAME}'")]
    public void Is_silent_when_the_name_speaks_of_long_work(string name) => Lint.Expect<GraceExcessive>(Shop("3600", name: name));

    [Theory]
    [InlineData("volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]")]
    [InlineData("volumes: '${VOLUMES}'")]
    public void Is_silent_about_pods_that_keep_data(string pod) => Lint.Expect<GraceExcessive>(Shop("3600", pod: pod));

    [Theory]
    [InlineData("StatefulSet")]
    [InlineData("DaemonSet")]
    public void Is_silent_about_other_kinds(string kind) =>
        Lint.Expect<GraceExcessive>(Shop("3600").Replace("kind: Deployment", $"kind: {kind}", StringComparison.Ordinal));

    private static string Shop(string grace, string container = "image: shop:1", string name = "shop", string pod = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: {{name}} }
        spec:
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              terminationGracePeriodSeconds: {{grace}}
              {{pod}}
              containers: [{ name: shop, {{container}} }]
        """;
}
