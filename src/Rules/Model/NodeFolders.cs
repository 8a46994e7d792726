namespace Hale.Rules.Model;

/// <summary>
/// Folders that belong to a node and its software, which pods mount to see or manage the node and not to keep data there.
/// Sources: https://refspecs.linuxfoundation.org/FHS_3.0/fhs/index.html, https://kubernetes.io/docs/reference/node/kubelet-files/
/// </summary>
internal static class NodeFolders
{
    private static readonly string[] Folders =
    [
        "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/run", "/sbin", "/sys", "/tmp", "/usr", "/var/run", "/var/log", "/var/tmp", "/var/cache",
        "/var/lib/kubelet", "/var/lib/docker", "/var/lib/containerd", "/var/lib/containers", "/var/lib/cni", "/var/lib/calico", "/var/lib/dockershim",
        "/opt/cni", "/opt/nvidia", "/home/kubernetes", "/var/snap/microk8s", "/var/vcap", "/var/lib/rancher", "/var/lib/k0s",
    ];

    /// <summary>Whether a path is one of them, is in one of them, or is the node's root.</summary>
    public static bool Contains(string path) =>
        path.TrimEnd('/') is var trimmed
        && (trimmed.Length == 0 || Folders.Any(folder => trimmed == folder || trimmed.StartsWith($"{folder}/", StringComparison.Ordinal)));
}
