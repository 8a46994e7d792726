using Hale.Rules.Deprecation;
using Hale.Rules.Model;
using Hale.Testing;

namespace Hale.Rules.Tests.Deprecation;

public sealed class ApiRemovedTests
{
    [Fact]
    public void Reports_the_version_of_every_object_of_a_file() => Lint.Expect<ApiRemoved>("""
        apiVersion: {|HA1701:extensions/v1beta1|}
        kind: Ingress
        ---
        apiVersion: v1
        kind: List
        items:
        - apiVersion: {|HA1701:"policy/v1beta1"|}
          kind: PodDisruptionBudget
        - apiVersion: policy/v1
          kind: PodDisruptionBudget
        """);

    [Theory]
    [InlineData("batch/v1beta1", "CronJob", "1.36", Severity.Error, "is not served since Kubernetes 1.25: use batch/v1, available since 1.21")]
    [InlineData("batch/v1beta1", "CronJob", "1.25", Severity.Error, "is not served since Kubernetes 1.25: use batch/v1, available since 1.21")]
    [InlineData("batch/v1beta1", "CronJob", "1.24", Severity.Warning, "is deprecated since Kubernetes 1.21 and not served from 1.25 on: use batch/v1, available since 1.21")]
    [InlineData("batch/v1beta1", "CronJob", "1.21", Severity.Warning, "is deprecated since Kubernetes 1.21 and not served from 1.25 on: use batch/v1, available since 1.21")]
    [InlineData("resource.k8s.io/v1beta1", "DeviceClass", "1.36", Severity.Warning, "is deprecated since Kubernetes 1.35 and not served from 1.38 on: use resource.k8s.io/v1, available since 1.34")]
    [InlineData("authorization.k8s.io/v1beta1", "SelfSubjectAccessReview", "1.36", Severity.Error, "is not served since Kubernetes 1.22: use authorization.k8s.io/v1, available since 1.6")]
    [InlineData("policy/v1beta1", "PodSecurityPolicy", "1.36", Severity.Error, "is not served since Kubernetes 1.25: use Pod Security admission, available since 1.23")]
    [InlineData("snapshot.storage.k8s.io/v1beta1", "VolumeSnapshot", "1.36", Severity.Warning, "is deprecated since Kubernetes 1.20: use snapshot.storage.k8s.io/v1, available since 1.20")]
    public void Says_since_when_and_what_replaces_it(string apiVersion, string kind, string target, Severity severity, string message)
    {
        var finding = Lint.One<ApiRemoved>(Manifest(apiVersion, kind), Facts(target));
        Assert.Equal(severity, finding.Severity);
        Assert.Equal($"'{apiVersion}' of {kind} 'wiki' {message}", finding.Message);
    }

    [Theory]
    [InlineData("batch/v1beta1", "CronJob", "1.20")] // current at that time
    [InlineData("networking.k8s.io/v1beta1", "ServiceCIDR", "1.33")]
    [InlineData("batch/v1", "CronJob", "1.36")]
    [InlineData("apps/v1", "Deployment", "1.36")]
    [InlineData("example.com/v1beta1", "CronJob", "1.36")] // somebody else's
    [InlineData("batch/v1beta1", "Report", "1.36")]
    [InlineData("'{{ .Values.api }}'", "CronJob", "1.36")] // unknown: stay silent
    [InlineData("batch/v1beta1", "${KIND}", "1.36")] // unknown: stay silent
    public void Is_silent_about_what_the_target_serves(string apiVersion, string kind, string target) =>
        Lint.Expect<ApiRemoved>(Manifest(apiVersion, kind), Facts(target));

    [Fact]
    public void Is_silent_without_an_api_version() => Lint.Expect<ApiRemoved>("kind: Ingress");

    [Fact]
    public void Is_silent_about_patches() => Lint.Expect<ApiRemoved>([("overlay/patches/web.yaml", Manifest("extensions/v1beta1", "Ingress"))]);

    [Fact]
    public void The_table_holds_together() => Assert.All(RemovedApis.All, api =>
    {
        Assert.True(api.Removed is not { } removed || api.Deprecated <= removed, api.ApiVersion);
        Assert.DoesNotContain(RemovedApis.All, other => other.ApiVersion == api.Replacement && other.Kinds.Intersect(api.Kinds).Any());
    });

    private static ClusterFacts Facts(string version)
    {
        Assert.True(KubernetesVersion.TryParse(version, out var parsed));
        return new ClusterFacts { Version = parsed };
    }

    private static string Manifest(string apiVersion, string kind) => $$"""
        apiVersion: {{apiVersion}}
        kind: {{kind}}
        metadata: { name: wiki }
        """;
}
