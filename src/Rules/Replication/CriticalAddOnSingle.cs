using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Replication;

internal sealed class CriticalAddOnSingle : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0105", "critical-addon-single")
    {
        Severity = Severity.Warning,
        Title = "Only one replica of what the whole cluster depends on",
        Why = """
            When the node of the only ingress controller, DNS server, storage controller or metrics API fails, everything in the
            cluster that needs it waits until a new pod runs elsewhere, which takes more than five minutes with Kubernetes'
            defaults. Volumes, for example, are not attached just when the pods of the lost node have to move. HA1404 speaks of
            what answers admission webhooks.
            """,
        Fix = """
            Run two replicas on different nodes, with a PodDisruptionBudget. Where only one may be active they elect a leader.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/",
            "https://github.com/kubernetes-sigs/metrics-server#high-availability",
            "https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (SingleReplica.AsAddOn(workload) is { } role)
        {
            var reason = workload.Replicas.Minimum.Origin is Origin.Defaulted ? " because replicas is not set" : "";
            yield return Report(workload.Replicas.Node, $"{workload.Title} is {role.Text} and runs 1 replica{reason}: {EffectOf(role)}")
                .And(role.Node, "this tells what it is")
                .As(role.CanWait ? Severity.Note : Severity.Warning);
        }
    }

    private static string EffectOf(AddOnRole role) => role.CanWait
        ? "nothing stands in for it when its node fails or is drained"
        : "everything that needs it waits when its node fails or is drained";
}
