using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>
/// A setting of brokers in an environment variable of their image. Sources: https://hub.docker.com/r/apache/kafka,
/// https://docs.confluent.io/platform/current/installation/docker/config-reference.html, https://github.com/bitnami/containers/tree/main/bitnami/kafka
/// </summary>
/// <param name="Name">The variable.</param>
/// <param name="Setting">What Kafka calls the setting.</param>
/// <param name="Number">Its value, where it is a number.</param>
internal sealed record KafkaVariable(string Name, string Setting, Field<long> Number)
{
    private static readonly string[] Prefixes = ["KAFKA_CFG_", "KAFKA_"];

    /// <summary>The settings of a StatefulSet of brokers; none for anything else, and for controllers.</summary>
    public static IEnumerable<KafkaVariable> Of(Workload workload) =>
        workload.Kind is WorkloadKind.StatefulSet && workload.Containers.FirstOrDefault(IsServer) is { } server
        && From(server) is var variables && variables.All(variable => variable.Setting is not "process.roles" || IsBroker(server, variable))
            ? variables
            : [];

    private static bool IsServer(Container container) => container.Image.Product is { Name: "Kafka" } && container.IsServer.IsTrue;

    private static List<KafkaVariable> From(Container container) => [.. container.Env.Items.Select(From).OfType<KafkaVariable>()];

    private static KafkaVariable? From(Node variable)
    {
        if (!variable["name"].Text().TryGet(out var name) || Prefixes.FirstOrDefault(start => name.StartsWith(start, StringComparison.Ordinal)) is not { } prefix)
            return null;
        return new(name, name.Substring(prefix.Length).ToLowerInvariant().Replace('_', '.'), variable["value"].Text().Number());
    }

    private static bool IsBroker(Container container, KafkaVariable roles) =>
        container.Env.Items.Any(variable => variable["name"].Text().Is(roles.Name).IsTrue && variable["value"].Text().Is(text => text.Contains("broker")).IsTrue);
}
