using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Replication;

internal sealed class ReplicasZero : Rule<Workload>
{
    // Pods that only hold room for others are scaled up when the room is wanted.
    private static readonly HashSet<string> PlaceholderWords = new(["inflate", "overprovisioning", "overprovisioner", "placeholder", "pause", "headroom"], StringComparer.Ordinal);

    public override RuleInfo Info { get; } = new("HA0102", "replicas-zero")
    {
        Severity = Severity.Note,
        Title = "No replica at all",
        Why = """
            With `replicas: 0` nothing runs, and every time the manifest is applied nothing runs again, whatever number somebody
            has scaled to in the meantime. A HorizontalPodAutoscaler that is added later does nothing either: it takes zero as a
            wish to be left alone.
            """,
        Fix = """
            Set the number of replicas that the service needs. Where something else scales the workload, leave `replicas` out.
            Delete what is no longer used, or say in a comment beside the number why it rests.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#implicit-maintenance-mode-deactivation",
            "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (workload.IsReplicated && workload.Replicas.Maximum.Is(0) && !IsExplained(workload) && !MayBeScaledByOthers(workload))
        {
            var service = workload.Services.FirstOrDefault(service => !cluster.MayServeBesides(service, workload));
            var finding = Report(workload.Replicas.Node, $"0 replicas of {workload.Title} are asked for: {(service is null ? "nothing runs" : $"{service.Title} has no pod to send traffic to")}");
            yield return service is null ? finding : finding.And(service.Selector.Node, $"{service.Title} chooses its pods").As(Severity.Warning);
        }
    }

    // Knative's controllers scale their adapters up as soon as there is a source for them.
    private static Truth MayBeScaledByOthers(Workload workload) =>
        workload.Cluster.IsScaleTarget(workload)
        || workload.Object.Labels.AnyKey(IsKnative) || workload.PodLabels.AnyKey(IsKnative)
        || workload.Object.Labels["app.kubernetes.io/name"].Text().Is(name => name.StartsWith("knative-", StringComparison.Ordinal))
        || workload.Name.Is(name => name.Split('-', '.').Any(PlaceholderWords.Contains))
        || workload.AnyContainer(container => container.Image.NameEndsIn("pause"));

    private static bool IsKnative(string key) => key.Contains("knative.dev/");

    // Whoever says why it is zero has thought of it. A suppression of Hale's is no reason by itself.
    private static bool IsExplained(Workload workload)
    {
        var place = workload.Replicas.Node.At;
        var comments = workload.Cluster.ObjectHolding(workload.Replicas.Node)?.Comments ?? [];
        return comments.Any(comment => place.StartPosition.Line - comment.At.StartPosition.Line is 0 or 1
            && !comment.StartsWith("hale:"));
    }
}
