using Hale.Rules.Model;

namespace Hale.Rules.Resources;

internal sealed class RequestsMissing : Rule<Container>
{
    private static readonly string[] Resources = ["cpu", "memory"];

    public override RuleInfo Info { get; } = new("HA1101", "requests-missing")
    {
        Severity = Severity.Warning,
        Activation = Activation.NotesOff,
        Title = "Container without requests for cpu and memory",
        Why = """
            The scheduler packs pods by their requests, so it puts a pod without any on a node that is full. When that node runs
            out of memory, the kubelet evicts first what uses more than it requested, which is all that such a pod uses; when it
            runs out of cpu, the pod gets what the others leave.
            """,
        Fix = """
            Set `resources.requests.cpu` and `resources.requests.memory` to what the container uses in normal operation, or let a
            LimitRange of the namespace set a default.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/",
            "https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/",
        ],
    };

    public override IEnumerable<Finding> Check(Container container, Cluster cluster)
    {
        if (!container.IsLasting.IsTrue || container.Object.IsForDevelopment)
            yield break;
        var missing = Resources.Where(resource => container.HasRequest(resource).IsFalse).ToList();
        if (missing.Count > 0)
        {
            var requests = container.Node["resources"]["requests"];
            var matters = container.Workload.IsStateful || container.Workload.IsExposed;
            yield return Report(requests[missing[0]], $"No {string.Join(" and ", missing)} {(missing.Count > 1 ? "requests" : "request")} in {container.Title} of {container.Workload.Title}")
                .As(matters ? Severity.Warning : Severity.Note);
        }
    }
}
