using Hale.Rules.Model;

namespace Hale.Rules.Wiring;

internal sealed class SelectorOverlap : Rule<Workload>
{
    // Where many have one selector, a few show which.
    private const int MostRivals = 5;

    public override RuleInfo Info { get; } = new("HA1403", "selector-overlap")
    {
        Severity = Severity.Error,
        Title = "Two controllers whose selectors choose the same pods",
        Why = """
            Controllers find what is theirs by labels, and nothing stops two of them from asking for the same ones. A pod or a
            ReplicaSet without an owner is then adopted by whichever comes first and may be deleted as one too many, and an
            autoscaler of the one measures the pods of the other too. Kubernetes warns that such controllers fight. A StatefulSet
            adopts only pods that bear its name, so beside one this is a note.
            """,
        Fix = """
            Give each controller a label of its own, in its selector and in its pod template, for example `app.kubernetes.io/name`
            together with `app.kubernetes.io/component`. A Service may still select both by a label that they share.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector",
            "https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#non-template-pod-acquisitions",
            "https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_utils.go",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var rivals = cluster.RivalsOf(workload).Take(MostRivals).ToList();
        if (rivals.Count == 0)
            return [];
        var severity = rivals.TrueForAll(rival => HasNamedPods(workload) || HasNamedPods(rival)) ? Severity.Note : Severity.Error;
        var finding = Report(workload.Selector.Node, Describe(workload, rivals[0])).As(severity);
        return [rivals.Aggregate(finding, (report, rival) => report.And(rival.Selector.Node, $"the selector of {rival.Title}"))];
    }

    private static bool HasNamedPods(Workload workload) => workload.Kind is WorkloadKind.StatefulSet;

    private static string Describe(Workload workload, Workload rival) =>
        !workload.Selector.Matches(rival.PodLabels).IsTrue ? $"{rival.Title} selects the pods of {workload.Title}, too"
        : !rival.Selector.Matches(workload.PodLabels).IsTrue ? $"{workload.Title} selects the pods of {rival.Title}, too"
        : $"{workload.Title} and {rival.Title} select the same pods";
}
