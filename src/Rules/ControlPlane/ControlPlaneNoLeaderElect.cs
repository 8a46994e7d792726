using Hale.Rules.Model;

namespace Hale.Rules.ControlPlane;

internal sealed class ControlPlaneNoLeaderElect : Rule<KubernetesObject>
{
    private static readonly string[] Elected = ["kube-controller-manager", "kube-scheduler", "cloud-controller-manager"];

    public override RuleInfo Info { get; } = new("HA1506", "control-plane-no-leader-elect")
    {
        Severity = Severity.Error,
        Title = "Controllers that all act at once",
        Why = """
            Of several controller managers or schedulers one is meant to act, and the others to wait until it is gone. Without
            leader election all of them act: they create the same pods and volumes twice and undo each other's work. With
            kube-vip, several nodes answer for the same virtual address. The sidecars of CSI drivers elect none unless they are
            told to: two attachers or resizers work on the same volume at the same time.
            """,
        Fix = """
            Remove the flag, because Kubernetes' own components elect a leader unless they are told otherwise. Set
            `vip_leaderelection` to `"true"` for kube-vip, and give the sidecars of a CSI driver `--leader-election`.
            """,
        Sources =
        [
            "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/",
            "https://kubernetes.io/docs/concepts/architecture/leases/#leader-election",
            "https://kube-vip.io/docs/installation/flags/",
            "https://github.com/kubernetes-csi/external-attacher#command-line-options",
        ],
    };

    public override IEnumerable<Finding> Check(KubernetesObject subject, Cluster cluster)
    {
        var components = cluster.ViewOf<ControlPlaneSetup>(subject) is { MayRunOnce: false } setup ? setup.Components.SelectMany(CheckComponent) : [];
        return cluster.ViewOf<Workload>(subject) is { } workload
            ? components.Concat(CheckReplicas(workload)).Concat(CheckSidecars(workload)).Concat(workload.Containers.SelectMany(CheckKubeVip))
            : components;
    }

    private IEnumerable<Finding> CheckComponent(ControlPlaneComponent component)
    {
        var flag = component.Flags["leader-elect"];
        if (Elected.Contains(component.Name) && flag.Is(IsFalse))
            yield return Report(flag.Node, $"{component.Title} acts without leader election: with a second control-plane node two are active")
                .WithFix("Remove the flag: Kubernetes' own components elect a leader unless they are told otherwise.");
    }

    private IEnumerable<Finding> CheckReplicas(Workload workload)
    {
        if (workload.Kind is WorkloadKind.StatefulSet || !workload.Replicas.AlwaysSeveral.IsTrue)
            yield break;
        foreach (var container in workload.Containers.Where(container => ControlPlaneComponent.Of(container) is null))
        {
            if (LeaderElection.SwitchOff(container) is { } off)
                yield return Report(off, $"{workload.Replicas} of {workload.Title} act at the same time, because {container.Title} elects no leader")
                    .WithFix("Switch leader election on, or run one replica.")
                    .And(workload.Replicas.Node, workload.Replicas.SourceText);
        }
    }

    private IEnumerable<Finding> CheckSidecars(Workload workload)
    {
        if (!workload.Replicas.AlwaysSeveral.IsTrue)
            yield break;
        foreach (var container in workload.Containers)
        {
            if (LeaderElection.IsLeftOut(container))
                yield return Report(container.Node["name"], $"{workload.Replicas} of {workload.Title} act at the same time, because {container.Title} is not told to elect a leader")
                    .As(Severity.Warning)
                    .WithFix("Add `--leader-election` to the arguments.")
                    .And(workload.Replicas.Node, workload.Replicas.SourceText);
        }
    }

    private IEnumerable<Finding> CheckKubeVip(Container container)
    {
        if (KubeVip.MissingElection(container) is { } setting && !container.Object.IsForDevelopment)
            yield return Report(setting, $"{container.Workload.Title} answers for one address on every node, because vip_leaderelection is not true")
                .WithFix("Set `vip_leaderelection` to `\"true\"`.");
    }

    private static bool IsFalse(string value) => value is "false" or "False" or "FALSE" or "f" or "F" or "0";
}
