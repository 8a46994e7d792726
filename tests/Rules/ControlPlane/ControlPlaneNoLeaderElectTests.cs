using Hale.Rules.ControlPlane;
using Hale.Testing;

namespace Hale.Rules.Tests.ControlPlane;

public sealed class ControlPlaneNoLeaderElectTests
{
    [Theory]
    [InlineData("kube-controller-manager", "{|HA1506:--leader-elect=false|}")]
    [InlineData("kube-scheduler", "{|HA1506:--leader-elect=false|}")]
    [InlineData("openstack-cloud-controller-manager", "{|HA1506:--leader-elect=false|}")]
    [InlineData("kube-scheduler", "--leader-elect=true")]
    [InlineData("kube-scheduler", "--leader-elect")]
    [InlineData("kube-scheduler", "--leader-elect\n    - --v=2")]
    [InlineData("kube-scheduler", "--leader-elect=false\n    - --${FLAG}=true")] // unknown: stay silent
    [InlineData("kube-scheduler", "--v=2")]
    [InlineData("kube-scheduler", "--leader-elect=${ELECT}")] // unknown: stay silent
    [InlineData("kube-apiserver", "--leader-elect=false")] // has no such flag
    public void Looks_at_static_pods(string program, string flag)
    {
        var text = $"""
            apiVersion: v1
            kind: Pod
            metadata: {Brace($"name: {program}, namespace: kube-system, labels: {Brace("tier: control-plane")}")}
            spec:
              hostNetwork: true
              containers:
              - name: {program}
                command:
                - {program}
                - {flag}
            """;
        Lint.Expect<ControlPlaneNoLeaderElect>(text);
        Assert.All(Lint.Findings<ControlPlaneNoLeaderElect>(text), finding => Assert.Equal(Severity.Error, finding.Severity));
    }

    [Theory]
    [InlineData("kind: DaemonSet", "", "{|HA1506:--leader-elect=F|}")]
    [InlineData("kind: Deployment", "replicas: 2", "{|HA1506:--leader-elect=false|}")]
    [InlineData("kind: Deployment", "replicas: 1", "--leader-elect=false")]
    public void Looks_at_components_that_a_controller_runs(string kind, string replicas, string flag) => Lint.Expect<ControlPlaneNoLeaderElect>($$"""
        apiVersion: apps/v1
        {{kind}}
        metadata: { name: kube-scheduler }
        spec:
          {{replicas}}
          template:
            spec: { containers: [{ name: main, image: registry.k8s.io/kube-scheduler:v1.36.0, command: [kube-scheduler, {{flag}}] }] }
        """);

    [Theory]
    [InlineData("v1beta3", "{ leader-elect: {|HA1506:\"false\"|} }")]
    [InlineData("v1beta3", "{ leader-elect: {|HA1506:f|} }")]
    [InlineData("v1beta3", "{ leader-elect: {|HA1506:\"0\"|} }")]
    [InlineData("v1beta3", "{ leader-elect: {|HA1506:\"False\"|} }")]
    [InlineData("v1beta3", "{ leader-elect: {|HA1506:\"FALSE\"|} }")]
    [InlineData("v1beta4", "[{ name: leader-elect, value: {|HA1506:\"false\"|} }]")]
    [InlineData("v1beta4", "[{ name: leader-elect, value: \"false\" }, { name: leader-elect, value: \"true\" }]")]
    [InlineData("v1beta4", "'${ARGS}'")]
    public void Looks_at_what_kubeadm_passes_on(string version, string arguments) => Lint.Expect<ControlPlaneNoLeaderElect>($$"""
        apiVersion: kubeadm.k8s.io/{{version}}
        kind: ClusterConfiguration
        scheduler: { extraArgs: {{arguments}} }
        """);

    [Theory]
    [InlineData("kind: InitConfiguration\nnodeRegistration: { taints: [] }")]
    public void One_node_needs_no_election(string init) => Lint.Expect<ControlPlaneNoLeaderElect>($$"""
        apiVersion: kubeadm.k8s.io/v1beta3
        kind: ClusterConfiguration
        scheduler: { extraArgs: { leader-elect: "false" } }
        ---
        apiVersion: kubeadm.k8s.io/v1beta3
        {{init}}
        """);

    [Fact]
    public void Is_silent_about_what_is_for_tests() => Lint.Expect<ControlPlaneNoLeaderElect>(
    [
        ("e2e/kubeadm.yaml", "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nscheduler: { extraArgs: { leader-elect: \"false\" } }"),
        ("e2e/kube-vip.yaml", KubeVip("- { name: vip_arp, value: \"true\" }\n- { name: cp_enable, value: \"true\" }")),
    ]);

    [Theory]
    [InlineData("3", "{|HA1506:\"false\"|}")]
    [InlineData("1", "\"false\"")]
    [InlineData("${COUNT}", "\"false\"")]
    public void Looks_into_cluster_api(string replicas, string value) => Lint.Expect<ControlPlaneNoLeaderElect>($$"""
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        metadata: { name: shop }
        spec:
          replicas: {{replicas}}
          kubeadmConfigSpec: { clusterConfiguration: { controllerManager: { extraArgs: { leader-elect: {{value}} } } } }
        """);

