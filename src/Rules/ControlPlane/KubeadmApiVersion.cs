using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.ControlPlane;

internal sealed class KubeadmApiVersion : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA1503", "kubeadm-api-version")
    {
        Severity = Severity.Error,
        Title = "Outdated kubeadm configuration or Kubernetes version",
        Why = """
            kubeadm refuses configuration in a version that it no longer knows. That shows when a control-plane node has died
            and its replacement has to join, or in the middle of an upgrade. The same goes for `extraArgs` in the form of another
            version; a field of an older version is passed over, and a name that clients use is then missing in the certificate.
            A Kubernetes version that is out of support gets no more fixes.
            """,
        Fix = """
            Convert the file with `kubeadm config migrate`, using a kubeadm that still reads it, and set `kubernetesVersion` to
            a supported version. In `v1beta4` every `extraArgs` is a list of names and values.
            """,
        Sources =
        [
            "https://github.com/kubernetes/kubernetes/issues/101129",
            "https://github.com/kubernetes/kubernetes/issues/125029",
            "https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/",
            "https://kubernetes.io/releases/version-skew-policy/",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster) =>
        subject.Group is "kubeadm.k8s.io" ? CheckVersion(subject, cluster).Concat(CheckArguments(subject)).Concat(CheckOldFields(subject)) : [];

    private IEnumerable<Finding> CheckVersion(KubernetesObject subject, Cluster cluster)
    {
        if (cluster.VersionFor(subject) is not { } target)
            yield break;

        // A file for a Kubernetes that nobody supports any more will meet a newer kubeadm. What that one still reads is no second mistake.
        var oldest = cluster.Facts.OldestSupported;
        var isSupported = target >= oldest;
        var kubeadm = isSupported ? target : cluster.Facts.Version;
        var apiVersion = subject.ApiVersion.ToString();
        if (KubeadmVersions.Find(apiVersion) is { } version && (version.IsRemovedIn(kubeadm) || (isSupported && version.IsDeprecatedIn(kubeadm))))
            yield return Report(subject.ApiVersion.Node, $"'{apiVersion}' of {subject.Title} is {version.StateIn(kubeadm)}: use {KubeadmVersions.ReplacementIn(kubeadm)}")
                .WithFix("Convert the file with `kubeadm config migrate`, using a kubeadm that still reads it.")
                .As(version.IsRemovedIn(kubeadm) ? Severity.Error : Severity.Warning);

        if (subject.Kind.Is("ClusterConfiguration").IsTrue && !isSupported)
            yield return Report(subject.Root["kubernetesVersion"], $"Kubernetes {target} of {subject.Title} is out of support: the oldest supported version is {oldest}")
                .WithFix("Set up a supported version. A cluster that exists is upgraded by one minor version at a time.")
                .As(Severity.Warning);
    }

    private IEnumerable<Finding> CheckArguments(KubernetesObject subject)
    {
        var isCurrent = subject.ApiVersion.Is(KubeadmVersions.Current).IsTrue;
        if (!isCurrent && !subject.ApiVersion.Is(version => KubeadmVersions.Find(version) is not null).IsTrue)
            yield break;
        var (root, form, other) = (subject.Root, isCurrent ? "a list of names and values" : "a map", isCurrent ? "a map" : "a list");
        Node[] arguments =
        [
            root["apiServer"]["extraArgs"], root["controllerManager"]["extraArgs"], root["scheduler"]["extraArgs"],
            root["etcd"]["local"]["extraArgs"], root["nodeRegistration"]["kubeletExtraArgs"],
        ];
        foreach (var node in arguments.Where(node => isCurrent ? node is MapNode : node is ListNode))
            yield return Report(node, node.NameAt, $"'{node.PathFrom(root)}' of {subject.Title} is {other}, but in '{subject.ApiVersion}' it is {form}: kubeadm does not read the file")
                .WithFix($"Write {node.Key} as {form}{(isCurrent ? ", such as `- name: v` with `value: \"4\"`" : "")}.");
    }

    // kubeadm warns of a field that it does not know, and goes on without it (https://github.com/kubernetes/kubernetes/issues/82791).
    private IEnumerable<Finding> CheckOldFields(KubernetesObject subject)
    {
        if (!(subject.Kind.Is("ClusterConfiguration") && subject.ApiVersion.Is(version => version.StartsWith("kubeadm.k8s.io/v1beta", StringComparison.Ordinal))).IsTrue)
            yield break;
        foreach (var entry in subject.Written.Entries)
        {
            if (KubeadmVersions.ReplacementOf(entry.Key) is { } replacement)
                yield return Report(entry.Value, entry.KeyAt, $"'{entry.Key}' of {subject.Title} was a field of v1alpha3: in '{subject.ApiVersion}' it is {replacement}, and kubeadm ignores the old one")
                    .WithFix($"Move what it holds to {replacement}.")
                    .As(Severity.Warning);
        }
    }
}
