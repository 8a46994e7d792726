using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// A Kafka cluster of Strimzi's operator, with its node pools. Source: https://strimzi.io/docs/operators/latest/configuring
/// </summary>
internal sealed class KafkaCluster(KubernetesObject kafka)
{
    private const string Group = "kafka.strimzi.io";

    private Kept<Field<long>>? _brokers;

    /// <summary>The brokers' settings.</summary>
    public Node Config => kafka.Spec["kafka"]["config"];

    /// <summary>How many brokers there are, in pools or, before there were any, by the cluster's own number.</summary>
    public Field<long> Brokers => _brokers ??= CountBrokers();

    public static KafkaCluster? From(KubernetesObject @object) => IsKafka(@object) ? new(@object) : null;

    /// <summary>
    /// The clusters that a topic may be in. Null when one may hide; none when the input has none of that name, so that nothing
    /// else can be said of it.
    /// </summary>
    public static IReadOnlyList<KafkaCluster>? OfTopic(KubernetesObject topic)
    {
        if (!OperatedStreams.KafkaOf(topic).TryGet(out var name) || topic.MayHaveUnseen("Kafka"))
            return null;
        var ofKind = topic.Cluster.OfKind("Kafka");
        var near = ofKind.To(topic).Where(other => IsMeant(other) && topic.IsAppliedWith(other)).ToList();
        return [.. (near.Count > 0 ? near : ofKind.All.Where(IsMeant)).Select(other => new KafkaCluster(other))];

        bool IsMeant(KubernetesObject other) => IsKafka(other) && !other.Name.Is(name).IsFalse && Namespaces.MayBeSame(topic, other);
    }

    public static bool IsTopic(KubernetesObject @object) => @object.IsA("KafkaTopic", Group);

    /// <summary>A number among the brokers' settings, where it may be written as text too.</summary>
    public Field<long> Number(string setting, long byDefault)
    {
        var (node, text) = (Config[setting], Config[setting].Text());
        return (text.TryGet(out _) ? text.Number() : node.Integer()).Or(byDefault);
    }

    private static bool IsKafka(KubernetesObject @object) => @object.IsA("Kafka", Group);

    private Field<long> CountBrokers()
    {
        var own = kafka.Spec["kafka"]["replicas"];
        var unknown = Field<long>.Unknown(own);
        if (own.Exists && !kafka.Annotations["strimzi.io/node-pools"].Exists)
            return own.Integer();
        if (!kafka.Name.TryGet(out var name) || MemberCount.PartsOf(kafka, "KafkaNodePool", OperatedStreams.KafkaOf, name) is not { Count: > 0 } pools)
            return unknown;
        var brokers = pools.Select(pool => (Pool: pool, Is: OperatedStreams.HasRole(pool.Root, "broker"))).Where(pair => !pair.Is.IsFalse).ToList();
        return brokers.Count > 0 && brokers.All(pair => pair.Is.IsTrue)
            ? MemberCount.Sum(own, [.. brokers.Select(pair => pair.Pool.Spec["replicas"].Integer())])
            : unknown;
    }
}
