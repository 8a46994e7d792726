using Hale.Rules.Model;

namespace Hale.Rules.Storage;

internal sealed class BackupMissing : Rule<KubernetesObject>
{
    // https://cloudnative-pg.io/documentation/current/backup/
    private static readonly string[] WaysOfCloudNativePG = ["backup", "plugins", "replica"];

    public override RuleInfo Info { get; } = new("HA0710", "backup-missing")
    {
        Severity = Severity.Note,
        Confidence = Confidence.Medium,
        NeedsClosedWorld = true,
        Title = "Database without a backup among the manifests",
        Why = """
            Replicas and redundant disks do not help against a dropped table, a wrong migration or a deleted claim: they repeat
            it at once. Only a copy from before the mistake does. Nothing in the manifests makes one: neither a snapshot, nor
            the schedule of a backup tool or an operator, nor a CronJob that looks like it.
            """,
        Fix = """
            Have a backup made again and again: with the operator of the database, with a tool such as Velero, or with a CronJob
            that dumps to storage outside of the cluster. Restore one now and then. Where backups are made outside of the
            manifests, switch the rule off.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/storage/volume-snapshots/",
            "https://velero.io/docs/main/backup-reference/",
            "https://cloudnative-pg.io/documentation/current/backup/",
        ],
    };

    // What it is for is asked last, because that takes longest.
    public override IEnumerable<Finding> Check(KubernetesObject @object, Cluster cluster)
    {
        var finding = cluster.ViewOf<Workload>(@object) is { } workload ? OfWorkload(workload) : OfOperated(@object);
        return finding is null || @object.IsForDevelopment || !@object.IsOwned.IsFalse || Backups.MayExist(@object) ? [] : [finding];
    }

    // What follows another cluster leaves backups to it.
    private Finding? OfOperated(KubernetesObject @object) =>
        @object.IsA("Cluster", "postgresql.cnpg.io") && Array.TrueForAll(WaysOfCloudNativePG, way => @object.Spec[way].Exists.IsFalse)
            ? Report(@object.Spec[WaysOfCloudNativePG[0]], $"Nothing among the manifests backs up {@object.Title}, which has neither 'backup' nor 'plugins'")
            : null;

    private Finding? OfWorkload(Workload workload)
    {
        if (!workload.IsReplicated)
            return null;
        var database = workload.Containers.FirstOrDefault(container => container.Image.Product is { IsDatabase: true } && container.IsStateful.IsTrue);
        return database is not null && workload.DeclaredClaims.FirstOrDefault() is { } claim
            ? Report(claim.Name.Node, $"Nothing among the manifests backs up {claim.Quoted}, the data of {database.Image.Product!.Name} in {workload.Title}")
            : null;
    }
}
