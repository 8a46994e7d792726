using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Placement;

internal sealed class TolerationSeconds : Rule<Workload>
{
    // What the admission plug-in DefaultTolerationSeconds gives to pods that say nothing.
    private const long ByDefault = 300;
    private const long TooShort = 10;

    public override RuleInfo Info { get; } = new("HA0207", "toleration-seconds")
    {
        Severity = Severity.Warning,
        Activation = Activation.NotesOff,
        Title = "Time on a dead node that is too long or too short",
        Why = """
            `tolerationSeconds` says how long pods stay bound to a node that is lost, after the 40 to 50 seconds in which
            Kubernetes notices. Others replace them only then, so a longer time is a longer outage. With a few seconds only,
            a short trouble of the network or of the kubelet moves pods that were well. With the default of 300 seconds a single
            pod is away for more than five minutes.
            """,
        Fix = """
            Choose 30 to 60 seconds for `node.kubernetes.io/not-ready` and `node.kubernetes.io/unreachable` where a pod keeps no
            data of its own, or leave both to the default and run two replicas.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions",
            "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#defaulttolerationseconds",
            "https://github.com/dell/omnia/issues/3800",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!workload.IsReplicated || workload.Kind is WorkloadKind.StatefulSet)
            yield break; // The pods of a StatefulSet wait for their node, however soon they are evicted.

        foreach (var toleration in Toleration.DecidingLossOfNode(workload))
        {
            var seconds = toleration.Seconds.Integer();
            if (seconds.Is(value => value > ByDefault))
                yield return Report(seconds.Node, $"The pods of {workload.Title} stay on a dead node for {seconds} seconds before others replace them, longer than the default of {ByDefault}");
            if (seconds.Is(value => value < TooShort))
            {
                yield return Report(seconds.Node, $"The pods of {workload.Title} are evicted {seconds} seconds after their node counts as lost, which leaves it no time to come back")
                    .As(workload.IsServed.IsTrue ? Severity.Warning : Severity.Note);
            }
        }

        if (MovesByDefault(workload).IsTrue && workload.Services.FirstOrDefault(service => !cluster.MayServeBesides(service, workload)) is { } service)
        {
            yield return Report(workload.Pod["tolerations"], $"{service.Title} is without its only pod for {TimeAway(cluster.Facts)} when the node is lost: {workload.Title} does not set tolerationSeconds, so {ByDefault} apply")
                .And(service.Selector.Node, $"{service.Title} chooses its pods").As(Severity.Note);
        }
    }

    // The node counts as lost after the grace period, and its pods are evicted after the toleration.
    private static string TimeAway(ClusterFacts facts) => facts.NodeMonitorGracePeriod is { } grace
        ? $"more than {GoDuration.Text(grace + TimeSpan.FromSeconds(ByDefault))}"
        : "more than five minutes";

    // A pod with a volume of one node waits for the volume, not for its eviction; HA0703 speaks of that.
    private static Truth MovesByDefault(Workload workload) =>
        workload.RunsOnePod
        && !Toleration.IsGiven(workload, Toleration.Unreachable)
        && !workload.HasSingleNodeStorage;
}
