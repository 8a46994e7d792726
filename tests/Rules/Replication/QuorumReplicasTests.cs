using Hale.Rules.Replication;
using Hale.Testing;

namespace Hale.Rules.Tests.Replication;

public sealed class QuorumReplicasTests
{
    [Theory]
    [InlineData(1, Severity.Warning, "A majority of 1 etcd member is 1: StatefulSet 'db' tolerates no failure")]
    [InlineData(2, Severity.Error, "A majority of 2 etcd members is 2: StatefulSet 'db' tolerates no failure and is less available than with 1")]
    [InlineData(4, Severity.Warning, "A majority of 4 etcd members is 3: StatefulSet 'db' tolerates 1 failure, no more than with 3")]
    [InlineData(6, Severity.Warning, "A majority of 6 etcd members is 4: StatefulSet 'db' tolerates 2 failures, no more than with 5")]
    public void Reports_a_number_of_members_that_gains_nothing(int replicas, Severity severity, string message)
    {
        var finding = Lint.One<QuorumReplicas>(Members("etcd:3.6", $"replicas: {replicas}"));
        Assert.Equal(severity, finding.Severity);
        Assert.Equal(message, finding.Message);
        Lint.Expect<QuorumReplicas>(Members("etcd:3.6", $"replicas: {{|HA0103:{replicas}|}}"));
    }

    [Theory]
    [InlineData("command: [etcd, '--initial-cluster=db-0=http://db-0.db:2380,db-1=http://db-1.db:2380,db-2=http://db-2.db:2380']")]
    [InlineData("command: [etcd, --initial-cluster, 'db-0=http://db-0.db:2380,db-1=http://db-1.db:2380,db-2=http://db-2.db:2380']")]
    [InlineData("env: [{ name: ETCD_INITIAL_CLUSTER, value: 'db-0=http://db-0.db:2380,db-1=http://db-1.db:2380,db-2=http://db-2.db:2380' }]")]
    public void Reports_members_that_wait_for_others_that_never_run(string container)
    {
        Assert.Equal(
            "2 etcd members of StatefulSet 'db' wait for a majority of the 5 that they are told of, and do not start",
            Lint.One<QuorumReplicas>(Members("etcd:3.6", "replicas: 2", container.Replace(",db-2=http://db-2.db:2380", ",db-2=http://db-2.db:2380,db-3=http://db-3.db:2380,db-4=http://db-4.db:2380", StringComparison.Ordinal))).Message);
        var finding = Lint.One<QuorumReplicas>(Members("etcd:3.6", "replicas: 1", container));
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("1 etcd member of StatefulSet 'db' waits for a majority of the 3 that it is told of, and does not start", finding.Message);
        Assert.Equal("the members that it is told of", Assert.Single(finding.Related).Message);
    }

    [Theory]
    [InlineData("db-0=http://db-0.db:2380", "new")]
    [InlineData("db-0=http://db-0.db:2380,other-0=http://other-0.other:2380,other-1=http://other-1.other:2380", "new")] // others run elsewhere
    [InlineData("db-0=http://db-0.db:2380,db-1=http://db-1.db:2380,db-2=http://db-2.db:2380", "existing")]
    [InlineData("db-0=http://db-0.db:2380,db-1=http://db-1.db:2380,db-2=http://db-2.db:2380", "existing --name db-0")]
    public void Reports_a_single_member_as_ever_otherwise(string members, string state) => Assert.Equal(
        Severity.Warning,
        Lint.One<QuorumReplicas>(Members("etcd:3.6", "replicas: 1", $"command: [etcd, --initial-cluster, '{members}', --initial-cluster-state, '{state}']")).Severity);

    [Fact]
    public void Is_silent_when_the_member_may_join_others_that_exist() => Lint.Expect<QuorumReplicas>(Members(
        "etcd:3.6", "replicas: 1", "command: [etcd, --initial-cluster, 'db-0=http://db-0.db:2380,db-1=http://db-1.db:2380,db-2=http://db-2.db:2380', --initial-cluster-state, '${STATE}']"));

