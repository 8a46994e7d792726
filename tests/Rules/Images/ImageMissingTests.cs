using Hale.Rules.Images;
using Hale.Testing;

namespace Hale.Rules.Tests.Images;

public sealed class ImageMissingTests
{
    [Fact]
    public void Reports_a_container_without_an_image()
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
    [InlineData("{ name: app, image: 'web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' }")]
    [InlineData("{ name: app, image: 'web:1@sha256:abc...' }")] // a placeholder
    [InlineData("{ name: app, image: '${IMAGE}' }")] // unknown: stay silent
    [InlineData("'{{ .Values.container }}'")] // unknown: stay silent
    [InlineData("null")]
    public void Is_silent_when_an_image_is_there_or_may_be(string container) => Lint.Expect<ImageMissing>(Deployment(container));

    [Theory]
    [InlineData("https://registry.example/web:1.4", "'https://' has no place in it", Severity.Error)]
    [InlineData("web@sha256:0123456789abcdef", "a digest of sha256 has 64 digits, and this one 16", Severity.Error)]
    [InlineData("docker://web:1.4", "'docker://' has no place in it", Severity.Error)]
    [InlineData("\u201Cweb:1.4\u201D", "it has quotes of a word processor in it, which YAML takes for letters", Severity.Error)]
    [InlineData("registry.example:5000/web:1.4:latest", "it has two tags", Severity.Error)]
    [InlineData("WebShop:1.4:latest", "it has two tags", Severity.Error)]
    [InlineData("web:sha256:0123abcd", "a digest is written '@sha256:'", Severity.Error)]
    [InlineData("web:sha512:0123abcd", "a digest is written '@sha512:'", Severity.Error)]
    [InlineData("ghcr.io/OurTeam/web-shop_1:1.4@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "'OurTeam' has capitals", Severity.Warning)]
    [InlineData("WebShop:1.4", "'WebShop' has capitals", Severity.Warning)]
    public void Reports_what_is_no_name_of_an_image(string image, string mistake, Severity severity)
    {
        var finding = Lint.One<ImageMissing>(Deployment($"{{ name: app, image: '{image}' }}"));
        Assert.Equal(($"'{image}' of container 'app' in Deployment 'web' is not the name of an image: {mistake}", severity), (finding.Message, finding.Severity));
    }

    [Theory]
    [InlineData("registry.example:5000/web:1.4-RC1")]
    [InlineData("registry.example:5000/team/web:1.4@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("registry.example:5000/team/web")]
    [InlineData("registry:5000")]
    [InlineData("OurRegistry/web:1.4")] // taken for a host
    [InlineData("registry.example/PROJECT_ID/web:1.4")] // HA1806 says so
    [InlineData("IMAGE")]
    [InlineData("ko://example.com/Web")]
    [InlineData("#{WebImage}#")]
    [InlineData("$(WebImage)")]
    [InlineData("<Image>:1.4")]
    [InlineData("web:")]
    [InlineData("web::")]
    [InlineData("web::1.4")]
    [InlineData("web:1.4:")]
    [InlineData("web:[tag]:1.4")]
    [InlineData("ghcr.io/OurTeam/xxxx:1.4")] // HA1806 says so
    [InlineData("@")]
    [InlineData(":")]
    [InlineData("/")]
    public void Is_silent_about_names_of_images_and_what_a_tool_fills_in(string image) =>
        Lint.Expect<ImageMissing>(Deployment($"{{ name: app, image: '{image}' }}"));

    [Theory]
    [InlineData("kustomization.yaml", "resources: [web.yaml]\nimages: [{ name: WebShop, newName: registry.example/web }]", "WebShop")]
    [InlineData("kustomization.yaml", "resources: [web.yaml]\ncomponents: [../image]", "WebShop")]
    [InlineData("kustomization.yaml", "resources: [web.yaml]\nnamePrefix: a-", "{|HA1302:WebShop|}")]
    [InlineData("skaffold.yaml", "apiVersion: skaffold/v4beta13\nkind: Config\nbuild: { artifacts: [{ image: WebShop }] }", "WebShop")]
    public void Is_silent_about_names_that_a_tool_replaces(string path, string text, string image) =>
        Lint.Expect<ImageMissing>([("web.yaml", Deployment($"{{ name: app, image: {image} }}")), (path, text)]);

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
