using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Operators;

internal sealed class OperatorReplicationFactor : Rule<KubernetesObject>
{
    private const long Enough = 3;

    // Kafka's own defaults: https://kafka.apache.org/documentation/#brokerconfigs
    private static readonly (string Setting, long Default, string Topics)[] Factors =
    [
        ("default.replication.factor", 1, "topics that name no number"),
        ("offsets.topic.replication.factor", 3, "the offsets of consumers"),
        ("transaction.state.log.replication.factor", 3, "the state of transactions"),
    ];

    public override RuleInfo Info { get; } = new("HA1605", "operator-replication-factor")
    {
        Severity = Severity.Warning,
        Title = "Kafka topics with too few copies, or with no copy to spare",
        Why = """
            Several brokers keep a topic available only if its partitions have copies on more than one of them. With one copy
            the loss of a broker takes its partitions away, and Kafka makes one copy where nothing is said. When as many copies
            must be in sync as there are, no broker may stop without stopping the writers; when one is enough, what was
            acknowledged may be lost with the broker that holds it.
            """,
        Fix = """
            Set `default.replication.factor`, `offsets.topic.replication.factor` and `transaction.state.log.replication.factor`
            to 3 and `min.insync.replicas` to 2, and give each topic at least 2 replicas, better 3.
            """,
        Sources =
        [
            "https://kafka.apache.org/documentation/#brokerconfigs",
            "https://strimzi.io/docs/operators/latest/configuring",
            "https://docs.confluent.io/platform/current/installation/docker/config-reference.html",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject @object, Cluster cluster)
    {
        var found = KafkaCluster.From(@object) is { } kafka ? CheckBrokers(@object, kafka)
            : KafkaCluster.IsTopic(@object) ? CheckTopic(@object)
            : cluster.ViewOf<Workload>(@object) is { } workload ? CheckVariables(workload)
            : [];
        return found.Where(_ => !@object.IsForDevelopment);
    }

    private IEnumerable<Finding> CheckBrokers(KubernetesObject @object, KafkaCluster kafka)
    {
        if (!kafka.Brokers.TryGet(out var brokers) || brokers < 2)
            yield break; // HA1601 speaks of a single broker.

        foreach (var (setting, byDefault, topics) in Factors)
        {
            var factor = kafka.Number(setting, byDefault);
            if (IsTooLow(factor, brokers))
                yield return Report(factor.Node, $"{@object.Title} keeps {Copies(factor)} of {topics} on its {brokers} brokers: {setting} is {ValueOf(factor)}");
        }

        if (InSync(@object, kafka, brokers) is { } finding)
            yield return finding;
    }

    // Without an operator a setting that is left out may stand in a file.
    private IEnumerable<Finding> CheckVariables(Workload workload)
    {
        if (!workload.Replicas.Minimum.TryGet(out var brokers) || brokers < 2)
            return [];

        return from variable in KafkaVariable.Of(workload)
               from factor in Factors
               where factor.Setting == variable.Setting && IsTooLow(variable.Number, brokers)
               select Report(variable.Number.Node, $"{workload.Title} keeps {Copies(variable.Number)} of {factor.Topics} on its {brokers} brokers: {variable.Name} is {variable.Number}");
    }

    private static bool IsTooLow(Field<long> factor, long brokers) => factor.Is(copies => copies > 0 && copies < Math.Min(Enough, brokers)).IsTrue;

    // Where the factor is too low that is said already.
    private Finding? InSync(KubernetesObject @object, KafkaCluster kafka, long brokers)
    {
        var factor = kafka.Number("default.replication.factor", 1);
        var needed = kafka.Number("min.insync.replicas", 1);
        if (!factor.TryGet(out var copies) || !needed.TryGet(out var least) || copies < Math.Min(Enough, brokers))
            return null;
        if (least >= copies)
            return Report(needed.Node, $"{@object.Title} takes writes only while {least} of {copies} copies are in sync, so that no broker may stop")
                .And(factor.Node, "copies of a topic");
        return least == 1
            ? Report(needed.Node, $"{@object.Title} acknowledges writes that only 1 of {copies} copies has: min.insync.replicas is {ValueOf(needed)}").As(Severity.Note)
            : null;
    }

    private IEnumerable<Finding> CheckTopic(KubernetesObject topic)
    {
        var replicas = topic.Spec["replicas"].Integer();
        if (!replicas.TryGet(out var copies) || copies < 1 || KafkaCluster.OfTopic(topic) is not { } clusters)
            yield break;

        if (copies == 1 && clusters.All(kafka => kafka.Brokers.Is(brokers => brokers > 1).IsTrue))
            yield return Report(replicas.Node, $"{topic.Title} has 1 copy of each partition, which is away whenever its broker is");
        if (copies > 1 && clusters.Count == 1 && clusters[0].Brokers.TryGet(out var available) && available > 0 && copies > available)
            yield return Report(replicas.Node, $"{topic.Title} asks for {copies} copies of each partition, but only {available} {(available == 1 ? "broker is" : "brokers are")} there to hold them");
    }

    private static string Copies(Field<long> factor) => factor.Is(1) ? "1 copy" : $"{factor} copies";

    private static string ValueOf(Field<long> value) => value.Origin is Origin.Defaulted ? $"not set, which means {value}" : $"{value}";
}
