using Hale.Rules.ControlPlane;
using Hale.Rules.Model;
using Hale.Testing;

namespace Hale.Rules.Tests.ControlPlane;

public sealed class NodeFailureFlagsTests
{
    [Theory]
    [InlineData("{|HA1508:19s|}")]
    [InlineData("{|HA1508:2m1s|}")]
    [InlineData("20s")]
    [InlineData("50s")]
    [InlineData("2m0s")]
    [InlineData("${GRACE}")] // unknown: stay silent
    [InlineData("soon")]
    public void Reports_a_grace_that_is_too_short_or_too_long(string grace) =>
        Lint.Expect<NodeFailureFlags>(Manager($"node-monitor-grace-period: {grace}"));

    [Theory]
    [InlineData("{|HA1508:30s|}", "nodeStatusUpdateFrequency: 20s")]
    [InlineData("40s", "nodeStatusUpdateFrequency: 20s")]
    [InlineData("30s", "nodeStatusUpdateFrequency: ${OFTEN}")]
    [InlineData("30s", "cgroupDriver: systemd")]
    [InlineData("40s", "nodeLeaseDurationSeconds: {|HA1508:40|}")]
    [InlineData("50s", "nodeLeaseDurationSeconds: 40")]
    [InlineData("'${GRACE}'", "nodeLeaseDurationSeconds: 40")] // unknown: stay silent
    public void Compares_it_with_the_kubelet(string grace, string kubelet) => Lint.Expect<NodeFailureFlags>(Manager($"node-monitor-grace-period: {grace}") + $"""

        ---
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
        {kubelet}
        """);

    [Theory]
    [InlineData("v1.31.0", "{|HA1508:45|}")]
    [InlineData("v1.32.0", "45")]
    [InlineData("v1.32.0", "{|HA1508:50|}")]
    [InlineData("${VERSION}", "50")]
    public void The_default_depends_on_the_version(string version, string lease) => Lint.Expect<NodeFailureFlags>($"""
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        kubernetesVersion: {version}
        ---
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
        nodeLeaseDurationSeconds: {lease}
        """);

    [Fact]
    public void A_lease_is_compared_only_with_a_controller_manager_that_can_be_seen() => Lint.Expect<NodeFailureFlags>("""
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
        nodeLeaseDurationSeconds: 90
        """);

    [Theory]
    [InlineData("pod-eviction-timeout: {|HA1508:30s|}", 26, Severity.Warning)]
    [InlineData("pod-eviction-timeout: {|HA1508:30s|}", 27, Severity.Error)]
    [InlineData("enable-taint-manager: {|HA1508:\"true\"|}", 30, Severity.Error)]
    [InlineData("pod-eviction-timeout: {|HA1508:30s|}", 13, Severity.Warning)]
    [InlineData("pod-eviction-timeout: 30s", 12, null)]
    [InlineData("leader-elect: \"true\"", 30, null)]
    public void Reports_flags_that_have_no_effect(string argument, int minor, Severity? severity)
    {
        var facts = new ClusterFacts { Version = new KubernetesVersion(1, minor) };
        Lint.Expect<NodeFailureFlags>(Manager(argument), facts);
        Assert.All(Lint.Findings<NodeFailureFlags>(Manager(argument), facts), finding => Assert.Equal(severity, finding.Severity));
    }

    [Theory]
    [InlineData("v1.36.1", Severity.Error, "was removed in 1.27: the controller manager does not start")]
    [InlineData("v1.20.4", Severity.Warning, "has had no effect since 1.13, and was removed in 1.27")]
    [InlineData("${VERSION}", Severity.Warning, "has had no effect since 1.13, and was removed in 1.27")]
    public void The_version_of_a_pod_is_that_of_its_image(string tag, Severity severity, string effect)
    {
        var finding = Lint.One<NodeFailureFlags>($"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: kube-controller-manager
            spec:
              containers:
              - name: kube-controller-manager
                image: "registry.k8s.io/kube-controller-manager:{tag}"
                command:
                - /usr/local/bin/kube-controller-manager
                - --pod-eviction-timeout
                - 1m
            """);
        Assert.Equal(severity, finding.Severity);
        Assert.Equal("1m", finding.Place.Text);
        Assert.EndsWith(effect, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("default-not-ready-toleration-seconds: {|HA1508:\"5\"|}")]
    [InlineData("default-unreachable-toleration-seconds: {|HA1508:\"600\"|}")]
    [InlineData("default-unreachable-toleration-seconds: \"10\"")]
    [InlineData("default-unreachable-toleration-seconds: \"300\"")]
    [InlineData("default-unreachable-toleration-seconds: '${SECONDS}'")]
    public void Reports_tolerations_that_are_too_short_or_too_long(string argument) => Lint.Expect<NodeFailureFlags>($$"""
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        apiServer: { extraArgs: { {{argument}} } }
        """);

    [Theory]
    [InlineData("9", "a short interruption of the network moves all pods of a node")]
    [InlineData("301", "pods of a dead node are not replaced for that long")]
    public void Says_what_a_toleration_does(string seconds, string effect) => Assert.Equal(
        $"The flag --default-unreachable-toleration-seconds of kube-apiserver in the ClusterConfiguration is {seconds} s: {effect}",
        Lint.One<NodeFailureFlags>($"{{ apiVersion: kubeadm.k8s.io/v1beta3, kind: ClusterConfiguration, apiServer: {{ extraArgs: {{ default-unreachable-toleration-seconds: '{seconds}' }} }} }}").Message);

    private static string Manager(string argument) => $"""
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        controllerManager:
          extraArgs:
            {argument}
        """;
}
