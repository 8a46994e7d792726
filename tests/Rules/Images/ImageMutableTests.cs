using Hale.Rules.Images;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Rules.Tests.Images;

public sealed class ImageMutableTests
{
    [Theory]
    [InlineData("nginx")]
    [InlineData("nginx:latest")]
    [InlineData("registry.example:5000/team/web")]
    [InlineData("registry.example:5000/team/web:latest")]
    [InlineData("${REGISTRY}/web")] // whatever the registry is, no tag follows
    public void Reports_an_image_without_a_version(string image)
    {
        Lint.Expect<ImageMutable>(Deployment($"{{|HA1301:{image}|}}"));
        Assert.Equal(Severity.Warning, Lint.One<ImageMutable>(Deployment(image)).Severity);
    }

    [Fact]
    public void The_message_says_what_is_missing()
    {
        Assert.Equal("'nginx' of container 'app' in Deployment 'web' has neither tag nor digest", Lint.One<ImageMutable>(Deployment("nginx")).Message);
        Assert.Equal(
            "'nginx:latest' of container 'app' in Deployment 'web' has the tag 'latest', which moves from version to version",
            Lint.One<ImageMutable>(Deployment("nginx:latest")).Message);
    }

    [Theory]
    [InlineData("k8s.gcr.io/hpa-example")]
    [InlineData("gcr.io/google_containers/nginx:latest")]
    [InlineData("centos")]
    public void Leaves_what_nobody_publishes_any_more_to_another_rule(string image)
    {
        Lint.Expect<ImageMutable>(Deployment(image));
        Lint.One<ImageEol>(Deployment(image));
    }

    [Theory]
    [InlineData("bitnami/redis:latest")]
    [InlineData("registry.example/centos")]
    public void Reports_what_others_still_publish(string image) => Lint.Expect<ImageMutable>(Deployment($"{{|HA1301:{image}|}}"));

    [Theory]
    [InlineData("web:latest", "[app]")]
    [InlineData("web:latest", "['${NAME}']")] // may be this one
    [InlineData("{|HA1301:web:latest|}", "[other]")]
    public void Leaves_alone_what_a_trigger_of_openshift_replaces_by_a_digest(string image, string containers) => Lint.Expect<ImageMutable>($$"""
        apiVersion: apps.openshift.io/v1
        kind: DeploymentConfig
        metadata: { name: web }
        spec:
          triggers:
          - type: ConfigChange
          - { type: ImageChange, imageChangeParams: { automatic: true, containerNames: {{containers}}, from: { kind: ImageStreamTag, name: 'web:latest' } } }
          template: { spec: { containers: [{ name: app, image: {{image}} }] } }
        """);

    [Fact]
    public void Leaves_alone_what_an_annotation_of_openshift_replaces() => Lint.Expect<ImageMutable>("""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          annotations: { image.openshift.io/triggers: '[{"from":{"kind":"ImageStreamTag","name":"web:latest"}}]' }
        spec: { template: { spec: { containers: [{ name: app, image: web:latest }] } } }
        """);

    [Theory]
    [InlineData("stable")]
    [InlineData("main")]
    [InlineData("master")]
    [InlineData("edge")]
    [InlineData("canary")]
    [InlineData("nightly")]
    public void Only_notes_tags_of_branches_and_channels(string tag) =>
        Assert.Equal(Severity.Note, Lint.One<ImageMutable>(Deployment($"web:{tag}")).Severity);

    [Fact]
    public void Is_an_error_for_a_database() => Assert.Equal(Severity.Error, Lint.One<ImageMutable>(Deployment("postgres")).Severity);

    [Fact]
    public void Is_none_for_what_runs_beside_a_database() => Assert.Equal(
        Severity.Warning,
        Lint.One<ImageMutable>("""
            kind: StatefulSet
            spec:
              template:
                spec:
                  initContainers: [{ name: wait, image: busybox }]
                  containers: [{ name: db, image: "mysql:8.4" }]
            """).Severity);

