using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Replication;

internal sealed class ReplicasSingle : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0101", "replicas-single")
    {
        Severity = Severity.Note,
        Title = "Only one replica",
        Why = """
            A single pod is gone whenever its node fails, is drained or is upgraded, and comes back only after it has been
            noticed, scheduled and started elsewhere. After a node failure that takes more than five minutes with Kubernetes'
            defaults. A number of replicas that is left out means one. With `production: true` in `hale.yaml` it is an error where
            a load balancer or a route, such as an Ingress, leads to the pod.
            """,
        Fix = """
            Run at least two replicas, and spread them over nodes. A database needs replication of its own for that, best from
            its operator. Where only one pod may be active, let the replicas elect a leader.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/",
            "https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (workload.Replicas.Source is ReplicaSource.Autoscaler)
            yield break; // HA1001 speaks of an autoscaler that allows one replica only.

        if (SingleReplica.AsWorkload(workload))
        {
            var alone = workload.Services.Where(service => !service.IsForMetrics.IsTrue && !cluster.MayShare(service, workload)).ToList();
            yield return Report(workload.Replicas.Node, $"1 replica of {workload.Title} {ReasonFor(workload.Replicas)}: {EffectOn(workload, alone)}")
                .As(SeverityFor(workload, alone, cluster.Facts));
        }
    }

    private static Severity SeverityFor(Workload workload, List<Service> alone, ClusterFacts facts)
    {
        if (workload.Replicas.Minimum.Origin is not Origin.Written || alone.Count == 0 || !workload.IsLeaderElected.IsFalse)
            return Severity.Note;
        return facts.IsProduction && alone.Exists(service => service.IsPublished.IsTrue) ? Severity.Error : Severity.Warning;
    }

    private static string ReasonFor(Replicas replicas) =>
        replicas.Source is ReplicaSource.Default ? "runs because replicas is not set" : "is all that is asked for";

    // Other workloads may have pods behind the same Service.
    private static string EffectOn(Workload workload, List<Service> alone) =>
        workload.IsLeaderElected.IsTrue ? "no standby takes over when the node fails or is drained"
        : alone.Count > 0 ? $"{alone[0].Title} loses it when the node fails or is drained"
        : "nothing takes over when the node fails or is drained";
}
