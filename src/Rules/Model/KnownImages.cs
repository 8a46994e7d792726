using System.Globalization;
using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>A product that keeps data.</summary>
/// <param name="Name">What it is called, for messages.</param>
/// <param name="Images">The last segments of its images' repositories; with a slash, the last two.</param>
internal sealed record KnownImage(string Name, string[] Images)
{
    /// <summary>Whether its members decide by majority; unknown where that depends on its configuration.</summary>
    public Truth Quorum { get; init; } = Truth.False;

    /// <summary>Flags that make a process a voter, where <see cref="Quorum"/> is unknown without them: a file may set the same.</summary>
    public string[] VoterFlags { get; init; } = [];

    /// <summary>The variables in which a process is told its roles, the role that votes, and where all voters are listed; null where that is said in another way.</summary>
    public VoterRole? VoterRole { get; init; }

    /// <summary>
    /// Words of flags, variables and configuration files of which at least one makes a process a member, where it runs alone
    /// without them; empty where that is not so.
    /// </summary>
    public string[] MemberWords { get; init; } = [];

    /// <summary>Whether its official image takes such words from variables too.</summary>
    public bool HasVariablesForMembers { get; init; } = true;

    /// <summary>The setting, as <c>name=value</c>, that makes a process run alone; null without one.</summary>
    public string? AloneSetting { get; init; }

    /// <summary>Settings, as <c>name=value</c>, of which each lets everyone in without a password.</summary>
    public string[] Unlocked { get; init; } = [];

    /// <summary>Whether it has a mode to try it out, which keeps all data in memory (see <see cref="DevMode"/>).</summary>
    public bool HasDevMode { get; init; }

    /// <summary>What its members vote on, where that is not everything; else null.</summary>
    public string? VotesOn { get; init; }

    /// <summary>Whether a part of the members votes on each part of the data, so that their total may be even.</summary>
    public bool MayBeEven { get; init; }

    /// <summary>A word in the name of members that only vote, and so make an even number odd; null without such members.</summary>
    public string? Arbiter { get; init; }

    /// <summary>The programs that start its server, without folders.</summary>
    public string[] Servers { get; init; } = [];

    /// <summary>A grace period that lets it shut down cleanly, in seconds, with who says so; null without evidence.</summary>
    public (string Seconds, string Evidence)? Grace { get; init; }

    /// <summary>Whether it opens its port before it has recovered its data, and refuses to work until then.</summary>
    public bool ListensWhileItRecovers { get; init; }

    /// <summary>Whether it is often used as a cache, so that only a volume shows that the data matters.</summary>
    public bool MayBeCache { get; init; }

    /// <summary>Whether it has a role or mode that keeps no data on disk: a client agent, a coordinating node, another back end.</summary>
    public bool MayKeepNothing { get; init; }

    /// <summary>Whether what it keeps is the users' data themselves, as a database does, and not only messages or configuration.</summary>
    public bool IsDatabase { get; init; }

    /// <summary>Whether its replicas copy one primary later than it writes, unless it is set up in another way.</summary>
    public bool HasSinglePrimary { get; init; }

    /// <summary>
    /// What makes another member the primary of such a product, by a word in its name, its commands and what it is told; null
    /// where no such program is usual.
    /// </summary>
    public string? Elector { get; init; }

    /// <summary>The image that it is like when it is told to join a Galera cluster; null where it cannot.</summary>
    public string? Clustered { get; init; }

    /// <summary>Whether one member can start alone, and the others join those that run; else they all wait for a majority.</summary>
    public bool StartsOneByOne { get; init; }

    /// <summary>Whether a member answers probes before it has found a majority.</summary>
    public bool AnswersAlone { get; init; }

    /// <summary>Where its official image keeps the data; empty where the configuration always says so, or images differ.</summary>
    public string DataDirectory { get; init; } = "";

    /// <summary>The first major version of the official image that keeps the data elsewhere, and where; null without one.</summary>
    public (int Version, string Directory)? MovedIn { get; init; }

