using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// Software that makes storage out of the disks of nodes, and copies the data between nodes itself. Sources:
/// https://rook.io/docs/rook/latest-release/, https://longhorn.io/docs/, https://openebs.io/docs/
/// </summary>
internal static class StorageSystems
{
    private static readonly string[] Names = ["ceph", "rook", "longhorn", "glusterfs", "heketi", "openebs", "mayastor", "topolvm", "linstor", "piraeus", "portworx", "csi"];

    /// <summary>Whether a container of the workload runs one, by a part of its image's path.</summary>
    public static Truth MayRun(Workload workload) => workload.AnyContainer(container =>
        container.Image.Repository is { } repository && container.Image.IsProduct is { IsUnknown: false }
            ? repository.Split('/', '-', '.').Any(IsName)
            : container.Node["image"].Exists.IsFalse ? Truth.False : Truth.Unknown);

    private static bool IsName(string part) => Names.Any(name => part.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