    [Theory]
    [InlineData("command: [etcd, '--initial-cluster=${MEMBERS}']")]
    [InlineData("args: ['--initial-cluster=${MEMBERS}']")]
    [InlineData("args: '${ARGS}'")]
    public void Is_silent_when_options_that_are_filled_in_may_name_other_members(string container) =>
        Lint.Expect<QuorumReplicas>(Members("etcd:3.6", "replicas: 1", container));

    [Fact]
    public void Options_of_other_containers_do_not_matter() => Lint.Expect<QuorumReplicas>(
        Members("etcd:3.6", "replicas: {|HA0103:2|}", "env: []\n      - { name: agent, image: agent:1, command: [agent, '--url=${URL}'] }"));

    [Fact]
    public void Reports_members_whose_script_has_variables() => Assert.Equal(
        Severity.Error,
        Lint.One<QuorumReplicas>(Members("etcd:3.6", "replicas: 2", "command: [sh, -c, 'exec etcd --name $HOSTNAME']")).Severity);

    [Fact]
    public void Says_when_replicas_is_not_set() =>
        Assert.EndsWith("no failure, because replicas is not set", Lint.One<QuorumReplicas>(Members("etcd:3.6", "")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Deployment")]
    [InlineData("ReplicationController")]
    public void Reports_other_controllers(string kind) => Lint.Expect<QuorumReplicas>(Members("zookeeper:3.9", "replicas: {|HA0103:2|}", kind: kind));

    [Fact]
    public void Reports_the_minimum_of_an_autoscaler() => Lint.Expect<QuorumReplicas>(Members("etcd:3.6", "") + """

        ---
        kind: HorizontalPodAutoscaler
        apiVersion: autoscaling/v2
        spec: { scaleTargetRef: { kind: StatefulSet, name: db }, minReplicas: {|HA0103:2|}, maxReplicas: 5 }
        """);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Notes_that_only_some_queues_of_RabbitMQ_vote(int replicas)
    {
        var finding = Lint.One<QuorumReplicas>(Members("rabbitmq:4", $"replicas: {replicas}"));
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.EndsWith("(quorum queues only)", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("etcd:3.6", "replicas: 3")]
    [InlineData("etcd:3.6", "replicas: 5")]
    [InlineData("etcd:3.6", "replicas: 0")]
    [InlineData("etcd:3.6", "replicas: ${REPLICAS}")] // unknown: stay silent
    [InlineData("'${IMAGE}'", "replicas: 2")] // unknown: stay silent
    [InlineData("postgres:17", "replicas: 2")] // no majority
    [InlineData("cassandra:5", "replicas: 4")] // no majority of the members
    [InlineData("cockroach:v25.1.0", "replicas: 2")] // each runs alone
    [InlineData("tikv:v8", "replicas: 4")] // three of them vote on each region
    [InlineData("kafka:4.0", "replicas: 2")] // brokers have no quorum
    [InlineData("etcd-operator:1", "replicas: 2")]
    public void Is_silent_about_odd_numbers_and_what_needs_no_majority(string image, string replicas) =>
        Lint.Expect<QuorumReplicas>(Members(image, replicas));

    [Theory]
    [InlineData("etcd:3.6", "command: [etcdctl, watch, /]")]
    [InlineData("mongo:8", "args: [mongos, --configdb, 'config/config-0.config:27017']")]
    [InlineData("consul:1.21", "args: [agent, -retry-join=consul-server-0]")]
    [InlineData("nats:2", "")]
    [InlineData("mongo:8", "")] // each runs alone
    [InlineData("cockroachdb/cockroach:v25.1.0", "args: [start-single-node]")]
    [InlineData("mongo:8", "args: ['${ARGUMENTS}']")] // unknown: stay silent
    [InlineData("mongo:8", "envFrom: [{ configMapRef: { name: mongo } }]")]
    [InlineData("vault:1.20", "args: [server]")] // It decides by majority only with integrated storage.
    public void Is_silent_about_processes_that_do_not_vote_or_may_not(string image, string container) =>
        Lint.Expect<QuorumReplicas>(Members(image, "replicas: 2", container));

    [Theory]
    [InlineData("{ name: KAFKA_PROCESS_ROLES, value: broker }, { name: KAFKA_CONTROLLER_QUORUM_VOTERS, value: '0@a:9093,1@b:9093' }")]
    [InlineData("{ name: KAFKA_PROCESS_ROLES, value: 'broker,controller' }, { name: KAFKA_CONTROLLER_QUORUM_VOTERS, value: '0@a:9093,1@b:9093,2@c:9093' }")]
    [InlineData("{ name: KAFKA_PROCESS_ROLES, value: 'broker,controller' }, { name: KAFKA_CONTROLLER_QUORUM_BOOTSTRAP_SERVERS, value: 'kafka:9093' }")] // they may join or not
    [InlineData("{ name: KAFKA_PROCESS_ROLES, value: '${ROLES}' }, { name: KAFKA_CONTROLLER_QUORUM_VOTERS, value: '0@a:9093,1@b:9093' }")] // unknown: stay silent
    [InlineData("{ name: KAFKA_PROCESS_ROLES, value: controller }, { name: KAFKA_CONTROLLER_QUORUM_VOTERS, value: '${VOTERS}' }")] // unknown: stay silent
    public void Is_silent_about_Kafka_without_a_majority_of_its_own(string variables) =>
        Lint.Expect<QuorumReplicas>(Members("kafka:4.0", "replicas: 2", $"env: [{variables}]"));

    [Theory]
    [InlineData("{ name: KAFKA_PROCESS_ROLES, value: 'broker, controller' }, { name: KAFKA_CONTROLLER_QUORUM_VOTERS, value: '0@a:9093,1@b:9093' }")]
    [InlineData("{ name: KAFKA_CFG_PROCESS_ROLES, value: controller }, { name: KAFKA_CFG_CONTROLLER_QUORUM_VOTERS, value: '0@a:9093,1@b:9093' }")]
    public void Reports_the_controllers_of_Kafka(string variables)
    {
        var finding = Lint.One<QuorumReplicas>(Members("kafka:4.0", "replicas: 2", $"env: [{variables}]"));
        Assert.Equal(Severity.Error, finding.Severity);
    }

    [Fact]
    public void Warns_of_the_only_controller_of_Kafka()
    {
        var finding = Lint.One<QuorumReplicas>(Members("kafka:4.0", "replicas: 1", "env: [{ name: KAFKA_PROCESS_ROLES, value: 'broker,controller' }]"));
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Theory]
    [InlineData("consul:1.21", "args: [agent, -server]")]
    [InlineData("consul:1.21", "command: [sh, -c, 'exec consul agent -server -config-dir=/consul']")]
    [InlineData("nats:2", "args: [--jetstream]")]
    [InlineData("mongo:8", "command: [mongod, --replSet, rs0]")]
    [InlineData("cockroachdb/cockroach:v25.1.0", "command: [bash, -ecx, 'exec /cockroach/cockroach start --join=db-0.db,db-1.db --cache 25%']")]
    [InlineData("cockroachdb/cockroach:v25.1.0", "args: [start, '--join=db-0.db,db-1.db']")]
    [InlineData("bitnami/mongodb:8.0", "env: [{ name: MONGODB_REPLICA_SET_MODE, value: primary }]")]
    public void Reports_processes_that_a_flag_makes_voters(string image, string container) =>
        Lint.Expect<QuorumReplicas>(Members(image, "replicas: {|HA0103:2|}", container));

    [Theory]
    [InlineData("command: [sh, -c, 'exec mariadbd --wsrep-new-cluster']")]
    [InlineData("args: [--wsrep_on=ON, '--wsrep_cluster_address=gcomm://db-0.db,db-1.db']")]
    [InlineData("command: [sh, -c, 'exec mariadbd --wsrep-cluster-address=gcomm://db-0.db,db-1.db']")]
    [InlineData("env: [{ name: MARIADB_GALERA_CLUSTER_NAME, value: shop }]")]
    [InlineData("env: [{ name: PEERS, value: 'gcomm://db-0.db,db-1.db' }]")]
    public void Reports_MariaDB_that_is_told_to_join_others(string container)
    {
        Lint.Expect<QuorumReplicas>(Members("mariadb:11.4", "replicas: {|HA0103:2|}", container));
        Assert.StartsWith("A majority of 2 MariaDB Galera members is 2", Lint.One<QuorumReplicas>(Members("mariadb:11.4", "replicas: 2", container)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_a_single_MariaDB_whose_peers_are_filled_in() => Assert.StartsWith(
        "A majority of 1 MariaDB Galera member",
        Lint.One<QuorumReplicas>(Members("mariadb:11.4", "replicas: 1", "command: [sh, -c, 'exec mariadbd --wsrep-cluster-address=gcomm://$PEERS']")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Reports_MariaDB_whose_ConfigMap_tells_it_to_join_others() => Lint.Expect<QuorumReplicas>("""
        kind: StatefulSet
        metadata: { name: db }
        spec:
          replicas: {|HA0103:2|}
          template:
            spec:
              containers: [{ name: db, image: "mariadb:11.4" }]
              volumes: [{ name: conf, configMap: { name: galera } }]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: galera }
        data:
          galera.cnf: |
            [galera]
            wsrep_on = ON
            wsrep_cluster_address = "gcomm://db-0.db,db-1.db"
        """);

    [Theory]
    [InlineData("mariadb:11.4", "")]
    [InlineData("mariadb:11.4", "args: [--wsrep-on=OFF, '--wsrep-cluster-address=gcomm://']")]
    [InlineData("mariadb:11.4", "args: ['${ARGUMENTS}']")] // unknown: stay silent
    [InlineData("mariadb:11.4", "env: [{ name: NOTES, value: '# gcomm://db-0.db' }]")]
    [InlineData("mariadb:11.4", "command: [mariadb-dump, '--host=gcomm://db']")] // a client
    [InlineData("mysql:8.4", "args: [--wsrep-new-cluster]")] // MySQL has no such option.
    public void Is_silent_about_MariaDB_that_runs_by_itself(string image, string container) =>
        Lint.Expect<QuorumReplicas>(Members(image, "replicas: 2", container));

    [Theory]
    [InlineData("mongo:8", "kind: StatefulSet\nmetadata: { name: mongo-arbiter }")]
    [InlineData("mongo:8", "kind: ConfigMap\nmetadata: { name: init }\ndata: { init.js: 'rs.addArb(arbiterHost)' }")]
    [InlineData("mongo:8", "kind: Deployment\nmetadata: { name: other }\nspec: { template: { spec: { containers: [{ name: '${NAME}' }] } } }")] // It may be one.
    [InlineData("mariadb-galera:11", "kind: Deployment\nmetadata: { name: garbd }")]
    public void Is_silent_when_an_arbiter_may_make_the_number_odd(string image, string other) =>
        Lint.Expect<QuorumReplicas>(Members(image, "replicas: 2", Replicated(image)) + "\n---\n" + other);

    [Theory]
    [InlineData("mongo:8", "replicas: {|HA0103:1|}", "mongo-arbiter")]
    [InlineData("etcd:3.6", "replicas: {|HA0103:2|}", "mongo-arbiter")]
    [InlineData("mongo:8", "replicas: {|HA0103:2|}", "web")]
    public void Reports_where_an_arbiter_does_not_help(string image, string replicas, string other) =>
        Lint.Expect<QuorumReplicas>(Members(image, replicas, Replicated(image)) + $"\n---\nkind: ConfigMap\nmetadata: {{ name: {other} }}");

    [Theory]
    [InlineData("quay.io/coreos/etcd:v3.6.4")]
    [InlineData("'${IMAGE}'")] // It may be one.
    public void Is_silent_when_other_workloads_are_members_too(string image) => Lint.Expect<QuorumReplicas>(Members("etcd:3.6", "replicas: 1") + $$"""

        ---
        kind: StatefulSet
        metadata: { name: db-b }
        spec:
          replicas: 3
          template: { spec: { containers: [{ name: etcd, image: {{image}} }] } }
        """);

    [Fact]
    public void Is_silent_when_an_unread_template_may_hold_other_members() => Lint.Expect<QuorumReplicas>(Members("etcd:3.6", "replicas: 1") + """

        ---
        kind: StatefulSet
        {{ if .Values.second }}
        metadata: { name: db-b }
        {{ end }}
        """);

    [Fact]
    public void Reports_beside_a_job_of_the_same_product() => Lint.Expect<QuorumReplicas>(Members("etcd:3.6", "replicas: {|HA0103:2|}") + """

        ---
        kind: CronJob
        metadata: { name: backup }
        spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: etcd, image: etcd:3.6 }] } } } } }
        """);

    [Theory]
    [InlineData("DaemonSet")]
    [InlineData("CloneSet")]
    public void Is_silent_about_other_kinds(string kind) => Lint.Expect<QuorumReplicas>(Members("etcd:3.6", "replicas: 2", kind: kind));

    [Theory]
    [InlineData("3", "args: [{|HA0103:--wsrep-new-cluster|}]")]
    [InlineData("3", "args: [--wsrep_on=ON, {|HA0103:'--wsrep_cluster_address=gcomm://'|}]")]
    [InlineData("3", "command: [mariadbd, {|HA0103:--wsrep_new_cluster|}]")]
    [InlineData("3", "args: ['--wsrep_cluster_address=gcomm://db-0.db,db-1.db,db-2.db']")]
    [InlineData("3", "args: ['--wsrep_cluster_address=gcomm://${MEMBERS}']")] // unknown: stay silent
    [InlineData("3", "command: [sh, -c, 'if is_first; then exec mariadbd --wsrep-new-cluster; else exec mariadbd; fi']")]
    [InlineData("'${MEMBERS}'", "args: [--wsrep-new-cluster]")]
    public void Reports_members_of_Galera_that_each_start_a_cluster(string replicas, string container) =>
        Lint.Expect<QuorumReplicas>(Members("mariadb:11.8", $"replicas: {replicas}", container));

    [Fact]
    public void Says_what_the_argument_is_for() => Assert.Equal(
        "Each of 3 MariaDB Galera members of StatefulSet 'db' starts a cluster of its own: '--wsrep-new-cluster' is for the first start of the first one only",
        Lint.One<QuorumReplicas>(Members("mariadb:11.8", "replicas: 3", "args: [--wsrep-new-cluster]")).Message);

    [Theory]
    [InlineData("args: [agent, -server, -bootstrap-expect=3]")]
    [InlineData("args: [agent, -server, --bootstrap-expect, '3']")]
    [InlineData("command: [sh, -c, 'exec consul agent -server -bootstrap-expect=3 -data-dir=/data']")]
    public void Reports_servers_of_Consul_that_wait_for_others(string container)
    {
        Lint.Expect<QuorumReplicas>(Members("consul:1.21", "replicas: {|HA0103:2|}", container));
        var finding = Lint.One<QuorumReplicas>(Members("consul:1.21", "replicas: 1", container));
        Assert.Equal((Severity.Error, "1 Consul member of StatefulSet 'db' waits until there are 3, and elects no leader"), (finding.Severity, finding.Message));
        Assert.Equal("2 Consul members of StatefulSet 'db' wait until there are 3, and elect no leader", Lint.One<QuorumReplicas>(Members("consul:1.21", "replicas: 2", container)).Message);
        Lint.Expect<QuorumReplicas>(Members("consul:1.21", "replicas: 3", container));
        Lint.Expect<QuorumReplicas>(Members("consul:1.21", "replicas: 1", container, kind: "Deployment")); // one of several Deployments
    }

    [Fact]
    public void Is_silent_where_the_awaited_members_may_be_another_workload() => Lint.Expect<QuorumReplicas>(
        Members("consul:1.21", "replicas: 1", "args: [agent, -server, -bootstrap-expect=2]") + "\n---\n"
        + Members("consul:1.21", "replicas: 1", "args: [agent, -server, -bootstrap-expect=2]").Replace("name: db }", "name: other }", StringComparison.Ordinal));

    [Theory]
    [InlineData("{|HA0103:1|}", "-bootstrap-expect=1")]
    [InlineData("1", "-bootstrap-expect=${SERVERS}")] // unknown: stay silent
    public void Counts_the_members_where_no_more_are_awaited(string replicas, string option) =>
        Lint.Expect<QuorumReplicas>(Members("consul:1.21", $"replicas: {replicas}", $"args: [agent, -server, '{option}']"));

    private static string Replicated(string image) => image.StartsWith("mongo", StringComparison.Ordinal) ? "args: [--replSet, rs0]" : "";

    private static string Members(string image, string replicas, string container = "", string kind = "StatefulSet") => $$"""
        kind: {{kind}}
        metadata: { name: db }
        spec:
          {{replicas}}
          template:
            spec:
              containers:
              - name: db
                image: {{image}}
                {{container}}
        """;
}