    /// <summary>
    /// Where the official image of a version keeps the data; null where the version has to be known and is not. Source: the
    /// images' descriptions at https://hub.docker.com/u/library
    /// </summary>
    public string? DataDirectoryOf(string? tag)
    {
        if (MovedIn is not var (version, directory))
            return DataDirectory;
        var digits = new string([.. (tag ?? "").TakeWhile(char.IsDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? major >= version ? directory : DataDirectory
            : null;
    }
}

/// <summary>
/// The products that keep data, by image. Names are compared whole, never as substrings, so that <c>mysql-operator</c> or
/// <c>redis-exporter</c> is not taken for the product. Sources: the products' own image documentation; grace periods are
/// the defaults of their operators, which are named.
/// </summary>
internal static class KnownImages
{
    private static readonly KnownImage Redis = new("Redis", ["redis", "redis-stack", "redis-stack-server"])
    {
        HasSinglePrimary = true,
        Elector = "sentinel", // https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/: 'sentinel monitor' names the first primary only.
        MemberWords = ["replica", "slave", "cluster", "sentinel", ".conf"],
        HasVariablesForMembers = false, // https://hub.docker.com/_/redis
        MayBeCache = true,
        DataDirectory = "/data",
        ListensWhileItRecovers = true, // https://redis.io/docs/latest/commands/info/: it answers LOADING while it loads a dump.
        Servers = ["redis-server", "valkey-server", "docker-entrypoint.sh"],
        Grace = ("60", "many users set 60"),
    };

    private static readonly KnownImage Elasticsearch = new("Elasticsearch", ["elasticsearch", "elasticsearch-oss"])
    {
        MayKeepNothing = true, // Coordinating nodes.
        Quorum = Truth.Unknown, // The master-eligible nodes decide by majority.
        AloneSetting = "discovery.type=single-node", // https://github.com/elastic/elasticsearch/pull/23598: it never joins another.
        Unlocked = ["xpack.security.enabled=false"], // https://www.elastic.co/docs/reference/autoops-insights/elasticsearch_security_disabled
        Servers = ["elasticsearch", "docker-entrypoint.sh"],
        Grace = ("180", "Elastic's operator sets 180"),
    };

    // https://dev.mysql.com/doc/refman/8.4/en/replication-configuration.html, https://mariadb.com/docs/galera-cluster/reference/galera-cluster-system-variables
    private static readonly string[] ReplicationOfMySql = ["server-id", "server_id", "log-bin", "log_bin", "gtid", "replica", "master", "slave", "wsrep", "defaults-"];

    public static readonly IReadOnlyList<KnownImage> All =
    [
        new("MySQL", ["mysql", "mysql-server", "percona", "percona-server"])
        {
            MemberWords = ReplicationOfMySql,
            HasVariablesForMembers = false, // https://hub.docker.com/_/mysql
            IsDatabase = true,
            HasSinglePrimary = true,
            DataDirectory = "/var/lib/mysql",
            Servers = ["mysqld", "mysqld_safe", "docker-entrypoint.sh", "entrypoint.sh"],
            Grace = ("120 to 600", "MySQL Operator sets 120, Percona's operator 600"),
        },
        new("MariaDB", ["mariadb"])
        {
            Clustered = "mariadb-galera",
            MemberWords = ReplicationOfMySql,
            IsDatabase = true,
            HasSinglePrimary = true,
            DataDirectory = "/var/lib/mysql",
            Servers = ["mysqld", "mariadbd", "mysqld_safe", "mariadbd-safe", "docker-entrypoint.sh"],
            Grace = ("120 to 600", "MySQL Operator sets 120, Percona's operator 600"),
        },
        new("MariaDB Galera", ["mariadb-galera"])
        {
            DataDirectory = "/var/lib/mysql",
            IsDatabase = true,
            StartsOneByOne = true,
            Quorum = Truth.True,
            Arbiter = "garbd",
            Servers = ["mysqld", "mariadbd", "mysqld_safe", "mariadbd-safe", "docker-entrypoint.sh"],
            Grace = ("120 to 600", "MySQL Operator sets 120, Percona's operator 600"),
        },
        new("Percona XtraDB Cluster", ["percona-xtradb-cluster"])
        {
            DataDirectory = "/var/lib/mysql",
            IsDatabase = true,
            StartsOneByOne = true,
            Quorum = Truth.True,
            Arbiter = "garbd",
            Servers = ["mysqld", "mysqld_safe"],
            Grace = ("600", "Percona's operator sets 600"),
        },
        new("PostgreSQL", ["postgres", "postgresql", "postgis", "timescaledb", "timescaledb-ha", "pgvector"])
        {
            IsDatabase = true,
            HasSinglePrimary = true,
            MemberWords = ["replica", "standby", "primary_", "recovery", "basebackup", "config_file"], // https://www.postgresql.org/docs/current/warm-standby.html
            HasVariablesForMembers = false, // https://hub.docker.com/_/postgres
            DataDirectory = "/var/lib/postgresql/data",
            MovedIn = (18, "/var/lib/postgresql"),
            Servers = ["postgres", "pg_ctl", "docker-entrypoint.sh", "patroni"],
            ListensWhileItRecovers = true, // https://www.postgresql.org/docs/current/app-pg-isready.html: it rejects connections during startup.
            Grace = ("300 to 1800", "Zalando's operator sets 300, CloudNativePG 1800"),
        },
        new("PostgreSQL", ["patroni", "spilo", "crunchy-postgres", "crunchy-postgres-gis", "crunchy-postgres-ha", "postgresql-repmgr"]) // Their replicas choose a new primary.
        {
            IsDatabase = true,
            StartsOneByOne = true,
            Servers = ["postgres", "patroni", "launch.sh", "entrypoint.sh"],
            ListensWhileItRecovers = true,
            Grace = ("300 to 1800", "Zalando's operator sets 300, CloudNativePG 1800"),
        },
        new("MongoDB", ["mongo", "mongodb", "mongodb-community-server", "mongodb-enterprise-server", "percona-server-mongodb"])
        {
            IsDatabase = true,
            StartsOneByOne = true,
            DataDirectory = "/data/db",
            Quorum = Truth.True,
            MemberWords = ["replset", "replica", "config", "shardsvr"],
            HasVariablesForMembers = false, // https://hub.docker.com/_/mongo
            Arbiter = "arbiter",
            Servers = ["mongod", "docker-entrypoint.sh"],
            Grace = ("60 to 120", "NooBaa's operator sets 60"),
        },
        Redis,
        Redis with { Name = "Valkey", Images = ["valkey", "valkey-bundle"] }, // It takes Redis' settings and commands: https://valkey.io/topics/migration/
        new("etcd", ["etcd"]) { DataDirectory = "/var/lib/etcd", Quorum = Truth.True, Servers = ["etcd"], Grace = ("30 to 60", "many users set 30 to 60") },
        new("ZooKeeper", ["zookeeper", "cp-zookeeper", "kubernetes-zookeeper", "k8szk"])
        {
            DataDirectory = "/data",
            Quorum = Truth.True,
            AnswersAlone = true, // https://zookeeper.apache.org/doc/current/zookeeperAdmin.html#sc_4lw: 'imok' does not say that it has joined the quorum.
            Servers = ["zkServer.sh", "start-zookeeper", "zookeeper-server-start.sh", "zkGenConfig.sh", "docker-entrypoint.sh", "run"],
            Grace = ("30 to 60", "many users set 30 to 60"),
        },
        new("RabbitMQ", ["rabbitmq"])
        {
            StartsOneByOne = true,
            DataDirectory = "/var/lib/rabbitmq",
            Quorum = Truth.True,
            VotesOn = "quorum queues",
            Servers = ["rabbitmq-server", "docker-entrypoint.sh"],
            Grace = ("60 or more", "RabbitMQ's cluster operator sets 604800"),
        },
        new("Kafka", ["kafka", "cp-kafka"])
        {
            DataDirectory = "/var/lib/kafka/data",
            Quorum = Truth.Unknown, // The controllers decide by majority, brokers do not: https://kafka.apache.org/documentation/#kraft_role
            VoterRole = new(["KAFKA_PROCESS_ROLES", "KAFKA_CFG_PROCESS_ROLES"], "controller", ["KAFKA_CONTROLLER_QUORUM_VOTERS", "KAFKA_CFG_CONTROLLER_QUORUM_VOTERS"]),
            Servers = ["kafka-server-start.sh", "kafka-server-start", "start-kafka.sh", "run"], // 'run' is what Confluent's and Apache's images start.
            Grace = ("30 to 300", "Strimzi sets 30 and says that it might need to increase"),
        },
        Elasticsearch,
        Elasticsearch with
        {
            Name = "OpenSearch",
            Images = ["opensearch"],
            Unlocked = ["DISABLE_SECURITY_PLUGIN=true", "plugins.security.disabled=true"], // https://docs.opensearch.org/2.11/security/configuration/disable
            Servers = ["opensearch", "opensearch-docker-entrypoint.sh", "docker-entrypoint.sh"],
            Grace = ("120", "OpenSearch's chart sets 120"),
        },
        new("Consul", ["consul"])
        {
            MayKeepNothing = true,
            Quorum = Truth.Unknown, // Servers vote, client agents beside an application do not.
            HasDevMode = true,
            VoterFlags = ["-server", "--server", "-server=true"],
            Servers = ["consul", "docker-entrypoint.sh"],
        },
        new("Vault", ["vault"])
        {
            MayKeepNothing = true,
            Quorum = Truth.Unknown, // Only with integrated storage.
            HasDevMode = true,
            Servers = ["vault", "docker-entrypoint.sh"],
        },
        new("NATS", ["nats"])
        {
            MayKeepNothing = true,
            Quorum = Truth.Unknown, // Only with JetStream.
            VoterFlags = ["-js", "--js", "-jetstream", "--jetstream"],
            Servers = ["nats-server"],
            MayBeCache = true,
        },
        new("TiKV", ["tikv"]) { Quorum = Truth.True, MayBeEven = true, Servers = ["tikv-server"] },
        new("TiDB PD", ["pd"]) { Quorum = Truth.True, Servers = ["pd-server"] },
        new("Cassandra", ["cassandra"])
        {
            DataDirectory = "/var/lib/cassandra",
            IsDatabase = true,
            Servers = ["cassandra", "docker-entrypoint.sh"],
            Grace = ("1800", "the Kubernetes Cassandra example sets 1800"),
        },
        new("ScyllaDB", ["scylla"]) { IsDatabase = true, Servers = ["scylla", "docker-entrypoint.py"] },
        new("CockroachDB", ["cockroach"])
        {
            // https://www.cockroachlabs.com/docs/stable/architecture/replication-layer
            IsDatabase = true,
            Quorum = Truth.True,
            MayBeEven = true,
            MemberWords = ["join"],
            Servers = ["cockroach"],
            Grace = ("60 to 300", "the Kubernetes CockroachDB example sets 60"),
        },
        new("ClickHouse", ["clickhouse-server", "clickhouse"]) { IsDatabase = true, Servers = ["clickhouse-server"] },
        new("InfluxDB", ["influxdb"]) { IsDatabase = true, DataDirectory = "/var/lib/influxdb", MovedIn = (2, "/var/lib/influxdb2"), Servers = ["influxd"] },
        new("Neo4j", ["neo4j"])
        {
            IsDatabase = true,
            Unlocked = ["NEO4J_AUTH=none"], // https://neo4j.com/docs/operations-manual/current/docker/introduction/
            DataDirectory = "/data",
            Servers = ["neo4j"],
        },
        new("CouchDB", ["couchdb"]) { IsDatabase = true, DataDirectory = "/opt/couchdb/data", Servers = ["couchdb"] },
        new("MinIO", ["minio", "minio/minio"]) { MemberWords = ["http", "config"], Servers = ["minio"] }, // Members are named by their URLs: https://docs.min.io/community/minio-object-store/reference/minio-server/minio-server.html
        new("SQL Server", ["mssql/server"]) { IsDatabase = true, MemberWords = ["hadr"], Servers = ["sqlservr"] },
    ];

    private static readonly Dictionary<string, KnownImage> ByName =
        All.SelectMany(known => known.Images.Select(image => new { image, known })).ToDictionary(pair => pair.image, pair => pair.known, StringComparer.Ordinal);

    /// <summary>The product of an image, by its <see cref="ImageNames"/>; null when it is none of them.</summary>
    public static KnownImage? Find(string? repository)
    {
        if (repository is null)
            return null;
        foreach (var name in ImageNames.Of(repository))
        {
            if (ByName.TryGetValue(name, out var known))
                return known;
        }

        var last = repository.Substring(repository.LastIndexOf('/') + 1);
        if (ByName.TryGetValue(ImageNames.WithoutArchitecture(last), out var ofOneArchitecture))
            return ofOneArchitecture;

        // Who puts the version into the name may have put the data elsewhere, too.
        return ImageNames.WithoutVersion(last) is { } product && ByName.TryGetValue(product, out var versioned)
            ? versioned with { DataDirectory = "", MovedIn = null }
            : null;
    }
}
