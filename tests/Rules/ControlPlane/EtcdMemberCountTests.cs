using Hale.Rules.ControlPlane;
using Hale.Testing;

namespace Hale.Rules.Tests.ControlPlane;

public sealed class EtcdMemberCountTests
{
    private const string Initial = "a=https://10.0.0.1:2380,b=https://10.0.0.2:2380";

    [Theory]
    [InlineData("[https://10.0.0.1:2379, https://10.0.0.2:2379]", Severity.Error, "2 members is 2", "no failure and is less available than with 1")]
    [InlineData("[https://10.0.0.1:2379]", Severity.Warning, "1 member is 1", "no failure")]
    [InlineData("[https://a:2379, https://b:2379, https://c:2379, https://d:2379]", Severity.Warning, "4 members is 3", "1 failure, no more than with 3")]
    [InlineData("['https://a:1', 'https://b:1', 'https://c:1', 'https://d:1', 'https://e:1', 'https://f:1']", Severity.Warning, "6 members is 4", "2 failures, no more than with 5")]
    public void Reports_a_number_of_external_members(string endpoints, Severity severity, string majority, string effect)
    {
        var finding = Lint.One<EtcdMemberCount>(External(endpoints));
        Assert.Equal(severity, finding.Severity);
        Assert.Equal("etcd.external.endpoints", finding.Path);
        Assert.Equal($"A majority of {majority}: etcd.external of the ClusterConfiguration tolerates {effect}", finding.Message);
    }

    [Theory]
    [InlineData("[https://10.0.0.1:2379, https://10.0.0.2:2379, https://10.0.0.3:2379]")]
    [InlineData("[https://etcd.example.com:2379]")] // may be a load balancer
    [InlineData("['https://${ONE}:2379']")] // unknown: stay silent
    [InlineData("['${ONE}', '${TWO}']")]
    [InlineData("'${ENDPOINTS}'")]
    [InlineData("[]")]
    public void Is_silent_about_a_good_or_unknown_number(string endpoints) => Lint.Expect<EtcdMemberCount>(External(endpoints));

    [Fact]
    public void Is_silent_about_stacked_members() => Lint.Expect<EtcdMemberCount>("""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        etcd: { local: { dataDir: /var/lib/etcd } }
        ---
        """ + "\n" + Pod("kube-apiserver", "", "--etcd-servers=https://127.0.0.1:2379"));

    [Theory]
    [InlineData("{|HA1505:--etcd-servers=https://10.0.0.1:2379,https://10.0.0.2:2379|}")]
    [InlineData("--etcd-servers=https://10.0.0.1:2379,https://10.0.0.2:2379,https://10.0.0.3:2379")]
    [InlineData("'--etcd-servers=${SERVERS}'")]
    public void Looks_at_the_servers_of_the_API_server(string flag) => Lint.Expect<EtcdMemberCount>(Pod("kube-apiserver", "", flag));

    [Theory]
    [InlineData("", "{|HA1505:--initial-cluster=" + Initial + "|}")]
    [InlineData("", "--initial-cluster; {|HA1505:" + Initial + "|}")]
    [InlineData("", "--initial-cluster=" + Initial + "; --initial-cluster-state=existing")]
    [InlineData("", "--initial-cluster=" + Initial + ",c=https://10.0.0.3:2380")]
    [InlineData("", "--initial-cluster=" + Initial + "; ${MORE}")] // may say something else
    [InlineData("annotations: { kubeadm.kubernetes.io/etcd.advertise-client-urls: x }", "--initial-cluster=a=https://10.0.0.1:2380")]
    [InlineData("labels: { component: etcd, tier: control-plane }", "--initial-cluster=a=https://10.0.0.1:2380")]
    public void Looks_at_the_first_members_of_static_pods(string metadata, string flags) =>
        Lint.Expect<EtcdMemberCount>([("kubernetes/manifests/etcd.yaml", Pod("etcd", metadata, flags))]);

    [Fact]
    public void Is_silent_about_pods_that_are_not_static() =>
        Lint.Expect<EtcdMemberCount>(Pod("etcd", "", "--initial-cluster=" + Initial));

