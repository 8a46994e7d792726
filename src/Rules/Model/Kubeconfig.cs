using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A kubeconfig file. Source: https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/</summary>
internal static class Kubeconfig
{
    /// <summary>
    /// The server that people reach a cluster of kubeadm through, which in its kubeconfig files goes by the name of the cluster.
    /// Null for other files: what runs on a control-plane node may use the API server of that node, and so do the files of the
    /// components and the kubelet there.
    /// </summary>
    public static Field<string>? ServerOf(Node kubeconfig, Node clusterConfiguration)
    {
        var (clusters, users) = (kubeconfig["clusters"], kubeconfig["users"]);
        if (clusters.IsOpen || clusters.Items.Count != 1 || !clusterConfiguration["clusterName"].Text().Or("kubernetes").TryGet(out var name))
            return null;
        var cluster = clusters.Items[0]["cluster"];
        var isPlain = clusters.Items[0]["name"].Text().Is(name) && !cluster["insecure-skip-tls-verify"].Exists && !cluster["tls-server-name"].Exists;
        return (isPlain && users.All(user => user["name"].Text().Is(IsPerson))).IsTrue ? cluster["server"].Text() : null;
    }

    private static bool IsPerson(string user) => !user.StartsWith("system:", StringComparison.Ordinal) && user is not "default-auth";
}
