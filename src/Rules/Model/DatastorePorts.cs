namespace Hale.Rules.Model;

/// <summary>
/// The ports on which products that keep data usually listen. Source:
/// https://www.iana.org/assignments/service-names-port-numbers/, and the products' documentation.
/// </summary>
internal static class DatastorePorts
{
    public static readonly IReadOnlyDictionary<long, string> Products = new Dictionary<long, string>
    {
        [1433] = "SQL Server",
        [1521] = "Oracle Database",
        [2181] = "ZooKeeper",
        [2379] = "etcd",
        [3306] = "MySQL",
        [5432] = "PostgreSQL",
        [5672] = "RabbitMQ",
        [5984] = "CouchDB",
        [6379] = "Redis",
        [9042] = "Cassandra",
        [9092] = "Kafka",
        [9200] = "Elasticsearch",
        [27017] = "MongoDB",
    };
}
