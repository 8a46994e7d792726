using Hale.Rules.Images;
using Hale.Testing;

namespace Hale.Rules.Tests.Images;

public sealed class PullPolicyTests
{
    [Theory]
    [InlineData("apps/v1", "Deployment")]
    [InlineData("apps/v1", "StatefulSet")]
    [InlineData("apps/v1", "DaemonSet")]
    public void Reports_Never_for_pods_that_may_move(string apiVersion, string kind) =>
        Lint.Expect<PullPolicy>(Shop("shop:1.4", "{|HA1304:Never|}", apiVersion, kind));

    [Fact]
    public void Says_which_image_must_be_there()
    {
        var finding = Lint.One<PullPolicy>(Shop("shop:1.4", "Never"));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("Container 'shop' of Deployment 'shop' starts only on nodes that already have 'shop:1.4'", finding.Message);
    }

    [Fact]
    public void Says_what_is_known_of_names() => Assert.Equal(
        "Container 'shop-…' of DaemonSet '…-shop' starts only on nodes that already have its image",
        Lint.One<PullPolicy>("""
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: { name: "${RELEASE}-shop" }
            spec: { template: { spec: { containers: [{ name: "shop-${PART}", image: "${IMAGE}", imagePullPolicy: Never }] } } }
            """).Message);

    [Fact]
    public void Names_nothing_that_has_no_name() => Assert.Equal(
        "A container of the DaemonSet starts only on nodes that already have 'shop:1.4'",
        Lint.One<PullPolicy>("""
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: { name: "${NAME}" }
            spec: { template: { spec: { containers: [{ name: "${PART}", image: "shop:1.4", imagePullPolicy: Never }] } } }
            """).Message);

    [Theory]
    [InlineData("labels: { env: dev }")]
    [InlineData("namespace: shop-test")]
    public void Is_silent_about_Never_in_development(string metadata) =>
        Lint.Expect<PullPolicy>(Shop("shop:1.4", "Never", metadata: metadata));

    [Fact]
    public void Is_silent_about_Never_for_a_single_run()
    {
        Lint.Expect<PullPolicy>(Shop("shop:1.4", "Never", "batch/v1", "Job"));
        Lint.Expect<PullPolicy>("""
            apiVersion: v1
            kind: Pod
            metadata: { name: shop }
            spec: { containers: [{ name: shop, image: shop:1.4, imagePullPolicy: Never }] }
            """);
    }

    [Theory]
    [InlineData("shop:1.4.0")]
    [InlineData("shop:v1.4.0-alpine")]
    [InlineData("shop@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void Notes_Always_for_an_image_that_never_changes(string image)
    {
        Lint.Expect<PullPolicy>(Shop(image, "{|HA1304:Always|}"));
        var finding = Lint.One<PullPolicy>(Shop(image, "Always"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal($"Container 'shop' of Deployment 'shop' cannot restart while the registry is away, although '{image}' is always the same", finding.Message);
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("shop:latest")]
    [InlineData("shop:1.4")] // moves with every patch
    [InlineData("shop:1.4.0-SNAPSHOT")]
    [InlineData("shop:${VERSION}")] // unknown: stay silent
    [InlineData("${IMAGE}")]
    public void Is_silent_about_Always_for_an_image_that_may_change(string image) => Lint.Expect<PullPolicy>(Shop(image, "Always"));

    [Fact]
    public void Is_silent_about_Always_in_jobs() => Lint.Expect<PullPolicy>(Shop("shop:1.4.0", "Always", "batch/v1", "Job"));

    [Theory]
    [InlineData("IfNotPresent")]
    [InlineData("'${POLICY}'")] // unknown: stay silent
    [InlineData("null")]
    public void Is_silent_about_other_policies(string policy) => Lint.Expect<PullPolicy>(Shop("shop:1.4.0", policy));

    [Fact]
    public void Takes_the_tag_of_a_kustomization() => Lint.Expect<PullPolicy>(
        [
            ("kustomization.yaml", "resources: [shop.yaml]\nimages: [{ name: shop, newTag: latest }]"),
            ("shop.yaml", Shop("shop:1.4.0", "Always")),
        ]);

    private static string Shop(string image, string policy, string apiVersion = "apps/v1", string kind = "Deployment", string metadata = "labels: { app: shop }") => $$"""
        apiVersion: {{apiVersion}}
        kind: {{kind}}
        metadata:
          name: shop
          {{metadata}}
        spec:
          selector: { matchLabels: { app: shop } }
          template:
            metadata: { labels: { app: shop } }
            spec:
              containers:
              - name: shop
                image: {{image}}
                imagePullPolicy: {{policy}}
        """;
}
