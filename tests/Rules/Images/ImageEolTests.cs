using Hale.Rules.Images;
using Hale.Rules.Tree;
using Hale.Testing;

namespace Hale.Rules.Tests.Images;

public sealed class ImageEolTests
{
    [Theory]
    [InlineData("mariadb:10.5")]
    [InlineData("mariadb:5.5.64-trusty")]
    [InlineData("mysql:5.7")]
    [InlineData("mysql:5")]
    [InlineData("docker.io/library/mysql:5.7.44-debian")]
    [InlineData("mysql/mysql-server:5.7")]
    [InlineData("bitnamilegacy/mysql:5.7.43-debian-11-r73")]
    [InlineData("mongo:4.2")]
    [InlineData("mcr.microsoft.com/mirror/docker/library/mongo:6.0")]
    [InlineData("nginx:1.9")] // nine is less than twenty-four
    [InlineData("nginx:1.23-alpine-perl")]
    [InlineData("postgres:13-bookworm")]
    [InlineData("postgres:9.6")]
    [InlineData("public.ecr.aws/docker/library/postgres:13.4")]
    [InlineData("public.ecr.aws/bitnami/postgresql:13.4.0")]
    [InlineData("quay.io/coreos/etcd:v3.4.27")]
    [InlineData("centos:7")]
    [InlineData("centos")]
    [InlineData("centos/postgresql-12-centos7:latest")]
    [InlineData("postgres:13@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("mysql:5.7-${VARIANT}")] // whatever follows, it is a 5.7
    public void Notes_a_version_out_of_support(string image)
    {
        Lint.Expect<ImageEol>(Deployment($"{{|HA1303:{image}|}}"));
        Assert.Equal(Severity.Note, Lint.One<ImageEol>(Deployment(image)).Severity);
    }

    [Theory]
    [InlineData("mysql:5.7", "Plan the upgrade")]
    [InlineData("k8s.gcr.io/pause:3.6", "Replace `k8s.gcr.io` by `registry.k8s.io`")]
    [InlineData("bitnami/redis:7.2.4", "Take the image of the project itself; until then, `bitnamilegacy` has a copy.")]
    public void Advises_what_helps_for_the_image(string image, string fix) =>
        Assert.StartsWith(fix, Lint.One<ImageEol>(Deployment(image)).Fix, StringComparison.Ordinal);

    [Theory]
    [InlineData("mysql:5.7", "the last MySQL before 8.0 reached its end of life on 2023-10-31")]
    [InlineData("centos:7", "CentOS Linux reached its end of life on 2024-06-30")]
    public void Says_what_has_ended_and_when(string image, string ended)
    {
        var finding = Lint.One<ImageEol>(Deployment(image));
        Assert.Equal($"'{image}' of container 'app' in Deployment 'web' gets no more fixes: {ended}", finding.Message);
        Assert.Empty(finding.Related);
    }

    [Theory]
    [InlineData("mariadb:10.6")]
    [InlineData("mariadb:10.11")] // eleven is more than six
    [InlineData("mariadb:10")] // the newest 10
    [InlineData("mysql:8.0")]
    [InlineData("mysql:8")]
    [InlineData("nginx:1")]
    [InlineData("nginx:1.24")]
    [InlineData("nginx:stable-alpine")]
    [InlineData("nginx")]
    [InlineData("nginx:latest")]
    [InlineData("postgres:14")]
    [InlineData("postgres:15beta1")]
    [InlineData("postgres:13beta1")] // not parsed: stay silent
    [InlineData("postgres:20210101")]
    [InlineData("postgres:5f2a1c3")]
    [InlineData("postgres:99999999999999999999")]
    [InlineData("postgres:alpine3.18")]
    [InlineData("quay.io/coreos/etcd:v3.5.0")]
    [InlineData("quay.io/coreos/flannel:v0.1")]
    [InlineData("quay.io/centos/centos:stream9")] // not CentOS Linux
    [InlineData("registry.example/web/nginx:1.3")] // whose version is it?
    [InlineData("mysql-operator:1.0")]
    [InlineData("postgres@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("mysql:5.${MINOR}")] // unknown: stay silent
    [InlineData("mysql:${TAG}")] // unknown: stay silent
    [InlineData("${IMAGE}:5.7")] // unknown: stay silent
    [InlineData("'{{ .Values.image }}'")] // unknown: stay silent
    public void Is_silent_about_what_is_supported_or_unknown(string image) => Lint.Expect<ImageEol>(Deployment(image));

    [Theory]
    [InlineData("bitnami/kubectl:1.28", "bitnami", "bitnamilegacy")]
    [InlineData("bitnami/mysql:5.7.43-debian-11-r73", "bitnami", "bitnamilegacy")]
    [InlineData("docker.io/bitnami/redis:7.2.4", "docker.io/bitnami", "docker.io/bitnamilegacy")]
    public void Warns_about_a_version_that_was_removed(string image, string registry, string successor)
    {
        Lint.Expect<ImageEol>(Deployment($"{{|HA1303:{image}|}}"));
        var finding = Lint.One<ImageEol>(Deployment(image));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.EndsWith($"was removed from '{registry}' on Docker Hub in 2025: its last copy is in '{successor}' and gets no fixes", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bitnami/redis:latest")] // still built
    [InlineData("bitnami/redis")]
    [InlineData("bitnami/redis:${TAG}")] // unknown: stay silent
    [InlineData("docker.io/bitnami/sealed-secrets-controller:0.33.1")] // goes on as before
    [InlineData("bitnami/minideb:bookworm")]
    [InlineData("bitnami/redis:7.2.4@sha256:0f2e4c1d8a6b3957e0f1c2d3b4a5968778695a4b3c2d1e0f9e8d7c6b5a493827")]
    [InlineData("bitnamilegacy/redis:7.2.4")]
    [InlineData("registry.example/bitnami/redis:7.2.4")] // a mirror
    [InlineData("mongo:7.0")]
    public void Is_silent_about_what_can_be_pulled(string image) => Lint.Expect<ImageEol>(Deployment(image));

    [Theory]
    [InlineData("k8s.gcr.io/pause:3.5", "k8s.gcr.io")]
    [InlineData("k8s.gcr.io/ingress-nginx/controller:v1.0.0", "k8s.gcr.io")]
    [InlineData("gcr.io/google_containers/pause", "gcr.io/google_containers")]
    [InlineData("gcr.io/google-containers/pause:3.1", "gcr.io/google-containers")]
    [InlineData("k8s.gcr.io/pause:${TAG}", "k8s.gcr.io")]
    public void Warns_about_a_frozen_registry(string image, string registry)
    {
        Lint.Expect<ImageEol>(Deployment($"{{|HA1303:{image}|}}"));
        var finding = Lint.One<ImageEol>(Deployment(image));
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.EndsWith($"of container 'app' in Deployment 'web' comes from the frozen registry '{registry}': use 'registry.k8s.io'", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("registry.k8s.io/pause:3.5")]
    [InlineData("eu.gcr.io/google_containers/pause:3.5")]
    [InlineData("gcr.io/google_containers_mirror/pause:3.5")]
    [InlineData("registry.example/k8s.gcr.io/pause:3.5")]
    [InlineData("k8s.gcr.io/pause@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("${REGISTRY}/pause:3.5")] // unknown: stay silent
    public void Is_silent_about_other_registries(string image) => Lint.Expect<ImageEol>(Deployment(image));

    [Theory]
    [InlineData("mysql:5.7", "name: mysql, newTag: '8.4'")]
    [InlineData("mysql:5.7", "name: mysql, newTag: '${TAG}'")] // unknown: stay silent
    [InlineData("mysql:5.7", "name: mysql, newName: registry.example/mysql")]
    [InlineData("k8s.gcr.io/pause:3.5", "name: k8s.gcr.io/pause, newName: registry.k8s.io/pause")]
    [InlineData("k8s.gcr.io/pause:3.5", "name: k8s.gcr.io/pause, newName: '${PAUSE}'")] // unknown: stay silent
    [InlineData("k8s.gcr.io/pause:3.5", "name: '${PAUSE}', newName: registry.k8s.io/pause")] // unknown: stay silent
    public void Is_silent_when_a_kustomization_replaces_the_image(string image, string replacement) => Lint.Expect<ImageEol>(
    [
        ("web.yaml", Deployment(image)),
        ("kustomization.yaml", $"resources: [web.yaml]\nimages: [{{ {replacement} }}]"),
    ]);

    [Fact]
    public void Reports_a_tag_that_a_kustomization_sets()
    {
        var kustomization = "resources: [web.yaml]\nimages: [{ name: mysql, newTag: '5.7' }]";
        var findings = Lint.Run([new SourceText("web.yaml", Deployment("mysql:8.4")), new SourceText("kustomization.yaml", kustomization)], "HA1303");
        var finding = Assert.Single(findings);
        Assert.Equal(("web.yaml", "mysql:8.4"), (finding.Place.Source.Path, finding.Place.Text));
        Assert.StartsWith("'mysql:5.7' of container 'app'", finding.Message, StringComparison.Ordinal);
        Assert.Equal("the kustomization sets the tag", Assert.Single(finding.Related).Message);
    }

    [Fact]
    public void Is_silent_about_static_pods() => Lint.Expect<ImageEol>([("etc/kubernetes/manifests/etcd.yaml", """
        kind: Pod
        metadata: { name: etcd }
        spec: { containers: [{ name: etcd, image: "k8s.gcr.io/etcd:3.4.3-0" }] }
        """)]);

    private static string Deployment(string image) => $$"""
        kind: Deployment
        metadata: { name: web }
        spec:
          template:
            spec:
              containers:
              - name: app
                image: {{image}}
        """;
}
