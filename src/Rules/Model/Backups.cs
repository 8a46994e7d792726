using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Objects that have volumes or databases backed up again and again. Sources: the products' own API references.</summary>
internal static class Backups
{
    private static readonly (string Kind, string Group)[] Schedules =
    [
        ("Schedule", "velero.io"),
        ("Schedule", "k8up.io"),
        ("ScheduledBackup", "postgresql.cnpg.io"),
        ("BackupSchedule", "mysql.oracle.com"),
        ("BackupSchedule", "pingcap.com"),
        ("Backup", "k8s.mariadb.com"),
        ("PhysicalBackup", "k8s.mariadb.com"),
        ("BackupConfiguration", "core.kubestash.com"),
        ("BackupConfiguration", "stash.appscode.com"),
        ("RecurringJob", "longhorn.io"),
        ("ReplicationSource", "volsync.backube"),
    ];

    private static readonly string[] Signs =
    [
        "backup", "dump", "restic", "kopia", "borg", "wal-g", "wal-e", "pgbackrest", "barman", "xtrabackup", "mariabackup", "snapshot", "rclone",
    ];

    /// <summary>
    /// Whether the input backs up data, or may: it schedules backups, holds a snapshot, or runs something that by its name,
    /// image or command line is for that.
    /// </summary>
    public static bool MayExist(KubernetesObject near) =>
        MayBeScheduled(near) || near.MayHaveUnseen("VolumeSnapshot") || near.MayHaveUnseen("CronJob") || near.Cluster.MayRunBackups;

    /// <summary>Whether something of the input, a schedule of <see cref="MayBeScheduled"/> left out, makes backups or may.</summary>
    public static bool MayBeMade(Cluster cluster) =>
        cluster.Objects.Any(IsSnapshot) || cluster.All<Workload>().Any(workload => LooksLikeBackup(workload.Name.Node) || workload.AllContainers.Any(MayBackUp));

    // An application that is not a database may have 'dump' in its arguments; a job that comes again and again, or a container
    // beside the database, has the word for a reason.
    private static bool MayBackUp(Container container) =>
        (container.Workload.Kind is WorkloadKind.CronJob || container.Workload.AnyContainer(other => other.IsStateful).IsTrue)
        && (LooksLikeBackup(container.Name.Node) || LooksLikeBackup(container.Node["image"])
            || LooksLikeBackup(container.Node["command"]) || LooksLikeBackup(container.Node["args"]));

    private static bool IsSnapshot(KubernetesObject @object) =>
        @object.IsA("VolumeSnapshot", "snapshot.storage.k8s.io")
        || (@object.IsA("PerconaXtraDBCluster", "pxc.percona.com") && !@object.Spec["backup"]["schedule"].Exists.IsFalse);

    private static bool LooksLikeBackup(Node node) => node switch
    {
        ScalarNode scalar => Words.AnyIn(scalar.Text, Signs),
        AbsentNode => false,
        ListNode list => list.IsOpen || list.Items.Any(LooksLikeBackup),
        _ => true,
    };

    /// <summary>Whether the input schedules backups, or may: an object nearby cannot be seen in full.</summary>
    public static bool MayBeScheduled(KubernetesObject near) =>
        Schedules.Any(schedule => near.MayMeet(schedule.Kind, schedule.Group));
}
