using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A program of the control plane, and the flags that it is given by a pod or by kubeadm.</summary>
internal sealed class ControlPlaneComponent
{
    private static readonly string[] Names = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "cloud-controller-manager", "etcd"];

    private ControlPlaneComponent(string name, CommandFlags flags, string title, KubernetesVersion? version, Container? container = null)
    {
        Name = name;
        Flags = flags;
        Title = title;
        Version = version;
        Container = container;
    }

    /// <summary>Such as <c>kube-scheduler</c>; every cloud's own controller manager is a <c>cloud-controller-manager</c>.</summary>
    public string Name { get; }

    public CommandFlags Flags { get; }

    /// <summary>For messages, such as <c>kube-scheduler in Pod 'kube-scheduler'</c>.</summary>
    public string Title { get; }

    /// <summary>The version of Kubernetes that it is of; null when that cannot be seen.</summary>
    public KubernetesVersion? Version { get; }

    /// <summary>The container that runs it; null where kubeadm makes it.</summary>
    public Container? Container { get; }

    /// <summary>How long a controller manager waits for a node before it counts as lost.</summary>
    public Field<TimeSpan> NodeGrace => Flags["node-monitor-grace-period"].Duration();

    /// <summary>The same with its default, which is longer since https://github.com/kubernetes/kubernetes/issues/126287; null where it cannot be seen.</summary>
    public TimeSpan? NodeGraceOrDefault =>
        NodeGrace.TryGet(out var grace) ? grace
        : NodeGrace.Origin is Origin.Absent && Version is { } version ? TimeSpan.FromSeconds(version >= new KubernetesVersion(1, 32) ? 50 : 40)
        : null;

    /// <summary>The component that a container runs; null when it runs none.</summary>
    public static ControlPlaneComponent? Of(Container container)
    {
        var (command, args) = (container.Node["command"], container.Node["args"]);
        List<Node> words = [.. command.Items, .. args.Items];
        var start = words.FindIndex(word => word is ScalarNode scalar && NameOf(scalar.Text) is not null);
        var isByImage = start < 0 && command.Exists.IsFalse;
        var name = start >= 0 ? NameOf(((ScalarNode)words[start]).Text) : isByImage && container.Image.Name is { } image ? NameOf(image) : null;
        if (name is null)
            return null;
        var place = command.Items.Count > 0 ? command : args;
        var flags = CommandFlags.OfWords([.. words.Skip(start + 1)], place.Exists.IsFalse ? container.Node : place, command.IsOpen || args.IsOpen);
        return new(name, flags, $"{name} in {container.Workload.Title}", VersionOf(container.Image), container);
    }

    /// <summary>The components that a <c>ClusterConfiguration</c> gives flags to.</summary>
    public static IEnumerable<ControlPlaneComponent> Of(Node clusterConfiguration, KubernetesObject @object, KubernetesVersion? version)
    {
        var titled = $"in {@object.Title}";
        return
        [
            new("kube-apiserver", CommandFlags.OfExtraArgs(clusterConfiguration["apiServer"]["extraArgs"]), $"kube-apiserver {titled}", version),
            new("kube-controller-manager", CommandFlags.OfExtraArgs(clusterConfiguration["controllerManager"]["extraArgs"]), $"kube-controller-manager {titled}", version),
            new("kube-scheduler", CommandFlags.OfExtraArgs(clusterConfiguration["scheduler"]["extraArgs"]), $"kube-scheduler {titled}", version),
            new("etcd", CommandFlags.OfExtraArgs(clusterConfiguration["etcd"]["local"]["extraArgs"]), $"etcd {titled}", version),
        ];
    }

    private static string? NameOf(string program)
    {
        var name = ImageNames.WithoutArchitecture(ShellCommand.BaseName(program));
        return name.EndsWith("-cloud-controller-manager", StringComparison.Ordinal) ? "cloud-controller-manager" : Names.FirstOrDefault(known => known == name);
    }

    private static KubernetesVersion? VersionOf(ImageReference image) =>
        image.Tag is { } tag && KubernetesVersion.TryParse(tag.Split('-', '_')[0], out var version) ? version : null;
}
