using Hale.Rules.ControlPlane;
using Hale.Rules.Model;
using Hale.Testing;

namespace Hale.Rules.Tests.ControlPlane;

public sealed class KubeadmApiVersionTests
{
    [Fact]
    public void Judges_a_file_for_an_unsupported_kubernetes_by_the_kubeadm_that_it_will_meet() => Lint.Expect<KubeadmApiVersion>("""
        apiVersion: {|HA1503:kubeadm.k8s.io/v1beta1|}
        kind: ClusterConfiguration
        kubernetesVersion: {|HA1503:v1.15.0|}
        """);

    [Fact]
    public void Says_once_that_a_file_is_old() => Lint.Expect<KubeadmApiVersion>("""
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: InitConfiguration
        ---
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        kubernetesVersion: {|HA1503:v1.26.1|}
        """);

    [Theory]
    [InlineData("v1alpha3", Severity.Error, "not read by kubeadm since 1.15")]
    [InlineData("v1beta1", Severity.Error, "not read by kubeadm since 1.22")]
    [InlineData("v1beta2", Severity.Error, "not read by kubeadm since 1.27")]
    [InlineData("v1beta3", Severity.Warning, "deprecated since kubeadm 1.31")]
    public void Reports_an_outdated_version(string version, Severity severity, string state)
    {
        var text = $$"""
            apiVersion: {|HA1503:kubeadm.k8s.io/{{version}}|}
            kind: JoinConfiguration
            """;
        Lint.Expect<KubeadmApiVersion>(text);
        var finding = Lint.One<KubeadmApiVersion>(text);
        Assert.Equal(severity, finding.Severity);
        Assert.Contains(state, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_arguments_in_the_form_of_another_version()
    {
        const string Current = """
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            apiServer:
              extraArgs: [{ name: v, value: "4" }]
            controllerManager:
              {|HA1503:extraArgs|}:
                node-monitor-grace-period: 50s
            etcd: { local: { {|HA1503:extraArgs|}: {} } }
            scheduler: { extraArgs: "${ARGS}" }
            ---
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: InitConfiguration
            nodeRegistration: { {|HA1503:kubeletExtraArgs|}: { v: "4" } }
            """;
        Lint.Expect<KubeadmApiVersion>(Current);
        var finding = Lint.Findings<KubeadmApiVersion>(Current)[0];
        Assert.Equal(
            "'controllerManager.extraArgs' of the ClusterConfiguration is a map, but in 'kubeadm.k8s.io/v1beta4' it is a list of names and values: kubeadm does not read the file",
            finding.Message);
        Assert.Equal("Write extraArgs as a list of names and values, such as `- name: v` with `value: \"4\"`.", finding.Fix);
        Assert.Equal(Severity.Error, finding.Severity);
    }

    [Fact]
    public void Older_versions_take_maps_of_arguments()
    {
        const string Older = """
            apiVersion: kubeadm.k8s.io/v1beta3
            kind: ClusterConfiguration
            kubernetesVersion: v1.30.1
            apiServer: { extraArgs: { v: "4" } }
            scheduler: { {|HA1503:extraArgs|}: [{ name: v, value: "4" }] }
            """;
        var facts = new ClusterFacts { Version = new KubernetesVersion(1, 30) };
        Lint.Expect<KubeadmApiVersion>(Older, facts);
        var finding = Lint.One<KubeadmApiVersion>(Older, facts);
        Assert.Equal("'scheduler.extraArgs' of the ClusterConfiguration is a list, but in 'kubeadm.k8s.io/v1beta3' it is a map: kubeadm does not read the file", finding.Message);
        Assert.Equal("Write extraArgs as a map.", finding.Fix);
    }

    [Fact]
    public void Is_silent_about_the_arguments_of_a_version_to_come() => Lint.Expect<KubeadmApiVersion>("""
        apiVersion: kubeadm.k8s.io/v1beta5
        kind: ClusterConfiguration
        apiServer: { extraArgs: { v: "4" } }
        scheduler: { extraArgs: [{ name: v, value: "4" }] }
        """);

    [Theory]
    [InlineData(30, "a version that your kubeadm writes")]
    [InlineData(31, "kubeadm.k8s.io/v1beta4")]
    public void Names_a_version_that_the_kubeadm_of_the_cluster_reads(int minor, string version) => Assert.EndsWith(
        $": use {version}",
        Lint.One<KubeadmApiVersion>("{ apiVersion: kubeadm.k8s.io/v1beta2, kind: JoinConfiguration }", new ClusterFacts { Version = new KubernetesVersion(1, minor) }).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("kubeadm.k8s.io/v1beta4", "ClusterConfiguration")]
    [InlineData("kubeadm.example.com/v1beta1", "ClusterConfiguration")]
    [InlineData("'kubeadm.k8s.io/${VERSION}'", "ClusterConfiguration")] // unknown: stay silent
    public void Is_silent_about_the_current_version_and_other_groups(string version, string kind) => Lint.Expect<KubeadmApiVersion>($"""
        apiVersion: {version}
        kind: {kind}
        """);

    [Fact]
    public void The_version_of_the_same_file_counts() => Lint.Expect<KubeadmApiVersion>("""
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: InitConfiguration
        ---
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        kubernetesVersion: v1.30.4
        """, new ClusterFacts { Version = new KubernetesVersion(1, 31) });

    [Fact]
    public void Is_silent_when_the_version_may_stand_in_a_document_of_an_unknown_kind() => Lint.Expect<KubeadmApiVersion>("""
        apiVersion: kubeadm.k8s.io/v1beta2
        kind: InitConfiguration
        ---
        apiVersion: kubeadm.k8s.io/v1beta2
        kind: ${KIND}
        kubernetesVersion: v1.26.0
        """);

    [Fact]
    public void Reports_a_Kubernetes_out_of_support_once() => Lint.Expect<KubeadmApiVersion>("""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: {|HA1503:v1.20.0|}
        ---
        apiVersion: installer.kubesphere.io/v1alpha1
        kind: ClusterConfiguration
        """);

    [Theory]
    [InlineData("${KUBERNETES_VERSION}")]
    [InlineData("ci/latest-1.20")]
    public void Is_silent_when_the_version_is_unknown(string version) => Lint.Expect<KubeadmApiVersion>($"""
        apiVersion: kubeadm.k8s.io/v1beta2
        kind: ClusterConfiguration
        kubernetesVersion: {version}
        """);

    [Theory]
    [InlineData("{|HA1503:v1.33.9|}")]
    [InlineData("{|HA1503:1.20.0|}")]
    [InlineData("{|HA1503:stable-1.31|}")]
    [InlineData("v1.34.0")]
    [InlineData("v1.36.0")]
    [InlineData("stable")]
    [InlineData("stable-1")]
    public void Reports_a_Kubernetes_out_of_support(string version) => Lint.Expect<KubeadmApiVersion>($"""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: {version}
        """);

    [Fact]
    public void A_version_that_the_user_asks_for_is_not_out_of_support() => Lint.Expect<KubeadmApiVersion>("""
        apiVersion: kubeadm.k8s.io/v1beta2
        kind: ClusterConfiguration
        kubernetesVersion: v1.20.4
        """, new ClusterFacts { Version = new KubernetesVersion(1, 20) });

    [Theory]
    [InlineData("apiServerCertSANs: [lb.example]", "apiServer.certSANs")]
    [InlineData("controllerManagerExtraArgs: { node-monitor-period: 5s }", "controllerManager.extraArgs")]
    [InlineData("schedulerExtraVolumes: []", "scheduler.extraVolumes")]
    public void Reports_a_field_that_kubeadm_passes_over(string field, string replacement)
    {
        var name = field[..field.IndexOf(':', StringComparison.Ordinal)];
        var text = $$"""
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            {|HA1503:{{name}}|}{{field[name.Length..]}}
            """;
        Lint.Expect<KubeadmApiVersion>(text);
        Assert.Equal(
            $"'{name}' of the ClusterConfiguration was a field of v1alpha3: in 'kubeadm.k8s.io/v1beta4' it is {replacement}, and kubeadm ignores the old one",
            Lint.One<KubeadmApiVersion>(text).Message);
    }

    [Theory]
    [InlineData("kubeadm.k8s.io/v1beta4", "ClusterConfiguration", "apiServer: { certSANs: [lb.example] }")]
    [InlineData("kubeadm.k8s.io/v1beta4", "InitConfiguration", "apiServerCertSANs: [lb.example]")]
    [InlineData("{|HA1503:kubeadm.k8s.io/v1alpha3|}", "ClusterConfiguration", "apiServerCertSANs: [lb.example]")]
    [InlineData("'kubeadm.k8s.io/${VERSION}'", "ClusterConfiguration", "apiServerCertSANs: [lb.example]")]
    [InlineData("example.com/v1beta1", "ClusterConfiguration", "apiServerCertSANs: [lb.example]")]
    public void Is_silent_about_fields_that_the_version_has_or_nobody_knows(string version, string kind, string field) => Lint.Expect<KubeadmApiVersion>($$"""
        apiVersion: {{version}}
        kind: {{kind}}
        {{field}}
        """);
}
