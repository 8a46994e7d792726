using Hale.Rules.Images;
using Hale.Testing;

namespace Hale.Rules.Tests.Images;

public sealed class ImageMissingTests
{
    [Fact]
    public void Reports_the_container()
    {
        Lint.Expect<ImageMissing>(Deployment("{ {|HA1302:name: app|} }"));
        var finding = Lint.One<ImageMissing>(Deployment("{ name: app }"));
        Assert.Equal("No image is given for container 'app' in Deployment 'web'", finding.Message);
        Assert.Equal((Severity.Error, "spec.template.spec.containers[0].image"), (finding.Severity, finding.Path));
    }

    [Fact]
    public void Reports_init_containers_and_a_written_null() => Lint.Expect<ImageMissing>("""
        kind: DaemonSet
        apiVersion: apps/v1
        spec:
          selector: { matchLabels: { app: web } }
          template:
            spec:
              initContainers:
              - {|HA1302:name: wait|}
              containers:
              - name: app
                {|HA1302:image|}:
              - name: agent
                image: agent:1
        """);

    [Theory]
    [InlineData("kind: Pod\nmetadata: { name: web }\nspec: { containers: [{ {|HA1302:name: app|} }] }")]
    [InlineData("kind: Job\nspec: { template: { spec: { restartPolicy: Never, containers: [{ {|HA1302:name: app|} }] } } }")]
    [InlineData("kind: CronJob\nspec: { jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ {|HA1302:name: app|} }] } } } } }")]
    [InlineData("kind: StatefulSet\nspec: { selector: {}, template: { spec: { containers: [{ {|HA1302:name: app|} }] } } }")]
    public void Reports_every_kind_that_is_whole(string manifest) => Lint.Expect<ImageMissing>(manifest);

    [Theory]
    [InlineData("kind: Pod\nspec: { containers: [{ name: app }] }")] // a template for Spark, say
    [InlineData("kind: Job\nspec: { template: { spec: { containers: [{ name: app }] } } }")]
    [InlineData("kind: Deployment\nspec: { template: { spec: { containers: [{ name: app }] } } }")]
    [InlineData("kind: Deployment\nspec: { selector: '{{ .Values.selector }}', template: { spec: { containers: '{{ .Values.containers }}' } } }")]
    public void Is_silent_about_what_is_not_whole(string manifest) => Lint.Expect<ImageMissing>(manifest);

    [Theory]
    [InlineData("{ name: app, image: web }")]
    [InlineData("{ name: istio-proxy, image: auto }")]
    [InlineData("{ name: app, image: '' }")] // a tool fills it in
    [InlineData("{ name: app, image: ' ' }")] // so does OpenShift
    [InlineData("{ name: app, image: '${IMAGE}' }")] // unknown: stay silent
    [InlineData("'{{ .Values.container }}'")] // unknown: stay silent
    [InlineData("null")]
    public void Is_silent_when_an_image_is_there_or_may_be(string container) => Lint.Expect<ImageMissing>(Deployment(container));

    [Fact]
    public void Is_silent_about_kinds_whose_controller_may_fill_it_in() => Lint.Expect<ImageMissing>("""
        kind: Service
        apiVersion: serving.knative.dev/v1
        spec: { selector: {}, template: { spec: { containers: [{ name: app }] } } }
        ---
        kind: DeploymentConfig
        apiVersion: apps.openshift.io/v1
        spec: { selector: {}, template: { spec: { containers: [{ name: app }] } } }
        ---
        kind: Deployment
        apiVersion: apps/v1
        metadata: { annotations: { image.openshift.io/triggers: "[]" } }
        spec: { selector: {}, template: { spec: { containers: [{ name: app }] } } }
        """);

    [Fact]
    public void Is_silent_about_patches() => Lint.Expect<ImageMissing>([("overlay/patches/web.yaml", Deployment("{ name: app }"))]);

    [Theory]
    [InlineData("patches: [{ path: image.yaml }]")]
    [InlineData("patchesStrategicMerge: [image.yaml]")]
    [InlineData("components: [../image]")]
    [InlineData("patches: '{{ .Values.patches }}'")] // unknown: stay silent
    public void Is_silent_when_a_kustomization_may_patch_it_in(string patches) => Lint.Expect<ImageMissing>(
    [
        ("web.yaml", Deployment("{ name: app }")),
        ("kustomization.yaml", $"resources: [web.yaml]\n{patches}"),
    ]);

    [Fact]
    public void Reports_what_a_kustomization_does_not_patch() => Lint.Expect<ImageMissing>(
    [
        ("web.yaml", Deployment("{ {|HA1302:name: app|} }")),
        ("kustomization.yaml", "resources: [web.yaml]\nimages: [{ name: web, newTag: v2 }]"),
    ]);

    private static string Deployment(string container) => $$"""
        kind: Deployment
        apiVersion: apps/v1
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              containers: [{{container}}]
        """;
}
