using Hale.Rules.Storage;
using Hale.Testing;

namespace Hale.Rules.Tests.Storage;

public sealed class DatabaseNoPersistenceTests
{
    private const string Scratch = "- { name: scratch, mountPath: /var/lib/mysql }";
    private const string Kept = "- { name: data, mountPath: /var/lib/mysql }";

    [Theory]
    [InlineData(Scratch)]
    [InlineData("- { name: settings, mountPath: /etc/mysql/conf.d }")]
    public void Reports_a_database_without_a_lasting_volume(string mounts) =>
        Lint.Expect<DatabaseNoPersistence>(Deployment("mysql:8.4", mounts).Replace("volumeMounts:", "{|HA0708:volumeMounts|}:", StringComparison.Ordinal));

    [Theory]
    [InlineData("mysql:8.4", "replicas: 1", Severity.Error)]
    [InlineData("mysql:8.4", "replicas: 3", Severity.Warning)]
    [InlineData("mysql:8.4", "replicas: ${N}", Severity.Warning)]
    [InlineData("rabbitmq:4", "replicas: 1", Severity.Warning)]
    public void Is_an_error_for_a_database_that_runs_once(string image, string replicas, Severity severity)
    {
        var finding = Lint.One<DatabaseNoPersistence>(Deployment(image, Scratch, replicas));
        Assert.Equal(severity, finding.Severity);
        Assert.EndsWith("in Deployment 'orders' has no volume that outlives its pod, so its data is lost with the pod", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_a_redis_that_is_told_to_keep_its_data()
    {
        Assert.Equal(Severity.Note, Lint.One<DatabaseNoPersistence>(Deployment("redis:8", Scratch, container: "args: [--appendonly, 'yes']")).Severity);
        Lint.Expect<DatabaseNoPersistence>(Deployment("redis:8", Scratch));
        Lint.Expect<DatabaseNoPersistence>(Deployment("redis:8", Scratch, container: "args: ['${ARGUMENT}']")); // unknown: stay silent
    }

    [Theory]
    [InlineData("env: [{ name: discovery.type, value: single-node }]")]
    [InlineData("args: [elasticsearch, -Ediscovery.type=single-node]")]
    public void Reports_a_node_of_a_search_engine_that_is_told_to_run_alone(string alone) =>
        Lint.Expect<DatabaseNoPersistence>(Deployment("elasticsearch:9.1.0", Scratch, container: alone).Replace("volumeMounts:", "{|HA0708:volumeMounts|}:", StringComparison.Ordinal));

    [Theory]
    [InlineData("command: [bash, -c, 'export KAFKA_NODE_ID=${HOSTNAME##*-} && exec /etc/confluent/docker/run']")]
    [InlineData("command: [/etc/kafka/docker/run]")]
    [InlineData("command: [start-kafka.sh]")]
    public void Knows_what_the_images_of_Kafka_start(string command) =>
        Lint.Expect<DatabaseNoPersistence>(Deployment("cp-kafka:7.9.0", Scratch, container: command).Replace("volumeMounts:", "{|HA0708:volumeMounts|}:", StringComparison.Ordinal));

    [Theory]
    [InlineData("command: [bash, -c, /scripts/topics]")]
    [InlineData("command: [kafka-topics, --list]")]
    public void Is_silent_about_Kafka_that_may_start_something_else(string command) =>
        Lint.Expect<DatabaseNoPersistence>(Deployment("cp-kafka:7.9.0", Scratch, container: command));

    [Theory]
    [InlineData("env: [{ name: node.roles, value: '' }]")]
    [InlineData("env: [{ name: discovery.type, value: '${DISCOVERY}' }]")] // unknown: stay silent
    [InlineData("")]
    public void Is_silent_about_a_node_that_others_may_keep_the_data_for(string container) =>
        Lint.Expect<DatabaseNoPersistence>(Deployment("elasticsearch:9.1.0", Scratch, container: container));

    [Theory]
    [InlineData("mysql:8.4", Kept)]
    [InlineData("mysql:8.4", "- { name: data, mountPath: /var/lib }")]
    [InlineData("mysql:8.4", "- { name: folder, mountPath: /var/lib/mysql }")] // HA0707 speaks of it
    [InlineData("mysql:8.4", "- { name: ephemeral, mountPath: /var/lib/mysql }")]
    [InlineData("mysql:8.4", "- { name: elsewhere, mountPath: /var/lib/mysql }")] // of whatever makes the volume
    [InlineData("mysql:8.4", "- { name: '${VOLUME}', mountPath: /var/lib/mysql }")] // unknown: stay silent
    [InlineData("mysql:8.4", "- '${MOUNT}'")] // unknown: stay silent
    [InlineData("mysql:8.4", "- { name: scratch, mountPath: /tmp }\n        volumeDevices: [{ name: data, devicePath: /dev/xvda }]")]
    [InlineData("mysql-operator:9", Scratch)]
    [InlineData("registry.example/shop:2", Scratch)]
    [InlineData("memcached:1.6", Scratch)]
    [InlineData("${IMAGE}", Scratch)] // unknown: stay silent
    public void Is_silent_when_the_data_may_be_kept(string image, string mounts) => Lint.Expect<DatabaseNoPersistence>(Deployment(image, mounts));

    [Fact]
    public void Is_silent_about_clients_jobs_and_development()
    {
        Lint.Expect<DatabaseNoPersistence>(Deployment("mysql:8.4", Scratch, container: "command: [mysqldump, orders]"));
        Lint.Expect<DatabaseNoPersistence>([("test/orders.yaml", Deployment("mysql:8.4", Scratch))]);
        Lint.Expect<DatabaseNoPersistence>("""
            apiVersion: batch/v1
            kind: Job
            metadata: { name: load }
            spec: { template: { spec: { restartPolicy: Never, containers: [{ name: mysql, image: 'mysql:8.4' }] } } }
            """);
    }

    [Theory]
    [InlineData("mysql:8.4", "/data")]
    [InlineData("docker.io/library/mongo:8", "/data/configdb")]
    [InlineData("postgres:18.1", "/var/lib/postgresql/data")]
    [InlineData("postgres:17-alpine", "/data")]
    public void Reports_a_volume_beside_the_data_directory(string image, string path)
    {
        Lint.Expect<DatabaseNoPersistence>(Deployment(image, $"- {{ name: data, mountPath: {{|HA0708:{path}|}} }}"));
        Assert.Contains($"has its volume at {path}, but the image keeps the data in ", Lint.One<DatabaseNoPersistence>(Deployment(image, $"- {{ name: data, mountPath: {path} }}")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres:18.1", "/var/lib/postgresql", "")]
    [InlineData("postgres:17.5", "/var/lib/postgresql/data", "")]
    [InlineData("postgres:17.5", "/var/lib/postgresql/data/pgdata", "")]
    [InlineData("postgres:latest", "/var/lib/postgresql/data", "")] // which version is not known
    [InlineData("postgres:${VERSION}", "/var/lib/postgresql/data", "")] // unknown: stay silent
    [InlineData("postgres:17.5", "/data", "env: [{ name: PGDATA, value: /data/pg }]")]
    [InlineData("postgres:17.5", "/data", "envFrom: [{ configMapRef: { name: orders } }]")]
    [InlineData("mysql:8.4", "/data", "args: [--datadir=/data]")]
    [InlineData("mysql:8.4", "/data", "command: [mysqld, --datadir=/data]")]
    [InlineData("mysql:8.4", "/srv", "args: [--skip-name-resolve, -h, data]")] // An option of one letter may mean the folder.
    [InlineData("mysql:8.4", "/srv", "args: [--defaults-extra-file=my.cnf]")]
    [InlineData("mysql:8.4", "/srv", "command: [sh, -c, mysqld --skip-name-resolve]")]
    [InlineData("mysql:8.4", "/srv", "args: [start, --skip-name-resolve]")]
    [InlineData("mongo:8", "/srv", "command: [mongod, --replSet, rs0, --dbpath, /srv]")]
    [InlineData("mongo:8", "/srv", "command: [mongod, --replSet, rs0, '${MORE}']")] // unknown: stay silent
    [InlineData("bitnami/mysql:8.4", "/bitnami/mysql", "")]
    [InlineData("registry.example/mysql:8.4", "/data", "")] // another image of the product may keep it there
    [InlineData("mysql:8.4", "'${FOLDER}'", "")] // unknown: stay silent
    public void Is_silent_when_the_data_directory_may_be_there(string image, string path, string container) =>
        Lint.Expect<DatabaseNoPersistence>(Deployment(image, $"- {{ name: data, mountPath: {path} }}", container: container));

    [Theory]
    [InlineData("env: [{ name: MYSQL_USER, value: shop }, { name: MYSQL_DATABASE, value: shop }]", "")]
    [InlineData("", "- { name: scratch, mountPath: /tmp }")]
    [InlineData("args: [--skip-name-resolve, --character-set-server=utf8mb4]", "")]
    [InlineData("args: [mysqld, --skip-name-resolve]", "")]
    [InlineData("command: [/usr/local/bin/docker-entrypoint.sh, mysqld]", "")]
    public void Reports_it_beside_what_moves_no_data(string container, string mount) =>
        Lint.Expect<DatabaseNoPersistence>(Deployment("mysql:8.4", $"- {{ name: data, mountPath: {{|HA0708:/data|}} }}\n        {mount}", container: container));

    [Theory]
    [InlineData("- { name: settings, mountPath: /etc/mysql/conf.d }")]
    [InlineData("- { name: folder, mountPath: /etc/mysql/conf.d, readOnly: true }")]
    public void Is_silent_when_a_mounted_file_may_name_another_directory(string mount) =>
        Lint.Expect<DatabaseNoPersistence>(Deployment("mysql:8.4", $"- {{ name: data, mountPath: /data }}\n        {mount}"));

    [Fact]
    public void Reports_a_pod_of_its_own() => Lint.Expect<DatabaseNoPersistence>("""
        apiVersion: v1
        kind: Pod
        metadata: { name: orders }
        spec: { containers: [{ {|HA0708:name: store|}, image: 'mysql:8.4' }] }
        """);

    [Fact]
    public void Speaks_of_the_claim_template_alone_where_the_database_does_not_mount_it() => Lint.Expect<DatabaseNoPersistence>(
        StatefulSet("{|HA0708:data|}", "- { name: other, mountPath: /data }").Replace("ledger:1", "mysql:8.4", StringComparison.Ordinal));

    [Fact]
    public void Reports_a_claim_template_that_no_container_mounts()
    {
        Lint.Expect<DatabaseNoPersistence>(StatefulSet("{|HA0708:data|}", "- { name: other, mountPath: /data }"));
        Assert.Equal("No container of StatefulSet 'ledger' mounts the claim template 'data', so nothing is kept on its volumes",
            Lint.One<DatabaseNoPersistence>(StatefulSet("data", "- { name: other, mountPath: /data }")).Message);
    }

    [Theory]
    [InlineData("data", "- { name: data, mountPath: /data }")]
    [InlineData("data", "- { name: '${NAME}', mountPath: /data }")] // unknown: stay silent
    [InlineData("'${NAME}'", "- { name: other, mountPath: /data }")] // unknown: stay silent
    public void Is_silent_when_a_claim_template_may_be_mounted(string template, string mounts) => Lint.Expect<DatabaseNoPersistence>(StatefulSet(template, mounts));

    [Theory]
    [InlineData("hashicorp/vault:1.19", "args: [server, {|HA0708:-dev|}]")]
    [InlineData("hashicorp/vault:1.19", "command: [vault, server, {|HA0708:-dev|}, -dev-root-token-id=one]")]
    [InlineData("hashicorp/consul:1.19", "command: [consul, agent, {|HA0708:-dev|}, -client=0.0.0.0]")]
    [InlineData("{|HA0708:hashicorp/vault:1.19|}", "ports: []")] // which its image does without arguments
    [InlineData("hashicorp/vault:1.19", "args: [server]")] // It may keep its data elsewhere.
    [InlineData("hashicorp/vault:1.19", "args: [server, -dev, -config=/vault/data/own.hcl]")] // It may name other storage.
    [InlineData("hashicorp/vault:1.19", "env: [{ name: VAULT_LOCAL_CONFIG, value: '{}' }]")]
    [InlineData("hashicorp/vault:1.19", "args: [server, '${MODE}']")] // unknown: stay silent
    [InlineData("hashicorp/vault:1.19", "envFrom: [{ configMapRef: { name: vault } }]")]
    [InlineData("registry.example/shop:1", "args: [server, -dev]")]
    public void Reports_a_server_that_is_started_to_try_it_out(string image, string container) =>
        Lint.Expect<DatabaseNoPersistence>(Deployment(image, Scratch, container: container));

    [Fact]
    public void Says_what_the_mode_does()
    {
        var finding = Lint.One<DatabaseNoPersistence>(Deployment("vault:1.13", Scratch, container: "args: [server, -dev]"));
        Assert.Equal("Vault in Deployment 'orders' runs in its dev mode, which keeps all data in memory, so a restart of its container loses it", finding.Message);
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Theory]
    [InlineData("hashicorp/consul:1.19", "args: [agent, -server, -bootstrap-expect=1]", true)]
    [InlineData("hashicorp/consul:1.19", "args: [agent, -retry-join=consul]", false)] // a client
    [InlineData("hashicorp/consul:1.19", "args: [agent, '${ROLE}']", false)] // unknown: stay silent
    public void Knows_a_voter_by_what_it_is_told(string image, string container, bool votes) =>
        Lint.Expect<DatabaseNoPersistence>(Deployment(image, Scratch, container: container).Replace("volumeMounts:", votes ? "{|HA0708:volumeMounts|}:" : "volumeMounts:", StringComparison.Ordinal));

    private static string StatefulSet(string template, string mounts) => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          selector: { matchLabels: { app: ledger } }
          template:
            spec:
              containers:
              - name: ledger
                image: ledger:1
                volumeMounts:
                {{mounts}}
          volumeClaimTemplates:
          - metadata: { name: {{template}} }
            spec: { accessModes: [ReadWriteOnce] }
        """;

    private static string Deployment(string image, string mounts, string replicas = "", string container = "") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: orders }
        spec:
          {{replicas}}
          selector: { matchLabels: { app: orders } }
          template:
            spec:
              containers:
              - name: store
                image: {{image}}
                {{container}}
                volumeMounts:
                {{mounts}}
              volumes:
              - { name: scratch, emptyDir: {} }
              - { name: settings, configMap: { name: orders } }
              - { name: data, persistentVolumeClaim: { claimName: orders } }
              - { name: folder, hostPath: { path: /srv } }
              - { name: ephemeral, ephemeral: { volumeClaimTemplate: { spec: { accessModes: [ReadWriteOnce] } } } }
        """;
}
