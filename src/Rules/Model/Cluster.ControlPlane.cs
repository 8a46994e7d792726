namespace Hale.Rules.Model;

// What belongs to one control plane: kubeadm's documents name neither each other nor their cluster.
public sealed partial class Cluster
{
    /// <summary>The Node objects near an object that are known to be of the control plane.</summary>
    internal IEnumerable<KubernetesObject> ControlPlaneNodesNear(KubernetesObject from) =>
        Nodes.To(from).Where(node => node.Labels.AnyKey(key => key is "node-role.kubernetes.io/control-plane" or "node-role.kubernetes.io/master").IsTrue);

    private Nearby<KubernetesObject> Nodes => field ?? Once(ref field, () => new([.. OfKind("Node").All.Where(node => node.IsA("Node", ""))]));

    /// <summary>The <c>ClusterConfiguration</c> that other documents of kubeadm go with; null when it is not certain which one.</summary>
    internal ControlPlaneSetup? ClusterConfigurationFor(KubernetesObject from)
    {
        var near = ClusterConfigurations.To(from).ToList();
        var sameFile = near.Where(setup => setup.Object.Source.Path == from.Source.Path).ToList();
        var candidates = sameFile.Count > 0 ? sameFile : near;
        return candidates.Count == 1 && !from.MayHaveUnseen("ClusterConfiguration") ? candidates[0] : null;
    }

    /// <summary>
    /// The version of Kubernetes that a document of kubeadm is for; null when it cannot be seen. Which document of several clusters
    /// counts cannot be said.
    /// </summary>
    internal KubernetesVersion? VersionFor(KubernetesObject document)
    {
        if (document.MayHaveUnseen("ClusterConfiguration"))
            return null;
        var near = ViewOf<ControlPlaneSetup>(document) is { ClusterConfiguration: not null } own ? own : ClusterConfigurationFor(document);
        return near is null ? Facts.Version : near.Version;
    }

    /// <summary>Whether kubeadm may set up the first node of a file without taints.</summary>
    internal bool MayBeUntainted(string file) => UntaintedFiles.Contains(file);

    private Nearby<ControlPlaneSetup> ClusterConfigurations => field ?? Once(ref field, () =>
        new([.. All<ControlPlaneSetup>().Where(setup => setup.ClusterConfiguration is not null && !setup.IsEmbedded)]));

    private HashSet<string> UntaintedFiles => field ?? Once(ref field, () =>
        new(All<ControlPlaneSetup>().Where(setup => setup.MayBeUntainted).Select(setup => setup.Object.Source.Path), StringComparer.Ordinal));
}