    [Theory]
    [InlineData("replicas: 2", "{|HA1506:--leader-elect=false|}")]
    [InlineData("replicas: 2", "{|HA1506:--enable-leader-election=false|}")]
    [InlineData("replicas: 2", "--leader-elect=true")]
    [InlineData("replicas: 2", "--leader-elect=false, --webhooks-only")] // answers in each replica
    [InlineData("replicas: 1", "--leader-elect=false")]
    [InlineData("", "--leader-elect=false")]
    [InlineData("replicas: ${REPLICAS}", "--leader-elect=false")] // unknown: stay silent
    [InlineData("replicas: 2", "--leader-elect=false", "StatefulSet")] // each may have a part of its own
    public void Looks_at_controllers_with_replicas(string replicas, string flags, string kind = "Deployment") => Lint.Expect<ControlPlaneNoLeaderElect>($$"""
        apiVersion: apps/v1
        kind: {{kind}}
        metadata: { name: backup-controller }
        spec:
          {{replicas}}
          template:
            spec: { containers: [{ name: manager, image: manager:1, args: [{{flags}}] }] }
        """);

    [Theory]
    [InlineData("name: {|HA1506:resizer|}", "['--csi-address=$(ADDRESS)']")]
    [InlineData("name: {|HA1506:resizer|}", "[]", "StatefulSet")]
    [InlineData("name: resizer", "['-leader-election']")]
    [InlineData("name: resizer", "['--leader-election', 'true']")]
    [InlineData("name: resizer", "['--enable-leader-election']")] // the first releases
    [InlineData("name: resizer", "['${FLAGS}']")] // unknown: stay silent
    [InlineData("name: resizer", "[]", "DaemonSet")] // one for each node
    [InlineData("name: resizer", "[sh, '-c', 'exec /csi-resizer --leader-election']")]
    [InlineData("name: resizer", "[]", "Deployment", "replicas: 1")]
    [InlineData("name: resizer", "[]", "Deployment", "replicas: ${REPLICAS}")]
    [InlineData("name: resizer", "[]", "Deployment", "replicas: 2", "storage/csi-node-driver-registrar:v2.13.0")]
    public void Looks_at_the_sidecars_of_storage_drivers(string name, string command, string kind = "Deployment", string replicas = "replicas: 2", string image = "storage/csi-resizer:v1.13.2") =>
        Lint.Expect<ControlPlaneNoLeaderElect>($$"""
            apiVersion: apps/v1
            kind: {{kind}}
            metadata: { name: disks }
            spec:
              {{replicas}}
              template:
                spec: { containers: [{ name: driver, image: disks:1 }, { {{name}}, image: '{{image}}', command: {{command}} }] }
            """);

    [Theory]
    [InlineData("vip_leaderelection", "{|HA1506:\"false\"|}", "cp_enable")]
    [InlineData("vip_leaderelection", "\"true\"", "cp_enable")]
    [InlineData("vip_leaderelection", "'${ELECT}'", "cp_enable")] // unknown: stay silent
    [InlineData("vip_leaderelection", "\"false\"", "bgp_enable")]
    [InlineData("vip_leaderelection", "{|HA1506:\"false\"|}", "svc_enable")]
    public void Looks_at_virtual_addresses(string variable, string value, string use) => Lint.Expect<ControlPlaneNoLeaderElect>(KubeVip($$"""
        - { name: vip_arp, value: "true" }
        - { name: {{use}}, value: "true" }
        - { name: {{variable}}, value: {{value}} }
        """));

    [Theory]
    [InlineData("kube-vip/kube-vip", "kube-vip/kube-vip-cloud-provider")]
    [InlineData("args: [manager]", "args: [manager, --leaderElection=true]")]
    [InlineData("args: [manager]", "args: '${ARGS}'")]
    [InlineData("args: [manager]", "command: '${COMMAND}'")]
    [InlineData("args: [manager]", "envFrom: [{ configMapRef: { name: kube-vip } }]")]
    [InlineData("{ name: vip_arp, value: \"true\" }", "{ name: vip_arp, value: \"false\" }")] // BGP needs no election
    [InlineData("value: \"false\"", "valueFrom: { configMapKeyRef: { name: kube-vip, key: election } }")]
    public void Is_silent_when_kube_vip_may_elect_or_need_not(string text, string other) => Lint.Expect<ControlPlaneNoLeaderElect>(KubeVip("""
        - { name: vip_arp, value: "true" }
        - { name: cp_enable, value: "true" }
        - { name: vip_leaderelection, value: "false" }
        """).Replace(text, other, StringComparison.Ordinal));

    [Fact]
    public void Services_may_have_elections_of_their_own() => Lint.Expect<ControlPlaneNoLeaderElect>(KubeVip("""
        - { name: vip_arp, value: "true" }
        - { name: svc_enable, value: "true" }
        - { name: svc_election, value: "true" }
        """));

    [Fact]
    public void Reports_a_virtual_address_where_nothing_says_election() => Assert.Single(Lint.Findings<ControlPlaneNoLeaderElect>(KubeVip("""
        - { name: vip_arp, value: "true" }
        - { name: cp_enable, value: "true" }
        """)));

    private static string Brace(string text) => $"{{ {text} }}";

    private static string KubeVip(string variables) => $"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: kube-vip
          namespace: kube-system
        spec:
          hostNetwork: true
          containers:
          - name: kube-vip
            image: ghcr.io/kube-vip/kube-vip:v0.8.9
            args: [manager]
            env:
            {variables.Replace("\n", "\n    ", StringComparison.Ordinal)}
        """;
}
