using Hale.Rules.ControlPlane;
using Hale.Testing;

namespace Hale.Rules.Tests.ControlPlane;

public sealed class KubeletShutdownGraceTests
{
    [Theory]
    [InlineData("cgroupDriver: systemd")]
    [InlineData("shutdownGracePeriod: 0s")]
    public void A_shutdown_that_does_not_wait_is_worth_a_note(string text)
    {
        var finding = Lint.One<KubeletShutdownGrace>(Kubelet(text));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("shutdownGracePeriod", finding.Path);
    }

    [Theory]
    [InlineData("shutdownGracePeriod: 30s", "shutdownGracePeriodCriticalPods: {|HA1507:30s|}", "all other pods are killed at once")]
    [InlineData("shutdownGracePeriod: 1m0s", "shutdownGracePeriodCriticalPods: {|HA1507:90s|}", "the kubelet does not start")]
    [InlineData("cgroupDriver: systemd", "shutdownGracePeriodCriticalPods: {|HA1507:10s|}", "the kubelet does not start")]
    public void Reports_that_critical_pods_get_all_of_the_time(string total, string critical, string effect)
    {
        var text = Kubelet($"{total}\n{critical}");
        Lint.Expect<KubeletShutdownGrace>(text);
        var finding = Lint.One<KubeletShutdownGrace>(text);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.EndsWith(effect, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shutdownGracePeriod: 1m0s\nshutdownGracePeriodCriticalPods: 59s")]
    [InlineData("shutdownGracePeriod: 30s")]
    [InlineData("shutdownGracePeriod: ${GRACE}")] // unknown: stay silent
    [InlineData("shutdownGracePeriod: 30s\nshutdownGracePeriodCriticalPods: ${GRACE}")]
    [InlineData("shutdownGracePeriod: thirty")]
    [InlineData("shutdownGracePeriodByPodPriority: [{ priority: 0, shutdownGracePeriodSeconds: 60 }]")]
    public void Is_silent_when_the_shutdown_waits(string text) => Lint.Expect<KubeletShutdownGrace>(Kubelet(text));

    [Fact]
    public void Reports_pods_that_may_take_longer()
    {
        var text = WithPods("{|HA1507:60s|}", "[30, 120, 90]");
        Lint.Expect<KubeletShutdownGrace>(text);
        var finding = Lint.One<KubeletShutdownGrace>(text);
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("The shutdown of a node waits for 60 s, but pods may take 120 s to end", finding.Message);
    }

    [Theory]
    [InlineData("120s", "[30, 120]")]
    [InlineData("60s", "['${GRACE}']")] // unknown: stay silent
    [InlineData("60s", "[]")]
    public void Is_silent_when_it_waits_long_enough(string total, string graces) => Lint.Expect<KubeletShutdownGrace>(WithPods(total, graces));

    [Fact]
    public void Is_silent_about_patches_and_static_pods() => Lint.Expect<KubeletShutdownGrace>([("kubernetes/manifests/all.yaml", Kubelet("shutdownGracePeriod: 60s") + """

        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec: { template: { spec: { terminationGracePeriodSeconds: 120 } } }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: kube-scheduler, namespace: kube-system }
        spec: { hostNetwork: true, terminationGracePeriodSeconds: 120, containers: [{ name: main, image: registry.k8s.io/kube-scheduler:v1.36.0 }] }
        """)]);

    [Fact]
    public void Is_silent_about_tests_and_other_kinds() => Lint.Expect<KubeletShutdownGrace>(
    [
        ("e2e/kubelet.yaml", Kubelet("cgroupDriver: systemd")),
        ("proxy.yaml", "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration"),
        ("other.yaml", "apiVersion: example.com/v1\nkind: KubeletConfiguration"),
    ]);

    private static string Kubelet(string text) => $"""
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
        {text}
        """;

    private static string WithPods(string total, string graces) =>
        Kubelet($"shutdownGracePeriod: {total}") + string.Concat(graces.Trim('[', ']').Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(grace => $$"""

            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec: { template: { spec: { terminationGracePeriodSeconds: {{grace}}, containers: [{ name: web, image: web:1 }] } } }
            """));
}
