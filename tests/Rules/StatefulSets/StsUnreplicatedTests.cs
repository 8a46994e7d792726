using Hale.Rules.StatefulSets;
using Hale.Testing;

namespace Hale.Rules.Tests.StatefulSets;

public sealed class StsUnreplicatedTests
{
    [Theory]
    [InlineData("image: 'postgres:17.2'")]
    [InlineData("image: 'mysql:8.4'")]
    [InlineData("image: docker.io/library/mariadb:11.4")]
    [InlineData("image: public.ecr.aws/docker/library/mysql:8.4")]
    [InlineData("image: docker.io/postgis/postgis:17-3.5")]
    [InlineData("image: 'redis:8.0', volumeMounts: [{ name: own, mountPath: /data }], args: [--appendonly, 'yes']")]
    [InlineData("image: minio/minio:RELEASE.2025-04-22T22-12-26Z, args: [server, /data]")]
    [InlineData("image: mcr.microsoft.com/mssql/server:2022-CU14, env: [{ name: ACCEPT_EULA, value: 'Y' }]")]
    [InlineData("image: 'mongo:8.0'")]
    [InlineData("image: 'postgres:17.2', args: [-c, max_connections=200]")]
    [InlineData("image: 'mongo:8.0', command: [mongod, --bind_ip_all]")]
    [InlineData("image: 'postgres:17.2', envFrom: [{ secretRef: { name: db } }]")] // The image reads no variable that sets up replication.
    [InlineData("image: 'postgres:17.2', env: [{ name: POSTGRES_PASSWORD, value: '${PASSWORD}' }]")]
    [InlineData("image: docker.elastic.co/elasticsearch/elasticsearch:8.17.0, env: [{ name: discovery.type, value: single-node }]")]
    public void Reports_servers_that_nothing_makes_replicate(string container) => Lint.Expect<StsUnreplicated>(Database(container, "{|HA0807:3|}"));

    [Fact]
    public void Says_who_reaches_which_data()
    {
        var finding = Lint.One<StsUnreplicated>(Database("image: 'postgres:17.2'"));
        Assert.Equal(
            (Severity.Error, "Service 'db' sends its clients to any of 3 replicas of StatefulSet 'db', and nothing makes them replicate: each is a PostgreSQL with data of its own"),
            (finding.Severity, finding.Message));
        Assert.Equal(["selector"], finding.Related.Select(related => related.Place.Text));
    }

    [Theory]
    [InlineData("image: 'mongo:8.0', args: [--replSet, rs0]")]
    [InlineData("image: 'mongo:8.0', args: [--config, /etc/mongod.conf]")]
    [InlineData("image: 'mysql:8.4', args: ['--server-id=$(ID)', --log-bin]")]
    [InlineData("image: 'mysql:8.4', command: '${COMMAND}'")] // unknown: stay silent
    [InlineData("image: 'mysql:8.4', command: [sh, -c, /scripts/start.sh]")] // unknown: stay silent
    [InlineData("image: 'mariadb:11.4', env: [{ name: MARIADB_MASTER_HOST, value: db-primary }]")]
    [InlineData("image: 'mariadb:11.4', envFrom: [{ secretRef: { name: db } }]")] // unknown: stay silent
    [InlineData("image: quay.io/example/postgres:17.2")] // May do so by itself.
    [InlineData("image: '${IMAGE}'")] // unknown: stay silent
    [InlineData("image: 'nginx:1.27'")]
    [InlineData("image: 'redis:8.0', volumeMounts: [{ name: own, mountPath: /data }], args: [/etc/redis/redis.conf]")]
    [InlineData("image: minio/minio:RELEASE.2025-04-22T22-12-26Z, args: [server, 'http://db-{0...2}/data']")]
    [InlineData("image: mcr.microsoft.com/mssql/server:2022-CU14, env: [{ name: MSSQL_ENABLE_HADR, value: '1' }]")]
    [InlineData("image: 'cassandra:5.0'")] // Its members find each other.
    [InlineData("image: 'mysql:8.4', lifecycle: { postStart: { exec: { command: [/scripts/join.sh] } } }")]
    [InlineData("image: 'mysql:8.4', volumeMounts: '${MOUNTS}'")] // unknown: stay silent
    [InlineData("image: 'mysql:8.4', volumeMounts: [{ name: elsewhere, mountPath: /etc/mysql/conf.d }]")] // unknown: stay silent
    [InlineData("image: 'mysql:8.4', volumeMounts: [{ name: replicating, mountPath: /etc/mysql/conf.d }]")]
    [InlineData("image: 'mysql:8.4', volumeMounts: [{ name: secret, mountPath: /etc/mysql/conf.d }]")] // unknown: stay silent
    public void Is_silent_where_something_may_make_them_replicate(string container) => Lint.Expect<StsUnreplicated>(Database(container));

    [Theory]
    [InlineData("tuned", "/etc/mysql/conf.d")]
    [InlineData("own", "/var/lib/mysql")]
    [InlineData("scratch", "/tmp")]
    public void Reads_what_is_mounted(string volume, string path) =>
        Lint.Expect<StsUnreplicated>(Database($"image: 'mysql:8.4', volumeMounts: [{{ name: {volume}, mountPath: {path} }}]", "{|HA0807:3|}"));

