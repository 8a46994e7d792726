using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A configuration file of a program in front of the API servers, or a part of one.</summary>
internal abstract class ConfigView(Cluster cluster, KubernetesObject file) : View(cluster)
{
    /// <summary>Stands for the file: it has no kind and no name, but a path.</summary>
    public override KubernetesObject Object { get; } = file;
}

/// <summary>A keepalived.conf.</summary>
internal sealed class KeepalivedFile : ConfigView
{
    public KeepalivedFile(Cluster cluster, Document document)
        : base(cluster, new KubernetesObject(cluster, document, document.Root)) =>
        Instances = [.. document.Root["vrrp_instance"].Items.Where(item => item is MapNode).Select(item => new KeepalivedInstance(this, item))];

    public Node Root => Object.Root;

    /// <summary>Its virtual routers, as far as they can be seen.</summary>
    public IReadOnlyList<KeepalivedInstance> Instances { get; }

    public Node Scripts => Root["vrrp_script"];

    /// <summary>Whether there may be virtual routers in it that cannot be seen.</summary>
    public bool MayHoldMore =>
        Root is not MapNode || Root.IsOpen || Root["vrrp_instance"].IsOpen || Instances.Count < Root["vrrp_instance"].Items.Count;

    /// <summary>
    /// Whether another file may be that of another node: they stand in one folder, in folders of one folder, or their paths
    /// differ in one step only.
    /// </summary>
    public bool IsNear(KeepalivedFile other)
    {
        var left = Object.Source.Path.Split('/');
        var right = other.Object.Source.Path.Split('/');
        if (left.Length != right.Length)
            return false;
        return left.Take(left.Length - 2).SequenceEqual(right.Take(right.Length - 2), StringComparer.Ordinal)
            || left.Zip(right, (one, two) => one == two).Count(isSame => !isSame) <= 1;
    }
}

/// <summary>A haproxy.cfg.</summary>
internal sealed class HaproxyFile(Cluster cluster, Document document)
    : ConfigView(cluster, new KubernetesObject(cluster, document, document.Root))
{
    public Node Root => Object.Root;

    /// <summary>The sections that take requests: frontends, and what is frontend and backend at once.</summary>
    public IReadOnlyList<HaproxySection> Frontends => field ??= [.. Sections("frontend"), .. Sections("listen")];

    /// <summary>The sections that have servers.</summary>
    public IReadOnlyList<HaproxySection> Backends => field ??= [.. Sections("backend"), .. Sections("listen")];

    private IEnumerable<HaproxySection> Sections(string kind) =>
        Root[kind].Items.Where(item => item is MapNode).Select(item => new HaproxySection(this, kind, item));
}

// The configuration of what stands in front of the API servers.
public sealed partial class Cluster
{
    private void RegisterConfigFiles(IReadOnlyList<Document> documents)
    {
        var keepalived = Of(DocumentFormat.Keepalived).Select(document => new KeepalivedFile(this, document)).ToList();
        Register(keepalived);
        Register([.. keepalived.SelectMany(file => file.Instances)]);
        Register([.. Of(DocumentFormat.Haproxy).Select(document => new HaproxyFile(this, document))]);

        IEnumerable<Document> Of(DocumentFormat format) => documents.Where(document => document.Format == format);
    }
}
