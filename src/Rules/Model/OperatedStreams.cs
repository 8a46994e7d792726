using Hale.Rules.Tree;

using static Hale.Rules.Model.OperatorTable;

namespace Hale.Rules.Model;

/// <summary>The resources of operators for message brokers and search engines.</summary>
internal static class OperatedStreams
{
    private const string Ephemeral = "keeps its data in its pods, and loses it with them";

    public static readonly IReadOnlyList<OperatedKind> All =
    [
        // https://strimzi.io/docs/operators/latest/configuring
        new("kafka.strimzi.io", "Kafka")
        {
            Parts =
            [
                new("spec.kafka.replicas", MemberRole.Copies, "broker", 3) { Has = static root => !root["metadata"]["annotations"]["strimzi.io/node-pools"].Exists },
                new("spec.zookeeper.replicas", MemberRole.Voters, "ZooKeeper member", 3) { Has = UsesZooKeeper },
            ],
            Switches =
            [
                new("spec.kafka.storage", IsEphemeral, Ephemeral) { IsUnsafe = true },
                new("spec.zookeeper.storage", IsEphemeral, "keeps ZooKeeper's data in its pods, and loses it with them") { IsUnsafe = true },
            ],
        },
        new("kafka.strimzi.io", "KafkaNodePool")
        {
            Parts =
            [
                new("spec.replicas", MemberRole.Voters, "controller", 3) { Has = root => HasRole(root, "controller"), Whole = KafkaOf },
                new("spec.replicas", MemberRole.Copies, "broker", 3) { Has = IsBrokerOnly, Whole = KafkaOf },
            ],
            Switches = [new("spec.storage", IsEphemeral, Ephemeral) { IsUnsafe = true }],
        },
        new("kafka.strimzi.io", "KafkaConnect") { Parts = [new("spec.replicas", MemberRole.Proxies, "worker", 2)] },
        new("kafka.strimzi.io", "KafkaMirrorMaker2") { Parts = [new("spec.replicas", MemberRole.Proxies, "worker", 2)] },
        new("kafka.strimzi.io", "KafkaBridge") { Parts = [new("spec.replicas", MemberRole.Proxies, "bridge", 2)] },

        // https://docs.confluent.io/operator/current/co-api.html
        Confluent("Kafka", new("spec.replicas", MemberRole.Copies, "broker", 3)),
        Confluent("KRaftController", new("spec.replicas", MemberRole.Voters, "controller", 3)),
        Confluent("Zookeeper", new("spec.replicas", MemberRole.Voters, "ZooKeeper member", 3)),
        Confluent("Connect", new("spec.replicas", MemberRole.Proxies, "worker", 2)),
        Confluent("SchemaRegistry", new("spec.replicas", MemberRole.Proxies, "instance", 2)),
        Confluent("KafkaRestProxy", new("spec.replicas", MemberRole.Proxies, "proxy", 2) { Plural = "proxies" }),

        // https://www.rabbitmq.com/kubernetes/operator/using-operator
        new("rabbitmq.com", "RabbitmqCluster") { Parts = [new("spec.replicas", MemberRole.Voters, "member", 3) { Default = 1 }] },

        // https://docs.emqx.com/en/emqx/latest/deploy/kubernetes/operator/tasks/configure-emqx-core-replicant.html
        new("apps.emqx.io", "EMQX") { Parts = [new("spec.coreTemplate.spec.replicas", MemberRole.Copies, "core node", 2)] },

        // https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s/nodes-orchestration
        new("elasticsearch.k8s.elastic.co", "Elasticsearch")
        {
            Parts =
            [
                new("count", MemberRole.Voters, "master-eligible node", 3) { List = "spec.nodeSets", IsSum = true, Has = MayBeMaster, IsDynamic = true },
            ],
            Switches = [new("spec.podDisruptionBudget", IsEmpty, "has no PodDisruptionBudget, so that a drain may evict all members at once")],
        },
        OpenSearch("opensearch.org"), OpenSearch("opensearch.opster.io"),
        new("kibana.k8s.elastic.co", "Kibana") { Parts = [new("spec.count", MemberRole.Copies, "instance", 2) { IsMinor = true }] },
    ];

    /// <summary>Whether a Strimzi Kafka cluster runs ZooKeeper: with KRaft switched on, the settings for it are ignored.</summary>
    public static Truth UsesZooKeeper(Node kafka) => kafka["spec"]["zookeeper"].Exists && !kafka["metadata"]["annotations"]["strimzi.io/kraft"].Exists;

    /// <summary>Whether the members of a Strimzi node pool have a role.</summary>
    public static Truth HasRole(Node pool, string role) => pool["spec"]["roles"].Any(item => item.Text().Is(role));

    /// <summary>The name of the Kafka cluster to which a Strimzi resource belongs.</summary>
    public static Field<string> KafkaOf(KubernetesObject @object) => @object.Labels["strimzi.io/cluster"].Text();

    // The broker that is a controller too is counted as a controller, and how many brokers there are besides says little.
    private static Truth IsBrokerOnly(Node pool)
    {
        var isBroker = HasRole(pool, "broker");
        return (isBroker && HasRole(pool, "controller")).IsFalse ? isBroker : Truth.Unknown;
    }

    private static Truth IsEphemeral(Node storage) =>
        storage["type"].Text().Is("ephemeral")
        || (storage["type"].Text().Is("jbod") && storage["volumes"].Any(volume => volume["type"].Text().Is("ephemeral")));

    // Regions of one cluster have a resource each, and are told of the others.
    private static OperatedKind Confluent(string kind, OperatedPart part) => new("platform.confluent.io", kind)
    {
        Parts = [part],
        Joined = ["spec.clusterRef", "spec.controllerQuorumVoters", "spec.configOverrides.peers", "spec.mrc"],
        JoinedAnnotations = ["platform.confluent.io/zookeeper-myid-offset", "platform.confluent.io/broker-id-offset", "platform.confluent.io/kraft-id-offset"],
    };

    // https://docs.opensearch.org/latest/install-and-configure/install-opensearch/operator/operator-opensearch-config/
    private static OperatedKind OpenSearch(string group) => new(group, "OpenSearchCluster")
    {
        Parts =
        [
            new("replicas", MemberRole.Voters, "cluster manager", 3)
            {
                List = "spec.nodePools", IsSum = true, IsDynamic = true,
                Has = static pool => pool["roles"].Any(role => role.Text().Is(text => text is "cluster_manager" or "master")),
            },
        ],
    };

    // A node has every role unless it lists some; older versions switch each of them.
    private static Truth MayBeMaster(Node nodeSet)
    {
        var config = nodeSet["config"];
        var (roles, listed) = (config["node.roles"], config["node"]["roles"]);
        if (roles.Exists.IsTrue || listed.Exists.IsTrue)
            return (roles.Exists.IsTrue ? roles : listed).Any(role => role.Text().Is("master"));
        return !(config["node.master"].Flag().Is(false) || config["node"]["master"].Flag().Is(false))
            && (!roles.Exists && !listed.Exists || Truth.Unknown);
    }
}
