using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Resources;

internal sealed class PriorityCritical : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA1103", "priority-critical")
    {
        Severity = Severity.Note,
        Activation = Activation.Off,
        Title = "Critical workload without a priority class",
        Why = """
            When nodes are lost and not everything fits on those that remain, the scheduler places pods in the order of their
            priority and evicts lower ones for them. Without a class the priority is 0, so that a batch job may hold the place
            that the database or the ingress controller needs. Pods that name a class which does not exist are not created.
            """,
        Fix = """
            Set `priorityClassName`: `system-cluster-critical` for what the cluster itself depends on, for databases a
            PriorityClass of your own above 0.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/",
            "https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (workload.Object.MayHaveUnseen("PriorityClass"))
            yield break;
        var className = workload.Pod["priorityClassName"].Text();
        var hasClass = className.Node.Exists || Truth.Any(cluster.All<PriorityClass>(), priority => priority.IsDefault);
        if (hasClass.IsFalse && ReasonFor(workload) is var (what, evidence))
            yield return Report(className.Node, $"{workload.Title} {what} and has no priority class").And(evidence, "this tells what it is");
        if (cluster.Facts.ClosedWorld && className.TryGet(out var name) && IsNowhere(name, cluster))
            yield return Report(className.Node, $"PriorityClass '{name}' of {workload.Title} is not among the manifests, so its pods are not created");
    }

    private static (string What, Node Evidence)? ReasonFor(Workload workload)
    {
        if (CriticalAddOns.RoleOf(workload) is { } role)
            return ($"is {role.Text}", role.Node);
        var server = workload.IsStateful ? workload.Containers.FirstOrDefault(container => container.IsStateful.IsTrue) : null;
        return server is null ? null : ($"runs {server.Image.Product!.Name}", server.Image.Node);
    }

    // The classes whose names begin with 'system-' exist in every cluster.
    private static bool IsNowhere(string name, Cluster cluster) =>
        !name.StartsWith("system-", StringComparison.Ordinal) && !cluster.All<PriorityClass>().Any(priority => !priority.Name.Is(name).IsFalse);
}
