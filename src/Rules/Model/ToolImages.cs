namespace Hale.Rules.Model;

/// <summary>
/// Images that are run for one command, a shell or a client, and whose version rarely matters: by the last segment of the
/// repository. Source: the images' own descriptions on Docker Hub, registry.k8s.io and the cloud providers' registries.
/// </summary>
internal static class ToolImages
{
    private static readonly HashSet<string> Names = new(
        [
            "alpine", "bash", "busybox", "debian", "fedora", "toybox", "ubuntu", "ubi", "ubi-minimal",
            "curl", "wget", "httpie", "netshoot", "dnsutils", "iperf3", "hey", "k6", "fortio",
            "git", "alpine-git", "git-sync", "jq", "yq", "openssl",
            "kubectl", "helm", "kustomize", "kube-webhook-certgen",
            "aws-cli", "azure-cli", "cloud-sdk", "google-cloud-cli", "gsutil", "mc", "rclone", "restic",
        ],
        StringComparer.Ordinal);

    /// <summary>Whether the image is a tool.</summary>
    /// <param name="name">The last segment of its repository.</param>
    public static bool Contains(string? name) => name is not null && Names.Contains(name);
}