    [Theory]
    [InlineData("kind: Job\napiVersion: batch/v1\nspec: { template: { spec: { containers: [{ name: task, image: busybox }] } } }")]
    [InlineData("kind: Job\napiVersion: batch/v1\nspec: { template: { spec: { containers: [{ name: task, image: postgres }] } } }")]
    [InlineData("kind: Pod\napiVersion: v1\nspec: { containers: [{ name: task, image: busybox }] }")]
    public void Only_notes_pods_that_are_never_made_anew(string manifest) => Assert.Equal(Severity.Note, Lint.One<ImageMutable>(manifest).Severity);

    [Fact]
    public void Warns_of_a_pod_that_is_made_anew_on_another_node() => Assert.Equal(Severity.Warning, Lint.One<ImageMutable>(Deployment("busybox")).Severity);

    [Fact]
    public void Only_notes_a_workload_that_may_be_a_job()
    {
        var finding = Lint.One<ImageMutable>("""
            kind: ${KIND}
            spec: { template: { spec: { containers: [{ name: task, image: busybox }] } } }
            """);
        Assert.Equal(Severity.Note, finding.Severity);
    }

    [Theory]
    [InlineData("nginx:1.27.4")]
    [InlineData("nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("nginx:latest@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("registry.example:5000/team/web:v2")]
    [InlineData("nginx:mainline-alpine")] // moves, but nobody can tell from the name
    [InlineData("nginx:${TAG}")] // unknown: stay silent
    [InlineData("nginx${TAG}")] // unknown: stay silent
    [InlineData("'{{ .Values.image }}'")] // unknown: stay silent
    [InlineData("''")]
    [InlineData("auto")]
    [InlineData("ko://example.com/cmd/web")]
    [InlineData("$(params.image)")]
    [InlineData("registry.example/<your-image>")]
    [InlineData("YOUR_IMAGE")]
    [InlineData("registry.example/team/IMAGE_NAME")]
    [InlineData("controller:latest")]
    public void Is_silent_about_images_that_are_fixed_or_unknown(string image) => Lint.Expect<ImageMutable>(Deployment(image));

    [Fact]
    public void Is_silent_about_a_container_without_image() => Lint.Expect<ImageMutable>("""
        kind: Pod
        spec: { containers: [{ name: app }] }
        """);

    [Fact]
    public void Is_silent_about_static_pods() => Lint.Expect<ImageMutable>([("etc/kubernetes/manifests/etcd.yaml", """
        kind: Pod
        metadata: { name: etcd }
        spec: { containers: [{ name: etcd, image: etcd }] }
        """)]);

    [Theory]
    [InlineData("web", "{|HA1301:nginx|}")]
    [InlineData("nginx", "nginx")]
    [InlineData("nginx", "nginx:latest")] // It replaces the tag too.
    public void Is_silent_about_what_Skaffold_builds(string artifact, string image) => Lint.Expect<ImageMutable>(
    [
        ("deploy/web.yaml", Deployment(image)),
        ("skaffold.yaml", $"apiVersion: skaffold/v4beta11\nkind: Config\nbuild: {{ artifacts: [{{ image: {artifact} }}] }}\n"),
    ]);

    [Theory]
    [InlineData("newTag: 1.27.4")]
    [InlineData("newTag: '${TAG}'")] // unknown: stay silent
    [InlineData("digest: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void Is_silent_when_a_kustomization_pins_the_image(string pin) => Lint.Expect<ImageMutable>(
    [
        ("web.yaml", Deployment("nginx")),
        ("kustomization.yaml", $$"""
            resources: [web.yaml]
            images: [{ name: nginx, {{pin}} }]
            """),
    ]);

    [Fact]
    public void Is_silent_when_a_kustomization_renames_a_pinned_image() => Lint.Expect<ImageMutable>(
    [
        ("web.yaml", Deployment("nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")),
        ("kustomization.yaml", """
            resources: [web.yaml]
            images: [{ name: nginx, newName: registry.example/nginx }]
            """),
    ]);

    [Fact]
    public void Reports_a_tag_that_a_kustomization_sets()
    {
        var findings = Lint.Run(
            [
                new SourceText("web.yaml", Deployment("nginx:1.27.4")),
                new SourceText("kustomization.yaml", """
                    resources: [web.yaml]
                    images: [{ name: nginx, newTag: latest }]
                    """),
            ],
            "HA1301");
        var finding = Assert.Single(findings);
        Assert.Equal(("web.yaml", "nginx:1.27.4"), (finding.Place.Source.Path, finding.Place.Text));
        Assert.StartsWith("'nginx:latest' of container 'app'", finding.Message, StringComparison.Ordinal);
        var related = Assert.Single(finding.Related);
        Assert.Equal(("kustomization.yaml", "latest", "the kustomization sets the tag"), (related.Place.Source.Path, related.Place.Text, related.Message));
    }

    [Theory]
    [InlineData("name: nginx, newTag: latest", "name: nginx, newTag: 1.27.4", "nginx")]
    [InlineData("name: nginx, newName: registry.example/nginx", "name: registry.example/nginx, newTag: 1.27.4", "nginx")]
    [InlineData("name: nginx, newTag: 1.27.4", "name: nginx, newTag: latest", "{|HA1301:nginx|}")]
    [InlineData("name: nginx, newName: registry.example/nginx", "name: nginx, newTag: 1.27.4", "{|HA1301:nginx|}")] // it has no image of that name any more
    [InlineData("name: nginx, newTag: 1.27.4", "name: nginx, newName: registry.example/nginx", "nginx")]
    public void The_image_of_a_base_is_replaced_in_its_overlay(string inBase, string inOverlay, string image) => Lint.Expect<ImageMutable>(
    [
        ("base/web.yaml", Deployment(image)),
        ("base/kustomization.yaml", $"resources: [web.yaml]\nimages: [{{ {inBase} }}]"),
        ("prod/kustomization.yaml", $"resources: [../base]\nimages: [{{ {inOverlay} }}]"),
    ]);

    [Theory]
    [InlineData("", "", "nginx")]
    [InlineData("", "images: [{ name: nginx, newTag: latest }]", "{|HA1301:nginx|}")] // The overlay comes last.
    [InlineData("components: [../pinned]", "", "{|HA1301:nginx|}")] // The base comes behind the component that it names itself.
    public void A_component_replaces_the_image_before_whoever_names_it(string inBase, string inOverlay, string image) => Lint.Expect<ImageMutable>(
    [
        ("base/web.yaml", Deployment(image)),
        ("base/kustomization.yaml", $"resources: [web.yaml]\nimages: [{{ name: nginx, newTag: latest }}]\n{inBase}"),
        ("pinned/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nimages: [{ name: nginx, newTag: 1.27.4 }]"),
        ("a-prod/kustomization.yaml", $"resources: [../base]\n{(inBase.Length == 0 ? "components: [../pinned]" : "")}\n{inOverlay}"),
    ]);

    [Fact]
    public void Of_overlays_side_by_side_each_replaces_the_image_of_the_base() => Lint.Expect<ImageMutable>(
    [
        ("base/web.yaml", Deployment("nginx")),
        ("base/kustomization.yaml", "resources: [web.yaml]\nimages: [{ name: nginx, newTag: latest }]"),
        ("prod-eu/kustomization.yaml", "resources: [../base]\nimages: [{ name: nginx, newTag: 1.27.4 }]"),
        ("prod-us/kustomization.yaml", "resources: [../base]\nimages: [{ name: nginx, newTag: latest }]"),
    ]);

    [Fact]
    public void Is_not_swayed_by_a_kustomization_of_other_images() => Lint.Expect<ImageMutable>(
    [
        ("web.yaml", Deployment("{|HA1301:nginx|}")),
        ("kustomization.yaml", """
            resources: [web.yaml]
            images: [{ name: redis, newTag: 7.4.1 }]
            """),
    ]);

    private static string Deployment(string image) => $$"""
        kind: Deployment
        apiVersion: apps/v1
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              containers:
              - name: app
                image: {{image}}
        """;
}
