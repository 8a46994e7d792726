using Hale.Rules.Operators;
using Hale.Testing;

namespace Hale.Rules.Tests.Operators;

public sealed class OperatorReplicationFactorTests
{
    private const string Topics = "offsets.topic.replication.factor: 3, transaction.state.log.replication.factor: 3, ";

    [Theory]
    [InlineData("default.replication.factor: {|HA1605:1|}, min.insync.replicas: 2")]
    [InlineData("default.replication.factor: {|HA1605:2|}, min.insync.replicas: 1")]
    [InlineData("default.replication.factor: {|HA1605:'1'|}")]
    [InlineData("default.replication.factor: 3, min.insync.replicas: {|HA1605:3|}")]
    [InlineData("default.replication.factor: 3, min.insync.replicas: {|HA1605:1|}")]
    public void Reports_too_few_copies_and_none_to_spare(string config) => Lint.Expect<OperatorReplicationFactor>(Pool("3") + Kafka(Topics + config));

    [Fact]
    public void Reports_the_topics_that_Kafka_keeps_for_itself() => Lint.Expect<OperatorReplicationFactor>(Pool("3") + Kafka(
        "default.replication.factor: 3, min.insync.replicas: 2, offsets.topic.replication.factor: {|HA1605:1|}, transaction.state.log.replication.factor: {|HA1605:2|}"));

    [Fact]
    public void Reports_a_factor_that_is_left_out() => Lint.Expect<OperatorReplicationFactor>(Pool("3") + """
        apiVersion: kafka.strimzi.io/v1
        kind: Kafka
        metadata: { name: shop }
        spec: { kafka: { {|HA1605:config|}: { min.insync.replicas: 1 } } }
        """);

    [Fact]
    public void Counts_brokers_without_pools() => Lint.Expect<OperatorReplicationFactor>("""
        apiVersion: kafka.strimzi.io/v1beta2
        kind: Kafka
        metadata: { name: shop }
        spec: { kafka: { replicas: 2, config: { default.replication.factor: {|HA1605:1|} } } }
        """);

    [Theory]
    [InlineData("3", "default.replication.factor: 3, min.insync.replicas: 2")]
    [InlineData("2", "default.replication.factor: 2, min.insync.replicas: '${LEAST}'")]
    [InlineData("1", "default.replication.factor: 1, min.insync.replicas: 1")] // HA1601 speaks of a single broker.
    [InlineData("'${BROKERS}'", "default.replication.factor: 1")] // unknown: stay silent
    [InlineData("3", "default.replication.factor: '${FACTOR}', min.insync.replicas: 3")]
    [InlineData("3", "default.replication.factor: 0")] // which Kafka does not take
    public void Is_silent_when_copies_suffice_or_are_not_known(string brokers, string config) =>
        Lint.Expect<OperatorReplicationFactor>(Pool(brokers) + Kafka(Topics + config));

    [Theory]
    [InlineData("3", "{ name: KAFKA_DEFAULT_REPLICATION_FACTOR, value: {|HA1605:'1'|} }")]
    [InlineData("3", "{ name: KAFKA_CFG_OFFSETS_TOPIC_REPLICATION_FACTOR, value: {|HA1605:'1'|} }")]
    [InlineData("3", "{ name: KAFKA_PROCESS_ROLES, value: 'broker,controller' }, { name: KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR, value: {|HA1605:'2'|} }")]
    [InlineData("2", "{ name: KAFKA_DEFAULT_REPLICATION_FACTOR, value: '2' }")]
    [InlineData("3", "{ name: KAFKA_DEFAULT_REPLICATION_FACTOR, value: '3' }")]
    [InlineData("3", "{ name: KAFKA_TRANSACTION_STATE_LOG_MIN_ISR, value: '1' }")]
    [InlineData("3", "{ name: KAFKA_PROCESS_ROLES, value: controller }, { name: KAFKA_DEFAULT_REPLICATION_FACTOR, value: '1' }")] // It keeps no topics.
    [InlineData("3", "{ name: KAFKA_DEFAULT_REPLICATION_FACTOR, value: '${FACTOR}' }")] // unknown: stay silent
    [InlineData("3", "{ name: KAFKA_PROCESS_ROLES, value: '${ROLES}' }, { name: KAFKA_DEFAULT_REPLICATION_FACTOR, value: '1' }")]
    [InlineData("'${BROKERS}'", "{ name: KAFKA_DEFAULT_REPLICATION_FACTOR, value: '1' }")]
    [InlineData("1", "{ name: KAFKA_DEFAULT_REPLICATION_FACTOR, value: '1' }")]
    public void Looks_at_the_variables_of_brokers(string brokers, string variables) => Lint.Expect<OperatorReplicationFactor>(Brokers(brokers, "apache/kafka:4.0.1", variables));

    [Fact]
    public void Says_which_variable_it_is() => Assert.Equal(
        "StatefulSet 'shop' keeps 1 copy of the offsets of consumers on its 3 brokers: KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR is 1",
        Lint.One<OperatorReplicationFactor>(Brokers("3", "confluentinc/cp-kafka:8.0.0", "{ name: KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR, value: '1' }")).Message);

    [Fact]
    public void Leaves_the_variables_of_others_alone() =>
        Lint.Expect<OperatorReplicationFactor>(Brokers("3", "registry.example/shop:1", "{ name: KAFKA_DEFAULT_REPLICATION_FACTOR, value: '1' }"));

