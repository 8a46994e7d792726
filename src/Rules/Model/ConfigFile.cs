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

    /// <summary>The virtual addresses, without the length of their networks.</summary>
    public IEnumerable<Field<string>> VirtualAddresses =>
        Instances.SelectMany(instance => instance.Addresses.Items).Select(address => address["name"].Text().Select(KeepalivedInstance.Bare));

    /// <summary>The addresses that its node is known to have itself.</summary>
    public IEnumerable<Field<string>> OwnAddresses => Instances.Select(instance => instance.Node["unicast_src_ip"].Text());

    /// <summary>Whether there may be virtual routers in it that cannot be seen.</summary>
    public bool MayHoldMore =>
        Root is not MapNode || Root.IsOpen || Root["vrrp_instance"].IsOpen || Instances.Count < Root["vrrp_instance"].Items.Count;

    /// <summary>Whether a virtual router, or a group of them, watches nothing but interfaces.</summary>
    internal static bool IsUnwatched(Node router) => Array.TrueForAll(Watching, watching => router[watching].Exists.IsFalse);

    private static readonly string[] Watching = ["track_script", "track_process", "track_file", "track_bfd"];

    // A group of virtual routers can track one for all of them.
    private bool MayTrackMore =>
        Instances.Count == 0 || MayHoldMore || Instances.Any(instance => instance.MayHaveMoreChecks) || !Root["vrrp_sync_group"].Items.All(group => group["track_script"].Exists.IsFalse);

    /// <summary>Whether no service is watched for all virtual routers, by a group of them or by the load balancer that is a part of keepalived.</summary>
    public bool WatchesNothing => !MayHoldMore && Root["virtual_server"].Exists.IsFalse && Root["vrrp_sync_group"].Items.All(IsUnwatched);

    /// <summary>Whether there are API servers behind its addresses, as far as the files beside it tell.</summary>
    public bool StandsBeforeApi =>
        Cluster.All<HaproxyFile>().Any(file => Cluster.AreBeside(file.Object, Object) && file.Backends.Any(backend => backend.ServesApi.IsTrue))
        || Cluster.All<ControlPlaneSetup>().Any(setup => !setup.IsEmbedded && (setup.ClusterConfiguration ?? setup.InitConfiguration ?? setup.JoinConfiguration) is not null && Cluster.AreBeside(setup.Object, Object));

    /// <summary>Whether one of its virtual routers tracks a check; keepalived runs no other.</summary>
    public Truth Tracks(string check) =>
        Truth.Any(Instances.SelectMany(instance => instance.Checks), tracked => tracked.Name.Is(check)) || (MayTrackMore ? Truth.Unknown : Truth.False);

    /// <summary>
    /// Whether another file may be that of another node: they stand in one folder, in folders of one folder, or their paths
    /// differ in one step only.
    /// </summary>
    public bool IsNear(KeepalivedFile other)
    {
        var left = Object.Source.PathSegments;
        var right = other.Object.Source.PathSegments;
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
    private Kept<bool>? _mayHaveOtherBackends;

    public Node Root => Object.Root;

    /// <summary>The sections that take requests: frontends, and what is frontend and backend at once.</summary>
    public IReadOnlyList<HaproxySection> Frontends => field ??= [.. Sections("frontend"), .. Sections("listen")];

    /// <summary>The sections that have servers.</summary>
    public IReadOnlyList<HaproxySection> Backends => field ??= [.. Sections("backend"), .. Sections("listen")];

    /// <summary>The sections that are known to hand requests to another one, which may be one of them itself.</summary>
    public IEnumerable<HaproxySection> FrontendsOf(HaproxySection backend) => backend.Name.TryGet(out var name)
        ? FrontendsByTarget[name].Concat(FrontendsByNode[backend.Node]).Distinct()
        : FrontendsByNode[backend.Node];

    private ILookup<string, HaproxySection> FrontendsByTarget => field ??=
        Frontends.SelectMany(frontend => frontend.Targets.Select(target => (target, frontend))).ToLookup(pair => pair.target, pair => pair.frontend, StringComparer.Ordinal);

    private ILookup<Node, HaproxySection> FrontendsByNode => field ??= Frontends.ToLookup(frontend => frontend.Node);

    /// <summary>Whether a section of a name can be handed requests.</summary>
    public Truth HasBackend(string name) => BackendNames.Contains(name) ? Truth.True : MayHaveOtherBackends ? Truth.Unknown : Truth.False;

    private HashSet<string> BackendNames => field ??= new(NamesOfBackends.Where(name => name.TryGet(out _)).Select(name => name.ToString()), StringComparer.Ordinal);

    private bool MayHaveOtherBackends => _mayHaveOtherBackends ??= Root["backend"].IsOpen || Root["listen"].IsOpen || NamesOfBackends.Any(name => name.MayBeOther);

    private IEnumerable<Field<string>> NamesOfBackends => Root["backend"].Items.Concat(Root["listen"].Items).Select(section => section["name"].Text());

    private IEnumerable<HaproxySection> Sections(string kind) =>
        Root[kind].Items.Where(item => item is MapNode).Select(item => new HaproxySection(this, kind, item));
}

// The configuration of what stands in front of the API servers.
public sealed partial class Cluster
{
    // Below a folder with kubeadm's files, that of a program and that of a node.
    private const int FoldersBelow = 2;

    /// <summary>The configuration files that stand with an object, or in a folder below it, and so are taken for the same cluster's.</summary>
    internal IEnumerable<T> ConfigsNear<T>(KubernetesObject from)
        where T : ConfigView =>
        All<T>().Where(file => IsBelow(from.Source.Directory, file.Object.Source.Directory));

    /// <summary>Whether the file of an object and a configuration file are one below the other, or in folders side by side.</summary>
    internal static bool AreBeside(KubernetesObject left, KubernetesObject right)
    {
        var (one, other) = (left.Source.Directory.Split('/'), right.Source.Directory.Split('/'));
        var common = one.Zip(other, (mine, its) => mine == its).TakeWhile(isSame => isSame).Count();
        return one.Length - common <= 1 && other.Length - common <= 1;
    }

    private static bool IsBelow(string folder, string path) =>
        path == folder
        || ((folder.Length == 0 || path.StartsWith($"{folder}/", StringComparison.Ordinal))
            && path.Substring(folder.Length).TrimStart('/').Split('/').Length <= FoldersBelow);

    private void RegisterConfigFiles(IReadOnlyList<Document> documents)
    {
        var keepalived = Of(DocumentFormat.Keepalived).Select(document => new KeepalivedFile(this, document)).ToList();
        Register(keepalived);
        Register([.. keepalived.SelectMany(file => file.Instances)]);
        Register([.. Of(DocumentFormat.Haproxy).Select(document => new HaproxyFile(this, document))]);
        Register([.. Of(DocumentFormat.Hosts).Select(document => new HostsFile(this, document))]);

        IEnumerable<Document> Of(DocumentFormat format) => documents.Where(document => document.Format == format);
    }
}
