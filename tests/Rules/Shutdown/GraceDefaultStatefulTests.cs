using Hale.Rules.Shutdown;
using Hale.Testing;

namespace Hale.Rules.Tests.Shutdown;

public sealed class GraceDefaultStatefulTests
{
    private const string Claim = "volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]";

    [Theory]
    [InlineData("StatefulSet", "postgres:17")]
    [InlineData("Deployment", "mysql:8.4")]
    [InlineData("StatefulSet", "neo4j:5")]
    [InlineData("Pod", "bitnami/mongodb:7.0")]
    public void Warns_of_a_database_with_the_default(string kind, string image) =>
        Assert.Equal(Severity.Warning, Lint.One<GraceDefaultStateful>(kind is "Pod" ? Pod(image) : Store(kind, image)).Severity);

    [Fact]
    public void Knows_what_the_charts_of_Bitnami_start() => Assert.StartsWith(
        "MariaDB Galera in StatefulSet 'db' gets the default",
        Lint.One<GraceDefaultStateful>(Store(
            "StatefulSet",
            "bitnami/mariadb-galera:11, command: [bash, -ec, 'exec /opt/bitnami/scripts/mariadb-galera/entrypoint.sh /opt/bitnami/scripts/mariadb-galera/run.sh']")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Says_what_is_usual_and_underlines_the_pod()
    {
        Lint.Expect<GraceDefaultStateful>(Store("StatefulSet", "postgres:17").Replace("  spec:\n", "  {|HA0501:spec|}:\n", StringComparison.Ordinal));
        Assert.Equal(
            "PostgreSQL in StatefulSet 'db' gets the default of 30 seconds to shut down, where 300 to 1800 are usual (Zalando's operator sets 300, CloudNativePG 1800)",
            Lint.One<GraceDefaultStateful>(Store("StatefulSet", "postgres:17")).Message);
        Assert.Equal("Consul in StatefulSet 'db' gets the default of 30 seconds to shut down", Lint.One<GraceDefaultStateful>(Store("StatefulSet", "consul:1.20")).Message);
    }

    [Theory]
    [InlineData("mysql:8.4", "10", Severity.Warning, "MySQL in StatefulSet 'db' gets 10 seconds to shut down, where 120 to 600 are usual (MySQL Operator sets 120, Percona's operator 600)")]
    [InlineData("rabbitmq:4", "1", Severity.Warning, "RabbitMQ in StatefulSet 'db' gets 1 second to shut down, where 60 or more are usual (RabbitMQ's cluster operator sets 604800)")]
    [InlineData("minio/minio:RELEASE.2025-04-22T22-12-26Z", "2", Severity.Warning, "MinIO in StatefulSet 'db' gets 2 seconds to shut down")]
    [InlineData("etcd:3.6", "29", Severity.Note, "etcd in StatefulSet 'db' gets 29 seconds to shut down, where 30 to 60 are usual (many users set 30 to 60)")]
    public void Reports_less_than_the_default_too(string image, string seconds, Severity severity, string message)
    {
        var finding = Lint.One<GraceDefaultStateful>(Store("StatefulSet", image, $"terminationGracePeriodSeconds: {seconds}"));
        Assert.Equal(severity, finding.Severity);
        Assert.Equal(message, finding.Message, ignoreCase: true);
        Lint.Expect<GraceDefaultStateful>(Store("StatefulSet", image, $"terminationGracePeriodSeconds: {{|HA0501:{seconds}|}}"));
    }

    [Theory]
    [InlineData("StatefulSet", "shop:1")] // what it needs is not known
    [InlineData("StatefulSet", "'${IMAGE}'")]
    public void Is_silent_about_little_time_for_others(string kind, string image) => Lint.Expect<GraceDefaultStateful>(Store(kind, image, "terminationGracePeriodSeconds: 10"));

    [Theory]
    [InlineData("shop:1")]
    [InlineData("postgres-exporter:1")]
    [InlineData("postgres:17, command: [sleep, infinity]")] // a client
    [InlineData("postgres:17, command: [sh, -c, 'psql -h $HOST']")]
    [InlineData("postgres:17, command: [sh, -c, '$START']")]
    public void Notes_another_stateful_set(string image) =>
        Assert.Equal(Severity.Note, Lint.One<GraceDefaultStateful>(Store("StatefulSet", image)).Severity);

    [Theory]
    [InlineData("etcd:3.6")]
    [InlineData("apache/kafka:4.1.0")]
    [InlineData("minio/minio:RELEASE.2025-04-22T22-12-26Z")]
    [InlineData("vault:1.20")]
    public void Notes_a_store_for_which_the_default_is_not_unusual(string image) =>
        Assert.Equal(Severity.Note, Lint.One<GraceDefaultStateful>(Store("StatefulSet", image)).Severity);

    [Theory]
    [InlineData("terminationGracePeriodSeconds: 120")]
    [InlineData("terminationGracePeriodSeconds: 30")] // somebody chose it
    [InlineData("terminationGracePeriodSeconds: 0")] // HA0502 speaks of it
    [InlineData("terminationGracePeriodSeconds: ${GRACE}")]
    public void Is_silent_when_it_is_set(string grace) => Lint.Expect<GraceDefaultStateful>(Store("StatefulSet", "postgres:17", grace));

    [Theory]
    [InlineData("Deployment", "shop:1")]
    [InlineData("Deployment", "mysql-operator:2")]
    [InlineData("Deployment", "'${IMAGE}'")] // unknown: stay silent
    [InlineData("StatefulSet", "'${IMAGE}'")] // it may be a cache
    [InlineData("Job", "postgres:17")]
    public void Is_silent_about_other_images_and_kinds(string kind, string image) => Lint.Expect<GraceDefaultStateful>(Store(kind, image));

    [Theory]
    [InlineData("redis:7", "volumes: []")]
    [InlineData("redis:7", "volumes: [{ name: tmp, emptyDir: {} }]")]
    [InlineData("redis:7", "volumes: '${VOLUMES}'")] // unknown: stay silent
    [InlineData("postgres:17", "volumes: [{ name: data, emptyDir: {} }]")] // HA0708 speaks of it
    [InlineData("postgres:17", "volumes: '${VOLUMES}'")] // unknown: stay silent
    [InlineData("shop:1", "volumes: []")]
    [InlineData("memcached:1.6", "volumes: []")]
    public void Is_silent_about_data_that_the_pod_takes_with_it(string image, string pod) => Lint.Expect<GraceDefaultStateful>(Store("StatefulSet", image, pod));

    [Theory]
    [InlineData("mysql:8.4, command: [sh, -c, 'echo $HOSTNAME && exec mysqld --server-id=${HOSTNAME##*-}']")]
    [InlineData("mysql:8.4, command: [mysqld, '--server-id=${ID}']")]
    public void Warns_of_a_server_with_settings_that_are_filled_in(string image) =>
        Assert.Equal(Severity.Warning, Lint.One<GraceDefaultStateful>(Store("StatefulSet", image)).Severity);

    [Theory]
    [InlineData("command: [bash, /scripts/start.sh], ports: [{ containerPort: 3306 }], volumeMounts: [{ name: data, mountPath: /var/lib/mysql }]")]
    [InlineData("command: [bash, '${START}'], ports: [{ containerPort: 3306 }], volumeMounts: [{ name: data, mountPath: /var/lib/mysql/ }]")]
    public void A_port_and_a_volume_for_the_data_tell_the_server_that_a_script_starts(string container) =>
        Assert.StartsWith("MariaDB in Deployment 'db' gets the default", Lint.One<GraceDefaultStateful>(Store("Deployment", $"mariadb:11, {container}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("command: [bash, /scripts/copy.sh], volumeMounts: [{ name: data, mountPath: /var/lib/mysql }]")] // nobody can call it
    [InlineData("command: [bash, /scripts/agent.sh], ports: [{ containerPort: 9104 }], volumeMounts: [{ name: data, mountPath: /var/lib/mysql }]")]
    [InlineData("command: [bash, /scripts/copy.sh], ports: [{ containerPort: 3306 }], volumeMounts: [{ name: data, mountPath: /copies }]")]
    [InlineData("command: [bash, /scripts/copy.sh], ports: [{ containerPort: 3306 }], volumeMounts: [{ name: data, mountPath: /var/lib/mysql, readOnly: true }]")]
    [InlineData("command: [bash, /scripts/copy.sh], ports: [{ containerPort: 3306 }], volumeMounts: [{ name: other, mountPath: /var/lib/mysql }]")] // unknown: stay silent
    [InlineData("command: [sleep, infinity], ports: [{ containerPort: 3306 }], volumeMounts: [{ name: data, mountPath: /var/lib/mysql }]")]
    public void Another_script_may_do_anything(string container) => Lint.Expect<GraceDefaultStateful>(Store("Deployment", $"mariadb:11, {container}"));

    [Fact]
    public void Warns_of_a_cache_that_keeps_its_data() => Assert.Equal(
        Severity.Warning,
        Lint.One<GraceDefaultStateful>(Store("Deployment", "redis:7", "volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]")).Severity);

    [Fact]
    public void Is_silent_about_what_an_operator_makes() => Lint.Expect<GraceDefaultStateful>(
        Store("StatefulSet", "postgres:17").Replace("name: db }", "name: db, labels: { app.kubernetes.io/managed-by: cloudnative-pg } }", StringComparison.Ordinal));

    private static string Store(string kind, string image, string pod = "") => $$"""
        apiVersion: {{(kind is "Job" ? "batch/v1" : "apps/v1")}}
        kind: {{kind}}
        metadata: { name: db }
        spec:
          selector: { matchLabels: { app: db } }
          template:
            metadata: { labels: { app: db } }
            spec:
              {{(pod.Contains("volumes:", StringComparison.Ordinal) ? "" : Claim)}}
              {{pod}}
              containers: [{ name: db, image: {{image}} }]
        """;

    private static string Pod(string image) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: db }
        spec: { {{Claim}}, containers: [{ name: db, image: {{image}} }] }
        """;
}
