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
        ("BackupConfiguration", "core.kubestash.com"),
        ("RecurringJob", "longhorn.io"),
        ("ReplicationSource", "volsync.backube"),
    ];

    /// <summary>Whether the input schedules backups, or may: an object nearby cannot be seen in full.</summary>
    public static bool MayBeScheduled(KubernetesObject near) =>
        Schedules.Any(schedule => near.Cluster.MayHide(schedule.Kind, near) || near.Cluster.Objects.Any(other => other.IsA(schedule.Kind, schedule.Group)));
}
