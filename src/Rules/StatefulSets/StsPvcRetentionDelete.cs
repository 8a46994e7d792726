using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.StatefulSets;

internal sealed class StsPvcRetentionDelete : Rule<Workload>
{
    public override RuleInfo Info { get; } = new("HA0803", "sts-pvc-retention-delete")
    {
        Severity = Severity.Warning,
        Title = "Data store whose claims are deleted with it",
        Why = """
            With `persistentVolumeClaimRetentionPolicy` set to Delete the claims go when the StatefulSet is deleted or made
            smaller, and with a class that reclaims by deletion so does the data. Deleting a StatefulSet is an ordinary step when
            one of its fixed fields has to change, and a wrong number of replicas is an ordinary mistake.
            """,
        Fix = """
            Leave `whenDeleted` and `whenScaled` at Retain, which is the default, and delete claims that are not needed any more
            by hand.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention",
            "https://github.com/kubernetes/enhancements/issues/1847",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (workload.Kind is not WorkloadKind.StatefulSet || !(workload.IsStateful && workload.Spec["volumeClaimTemplates"].Exists).IsTrue)
            yield break;

        var policy = workload.Spec["persistentVolumeClaimRetentionPolicy"];
        if (policy["whenDeleted"].Text().Is("Delete"))
            yield return Report(policy["whenDeleted"], $"The claims of {workload.Title} are deleted when it is deleted");
        if (policy["whenScaled"].Text().Is("Delete"))
            yield return Report(policy["whenScaled"], $"The claims of {workload.Title} are deleted when it is made smaller");
    }
}
