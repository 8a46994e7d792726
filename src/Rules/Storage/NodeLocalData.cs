using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Storage;

internal sealed class NodeLocalData : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0707", "node-local-data")
    {
        Severity = Severity.Warning,
        Title = "Data that exists on one node only",
        Why = """
            A local volume or a folder of the node cannot follow the pod. While the node is down the pod waits for it, or with a
            folder (`hostPath`) starts on another node with an empty one; when the disk is lost the data is lost with it. Of
            three members of a database one is then gone until the node is back, and one more failure stops the cluster. A
            pod bound to its node also needs processors and memory there, so room must be kept free.
            """,
        Fix = """
            Use a StorageClass whose volumes are reachable from other nodes. Where local disks are wanted for their speed, run a
            replicated database, keep the members on different nodes, and rehearse how a lost one is made anew.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/storage/volumes/#local",
            "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!workload.IsReplicated || workload.Object.IsForDevelopment || !StorageSystems.MayRun(workload).IsFalse)
            yield break;

        foreach (var claim in workload.DeclaredClaims.Where(claim => (cluster.IsNodeLocal(claim) && !IsOnlyRead(claim, workload)).IsTrue))
            yield return About(workload, claim.Name.Node, claim.Title);

        foreach (var volume in workload.Pod["volumes"].Items.Where(volume => HoldsData(volume, workload).IsTrue))
            yield return About(workload, volume["hostPath"]["path"], $"folder {volume["hostPath"]["path"].Text()} of the node");
    }

    private Finding About(Workload workload, Node node, string storage) => workload.RunsOnePod.IsTrue
        ? Report(node, $"{workload.Title} has its data on one node only, in the {storage}: without that node its pod has no data")
            .And(workload.Replicas.Node, workload.Replicas.SourceText)
        : Report(node, $"Each pod of {workload.Title} has its data on one node only, in the {storage}, and no data without that node")
            .As(Severity.Note);

    // What is only read was put there before, and may be on every node.
    private static Truth IsOnlyRead(DeclaredClaim claim, Workload workload) =>
        Truth.Any(workload.MountedClaims.Where(mounted => ReferenceEquals(mounted.ClaimName.Node, claim.Name.Node)), mounted => mounted.IsReadOnly)
        || (claim.Spec["accessModes"].Exists && claim.Spec["accessModes"].All(mode => mode.Text().Is("ReadOnlyMany")));

    // Without a type the path may be a socket or a device, unless it is a data store that writes to it.
    private static Truth HoldsData(Node volume, Workload workload)
    {
        var (path, type) = (volume["hostPath"]["path"], volume["hostPath"]["type"].Text().Or(""));
        return path.Exists && !path.Text().Is(NodeFolders.Contains) && IsWritten(volume, workload, byDataStore: false)
            && (type.Is(text => text is "Directory" or "DirectoryOrCreate") || (type.Is("") && IsWritten(volume, workload, byDataStore: true)));
    }

    private static Truth IsWritten(Node volume, Workload workload, bool byDataStore) => Truth.Any(
        from container in workload.Containers
        from mount in container.VolumeMounts
        where ReferenceEquals(mount.Volume, volume)
        select !mount.IsReadOnly && (byDataStore ? container.IsStateful : Truth.True));
}
