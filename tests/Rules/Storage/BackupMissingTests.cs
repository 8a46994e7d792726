using Hale.Rules.Model;
using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Storage;

public sealed class BackupMissingTests
{
    private static readonly ClusterFacts Closed = new() { ClosedWorld = true };

    [Fact]
    public void Reports_the_claim_of_a_database_in_a_closed_world()
    {
        Lint.Expect<BackupMissing>(Orders("{|HA0710:data|}"), Closed);
        var finding = Lint.One<BackupMissing>(Orders("data"), Closed);
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Equal("Nothing among the manifests backs up 'data', the data of PostgreSQL in StatefulSet 'orders'", finding.Message);
    }

    [Fact]
    public void Reports_an_operated_database_that_is_told_of_none()
    {
        Lint.Expect<BackupMissing>(Operated("{|HA0710:spec|}", "instances: 3"), Closed);
        Assert.Equal(
            "Nothing among the manifests backs up Cluster 'orders', which has neither 'backup' nor 'plugins'",
            Lint.One<BackupMissing>(Operated("spec", "instances: 3"), Closed).Message);
    }

    [Theory]
    [InlineData("backup: { barmanObjectStore: { destinationPath: 's3://orders' } }")]
    [InlineData("plugins: [{ name: barman-cloud.cloudnative-pg.io }]")]
    [InlineData("replica: { enabled: true, source: main }")]
    [InlineData("backup: '${BACKUP}'")] // unknown: stay silent
    public void Is_silent_about_an_operated_database_that_is_told_of_one(string spec) =>
        Lint.Expect<BackupMissing>(Operated("spec", $"instances: 3, {spec}"), Closed);

    [Theory]
    [InlineData("apiVersion: postgresql.cnpg.io/v1\nkind: ScheduledBackup\nmetadata: { name: nightly }")]
    [InlineData("apiVersion: k8s.mariadb.com/v1alpha1\nkind: PhysicalBackup\nmetadata: { name: nightly }")]
    [InlineData("apiVersion: velero.io/v1\nkind: Schedule\nmetadata: { name: nightly }")]
    public void Is_silent_about_an_operated_database_beside_a_schedule(string schedule) =>
        Lint.Expect<BackupMissing>($"{Operated("spec", "instances: 3")}\n---\n{schedule}", Closed);

    [Fact]
    public void Is_silent_about_other_resources_called_Cluster() =>
        Lint.Expect<BackupMissing>("apiVersion: cluster.x-k8s.io/v1beta1\nkind: Cluster\nmetadata: { name: orders }\nspec: { paused: false }", Closed);

    private static string Operated(string key, string spec) => $$"""
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: { name: orders }
        {{key}}: { {{spec}} }
        """;

    [Fact]
    public void Is_silent_in_an_open_world() => Lint.Expect<BackupMissing>(Orders("data"));

    [Theory]
    [InlineData("apiVersion: velero.io/v1\nkind: Schedule")]
    [InlineData("apiVersion: snapshot.storage.k8s.io/v1\nkind: VolumeSnapshot")]
    [InlineData("apiVersion: postgresql.cnpg.io/v1\nkind: ScheduledBackup")]
    [InlineData("apiVersion: pxc.percona.com/v1\nkind: PerconaXtraDBCluster\nspec: { backup: { schedule: [{ name: daily }] } }")]
    [InlineData("apiVersion: v1\nkind: '${KIND}'")] // unknown: stay silent
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: one, image: 'registry.example/keeper:1' }] } } }", "orders-backup")]
    public void Is_silent_when_something_makes_backups(string @object, string name = "daily") =>
        Lint.Expect<BackupMissing>($"{Orders("data")}\n---\n{@object}\nmetadata: {{ name: {name} }}", Closed);

    [Theory]
    [InlineData("apiVersion: pxc.percona.com/v1\nkind: PerconaXtraDBCluster\nspec: { backup: { storages: {} } }")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: web, image: 'registry.example/web:1', args: [--heap-dump-path=/tmp] }] } } }")]
    public void Reports_it_beside_what_makes_no_backups(string @object) =>
        Lint.Expect<BackupMissing>($"{Orders("{|HA0710:data|}")}\n---\n{@object}\nmetadata: {{ name: daily }}", Closed);

    [Theory]
    [InlineData("{ name: backup, image: 'registry.example/keeper:1' }")]
    [InlineData("{ name: keeper, image: 'registry.example/restic:1' }")]
    [InlineData("{ name: keeper, image: 'registry.example/keeper:1', args: [wal-g, push] }")]
    public void Looks_at_what_runs_beside_the_database(string container) => Lint.Expect<BackupMissing>(
        Orders("data").Replace("containers: [", $"containers: [{container}, ", StringComparison.Ordinal), Closed);

    [Theory]
    [InlineData("postgres:17.5", "[sh, -c, 'pg_dump orders > /backup/orders.sql']", true)]
    [InlineData("registry.example/db-backup:1", "[run]", true)]
    [InlineData("'${IMAGE}'", "[run]", true)] // unknown: stay silent
    [InlineData("registry.example/report:1", "['${COMMAND}']", true)] // unknown: stay silent
    [InlineData("registry.example/report:1", "[run]", false)]
    public void Looks_at_what_CronJobs_run(string image, string command, bool isBackup) => Lint.Expect<BackupMissing>(
        Orders(isBackup ? "data" : "{|HA0710:data|}") + $$"""

            ---
            apiVersion: batch/v1
            kind: CronJob
            metadata: { name: nightly }
            spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: nightly, image: {{image}}, command: {{command}} }] } } } } }
            """,
        Closed);

    [Theory]
    [InlineData("redis:8")]
    [InlineData("rabbitmq:4")]
    [InlineData("registry.example/shop:1")]
    [InlineData("'${IMAGE}'")] // unknown: stay silent
    public void Is_silent_about_what_is_no_database(string image) => Lint.Expect<BackupMissing>(Orders("data", image), Closed);

    [Fact]
    public void Is_silent_about_development_and_what_an_operator_made()
    {
        Lint.Expect<BackupMissing>([("test/orders.yaml", Orders("data"))], Closed);
        Lint.Expect<BackupMissing>(Orders("data").Replace("{ name: orders }", "{ name: orders, ownerReferences: [{ kind: Cluster }] }", StringComparison.Ordinal), Closed);
    }

    private static string Orders(string name, string image = "postgres:17.5") => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: orders }
        spec:
          selector: { matchLabels: { app: orders } }
          template:
            spec:
              containers: [{ name: store, image: {{image}} }]
          volumeClaimTemplates:
          - metadata: { name: {{name}} }
            spec: { accessModes: [ReadWriteOnce] }
        """;
}
