using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Replication;

internal sealed class NakedPod : Rule<Workload>
{
    private static readonly HashSet<string> TestWords = new(["test", "tests", "tester", "probe", "debug", "e2e"], StringComparer.Ordinal);

    public override RuleInfo Info { get; } = new("HA0104", "naked-pod")
    {
        Severity = Severity.Warning,
        Title = "Pod without a controller that replaces it",
        Why = """
            A pod belongs to its node for life: the kubelet restarts its containers, but when the node fails or is drained the
            pod is deleted and nothing makes another one. A ReplicationController does replace pods, but cannot roll out a
            change: its pods stay as they are until somebody deletes them.
            """,
        Fix = """
            Make it a Deployment, or a StatefulSet where it keeps data. Work that ends belongs in a Job.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/configuration/overview/#naked-pods-vs-replicasets-deployments-and-jobs",
            "https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/",
        ],
    };

    public override IEnumerable<Finding> Check(Workload workload, Cluster cluster)
    {
        if (!(!IsMadeByTool(workload.Object) && !IsForTests(workload)).IsTrue)
            yield break;

        if (workload.Kind is WorkloadKind.Pod)
            yield return Report(workload.Root["kind"], $"Nothing replaces {workload.Title} when its node fails or is drained");
        if (workload.Kind is WorkloadKind.ReplicationController)
            yield return Report(workload.Root["kind"], $"Nothing rolls out a change to {workload.Title}: its pods stay as they are until they are deleted").As(Severity.Note);
    }

    // Hooks come and go with a release; KubeVirt and Tekton make and watch their pods themselves.
    private static Truth IsMadeByTool(KubernetesObject pod) =>
        pod.Annotations.AnyKey(key => key is "helm.sh/hook" or "argocd.argoproj.io/hook" || IsToolKey(key)) || pod.Labels.AnyKey(IsToolKey);

    private static bool IsToolKey(string key) => key.Contains("kubevirt.io/") || key.Contains("tekton.dev/");

    // A pod in which only a client runs, or which sleeps until somebody runs one, serves nobody.
    private static Truth IsForTests(Workload pod) =>
        pod.Object.IsForDevelopment
        || pod.Name.Is(name => name.Split('-', '.').Any(TestWords.Contains))
        || !pod.AnyContainer(container => !container.IsClient);
}
