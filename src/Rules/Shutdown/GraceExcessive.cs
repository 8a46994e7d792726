using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Shutdown;

internal sealed class GraceExcessive : Rule<Workload>
{
    // The default of --max-graceful-termination-sec.
    private const long MostThatAutoscalerWaits = 600;

    // Media and machine learning work in long pieces, as do workers in general.
    private static readonly string[] LongWork =
        ["batch", "worker", "job", "runner", "queue", "media", "video", "audio", "stream", "transcod", "ffmpeg", "render", "train", "inference", "gpu"];

    public override RuleInfo Info { get; } = new("HA0506", "grace-excessive")
    {
        Severity = Severity.Note,
        Title = "Pods may take longer to end than node autoscaling waits",
        Why = """
            The cluster autoscaler waits ten minutes for the pods of a node that it removes, unless it is told otherwise, and
            then removes the node with what still runs. A drain by hand waits for all of the grace period: one pod that
            hangs holds up the upgrade of its node for that long.
            """,
        Fix = """
            Set `terminationGracePeriodSeconds` to what the longest request takes, with some reserve; 30 to 120 seconds are
            usual for an application that keeps no data.
            """,
        Sources =
        [
            "https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md",
            "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        var grace = workload.Pod["terminationGracePeriodSeconds"].Integer();
        if (workload.Kind is not WorkloadKind.Deployment || !grace.Is(seconds => seconds > MostThatAutoscalerWaits).IsTrue)
            yield break;

        if (!workload.IsStateful && !workload.HasLastingVolume && !WorksInLongPieces(workload))
            yield return Report(grace.Node, $"{workload.Title} may take {grace} s to end: the cluster autoscaler waits for {MostThatAutoscalerWaits} s, and a drain for all of it");
    }

    private static Truth WorksInLongPieces(Workload workload) => workload.Name.Is(IsLongWork) || workload.AnyContainer(WorksInLongPieces);

    private static Truth WorksInLongPieces(Container container) =>
        container.Name.Is(IsLongWork)
        || container.Image.Node.Text().Is(IsLongWork)
        || container.Node["resources"]["limits"].AnyKey(IsLongWork);

    private static bool IsLongWork(string text) => Words.AnyIn(text, LongWork);
}