    [Theory]
    [InlineData("KubeadmControlPlane", "{|HA1505:2|}", "")]
    [InlineData("KubeadmControlPlane", "{|HA1505:1|}", "")]
    [InlineData("RKE2ControlPlane", "{|HA1505:4|}", "")]
    [InlineData("TalosControlPlane", "3", "")]
    [InlineData("TalosControlPlane", "0", "")]
    [InlineData("K0sControlPlane", "{|HA1505:2|}", "")]
    [InlineData("KubeadmControlPlane", "${COUNT}", "")]
    [InlineData("KubeadmControlPlane", "1", "kubeadmConfigSpec: { initConfiguration: { nodeRegistration: { taints: [] } } }")] // is meant to be the only node
    [InlineData("KubeadmControlPlane", "2", "kubeadmConfigSpec: { clusterConfiguration: { etcd: { external: { caFile: /ca } } } }")]
    [InlineData("K0sControlPlane", "2", "k0sConfigSpec: { k0s: { spec: { storage: { type: kine } } } }")]
    public void Looks_at_the_nodes_of_cluster_api(string kind, string replicas, string spec) => Lint.Expect<EtcdMemberCount>($$"""
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: {{kind}}
        metadata: { name: shop }
        spec:
          replicas: {{replicas}}
          {{spec}}
        """);

    [Fact]
    public void One_node_is_enough_for_tests() => Lint.Expect<EtcdMemberCount>([("test/cluster.yaml", """
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        metadata: { name: shop }
        spec: { replicas: 1 }
        """)]);

    [Theory]
    [InlineData("election-timeout: {|HA1505:\"499\"|}", Severity.Error)]
    [InlineData("election-timeout: {|HA1505:\"500\"|}", Severity.Warning)]
    [InlineData("election-timeout: {|HA1505:\"999\"|}", Severity.Warning)]
    [InlineData("heartbeat-interval: {|HA1505:\"250\"|}", Severity.Error)]
    [InlineData("election-timeout: {|HA1505:\"2000\"|}, heartbeat-interval: \"300\"", Severity.Warning)]
    [InlineData("election-timeout: \"5000\", heartbeat-interval: \"500\"", null)]
    [InlineData("election-timeout: '${TIMEOUT}', heartbeat-interval: \"500\"", null)]
    [InlineData("election-timeout: \"400\", config-file: /etc/etcd.yaml", null)]
    [InlineData("quota-backend-bytes: \"100\"", null)]
    public void Compares_the_election_timeout_with_the_heartbeat(string arguments, Severity? severity)
    {
        var text = $$"""
            apiVersion: kubeadm.k8s.io/v1beta3
            kind: ClusterConfiguration
            etcd: { local: { extraArgs: { {{arguments}} } } }
            """;
        Lint.Expect<EtcdMemberCount>(text);
        Assert.All(Lint.Findings<EtcdMemberCount>(text), finding => Assert.Equal(severity, finding.Severity));
    }

    [Theory]
    [InlineData("400", "400 ms, is less than 5 heartbeats of 100 ms: etcd does not start")]
    [InlineData("900", "900 ms, is less than 10 heartbeats of 100 ms: members call elections while the leader is alive")]
    public void Says_what_a_short_election_timeout_does(string timeout, string effect) => Assert.Equal(
        $"The election timeout of etcd in the ClusterConfiguration, {effect}",
        Lint.One<EtcdMemberCount>($"{{ apiVersion: kubeadm.k8s.io/v1beta3, kind: ClusterConfiguration, etcd: {{ local: {{ extraArgs: {{ election-timeout: '{timeout}' }} }} }} }}").Message);

    [Theory]
    [InlineData("{|HA1505:emptyDir|}: {}", "/var/lib/etcd")]
    [InlineData("{|HA1505:emptyDir|}: {}", "/var/lib")]
    [InlineData("hostPath: { path: /var/lib/etcd }", "/var/lib/etcd")]
    [InlineData("emptyDir: {}", "/var/lib/etcd-backup")]
    [InlineData("emptyDir: {}", "${FOLDER}")]
    public void Reports_data_in_scratch_space(string volume, string path) => Lint.Expect<EtcdMemberCount>([("kubernetes/manifests/etcd.yaml",
        Pod("etcd", "", "--data-dir=/var/lib/etcd", $"volumeMounts: [{{ name: data, mountPath: \"{path}\" }}]") + $$"""

          volumes:
          - name: data
            {{volume}}
        """)]);

    private static string External(string endpoints) => $$"""
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        etcd: { external: { endpoints: {{endpoints}} } }
        """;

    private static string Pod(string program, string metadata, string flags, string container = "") => $"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {program}
          namespace: kube-system
          {metadata}
        spec:
          hostNetwork: true
          containers:
          - name: {program}
            image: registry.k8s.io/{program}:v1.36.0
            command:
            - {program}
            - {flags.Replace("; ", "\n    - ", StringComparison.Ordinal)}
            {container}
        """;
}
