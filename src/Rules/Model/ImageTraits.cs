namespace Hale.Rules.Model;

/// <summary>
/// What is known of images besides the product that they are. They are compared by the last segment of the repository; those
/// with a slash by the last two (see <see cref="ImageReference.IsOneOf"/>).
/// </summary>
internal static class ImageTraits
{
    /// <summary>
    /// Whose projects ask for updates by hand, pod after pod.
    /// Sources: https://developer.hashicorp.com/vault/docs/platform/k8s/helm/run#upgrading-vault-on-kubernetes,
    /// https://openbao.org/docs/platform/k8s/helm/run/, https://github.com/rook/rook/blob/master/deploy/examples/operator.yaml
    /// </summary>
    public static readonly IReadOnlyList<string> UpdatedByHand = ["vault", "openbao", "cephcsi"];

    /// <summary>
    /// Servers that finish their requests when they are told to stop. Sources:
    /// https://github.com/nginx/docker-nginx (STOPSIGNAL SIGQUIT), https://github.com/docker-library/httpd and
    /// https://github.com/docker-library/php (STOPSIGNAL SIGWINCH), https://kubernetes.github.io/ingress-nginx/,
    /// https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/operations/draining
    /// </summary>
    public static readonly IReadOnlyList<string> DrainedByStopSignal =
        ["nginx", "nginx-unprivileged", "httpd", "php", "wordpress", "envoy", "ingress-nginx/controller", "nginx-ingress-controller"];

    /// <summary>
    /// What a DaemonSet does for the pods of its nodes, by the images of the projects' own manifests.
    /// Source: https://kubernetes.io/docs/concepts/cluster-administration/addons/
    /// </summary>
    public static readonly IReadOnlyList<NodeAgent> NodeAgents =
    [
        new("the pod network",
        [
            "calico/node", "cilium", "flannel", "weave-kube", "antrea-ubuntu", "antrea-agent-ubuntu", "amazon-k8s-cni", "multus-cni",
            "kube-router", "kube-ovn",
        ]),
        new("the CSI driver", ["csi-node-driver-registrar"]),
        new("the DNS", ["k8s-dns-node-cache", "coredns"]),
        new("the ingress controller",
        [
            "ingress-nginx/controller", "nginx-ingress-controller", "nginx-ingress", "nginx-plus-ingress", "traefik", "haproxy-ingress",
            "haproxytech/kubernetes-ingress", "kong",
        ]),
    ];
}

/// <summary>What a DaemonSet with one of some images does for the pods of its nodes.</summary>
internal sealed record NodeAgent(string Role, string[] Images);
