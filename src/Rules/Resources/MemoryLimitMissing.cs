using Hale.Rules.Model;

namespace Hale.Rules.Resources;

internal sealed class MemoryLimitMissing : Rule<Container>
{
    public override RuleInfo Info { get; } = new("HA1102", "memory-limit-missing")
    {
        Severity = Severity.Note,
        Activation = Activation.Off,
        Title = "Container without a memory limit",
        Why = """
            Without a limit a leak takes the memory of the whole node: the kubelet then evicts pods that did nothing wrong, and the
            kernel may kill them before that. With a limit only the container that leaks is restarted.
            """,
        Fix = """
            Set `resources.limits.memory`, best equal to the request. A cpu limit is not needed: without one the container only
            takes what is left over.
            """,
        Sources = ["https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/"],
    };

    public override IEnumerable<Finding> Check(Container container, Cluster cluster)
    {
        if (container.IsLasting && !container.Object.IsForDevelopment && !container.HasLimit("memory"))
            yield return Report(container.Node["resources"]["limits"]["memory"], $"No memory limit in {container.Title} of {container.Workload.Title}");
    }
}
