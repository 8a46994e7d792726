using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Storage;

internal sealed class StorageReplicasLow : Rule<KubernetesObject>
{
    public override RuleInfo Info { get; } = new("HA0711", "storage-replicas-low")
    {
        Severity = Severity.Warning,
        Title = "Replicated storage with too few copies or monitors",
        Why = """
            Storage that lives on the nodes survives the loss of a node only through its copies on others. With one copy the
            data is gone with the disk; with two, a second failure or a bad sector while the first is repaired loses data. Copies
            on the disks of one node, and monitors on one node, fail together. Monitors decide by majority: two tolerate no more
            failures than one does, and four no more than three.
            """,
        Fix = """
            Keep three copies on different nodes (`failureDomain: host`, or a zone), leave `requireSafeReplicaSize` on, and run
            three or five monitors, each on a node of its own.
            """,
        Sources =
        [
            "https://rook.io/docs/rook/latest-release/CRDs/Block-Storage/ceph-block-pool-crd/",
            "https://rook.io/docs/rook/latest-release/CRDs/Cluster/ceph-cluster-crd/",
            "https://longhorn.io/docs/latest/references/storage-class-parameters/",
            "https://docs.ceph.com/en/latest/rados/operations/pools/#set-the-number-of-object-replicas",
        ],
    };

    // The parameter with the number of copies, by provisioner.
    private static readonly (string Provisioner, string Parameter)[] Parameters =
    [
        ("driver.longhorn.io", "numberOfReplicas"),
        ("kubernetes.io/portworx-volume", "repl"),
        ("pxd.portworx.com", "repl"),
        ("io.openebs.csi-mayastor", "repl"),
        ("io.openebs.csi-mayastor", "replicaCount"),
    ];

    public override IEnumerable<Finding> Check(KubernetesObject @object, Cluster cluster)
    {
        var storageClass = StorageClass.From(@object);
        if ((storageClass is null && @object.Group is not "ceph.rook.io") || @object.IsForDevelopment || IsTest(@object.Source.Path))
            return [];
        return storageClass is not null ? CheckClass(storageClass)
            : @object.IsA("CephCluster", "ceph.rook.io") ? CheckMonitors(@object)
            : CheckPools(@object);
    }

    // As the files of Rook's examples for clusters of one node are named.
    private static bool IsTest(string path) => path.Split('/', '-', '.').Any(word => word is "test" or "minikube");

    // Parameters are text. Two copies outlive one node, until the second fails before the first is made anew. Longhorn's strict
    // locality takes one copy only, and is meant for what makes copies itself (https://github.com/longhorn/longhorn/issues/3957).
    private IEnumerable<Finding> CheckClass(StorageClass storageClass) =>
        from known in Parameters
        where storageClass.Provisioner.Is(known.Provisioner).IsTrue
        let parameter = storageClass.Root["parameters"][known.Parameter]
        let copies = parameter.Text()
        where copies.Is(text => text is "1" or "2").IsTrue
        let finding = Report(parameter, $"{storageClass.Title} makes volumes with {(copies.Is("1").IsTrue ? "1 copy" : "2 copies")} of the data")
        select (copies.Is("1") && !storageClass.Root["parameters"]["dataLocality"].Text().Is("strict-local")).IsTrue ? finding : finding.As(Severity.Note);

    private IEnumerable<Finding> CheckMonitors(KubernetesObject ceph)
    {
        var monitors = ceph.Spec["mon"];
        if (!(!ceph.Spec["external"]["enable"].Flag().Is(true)).IsTrue)
            yield break; // The monitors are elsewhere.

        if (monitors["count"].Integer().TryGet(out var count) && count > 0 && (count < 3 || count % 2 == 0))
            yield return Report(monitors["count"], $"{ceph.Title} has {Tolerance(count)}");
        if (monitors["allowMultiplePerNode"].Flag().Is(true) && !monitors["count"].Integer().Is(1))
            yield return Report(monitors["allowMultiplePerNode"], $"{ceph.Title} lets several monitors share a node, and lose their majority with it");
    }

    private IEnumerable<Finding> CheckPools(KubernetesObject @object) => PoolsOf(@object).SelectMany(pool => CheckPool(@object, pool));

    private IEnumerable<Finding> CheckPool(KubernetesObject @object, Node pool)
    {
        var size = pool["replicated"]["size"].Integer();
        var safe = pool["replicated"]["requireSafeReplicaSize"];
        if (size.Is(copies => copies is 1 or 2))
            yield return Report(size.Node, $"{@object.Title} keeps {(size.Is(1).IsTrue ? "1 copy" : $"{size} copies")} of its data");
        else if (safe.Flag().Is(false) && !size.Is(copies => copies < 3))
            yield return Report(safe, $"{@object.Title} may be set to an unsafe number of copies");
        if (pool["failureDomain"].Text().Is("osd") && !size.Is(1))
            yield return Report(pool["failureDomain"], $"{@object.Title} may keep all {(pool["erasureCoded"].Exists.IsTrue ? "chunks" : "copies")} of its data on disks of one node");
    }

    private static IEnumerable<Node> PoolsOf(KubernetesObject @object) =>
        @object.IsA("CephBlockPool", "ceph.rook.io") ? [@object.Spec]
        : @object.IsA("CephFilesystem", "ceph.rook.io") ? [@object.Spec["metadataPool"], .. @object.Spec["dataPools"].Items]
        : @object.IsA("CephObjectStore", "ceph.rook.io") ? [@object.Spec["metadataPool"], @object.Spec["dataPool"]]
        : [];

    private static string Tolerance(long count) => count switch
    {
        1 => "1 monitor, which tolerates no failure",
        2 => "2 monitors, which tolerate no failure",
        _ => FormattableString.Invariant($"{count} monitors, which tolerate no more failures than {count - 1} do"),
    };
}
