using Hale.Rules.Model;
using Hale.Rules.Tree;

namespace Hale.Rules.Images;

internal sealed class PullPolicy : Rule<Container>
{
    public override RuleInfo Info { get; } = new("HA1304", "pull-policy")
    {
        Severity = Severity.Warning,
        Activation = Activation.NotesOff,
        Title = "A pull policy that keeps pods from starting",
        Why = """
            With `Never` a pod starts only on nodes that already have the image. A new node does not, and the kubelet removes
            unused images from the others when their disks fill up, so a pod that has to move may find no node. With `Always`
            every start asks the registry, also a restart on a node that has the image: while the registry is away, nothing
            restarts. For a digest or a release the answer is always the same.
            """,
        Fix = """
            Use `IfNotPresent`. If only nodes with the image may run the pod, make sure that every node gets it. `Always` is
            right for tags that move, and where the registry is to check each pod's credentials.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy",
            "https://kubernetes.io/docs/concepts/architecture/garbage-collection/#containers-images",
        ],
    };

    public override IEnumerable<Finding> Check(Container container, Cluster cluster)
    {
        var (policy, workload) = (container.Node["imagePullPolicy"], container.Workload);
        if ((policy.Text().Is("Never") && !workload.Object.IsForDevelopment).IsTrue && (workload.IsReplicated || workload.Kind is WorkloadKind.DaemonSet))
            yield return Report(policy, $"{container.Title} of {workload.Title} starts only on nodes that already have {container.Image.Title}")
                .WithFix("Use `IfNotPresent`, or make sure that every node gets the image.");
        else if ((policy.Text().Is("Always") && container.Image.IsFixed && workload.RunsForever).IsTrue)
            yield return Report(policy, $"{container.Title} of {workload.Title} cannot restart while the registry is away, although {container.Image.Title} is always the same").As(Severity.Note)
                .WithFix("Use `IfNotPresent`, unless the registry is to check each pod's credentials.");
    }
}
