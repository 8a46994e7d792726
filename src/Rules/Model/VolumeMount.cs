using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>One mount of a container, with the volume behind it. Source: https://kubernetes.io/docs/concepts/storage/volumes/</summary>
internal sealed class VolumeMount
{
    private static readonly string[] Disposable = ["emptyDir", "configMap", "secret", "projected", "downwardAPI", "image"];

    private VolumeMount(Container container, Node node)
    {
        Node = node;
        Template = Named(container.Workload.Spec["volumeClaimTemplates"].Items, template => template["metadata"]["name"]);
        Volume = Template is null ? Named(container.Workload.Pod["volumes"].Items, volume => volume["name"]) : null;
    }

    public Node Node { get; }

    /// <summary>The claim template that it mounts; null when it mounts another volume.</summary>
    public Node? Template { get; }

    /// <summary>The volume of the pod template that it mounts; null when there is none of its name.</summary>
    public Node? Volume { get; }

    public Field<string> Name => Node["name"].Text();

    public Field<string> Path => Node["mountPath"].Text();

    /// <summary>Whether the container cannot write to it.</summary>
    public Truth IsReadOnly => Node["readOnly"].Flag().Is(true) || (Volume?["persistentVolumeClaim"]["readOnly"].Flag().Is(true) ?? Truth.False);

    /// <summary>Whether what is written there is gone with the pod, or nothing can be written there.</summary>
    public Truth IsDisposable =>
        Template is not null ? Truth.False
        : Volume is null ? Truth.Unknown
        : Truth.Any(Disposable, source => Volume[source].Exists);

    /// <summary>Whether it is at a folder, or at one that holds it.</summary>
    public Truth IsAtOrAbove(string folder) => Path.Is(path => IsInside(folder, path));

    /// <summary>Whether it is inside a folder.</summary>
    public Truth IsBelow(string folder) => Path.Is(path => IsInside(path, folder));

    public static IReadOnlyList<VolumeMount> Of(Container container) =>
        [.. container.Node["volumeMounts"].Items.Select(node => new VolumeMount(container, node))];

    /// <summary>The one of several that a folder is on: the deepest at it or above it; null where that is none, or not known.</summary>
    public static VolumeMount? Holding(string folder, IReadOnlyList<VolumeMount> mounts)
    {
        var above = mounts.Where(mount => !mount.IsAtOrAbove(folder).IsFalse).ToList();
        return above.Exists(mount => mount.IsAtOrAbove(folder).IsUnknown) ? null : above.OrderByDescending(mount => mount.Path.ToString().TrimEnd('/').Length).FirstOrDefault();
    }

    private static bool IsInside(string path, string folder) =>
        path.TrimEnd('/') is var inner && folder.TrimEnd('/') is var outer
        && (inner == outer || inner.StartsWith($"{outer}/", StringComparison.Ordinal));

    private Node? Named(IEnumerable<Node> candidates, Func<Node, Node> nameOf) =>
        Name.TryGet(out var name) ? candidates.FirstOrDefault(candidate => nameOf(candidate).Text().Is(name).IsTrue) : null;
}
