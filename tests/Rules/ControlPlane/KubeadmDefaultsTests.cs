using Hale.Testing;
using Hale.Rules.Tree;

namespace Hale.Rules.Tests.ControlPlane;

/// <summary>Files as people have them: several documents, written in full.</summary>
public sealed class KubeadmDefaultsTests
{
    [Fact]
    public void What_kubeadm_prints_needs_an_endpoint_and_a_token_of_its_own() => Assert.Equal(
        ["HA1501 controlPlaneEndpoint", "HA1504 bootstrapTokens[0].token", "HA1507 shutdownGracePeriod"],
        Ids("""
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: InitConfiguration
            bootstrapTokens:
            - groups: [system:bootstrappers:kubeadm:default-node-token]
              token: abcdef.0123456789abcdef
              ttl: 24h0m0s
              usages: [signing, authentication]
            localAPIEndpoint: { advertiseAddress: 1.2.3.4, bindPort: 6443 }
            nodeRegistration: { criSocket: unix:///var/run/containerd/containerd.sock, name: node, taints: null }
            ---
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: ClusterConfiguration
            clusterName: kubernetes
            apiServer: {}
            controllerManager: {}
            etcd: { local: { dataDir: /var/lib/etcd } }
            kubernetesVersion: 1.36.0
            ---
            apiVersion: kubelet.config.k8s.io/v1beta1
            kind: KubeletConfiguration
            nodeStatusUpdateFrequency: 0s
            shutdownGracePeriod: 0s
            shutdownGracePeriodCriticalPods: 0s
            """));

    [Fact]
    public void The_static_pods_of_the_first_node_are_fine() => Assert.Empty(Ids("""
        apiVersion: v1
        kind: Pod
        metadata:
          annotations: { kubeadm.kubernetes.io/etcd.advertise-client-urls: "https://10.0.0.11:2379" }
          labels: { component: etcd, tier: control-plane }
          name: etcd
          namespace: kube-system
        spec:
          hostNetwork: true
          containers:
          - name: etcd
            image: registry.k8s.io/etcd:3.5.16-0
            command:
            - etcd
            - --advertise-client-urls=https://10.0.0.11:2379
            - --data-dir=/var/lib/etcd
            - --initial-cluster=one=https://10.0.0.11:2380
            volumeMounts: [{ name: etcd-data, mountPath: /var/lib/etcd }]
          volumes: [{ name: etcd-data, hostPath: { path: /var/lib/etcd } }]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          labels: { component: kube-controller-manager, tier: control-plane }
          name: kube-controller-manager
          namespace: kube-system
        spec:
          hostNetwork: true
          containers:
          - name: kube-controller-manager
            image: registry.k8s.io/kube-controller-manager:v1.36.0
            command: [kube-controller-manager, --leader-elect=true, "--controllers=*,bootstrapsigner,tokencleaner"]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          labels: { component: kube-apiserver, tier: control-plane }
          name: kube-apiserver
          namespace: kube-system
        spec:
          hostNetwork: true
          containers:
          - name: kube-apiserver
            image: registry.k8s.io/kube-apiserver:v1.36.0
            command: [kube-apiserver, --advertise-address=10.0.0.11, "--etcd-servers=https://127.0.0.1:2379"]
        """));

    private static IEnumerable<string> Ids(string text) =>
        from finding in Lint.Run([new SourceText("kubeadm.yaml", text)])
        where finding.Rule.Category == "HA15"
        orderby finding.Rule.Id
        select $"{finding.Rule.Id} {finding.Path}";
}