    private static string Brokers(string replicas, string image, string variables) => $$"""
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: shop }
        spec:
          replicas: {{replicas}}
          template:
            spec: { containers: [{ name: kafka, image: '{{image}}', env: [{{variables}}] }] }
        """;

    [Fact]
    public void Is_silent_for_development() => Lint.Expect<OperatorReplicationFactor>([("dev/kafka.yaml", Pool("3") + Kafka("default.replication.factor: 1"))]);

    [Fact]
    public void One_copy_in_sync_is_a_note() =>
        Assert.Equal(Severity.Note, Lint.One<OperatorReplicationFactor>(Pool("3") + Kafka(Topics + "default.replication.factor: 3")).Severity);

    [Theory]
    [InlineData("", "1 copy of topics that name no number on its 3 brokers: default.replication.factor is not set, which means 1")]
    [InlineData("default.replication.factor: 2", "2 copies of topics that name no number on its 3 brokers: default.replication.factor is 2")]
    public void Says_where_the_number_comes_from(string config, string text) =>
        Assert.Equal($"Kafka 'shop' keeps {text}", Lint.One<OperatorReplicationFactor>(Pool("3") + Kafka(Topics + config)).Message);

    [Theory]
    [InlineData("1", "2 copies of each partition, but only 1 broker is there to hold them")]
    [InlineData("3", "4 copies of each partition, but only 3 brokers are there to hold them")]
    public void Says_how_many_brokers_are_there(string brokers, string text) => Assert.Equal(
        $"KafkaTopic 'orders' asks for {text}",
        Lint.One<OperatorReplicationFactor>(Pool(brokers) + Kafka(Topics + "default.replication.factor: 3, min.insync.replicas: 2") + Topic(text.Split(' ')[0])).Message);

    [Theory]
    [InlineData("strimzi.io/cluster: shop", "strimzi.io/cluster: other")]
    [InlineData("metadata: { name: pool", "metadata: { name: pool, namespace: other")]
    public void Counts_the_brokers_of_one_cluster(string written, string other) => Lint.Expect<OperatorReplicationFactor>(
        Pool("5").Replace(written, other, StringComparison.Ordinal)
        + (Pool("3") + Kafka(Topics + "default.replication.factor: 3, min.insync.replicas: 2") + Topic("{|HA1605:4|}")).Replace("{ name: ", "{ namespace: wiki, name: ", StringComparison.Ordinal));

    [Fact]
    public void Is_silent_about_other_resources_of_the_cluster() => Lint.Expect<OperatorReplicationFactor>(
        Pool("3") + Kafka(Topics + "default.replication.factor: 3, min.insync.replicas: 2") + Topic("1").Replace("KafkaTopic", "KafkaConnect", StringComparison.Ordinal));

    [Theory]
    [InlineData("3", "{|HA1605:1|}")]
    [InlineData("3", "{|HA1605:4|}")]
    [InlineData("1", "{|HA1605:2|}")]
    [InlineData("3", "3")]
    [InlineData("1", "1")] // HA1601
    [InlineData("'${BROKERS}'", "1")] // unknown: stay silent
    [InlineData("3", "'${REPLICAS}'")]
    [InlineData("3", "-1")] // The brokers' default.
    public void Compares_a_topic_with_the_brokers(string brokers, string replicas) => Lint.Expect<OperatorReplicationFactor>(
        Pool(brokers) + Kafka(Topics + "default.replication.factor: 3, min.insync.replicas: 2") + Topic(replicas));

    [Theory]
    [InlineData("name: other")]
    [InlineData("name: shop, namespace: other")]
    public void Compares_a_topic_with_the_brokers_of_its_own_cluster(string other) => Lint.Expect<OperatorReplicationFactor>(
        (Pool("3") + Kafka(Topics + "default.replication.factor: 3, min.insync.replicas: 2") + Topic("3")).Replace("{ name: ", "{ namespace: wiki, name: ", StringComparison.Ordinal)
        + $"\n---\n{{ apiVersion: kafka.strimzi.io/v1, kind: Kafka, metadata: {{ {other} }}, spec: {{ kafka: {{ replicas: 1 }} }} }}");

    [Fact]
    public void Is_silent_about_a_topic_whose_cluster_may_be_hidden() => Lint.Expect<OperatorReplicationFactor>(
        Topic("1") + "\n---\n{ apiVersion: kafka.strimzi.io/v1, kind: '${KIND}', metadata: { name: shop } }");

    [Fact]
    public void Reports_a_topic_with_one_copy_in_a_cluster_that_is_not_shown() => Lint.Expect<OperatorReplicationFactor>(Topic("{|HA1605:1|}"));

    private static string Pool(string replicas) => $$"""
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaNodePool
        metadata: { name: pool, labels: { strimzi.io/cluster: shop } }
        spec: { replicas: {{replicas}}, roles: [broker] }
        ---

        """;

    private static string Kafka(string config) => $$"""
        apiVersion: kafka.strimzi.io/v1
        kind: Kafka
        metadata: { name: shop }
        spec: { kafka: { config: { {{config}} } } }

        """;

    private static string Topic(string replicas) => $$"""
        ---
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaTopic
        metadata: { name: orders, labels: { strimzi.io/cluster: shop } }
        spec: { replicas: {{replicas}} }
        """;
}
