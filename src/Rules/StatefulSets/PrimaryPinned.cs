using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.StatefulSets;

internal sealed class PrimaryPinned : Rule<Workload>
{
    private static readonly string[] ReadWords = ["read", "reader", "readonly", "ro", "replica", "replicas", "slave", "secondary", "standby", "follower"];

    public override RuleInfo Info { get; } = new("HA0805", "primary-pinned")
    {
        Severity = Severity.Note,
        Confidence = Confidence.Medium,
        Title = "Primary of a database pinned to one pod",
        Why = """
            Where clients or replicas name the first pod of a StatefulSet, that pod is the primary for ever: while its node is
            down nothing can be written, although copies of the data run elsewhere. A StatefulSet does not even replace a pod on
            a node that does not answer. A Service over all pods is no way out: it sends writes to the copies too.
            """,
        Fix = """
            Let something elect the primary and point a Service at it: the operator of the database, or a manager such as Patroni
            or Orchestrator that keeps a role label on the pods. Let clients use that Service.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/tasks/run-application/run-replicated-stateful-application/",
            "https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (workload.Kind is not WorkloadKind.StatefulSet || workload.Product is not { } product || !workload.Replicas.AtTimesSeveral.IsTrue)
            yield break;
        if (!workload.Spec["serviceName"].Text().TryGet(out var service))
            yield break;

        var units = cluster.PodNamesOf(workload, service).Where(IsUsed).GroupBy(UnitOf).ToList();
        var electing = units.Where(unit => Mentions(unit.Key, product.Elector)).ToList();
        var isElected = electing.Count > 0 || !workload.AnyContainer(container => Elects(container, product.Elector)).IsFalse;
        var users = units.Except(electing).Where(unit => unit.All(name => name.Ordinal == "0"))
            .Select(unit => Pinned(unit.First(), workload, product, isElected)).OfType<Finding>().ToList();
        foreach (var finding in isElected ? users : users.Concat(Mixing(workload, users, $"{workload.Name}-0")))
            yield return finding;
    }

    // Clients that talk to one pod only; of a database with a single primary that stays the same also what the members are told.
    private Finding? Pinned(PodName name, Workload set, KnownImage product, bool isElected)
    {
        var client = set.Cluster.ContainersOf(name.Object).Select(container => container.Workload).FirstOrDefault(other => other != set);
        if (client is null && (isElected || !product.HasSinglePrimary))
            return null;
        if (client is not null && !client.AnyContainer(container => container.Image.NameEndsIn("-exporter")).IsFalse)
            return null;
        var finding = Report(name.Node, name.Place, $"{name.Object.Title} names '{name.Text}', one pod of {set.Title}: when its node is lost, no other one takes over")
            .And(set.Replicas.Node, set.Replicas.SourceText);
        return client is not null && product.HasSinglePrimary && client.RunsForever.IsTrue ? finding.As(Severity.Warning) : finding;
    }

    private IEnumerable<Finding> Mixing(Workload set, IReadOnlyList<Finding> users, string primary) =>
        from service in set.Services
        where users.Count > 0 && set.Product is { HasSinglePrimary: true } && (!service.IsHeadless && !service.Name.Is(IsForReading)).IsTrue
        select Report(service.Selector.Node, $"{service.Title} sends reads and writes to all pods of {set.Title}, of which '{primary}' alone takes writes")
            .And(users[0].Place, $"'{primary}' is named here");

    private static Truth Elects(Container container, string? elector) => elector is null ? Truth.False
        : container.Name.Is(name => Words.IsIn(name, elector)) || container.Image.NameEndsIn(elector)
            || Mentions(container.Node["command"], elector) || Mentions(container.Node["args"], elector);

    private static bool Mentions(Node texts, string? word) => word is not null && texts.SelfAndDescendants(node => node.Shown is { } text && Words.IsIn(text, word)).Count > 0;

    private static bool IsForReading(string name) => name.Split('-').Any(ReadWords.Contains);

    // A variable, an argument or a value of a ConfigMap; not a probe, and not an object that only describes.
    private static bool IsUsed(PodName name) =>
        name.Object.IsA("ConfigMap", "") ? name.Node.Parent?.Key == "data"
        : name.Node.Key == "value" ? name.Node.Parent?.Parent?.Key == "env"
        : name.Node.Parent is { Key: "command" or "args" } list && list.Parent?.Parent?.Key is "containers" or "initContainers";

    // The words of one command line belong together: they may list all members.
    private static Node UnitOf(PodName name) => name.Node.Parent is ListNode words ? words : name.Node;
}