    [Theory]
    [InlineData("initContainers: [{ name: own, image: busybox, command: [sh, -c, 'chown -R 999:999 /data && rm -rf /data/lost+found'] }]", "{|HA0807:3|}")]
    [InlineData("initContainers: [{ name: clone, image: 'postgres:17.2', command: [sh, -c, 'pg_basebackup -h db-0.db -D /data'] }]", "3")]
    [InlineData("initContainers: [{ name: clone, image: 'postgres:17.2', command: [sh, -c, 'if true; then chown 999 /data; fi'] }]", "3")] // too hard to read
    [InlineData("initContainers: [{ name: clone, image: example/clone }]", "3")]
    [InlineData("initContainers: '${INIT}'", "3")] // unknown: stay silent
    public void Looks_at_what_runs_before(string init, string replicas) =>
        Lint.Expect<StsUnreplicated>(Database("image: 'postgres:17.2'", replicas).Replace("      volumes:", $"      {init}\n      volumes:", StringComparison.Ordinal));

    [Theory]
    [InlineData("quay.io/prometheuscommunity/postgres-exporter:v0.16.0", "{|HA0807:3|}")]
    [InlineData("example/repmgr:1", "3")]
    [InlineData("'${SIDECAR}'", "3")] // unknown: stay silent
    public void Looks_at_what_runs_beside(string image, string replicas) =>
        Lint.Expect<StsUnreplicated>(Database($"image: 'postgres:17.2', ports: [{{ containerPort: 5432 }}] }}, {{ name: sidecar, image: {image}", replicas));

    [Theory]
    [InlineData("psql -h db -c 'VACUUM'", "{|HA0807:3|}")]
    [InlineData("psql -h db -c 'SELECT pg_create_physical_replication_slot($$a$$)'", "3")]
    [InlineData("${SCRIPT}", "3")] // unknown: stay silent
    public void Looks_at_what_is_done_to_it(string script, string replicas) => Lint.Expect<StsUnreplicated>(Database("image: 'postgres:17.2'", replicas) + $$"""
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: { name: setup }
        spec: { template: { spec: { restartPolicy: Never, containers: [{ name: setup, image: 'postgres:17.2', command: [sh, -c, "{{script}}"] }] } } }
        """);

    [Fact]
    public void Warns_where_clients_may_choose_a_pod_themselves()
    {
        var finding = Lint.One<StsUnreplicated>(Database("image: 'postgres:17.2'", clusterIp: "clusterIP: None,"));
        Assert.Equal((Severity.Warning, "Nothing makes 3 replicas of StatefulSet 'db' replicate: each is a PostgreSQL with data of its own"), (finding.Severity, finding.Message));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("'${REPLICAS}'")] // unknown: stay silent
    public void Is_silent_where_there_are_not_several(string replicas) => Lint.Expect<StsUnreplicated>(Database("image: 'postgres:17.2'", replicas));

    [Fact]
    public void Is_silent_where_single_pods_are_named() => Lint.Expect<StsUnreplicated>(Database("image: 'postgres:17.2'") + """
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: shop }
        data: { shards: 'db-0.db:5432,db-1.db:5432,db-2.db:5432' }
        """);

    [Theory]
    [InlineData("data: { host: '${HOST}' }")] // unknown: stay silent
    [InlineData("'${DATA}'")] // unknown: stay silent
    public void Is_silent_where_single_pods_may_be_named(string data) => Lint.Expect<StsUnreplicated>(Database("image: 'postgres:17.2'") + $$"""
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: shop }
        data: {{data}}
        """);

    [Theory]
    [InlineData("name: db, namespace: shop-dev")]
    [InlineData("name: db, ownerReferences: [{ apiVersion: example.org/v1, kind: Database, name: db, uid: '1' }]")]
    public void Is_silent_about_what_is_for_development_or_made_by_an_operator(string metadata) =>
        Lint.Expect<StsUnreplicated>(Database("image: 'postgres:17.2'").Replace("name: db }", $"{metadata} }}", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_about_a_cache() => Lint.Expect<StsUnreplicated>(
        Database("image: 'redis:8.0'").Replace("  volumeClaimTemplates: [{ metadata: { name: own } }]\n", "", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_about_a_Deployment() =>
        Lint.Expect<StsUnreplicated>(Database("image: 'postgres:17.2'").Replace("StatefulSet", "Deployment", StringComparison.Ordinal));

    private static string Database(string container, string replicas = "3", string clusterIp = "") => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: db }
        spec:
          replicas: {{replicas}}
          serviceName: db
          selector: { matchLabels: { app: db } }
          template:
            metadata: { labels: { app: db } }
            spec:
              containers: [{ name: db, {{container}} }]
              volumes:
              - { name: scratch, emptyDir: {} }
              - { name: secret, secret: { secretName: db } }
              - { name: tuned, configMap: { name: tuned } }
              - { name: replicating, configMap: { name: {{(container.Contains("name: replicating", StringComparison.Ordinal) ? "replicating" : "tuned")}} } }
              - { name: elsewhere, configMap: { name: elsewhere } }
          volumeClaimTemplates: [{ metadata: { name: own } }]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: db }
        spec: { {{clusterIp}} selector: { app: db }, ports: [{ port: 5432 }] }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: tuned }
        data: { db.cnf: "[mysqld]\nmax_connections=500" }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: replicating }
        data: { db.cnf: "[mysqld]\nlog-bin" }

        """;
}
