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
        if (!workload.IsReplicated)
            yield break;

        if (SingleReplica.AsWorkload(workload))
        {
            yield return Report(workload.Replicas.Node, $"1 replica of {workload.Title} {ReasonFor(workload.Replicas)}: {EffectOn(workload)}")
                .As(SeverityFor(workload, cluster.Facts));
        }
    }

    private static Severity SeverityFor(Workload workload, ClusterFacts facts)
    {
        var isChosen = workload.Replicas.Minimum.Origin is Origin.Written;
        if (!(isChosen & workload.IsServed & !workload.IsLeaderElected).IsTrue)
            return Severity.Note;
        return facts.IsProduction && workload.Services.Any(service => service.IsPublished.IsTrue) ? Severity.Error : Severity.Warning;
    }

    private static string ReasonFor(Replicas replicas) => replicas.Source switch
    {
        ReplicaSource.Default => "runs because replicas is not set",
        ReplicaSource.Autoscaler => "is all that its autoscaler allows",
        _ => "is all that is asked for",
    };

    private static string EffectOn(Workload workload) =>
        workload.IsLeaderElected.IsTrue ? "its leader has no standby when the node fails or is drained"
        : workload.Services.Count > 0 ? $"{workload.Services[0].Title} loses it when the node fails or is drained"
        : "nothing takes over when the node fails or is drained";
}
